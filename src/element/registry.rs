//! Mounted elements, to find the closest ancestor of a kind across shadow boundaries.

use std::cell::RefCell;
use std::thread::LocalKey;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node, ShadowRoot};

/// The elements of a kind that are in a document, each with the value that it provides to its descendants.
pub(super) type Registry<T> = RefCell<Vec<(HtmlElement, T)>>;

/// Adds an element with its value.
pub(super) fn register<T>(registry: &'static LocalKey<Registry<T>>, element: &HtmlElement, value: T) {
    registry.with_borrow_mut(|registry| registry.push((element.clone(), value)));
}

/// Removes an element.
pub(super) fn unregister<T>(registry: &'static LocalKey<Registry<T>>, element: &HtmlElement) {
    registry.with_borrow_mut(|registry| registry.retain(|(e, _)| e != element));
}

/// Returns the value of the closest ancestor of a kind.
pub(super) fn closest<T: Clone>(
    registry: &'static LocalKey<Registry<T>>,
    element: &HtmlElement,
) -> Option<T> {
    let mut node: Node = element.clone().unchecked_into();
    loop {
        node = match node.parent_node() {
            Some(parent) => parent,
            None => node.dyn_into::<ShadowRoot>().ok()?.host().unchecked_into(),
        };
        let result = registry.with_borrow(|registry| {
            registry.iter().find(|(e, _)| e.unchecked_ref::<Node>() == &node).map(|(_, value)| value.clone())
        });
        if result.is_some() {
            return result;
        }
    }
}
