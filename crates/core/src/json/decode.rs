//! Decoding of a JSON value as a type.

use super::error::DecodeError;
use super::keys::Keys;
use serde_json::Value;
use std::sync::Arc;

/// A type that can be decoded from a JSON value.
pub trait FromJson: Sized {
    /// The keys that are read from the value; none for a type that is not read from an object.
    const KEYS: Keys = Keys::NONE;

    /// Decodes the value.
    ///
    /// # Errors
    /// Returns [`DecodeError`] for the first field that does not match.
    fn from_json(value: &Value) -> Result<Self, DecodeError>;
}

impl FromJson for String {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        value.as_str().map(str::to_owned).ok_or_else(|| DecodeError::new("a string", Some(value)))
    }
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        value.as_bool().ok_or_else(|| DecodeError::new("true or false", Some(value)))
    }
}

impl FromJson for Value {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        Ok(value.clone())
    }
}

impl FromJson for i64 {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        value.as_i64().ok_or_else(|| DecodeError::new("a whole number", Some(value)))
    }
}

impl<T: FromJson> FromJson for Option<T> {
    const KEYS: Keys = T::KEYS;

    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        match value {
            Value::Null => Ok(None),
            value => T::from_json(value).map(Some),
        }
    }
}

impl<T: FromJson> FromJson for Arc<T> {
    const KEYS: Keys = T::KEYS;

    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        T::from_json(value).map(Self::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    const KEYS: Keys = T::KEYS;

    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        let items = value.as_array().ok_or_else(|| DecodeError::new("a list", Some(value)))?;
        // Collecting into a `Result` costs about 1 kB of WebAssembly for each type.
        let mut all = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match T::from_json(item) {
                Ok(item) => all.push(item),
                Err(malformed) => return Err(malformed.in_field(&format!("[{index}]"))),
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_of_value_is_named_where_another_is_expected() {
        let named = [
            (json!(null), "null"),
            (json!(true), "a boolean"),
            (json!(1.5), "a number"),
            (json!("x"), "a string"),
            (json!([]), "a list"),
            (json!({}), "an object"),
        ];
        for (value, name) in &named {
            assert_eq!(DecodeError::new("x", Some(value)).found, *name);
        }
        assert_eq!(DecodeError::new("x", None).found, "nothing");
        assert!(bool::from_json(&json!(1)).is_err() && i64::from_json(&json!(1.5)).is_err());
        assert_eq!((bool::from_json(&json!(true)), bool::from_json(&json!(false))), (Ok(true), Ok(false)));
        assert_eq!(i64::from_json(&json!(-7)), Ok(-7));
    }
}
