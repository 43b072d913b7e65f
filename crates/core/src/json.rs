//! Reading JSON by hand, with the path of whatever is wrong.
//!
//! One [`serde_json::Value`] parse and small readers weigh a fraction of derived deserializers in
//! WebAssembly, and they can name the exact field that a reverse proxy or an odd version got wrong.
//!
//! ```
//! use coder_core::json::{Object, Read};
//! let value = serde_json::json!({"name": 7});
//! let error = Object::new(&value).and_then(|o| o.required::<String>("name")).unwrap_err();
//! assert_eq!(error.to_string(), "name: expected a string, found a number");
//! ```

use serde_json::{Map, Value};
use std::fmt;

/// A value that is not what the wire promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Where: `latest_build.job.status`, `workspaces[3].id`. Empty for the document itself.
    pub path: String,
    /// What was expected, with its article: `a string`.
    pub expected: &'static str,
    /// What was found, with its article: `null`, `a number`, `nothing`.
    pub found: &'static str,
}

impl Malformed {
    /// A mismatch at the document itself; callers add the path on the way out with [`Malformed::under`].
    pub fn new(expected: &'static str, found: Option<&Value>) -> Self {
        Self { path: String::new(), expected, found: kind(found) }
    }

    /// The same mismatch seen from one level further out.
    #[must_use]
    pub fn under(mut self, key: &str) -> Self {
        self.path = match self.path.as_str() {
            "" => key.to_owned(),
            rest if rest.starts_with('[') => format!("{key}{rest}"),
            rest => format!("{key}.{rest}"),
        };
        self
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the answer" } else { &self.path };
        write!(f, "{path}: expected {}, found {}", self.expected, self.found)
    }
}

impl std::error::Error for Malformed {}

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

/// A type that can be read from a JSON value.
pub trait Read: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// [`Malformed`] names the first field that does not fit.
    fn read(value: &Value) -> Result<Self, Malformed>;
}

impl Read for String {
    fn read(value: &Value) -> Result<Self, Malformed> {
        value.as_str().map(str::to_owned).ok_or_else(|| Malformed::new("a string", Some(value)))
    }
}

impl Read for bool {
    fn read(value: &Value) -> Result<Self, Malformed> {
        value.as_bool().ok_or_else(|| Malformed::new("true or false", Some(value)))
    }
}

impl Read for i64 {
    fn read(value: &Value) -> Result<Self, Malformed> {
        value.as_i64().ok_or_else(|| Malformed::new("a whole number", Some(value)))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let items = value.as_array().ok_or_else(|| Malformed::new("a list", Some(value)))?;
        items
            .iter()
            .enumerate()
            .map(|(index, item)| T::read(item).map_err(|e| e.under(&format!("[{index}]"))))
            .collect()
    }
}

/// A JSON object being read field by field; unknown fields are ignored.
#[derive(Clone, Copy)]
pub struct Object<'a>(&'a Map<String, Value>);

impl<'a> Object<'a> {
    /// Views a value as an object.
    ///
    /// # Errors
    /// [`Malformed`] if it is anything else.
    pub fn new(value: &'a Value) -> Result<Self, Malformed> {
        value.as_object().map(Self).ok_or_else(|| Malformed::new("an object", Some(value)))
    }

    /// A field that the wire always has.
    ///
    /// # Errors
    /// [`Malformed`] if it is missing, null or of another type.
    pub fn required<T: Read>(self, key: &str) -> Result<T, Malformed> {
        match self.0.get(key) {
            Some(value) => T::read(value).map_err(|e| e.under(key)),
            None => Err(Malformed::new("a value", None).under(key)),
        }
    }

    /// A field that may be missing or null.
    ///
    /// # Errors
    /// [`Malformed`] if it is there and of another type.
    pub fn optional<T: Read>(self, key: &str) -> Result<Option<T>, Malformed> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::read(value).map(Some).map_err(|e| e.under(key)),
        }
    }

    /// A field whose absence means its type's default.
    ///
    /// # Errors
    /// [`Malformed`] if it is there and of another type.
    pub fn or_default<T: Read + Default>(self, key: &str) -> Result<T, Malformed> {
        Ok(self.optional(key)?.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_nested_mismatch_names_its_whole_path() {
        let value = json!({"a": [{"b": 1}, {"b": null}]});
        struct B;
        impl Read for B {
            fn read(value: &Value) -> Result<Self, Malformed> {
                Object::new(value)?.required::<i64>("b").map(|_| B)
            }
        }
        let error = Object::new(&value).unwrap().required::<Vec<B>>("a").err().unwrap();
        assert_eq!(error.to_string(), "a[1].b: expected a whole number, found null");
    }

    #[test]
    fn null_and_missing_are_the_same_to_an_optional_field() {
        let value = json!({"a": null});
        let object = Object::new(&value).unwrap();
        assert_eq!(object.optional::<String>("a"), Ok(None));
        assert_eq!(object.optional::<String>("b"), Ok(None));
        assert_eq!(object.or_default::<bool>("c"), Ok(false));
    }

    #[test]
    fn a_required_field_that_is_missing_is_named() {
        let error = Object::new(&json!({})).unwrap().required::<String>("id").unwrap_err();
        assert_eq!(error.to_string(), "id: expected a value, found nothing");
    }
}
