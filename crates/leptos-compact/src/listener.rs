//! Event listeners.

use crate::node::{Handler, Listen};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element as DomElement;

/// An event listener on an element; it is removed when this is dropped.
pub(crate) struct Listener {
    element: DomElement,
    event: Cow<'static, str>,
    is_capturing: bool,
    /// The handler; `None` while it runs.
    handler: Rc<RefCell<Option<Handler>>>,
    closure: Closure<dyn Fn(JsValue)>,
}

impl Listener {
    pub fn new(element: &DomElement, listen: Listen) -> Self {
        let Listen { event, is_capturing, handler } = listen;
        let handler = Rc::new(RefCell::new(Some(handler)));
        let closure = {
            let handler = Rc::clone(&handler);
            Closure::<dyn Fn(JsValue)>::new(move |event| run(&handler, event))
        };
        let function = closure.as_ref().unchecked_ref();
        let _ = element.add_event_listener_with_callback_and_bool(&event, function, is_capturing);
        Self { element: element.clone(), event, is_capturing, handler, closure }
    }

    /// Returns whether another listener is for the same event.
    pub fn hears(&self, other: &Listen) -> bool {
        other.event == self.event && other.is_capturing == self.is_capturing
    }

    /// Gives the listener another handler.
    pub fn exchange(&self, handler: Handler) {
        *self.handler.borrow_mut() = Some(handler);
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback_and_bool(
            &self.event,
            function,
            self.is_capturing,
        );
    }
}

/// Runs a handler. It is taken out while it runs: it may dispatch the same event again, which is then ignored, and it
/// may be exchanged meanwhile.
fn run(cell: &RefCell<Option<Handler>>, event: JsValue) {
    let Some(mut handler) = cell.take() else { return };
    #[cfg(debug_assertions)]
    let _zone = leptos_full::reactive::diagnostics::SpecialNonReactiveZone::enter();
    match handler.owner.as_ref().and_then(|owner| owner.upgrade()) {
        Some(owner) => owner.with(|| (handler.function)(event)),
        None => (handler.function)(event),
    }
    cell.borrow_mut().get_or_insert(handler);
}
