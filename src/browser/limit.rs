//! How long a call waits for code that is not ours.

use super::page::Page;
use super::transport::Failure;
use coder_core::error::Error;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// The end of a call: after a time, or when its owner aborts it, whichever comes first.
pub(crate) struct Limit {
    owner: AbortSignal,
    signal: AbortSignal,
    lent: AbortSignal,
    ended: Promise,
    /// The abort listener on `signal`, removed when the call is over.
    listener: Option<Function>,
    timed_out: Rc<Cell<bool>>,
    _timer: Timeout,
}

impl Drop for Limit {
    /// Removes the abort listener. With it, the browser keeps `signal` for as long as the owner's signal, which for
    /// workspace actions is the session's.
    fn drop(&mut self) {
        if let Some(listener) = &self.listener {
            let _ = self.signal.remove_event_listener_with_callback("abort", listener);
        }
    }
}

impl Limit {
    /// Starts now.
    ///
    /// # Errors
    /// Never in a browser; the constructors can throw only where there is none.
    pub fn start(owner: &AbortSignal, timeout_ms: u32) -> Result<Self, Failure> {
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

    /// The signal for code that is not ours. What listens to it runs a moment after the end, not inside of whatever
    /// dropped the call.
    pub fn lent(&self) -> &AbortSignal {
        &self.lent
    }

    /// Waits for an answer, at most until the end; what it was rejected with is the inner error.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn wait(&self, answer: &Promise) -> Result<Result<JsValue, JsValue>, Failure> {
        let first = Promise::race(&Array::of2(answer, &self.ended));
        let answer = JsFuture::from(first).await;
        if self.signal.aborted() { Err(self.why()) } else { Ok(answer) }
    }

    /// Why a call gave nothing.
    pub fn why(&self) -> Failure {
        match (self.timed_out.get(), self.owner.aborted(), Page::is_online()) {
            (true, _, _) => Error::Timeout.into(),
            (_, true, _) => Failure::Canceled,
            (_, _, false) => Error::Offline.into(),
            (_, _, true) => Error::Unreachable.into(),
        }
    }
}

/// The answer of a function that is not ours, whatever it is: what it throws is a rejection.
pub(crate) fn promised(answer: Result<JsValue, JsValue>) -> Promise {
    match answer {
        // Not `Promise.resolve`, which lets through what the answer's own properties throw.
        Ok(answer) => Promise::new(&mut |resolve, _| drop(resolve.call1(&JsValue::UNDEFINED, &answer))),
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

/// By the browser's own functions: a closure of ours would have to live until a call ends, and most never do.
fn abort_after(ended: &Promise, controller: &AbortController) {
    let function =
        |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.dyn_into::<Function>().ok();
    if let (Some(then), Some(abort)) = (function(ended, "then"), function(controller, "abort")) {
        let _ = then.call1(ended, &abort.bind1(controller, &JsValue::UNDEFINED));
    }
}
