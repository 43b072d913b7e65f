//! Code of the page's that we run: listeners of our events, callbacks, the host's functions.
//!
//! It may throw, never answer, call us before it returns, and put elements of ours into the page or take them out.
//! So it runs under no reactive owner, inside no effect and with nothing borrowed.

use crate::spawn::spawn_local;
use leptos::prelude::{Owner, untrack};
use wasm_bindgen::{JsCast, JsValue};

/// Runs something under no reactive owner and with no effect that tracks what it reads: for calls of the page's code,
/// and for its calls into ours.
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

/// Calls the page's code once whatever runs now has ended; calls keep their order.
pub(crate) fn call_later(call: impl FnOnce() + 'static) {
    spawn_local(async move { call() });
}

/// Reports what a callback of the page's threw as the browser reports what a listener throws.
pub(crate) fn report(thrown: &JsValue) {
    let Some(window) = web_sys::window() else { return };
    let report = js_sys::Reflect::get(&window, &"reportError".into()).unwrap_or_default();
    if let Some(report) = report.dyn_ref::<js_sys::Function>() {
        let _ = report.call1(&window, thrown);
    }
}
