//! One tab at a time: the browser's locks, which all tabs of an origin share.

use super::limit::{Limit, promised};
use super::transport::Failure;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;

/// A lock held until it is dropped.
pub(crate) struct Lock(Option<Function>);

impl Lock {
    /// Takes the lock of this name; `None` if another tab, or this one, has it. Where none can be had, every one is
    /// granted: a browser without locks, a page that is not served securely, one whose site data is blocked, and one
    /// that does not answer.
    ///
    /// # Errors
    /// [`Failure::Canceled`] once its owner aborts.
    pub async fn take(name: &str, limit: &Limit) -> Result<Option<Self>, Failure> {
        let free = Ok(Some(Self(None)));
        let Some((locks, request)) = locks() else { return free };
        let options = Object::new();
        let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
        let mut release = None;
        // Resolves, when the lock is released, what the browser waits for.
        let until = Promise::new(&mut |resolve, _| release = Some(resolve));
        let mut granted = None;
        let answer = Promise::new(&mut |resolve, _| granted = Some(resolve));
        let lock = Self(release);
        let hold = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if let Some(granted) = granted {
                let _ = granted.call1(&JsValue::NULL, &lock);
            }
            if lock.is_null() { JsValue::UNDEFINED } else { until.into() }
        });
        // The request itself ends with the lock, or at once where it is refused.
        let request = promised(request.call3(&locks, &name.into(), &options, &hold));
        match limit.wait(&Promise::race(&Array::of2(&answer, &request))).await {
            Ok(Ok(granted)) if granted.is_null() => Ok(None),
            // One that is granted after all is released with this one.
            Ok(Ok(_)) | Err(Failure::Error(_)) => Ok(Some(lock)),
            Ok(Err(_)) => free,
            Err(Failure::Canceled) => Err(Failure::Canceled),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// The browser's locks and their `request`.
fn locks() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| locks.is_object())?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}
