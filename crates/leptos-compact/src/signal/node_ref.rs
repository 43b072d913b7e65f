//! References to elements in the document.

use super::RwSignal;
use leptos_full::html::ElementType;
use leptos_full::prelude::{Effect, untrack};
use leptos_full::tachys::html::node_ref::NodeRefContainer;
use send_wrapper::SendWrapper;
use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// A reference to an element, which is set when the element is drawn with `node_ref`. It lives as long as its owner.
pub struct NodeRef<E> {
    element: RwSignal<Option<SendWrapper<Element>>>,
    kind: PhantomData<fn() -> E>,
}

impl<E> Clone for NodeRef<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for NodeRef<E> {}

impl<E> Debug for NodeRef<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.element.fmt(f)
    }
}

impl<E> Default for NodeRef<E> {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl<E> NodeRef<E> {
    /// Creates a reference to no element.
    #[inline]
    #[track_caller]
    #[must_use]
    pub fn new() -> Self {
        Self { element: empty(), kind: PhantomData }
    }
}

impl<E: ElementType> NodeRef<E>
where
    E::Output: JsCast + 'static,
{
    /// Subscribes to the reference, and returns its element.
    #[must_use]
    pub fn get(&self) -> Option<E::Output> {
        get(self.element).map(JsCast::unchecked_into)
    }

    /// Returns the element without subscribing.
    #[must_use]
    pub fn get_untracked(&self) -> Option<E::Output> {
        try_get_untracked(self.element).flatten().map(JsCast::unchecked_into)
    }

    /// Returns the element without subscribing, or `None` if the reference is disposed.
    #[must_use]
    pub fn try_get_untracked(&self) -> Option<Option<E::Output>> {
        try_get_untracked(self.element).map(|element| element.map(JsCast::unchecked_into))
    }

    /// Calls a function once, with the element when it is drawn.
    pub fn on_load(self, function: impl FnOnce(E::Output) + 'static) {
        let mut function = Some(function);
        let run = move |element: Element| {
            if let Some(function) = function.take() {
                function(element.unchecked_into());
            }
        };
        on_load(self.element, Box::new(run));
    }
}

impl<E: ElementType> NodeRefContainer<E> for NodeRef<E> {
    fn load(self, element: &Element) {
        self.element.set(Some(SendWrapper::new(element.clone())));
    }
}

// These do not depend on the element's type, and are compiled once.

#[track_caller]
fn empty() -> RwSignal<Option<SendWrapper<Element>>> {
    RwSignal::new(None)
}

fn get(element: RwSignal<Option<SendWrapper<Element>>>) -> Option<Element> {
    element.get().map(SendWrapper::take)
}

fn try_get_untracked(element: RwSignal<Option<SendWrapper<Element>>>) -> Option<Option<Element>> {
    element.try_get_untracked().map(|element| element.map(SendWrapper::take))
}

fn on_load(element: RwSignal<Option<SendWrapper<Element>>>, mut function: Box<dyn FnMut(Element)>) {
    Effect::new(move |_| {
        if let Some(element) = get(element) {
            untrack(|| function(element));
        }
    });
}
