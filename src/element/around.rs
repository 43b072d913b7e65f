//! What stands around an element: the nearest ancestor of a kind, across shadow boundaries.

use std::cell::RefCell;
use std::thread::LocalKey;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node, ShadowRoot};

/// Elements of a kind that are in a document, and what they have for those inside them.
pub(super) type Mounted<T> = RefCell<Vec<(HtmlElement, T)>>;

/// Adds an element.
pub(super) fn enter<T>(all: &'static LocalKey<Mounted<T>>, element: &HtmlElement, has: T) {
    all.with_borrow_mut(|all| all.push((element.clone(), has)));
}

/// Takes an element away.
pub(super) fn leave<T>(all: &'static LocalKey<Mounted<T>>, element: &HtmlElement) {
    all.with_borrow_mut(|all| all.retain(|(e, _)| e != element));
}

/// What the nearest ancestor of a kind has.
pub(super) fn nearest<T: Clone>(all: &'static LocalKey<Mounted<T>>, element: &HtmlElement) -> Option<T> {
    let mut node: Node = element.clone().unchecked_into();
    loop {
        node = match node.parent_node() {
            Some(parent) => parent,
            None => node.dyn_into::<ShadowRoot>().ok()?.host().unchecked_into(),
        };
        let found = all.with_borrow(|all| {
            all.iter().find(|(e, _)| e.unchecked_ref::<Node>() == &node).map(|(_, has)| has.clone())
        });
        if found.is_some() {
            return found;
        }
    }
}
