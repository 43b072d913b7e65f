//! Time limits for waiting for code that is not ours.

use super::call_error::CallError;
use super::page::Page;
use coder_core::error::Error;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// The end of a request: after a time, or when its owner aborts it, whichever comes first.
pub(crate) struct Deadline {
    owner: AbortSignal,
    signal: AbortSignal,
    lent: AbortSignal,
    ended: Promise,
    /// The abort listener on `signal`, removed when the request is over.
    listener: Option<Function>,
    timed_out: Rc<Cell<bool>>,
    _timer: Timeout,
}

impl Drop for Deadline {
    /// Removes the abort listener. With it, the browser would keep `signal` for as long as the owner's signal, which
    /// for workspace actions is the session's.
    fn drop(&mut self) {
        if let Some(listener) = &self.listener {
            let _ = self.signal.remove_event_listener_with_callback("abort", listener);
        }
    }
}

impl Deadline {
    /// Starts the deadline.
    ///
    /// # Errors
    /// Never in a browser; the constructors can throw only where there is none.
    pub fn start(owner: &AbortSignal, timeout_ms: u32) -> Result<Self, CallError> {
        let own = AbortController::new().map_err(|_| Error::Unreachable)?;
        let signal = AbortSignal::any(&Array::of2(owner, &own.signal()));
        let (ended, listener) = when_aborted(&signal);
        let lent = AbortController::new().map_err(|_| Error::Unreachable)?;
        abort_after(&ended, &lent);
        let timed_out = Rc::new(Cell::new(false));
        let flag = timed_out.clone();
        let timer = Timeout::new(timeout_ms, move || {
            flag.set(true);
            own.abort();
        });
        Ok(Self {
            owner: owner.clone(),
            signal,
            lent: lent.signal(),
            ended,
            listener,
            timed_out,
            _timer: timer,
        })
    }

    /// Returns the signal for code that is not ours. Its listeners run shortly after the end, not inside of the code
    /// that dropped the request.
    pub fn lent(&self) -> &AbortSignal {
        &self.lent
    }

    /// Waits for a promise until the deadline; a rejection of the promise is the inner error.
    ///
    /// # Errors
    /// The reason why the deadline ended first.
    pub async fn wait(&self, promise: &Promise) -> Result<Result<JsValue, JsValue>, CallError> {
        let first = Promise::race(&Array::of2(promise, &self.ended));
        let result = JsFuture::from(first).await;
        if self.signal.aborted() { Err(self.error()) } else { Ok(result) }
    }

    /// Returns the reason why a request has no response.
    pub fn error(&self) -> CallError {
        match (self.timed_out.get(), self.owner.aborted(), Page::is_online()) {
            (true, _, _) => Error::Timeout.into(),
            (_, true, _) => CallError::Aborted,
            (_, _, false) => Error::Offline.into(),
            (_, _, true) => Error::Unreachable.into(),
        }
    }
}

/// Converts the result of calling a function that is not ours into a promise; an exception becomes a rejection.
pub(crate) fn to_promise(result: Result<JsValue, JsValue>) -> Promise {
    match result {
        // Not `Promise.resolve`, which throws what a getter of the result throws.
        Ok(value) => Promise::new(&mut |resolve, _| drop(resolve.call1(&JsValue::UNDEFINED, &value))),
        Err(thrown) => Promise::reject(&thrown),
    }
}

/// Returns a promise that resolves when the signal aborts, and the listener that resolves it.
fn when_aborted(signal: &AbortSignal) -> (Promise, Option<Function>) {
    let mut listener = None;
    let ended = Promise::new(&mut |resolve, _| {
        if signal.aborted() {
            drop(resolve.call0(&JsValue::UNDEFINED));
        } else {
            let _ = signal.add_event_listener_with_callback("abort", &resolve);
            listener = Some(resolve);
        }
    });
    (ended, listener)
}

/// Aborts the controller once the promise resolves. Bound from the browser's own functions: a closure of ours would
/// have to live until the promise resolves, which most never do.
fn abort_after(ended: &Promise, controller: &AbortController) {
    let function =
        |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok()?.dyn_into::<Function>().ok();
    if let (Some(then), Some(abort)) = (function(ended, "then"), function(controller, "abort")) {
        let _ = then.call1(ended, &abort.bind1(controller, &JsValue::UNDEFINED));
    }
}
