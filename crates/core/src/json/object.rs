//! Decoding of an object, field by field.

use super::decode::FromJson;
use super::error::DecodeError;
use super::readable::Readable;
use serde_json::{Map, Value};

/// A JSON object that is decoded field by field; unknown fields are ignored.
#[derive(Clone, Copy)]
pub struct Object<'a>(&'a Map<String, Value>);

impl<'a> Object<'a> {
    /// Creates a reader of an object's fields.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the value is not an object.
    pub fn new(value: &'a Value) -> Result<Self, DecodeError> {
        value.as_object().map(Self).ok_or_else(|| DecodeError::new("an object", Some(value)))
    }

    /// Returns the JSON of a field; `None` if the field is missing.
    pub fn get(self, key: &str) -> Option<&'a Value> {
        #[cfg(test)]
        super::recorder::record(key, self.0.contains_key(key));
        self.0.get(key)
    }

    /// Returns a field that is always present.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the field is missing or cannot be decoded as `T`.
    pub fn required<T: FromJson>(self, key: &str) -> Result<T, DecodeError> {
        match self.get(key) {
            Some(value) => T::from_json(value).map_err(|e| e.in_field(key)),
            None => Err(DecodeError::new("a value", None).in_field(key)),
        }
    }

    /// Returns a field that may be missing or null.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the field is present, not null, and cannot be decoded as `T`.
    pub fn optional<T: FromJson>(self, key: &str) -> Result<Option<T>, DecodeError> {
        match self.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::from_json(value).map(Some).map_err(|e| e.in_field(key)),
        }
    }

    /// Returns a list that is always present; `null` means an empty list.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the field is missing or is not a list of `T`.
    pub fn list<T: FromJson>(self, key: &str) -> Result<Vec<T>, DecodeError> {
        match self.0.get(key) {
            Some(_) => self.or_default(key),
            None => self.required(key),
        }
    }

    /// Returns the valid items of a list that may be missing or null; invalid items are skipped.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the field is present and is neither null nor a list.
    pub fn readable<T: FromJson>(self, key: &str) -> Result<Vec<T>, DecodeError> {
        let all: Option<Readable<T>> = self.optional(key)?;
        Ok(all.map(|all| all.items).unwrap_or_default())
    }

    /// Returns a field, or the default of its type if the field is missing or null.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the field is present, not null, and cannot be decoded as `T`.
    pub fn or_default<T: FromJson + Default>(self, key: &str) -> Result<T, DecodeError> {
        Ok(self.optional(key)?.unwrap_or_default())
    }
}

/// A JSON object whose fields are all decoded before the first error is returned, as models do.
///
/// A field with an error has the default of its type until then, so no code is needed to drop the fields that were decoded
/// before it. Each method is one function per type of field: inlined into every model, they would be most of its code.
pub struct Fields<'a> {
    object: Object<'a>,
    error: Option<DecodeError>,
}

impl<'a> Fields<'a> {
    /// Creates a reader of an object's fields.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the value is not an object.
    pub fn new(value: &'a Value) -> Result<Self, DecodeError> {
        Ok(Self { object: Object::new(value)?, error: None })
    }

    /// Returns the object, for [`Fields::value`].
    pub fn object(&self) -> Object<'a> {
        self.object
    }

    /// Returns the value of a result. An error is kept, unless there is one already.
    #[inline(never)]
    pub fn value<T: Default>(&mut self, result: Result<T, DecodeError>) -> T {
        match result {
            Ok(value) => value,
            Err(error) => {
                self.error.get_or_insert(error);
                T::default()
            }
        }
    }

    /// Decodes a field as [`Object::required`] does.
    #[inline(never)]
    pub fn required<T: FromJson + Default>(&mut self, key: &str) -> T {
        let value = self.object.get(key);
        if value.is_none() {
            self.fail(key, DecodeError::new("a value", None));
        }
        self.decode(key, value).unwrap_or_default()
    }

    /// Decodes a field as [`Object::optional`] does.
    #[inline(never)]
    pub fn optional<T: FromJson>(&mut self, key: &str) -> Option<T> {
        self.decode(key, self.object.get(key).filter(|value| !value.is_null()))
    }

    /// Decodes a field as [`Object::or_default`] does.
    #[inline(never)]
    pub fn or_default<T: FromJson + Default>(&mut self, key: &str) -> T {
        self.decode(key, self.object.get(key).filter(|value| !value.is_null())).unwrap_or_default()
    }

    /// Decodes a field as [`Object::list`] does.
    #[inline(never)]
    pub fn list<T: FromJson>(&mut self, key: &str) -> Vec<T> {
        match self.object.get(key) {
            Some(Value::Null) => Vec::new(),
            _ => self.required(key),
        }
    }

    /// Decodes the value of a field, if there is one. Inlined into one function per type.
    #[inline(always)]
    fn decode<T: FromJson>(&mut self, key: &str, value: Option<&Value>) -> Option<T> {
        match T::from_json(value?) {
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(key, error);
                None
            }
        }
    }

    /// Keeps the error of a field, unless there is one already.
    #[inline(never)]
    fn fail(&mut self, key: &str, error: DecodeError) {
        self.error.get_or_insert(error.in_field(key));
    }

    /// Decodes a field as [`Object::readable`] does.
    #[inline(never)]
    pub fn readable<T: FromJson>(&mut self, key: &str) -> Vec<T> {
        self.value(self.object.readable(key))
    }

    /// Returns the model.
    ///
    /// # Errors
    /// Returns the first error, if there was one.
    pub fn finish<T>(self, model: T) -> Result<T, DecodeError> {
        match self.error {
            None => Ok(model),
            Some(error) => Err(error),
        }
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
        impl FromJson for B {
            fn from_json(value: &Value) -> Result<Self, DecodeError> {
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

    #[test]
    fn a_list_may_be_null_but_not_missing_and_nothing_may_be_of_another_type() {
        let value = json!({"none": null, "some": ["a"], "wrong": 1});
        let object = Object::new(&value).unwrap();
        assert_eq!(object.list::<String>("none"), Ok(vec![]));
        assert_eq!(object.list::<String>("some"), Ok(vec!["a".to_owned()]));
        assert_eq!(
            object.list::<String>("gone").unwrap_err().to_string(),
            "gone: expected a value, found nothing"
        );
        assert_eq!(
            object.list::<String>("wrong").unwrap_err().to_string(),
            "wrong: expected a list, found a number"
        );
        assert!(object.optional::<String>("wrong").is_err() && object.or_default::<bool>("wrong").is_err());
    }
}
