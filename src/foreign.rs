//! Calls of the page's own code: listeners of our events, callbacks, the host's functions.
//!
//! The page's code may throw, never respond, re-enter our code before it returns, and insert or remove our elements.
//! It is therefore called with no reactive owner, outside of effects and with nothing borrowed.

use crate::spawn::spawn_local;
use leptos::prelude::{Owner, untrack};
use wasm_bindgen::{JsCast, JsValue};

/// Runs a closure with no reactive owner and without tracking: for calls of the page's code, and for its calls of
/// ours.
pub(crate) fn detached<T>(run: impl FnOnce() -> T) -> T {
    let owner = Owner::current();
    if let Some(owner) = owner.clone() {
        owner.unset();
    }
    let result = untrack(run);
    if let Some(owner) = owner {
        owner.set();
    }
    result
}

/// Calls the page's code after the code that is currently running; calls keep their order.
pub(crate) fn call_later(call: impl FnOnce() + 'static) {
    spawn_local(async move { call() });
}

/// Reports an exception of a page's callback as the browser reports those of event listeners.
pub(crate) fn report(thrown: &JsValue) {
    let Some(window) = web_sys::window() else { return };
    let report = js_sys::Reflect::get(&window, &"reportError".into()).unwrap_or_default();
    if let Some(report) = report.dyn_ref::<js_sys::Function>() {
        let _ = report.call1(&window, thrown);
    }
}
