//! Numbers and letters in the language of the host.

use js_sys::{JsString, Number};

/// Formats a count in a language, by its tag: "9,998", "9.998".
pub(crate) fn format_count(count: usize, language: &str) -> String {
    Number::from(count as f64).to_locale_string(language).into()
}

/// Converts a text to lowercase. The browser has Unicode's tables, which would add 12 kB to the WebAssembly.
pub(crate) fn lowercase(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}
