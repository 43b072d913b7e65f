//! Whether live updates take the place of a poll.

use js_sys::Function;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;

/// Whether live updates bring the changes of what a poll asks for, and what ends the poll's pause ([`super::next_poll`]).
#[derive(Default)]
pub(crate) struct LiveState {
    is_live: Cell<bool>,
    /// Whether the next request is due although updates are live.
    is_due: Cell<bool>,
    end_pause: RefCell<Option<Function>>,
}

impl LiveState {
    /// Sets whether updates are live. When they end, the next request is due.
    pub fn set(&self, is_live: bool) {
        if self.is_live.replace(is_live) && !is_live {
            self.wake();
        }
    }

    /// Makes the next request due.
    pub fn wake(&self) {
        self.is_due.set(true);
        let end_pause = self.end_pause.borrow().clone();
        if let Some(end_pause) = end_pause {
            let _ = end_pause.call0(&JsValue::UNDEFINED);
        }
    }

    /// Whether updates take the place of the next request.
    pub(super) fn is_live(&self) -> bool {
        self.is_live.get() && !self.is_due.get()
    }

    /// Whether the next request became due since the last one was sent.
    pub(super) fn is_due(&self) -> bool {
        self.is_due.get()
    }

    /// Begins a pause, which this function ends.
    pub(super) fn begin_pause(&self, end: Function) {
        self.end_pause.replace(Some(end));
    }

    /// Notes that the request that was due is sent.
    pub(super) fn sent(&self) {
        self.is_due.set(false);
    }
}
