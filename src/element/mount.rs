//! Mounting of views in shadow roots.

use leptos::prelude::*;
use std::any::Any;
use wasm_bindgen::JsCast;
use web_sys::ShadowRoot;

/// A view that is mounted in a container element. Leptos replaces views only within elements, and a shadow root is
/// not an element.
struct MountedView<H> {
    container: web_sys::Element,
    handle: Option<H>,
}

impl<H> Drop for MountedView<H> {
    fn drop(&mut self) {
        self.handle = None;
        self.container.remove();
    }
}

/// Mounts a view into a shadow root; dropping the result unmounts it.
pub(super) fn mount<V: IntoView + 'static>(
    root: &ShadowRoot,
    view: impl FnOnce() -> V + 'static,
) -> Box<dyn Any> {
    crate::style::adopt(root);
    let Ok(container) = document().create_element("div") else { return Box::new(()) };
    container.set_class_name("coder-place");
    let _ = root.append_child(&container);
    let handle = leptos::mount::mount_to(container.clone().unchecked_into(), view);
    Box::new(MountedView { container, handle: Some(handle) })
}
