//! Decode errors.

use serde_json::Value;
use std::fmt;

/// A decode error: JSON that does not have the documented shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DecodeError {
    /// The field's path, e.g. `latest_build.job.status` or `workspaces[3].id`; empty for the document itself.
    pub path: String,
    /// The expected type, with its article: `a string`.
    pub expected: &'static str,
    /// The type that was found, with its article: `null`, `a number`, `nothing`.
    pub found: &'static str,
}

impl DecodeError {
    /// Creates an error for the document itself; callers add the path with [`DecodeError::in_field`].
    pub fn new(expected: &'static str, found: Option<&Value>) -> Self {
        Self { path: String::new(), expected, found: kind(found) }
    }

    /// Prepends the key of the enclosing field to the path.
    #[must_use]
    pub fn in_field(mut self, key: &str) -> Self {
        self.path = match self.path.as_str() {
            "" => key.to_owned(),
            rest if rest.starts_with('[') => format!("{key}{rest}"),
            rest => format!("{key}.{rest}"),
        };
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the response" } else { &self.path };
        write!(f, "{path}: expected {}, found {}", self.expected, self.found)
    }
}

impl std::error::Error for DecodeError {}

fn kind(value: Option<&Value>) -> &'static str {
    match value {
        None => "nothing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a boolean",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(_)) => "a string",
        Some(Value::Array(_)) => "a list",
        Some(Value::Object(_)) => "an object",
    }
}
