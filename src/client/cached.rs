//! Values that are fetched on first use and cached for the session.

use super::Client;
use crate::browser::{AbortOnDrop, CallError};
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::json::FromJson;
use coder_core::request::Request;
use leptos::prelude::*;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use web_sys::AbortSignal;

/// The future of a value's JSON.
pub(crate) type JsonFuture = Pin<Box<dyn Future<Output = Result<Value, CallError>>>>;

/// A cached value. It is supplementary: a failed fetch is not reported. Clones share one state.
#[derive(Clone)]
pub(crate) struct Cached<T: Send + Sync + 'static>(Rc<CachedInner<T>>);

struct CachedInner<T: Send + Sync + 'static> {
    value: ArcRwSignal<Option<T>>,
    is_fresh: Cell<bool>,
    request: RefCell<Option<AbortOnDrop>>,
}

impl<T: Send + Sync + 'static> Default for Cached<T> {
    fn default() -> Self {
        Self(Rc::new(CachedInner {
            value: ArcRwSignal::new(None),
            is_fresh: Cell::default(),
            request: RefCell::default(),
        }))
    }
}

impl<T: FromJson + Send + Sync + 'static> Cached<T> {
    /// Returns the value; `None` until it is fetched.
    pub fn get(&self) -> ArcReadSignal<Option<T>> {
        self.0.value.read_only()
    }

    /// Returns the value, and fetches it from Coder unless it is cached or being fetched.
    pub fn get_or_fetch(&self, client: &Client, call: Request) -> ArcReadSignal<Option<T>> {
        let client = client.clone();
        self.get_or(|signal| Box::pin(async move { client.call(&call, &signal).await }))
    }

    /// Returns the value, and fetches its JSON with a function unless it is cached or being fetched.
    pub fn get_or(&self, fetch: impl FnOnce(AbortSignal) -> JsonFuture) -> ArcReadSignal<Option<T>> {
        if !self.0.is_fresh.get()
            && self.0.request.borrow().is_none()
            && let Ok(abort) = AbortOnDrop::new()
        {
            let fetch = fetch(abort.signal());
            self.0.request.replace(Some(abort));
            let cached = self.0.clone();
            spawn_local(async move {
                let result = fetch.await;
                if result == Err(CallError::Aborted) {
                    return;
                }
                if let Ok(value) =
                    result.and_then(|value| T::from_json(&value).map_err(|e| Error::from(e).into()))
                {
                    cached.is_fresh.set(true);
                    cached.value.set(Some(value));
                }
                cached.request.borrow_mut().take();
            });
        }
        self.get()
    }

    /// Makes the next [`Cached::get_or_fetch`] fetch the value again; the current value stays until then.
    pub fn invalidate(&self) {
        self.0.is_fresh.set(false);
    }

    /// Drops the value and aborts the fetch in flight.
    pub fn clear(&self) {
        self.0.request.borrow_mut().take();
        self.0.is_fresh.set(false);
        self.0.value.set(None);
    }
}
