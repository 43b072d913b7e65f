//! Coder's string forms of booleans and lists.

use crate::json::{parse, to_string};
use serde_json::Value;

/// Parses a boolean like Go's `strconv.ParseBool`.
pub fn boolean(value: &str) -> Option<bool> {
    match value {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}

/// Parses a list value. An empty value is an empty list; `None` if the value is not a JSON list of strings.
pub fn parse_list(value: &str) -> Option<Vec<String>> {
    if value.trim().is_empty() {
        return Some(Vec::new());
    }
    let items = parse(value)?;
    items.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Serializes a list value.
pub fn format_list(items: &[String]) -> String {
    to_string(&Value::from(items.to_vec()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn lists_travel_as_json() {
        assert_eq!(parse_list("[\"a\",\"b\"]").unwrap(), ["a", "b"]);
        assert_eq!(parse_list(""), Some(vec![]));
        assert_eq!(parse_list("[1]"), None);
        assert_eq!(format_list(&["a\"b".to_owned()]), r#"["a\"b"]"#);
    }
}
