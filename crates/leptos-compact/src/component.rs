//! Components, as `#[component]` and `view!` call them.

use crate::node::Node;
use leptos_full::prelude::RenderHtml;

pub use leptos_full::component::*;

/// Calls a component. Leptos itself renders the view of a component of another crate.
#[inline]
pub fn component_view<P, V: RenderHtml>(component: impl ComponentConstructor<P, V>, props: P) -> Node {
    Node::foreign(component.construct(props))
}
