//! Numbers in the language of the host.

use js_sys::Number;

/// Formats a count in a language, by its tag: "9,998", "9.998".
pub(crate) fn format_count(count: usize, language: &str) -> String {
    Number::from(count as f64).to_locale_string(language).into()
}
