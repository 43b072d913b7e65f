//! Requests of a view that may be unmounted before the response arrives.

use crate::browser::{AbortOnDrop, CallError};
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::request::Request;
use leptos::prelude::*;
use serde_json::Value;
use web_sys::AbortSignal;

/// The latest request of a view, aborted by the next request and when the view is cleaned up.
#[derive(Clone, Copy)]
pub(crate) struct LatestRequest(StoredValue<Option<AbortOnDrop>, LocalStorage>);

impl LatestRequest {
    /// Creates the handle for the view of the current owner.
    pub fn new() -> Self {
        let request = StoredValue::new_local(None::<AbortOnDrop>);
        on_cleanup(move || Self(request).abort());
        Self(request)
    }

    /// Aborts the previous request and returns the signal of the next one; `None` once the view was cleaned up.
    pub fn begin(self) -> Option<AbortSignal> {
        let abort = AbortOnDrop::new().ok()?;
        let signal = abort.signal();
        self.0.try_set_value(Some(abort)).is_none().then_some(signal)
    }

    /// Aborts the request in flight.
    pub fn abort(self) {
        drop(self.0.try_update_value(Option::take));
    }

    /// Sends a request; the callback is not called if the request is aborted.
    pub fn start(self, account: &Account, call: Request, callback: Box<dyn FnOnce(Result<Value, Error>)>) {
        let Some(signal) = self.begin() else { return };
        let account = account.clone();
        spawn_local(async move {
            match account.call(&call, &signal).await {
                Err(CallError::Aborted | CallError::SignedOut) => {}
                Err(CallError::Failed(error)) => callback(Err(error)),
                Ok(value) => callback(Ok(value)),
            }
        });
    }
}
