//! The window in which Coder asks the user whether an application may act for them.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Window;

/// Features of the window: a small one, beside the page.
const FEATURES: &str = "popup,width=560,height=720";

/// A window that was opened while a click was handled, before its address is known.
pub(crate) struct SignInWindow(Window);

impl SignInWindow {
    /// Opens an empty window; `None` if the browser blocks it.
    pub fn open() -> Option<Self> {
        let window = web_sys::window()?;
        let own = window.open_with_url_and_target_and_features("", "_blank", FEATURES).ok()??;
        // The pages that it shows cannot reach this one.
        let _ = Reflect::set(&own, &"opener".into(), &JsValue::NULL);
        Some(Self(own))
    }

    /// Shows a page, by its http(s) URL.
    pub fn go_to(&self, page: &str) {
        let _ = self.0.location().set_href(page);
    }

    /// Whether the user, or the page, has closed the window.
    pub fn is_closed(&self) -> bool {
        self.0.closed().unwrap_or(true)
    }

    /// Closes the window.
    pub fn close(&self) {
        let _ = self.0.close();
    }
}
