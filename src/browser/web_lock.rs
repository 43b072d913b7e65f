//! Locks that all tabs of an origin share (Web Locks API).

use super::call_error::CallError;
use super::deadline::{Deadline, to_promise};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

/// The longest delay of a timer, 24 days.
const LONGEST_WAIT_MS: u32 = i32::MAX as u32;

/// A lock that is released when it is dropped.
pub(crate) struct WebLock(Option<Function>);

impl WebLock {
    /// Tries to acquire the lock of a name; `None` if this or another tab holds it. Always succeeds where locks are
    /// not available: in a browser without them, in an insecure context, with site data blocked, or if the browser
    /// does not respond in time.
    ///
    /// # Errors
    /// [`CallError::Aborted`] if the owner of `limit` aborts.
    pub async fn try_acquire(name: &str, limit: &Deadline) -> Result<Option<Self>, CallError> {
        Self::request(name, ("ifAvailable", JsValue::TRUE), limit).await
    }

    /// Waits until no other tab holds the lock of a name. Succeeds at once where locks are not available, as
    /// [`WebLock::try_acquire`] does. `None` once `abort` is aborted.
    pub async fn acquire(name: &str, abort: &AbortSignal) -> Option<Self> {
        let limit = Deadline::start(abort, LONGEST_WAIT_MS).ok()?;
        Self::request(name, ("signal", abort.into()), &limit).await.ok().flatten()
    }

    async fn request(
        name: &str,
        (option, value): (&str, JsValue),
        limit: &Deadline,
    ) -> Result<Option<Self>, CallError> {
        let free = Ok(Some(Self(None)));
        let Some((locks, request)) = locks() else { return free };
        let options = Object::new();
        let _ = Reflect::set(&options, &option.into(), &value);
        let mut release = None;
        // The browser holds the lock until this promise resolves.
        let until = Promise::new(&mut |resolve, _| release = Some(resolve));
        let mut granted = None;
        let grant = Promise::new(&mut |resolve, _| granted = Some(resolve));
        let lock = Self(release);
        let hold = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if let Some(granted) = granted {
                let _ = granted.call1(&JsValue::NULL, &lock);
            }
            if lock.is_null() { JsValue::UNDEFINED } else { until.into() }
        });
        // The promise of the request settles when the lock is released, or rejects at once where locks are blocked.
        let request = to_promise(request.call3(&locks, &name.into(), &options, &hold));
        match limit.wait(&Promise::race(&Array::of2(&grant, &request))).await {
            Ok(Ok(granted)) if granted.is_null() => Ok(None),
            // A lock that is granted after the time limit is released with this value.
            Ok(Ok(_)) | Err(CallError::Failed(_)) => Ok(Some(lock)),
            Ok(Err(_)) => free,
            Err(failure) => Err(failure),
        }
    }
}

impl Drop for WebLock {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Returns the browser's lock manager and its `request` function.
fn locks() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| locks.is_object())?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}
