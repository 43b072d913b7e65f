//! Mounting of apps.

use crate::mounted::Mounted;
use crate::node::{IntoNode, Node};
use web_sys::HtmlElement;

pub use leptos_full::mount::*;

/// Runs a function and mounts the view that it returns into an element, until the result is dropped.
pub fn mount_to<F, V>(parent: HtmlElement, view: F) -> UnmountHandle<Mounted>
where
    F: FnOnce() -> V + 'static,
    V: IntoNode,
{
    leptos_full::mount::mount_to(parent, made(view))
}

/// Runs a function and mounts the view that it returns into the page's body, for as long as the page lives.
pub fn mount_to_body<F, V>(view: F)
where
    F: FnOnce() -> V + 'static,
    V: IntoNode,
{
    leptos_full::mount::mount_to_body(made(view));
}

/// Returns the function with its type erased, so that mounting is compiled once.
fn made<V: IntoNode>(view: impl FnOnce() -> V + 'static) -> Box<dyn FnOnce() -> Node> {
    Box::new(move || view().into_node())
}
