//! Lowercase text. The browser has Unicode's tables, which would add 12 kB to the WebAssembly.

use js_sys::JsString;

/// Converts a text to lowercase.
pub(crate) fn lowercase(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}
