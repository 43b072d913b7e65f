//! One tab at a time: the browser's locks, which all tabs of an origin share.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A lock held until it is dropped.
pub(crate) struct Lock(Option<Function>);

impl Lock {
    /// Takes the lock of this name; `None` if another tab, or this one, has it. A browser without locks, or a page
    /// that is not served securely, grants every one.
    pub async fn take(name: &str) -> Option<Self> {
        let Some(locks) = locks() else { return Some(Self(None)) };
        let options = Object::new();
        let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
        let mut release = None;
        // Resolves, when the lock is released, what the browser waits for.
        let until = Promise::new(&mut |resolve, _| release = Some(resolve));
        let mut granted = None;
        let answer = Promise::new(&mut |resolve, _| granted = Some(resolve));
        let granted = granted?;
        let hold = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let _ = granted.call1(&JsValue::NULL, &lock);
            if lock.is_null() { JsValue::UNDEFINED } else { until.into() }
        });
        let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into::<Function>().ok()?;
        if request.call3(&locks, &name.into(), &options, &hold).is_err() {
            return Some(Self(None));
        }
        let lock = JsFuture::from(answer).await.ok()?;
        (!lock.is_null()).then_some(Self(release))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    Reflect::get(&navigator, &"locks".into()).ok().filter(|locks| locks.is_object())
}
