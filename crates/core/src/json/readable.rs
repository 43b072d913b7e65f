//! Lists of which an invalid item costs only itself.

use super::decode::FromJson;
use super::error::DecodeError;
use super::keys::Keys;
use serde_json::Value;

/// A list whose items are decoded independently, so that an invalid item does not invalidate the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable<T> {
    /// The valid items.
    pub items: Vec<T>,
    /// The error of the first invalid item.
    pub wrong: Option<DecodeError>,
}

impl<T: FromJson> FromJson for Readable<T> {
    const KEYS: Keys = T::KEYS;

    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        let mut all = Self { items: Vec::new(), wrong: None };
        // Go encodes a nil slice as `null`.
        let list = match value {
            Value::Null => return Ok(all),
            value => value.as_array().ok_or_else(|| DecodeError::new("a list", Some(value)))?,
        };
        for (index, item) in list.iter().enumerate() {
            match T::from_json(item) {
                Ok(item) => all.items.push(item),
                Err(wrong) => {
                    all.wrong.get_or_insert_with(|| wrong.in_field(&format!("[{index}]")));
                }
            }
        }
        Ok(all)
    }
}

impl<T: FromJson> Readable<T> {
    /// Decodes a list that is the whole response.
    ///
    /// `null` is an error here: in these responses, Coder encodes an empty list as `[]`.
    ///
    /// # Errors
    /// Returns [`DecodeError`] if the value is not a list, or if it has items and all are invalid.
    pub fn read_answer(value: &Value) -> Result<Self, DecodeError> {
        if value.is_null() {
            return Err(DecodeError::new("a list", Some(value)));
        }
        let all = Self::from_json(value)?;
        match all.wrong {
            Some(wrong) if all.items.is_empty() => Err(wrong),
            _ => Ok(all),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;

    #[test]
    fn an_item_that_cannot_be_read_costs_itself_and_not_the_list() {
        let all = Readable::<String>::from_json(&json!(["a", 7, "b", null])).unwrap();
        assert_eq!(all.items, ["a", "b"]);
        assert_eq!(all.wrong.unwrap().to_string(), "[1]: expected a string, found a number");
        assert_eq!(Readable::<String>::from_json(&Value::Null).unwrap().items, [""; 0]);
        assert_eq!(Readable::<String>::from_json(&json!(["a"])).unwrap().wrong, None);
        assert!(Readable::<String>::from_json(&json!({"a": 1})).is_err());
    }

    #[test]
    fn an_answer_of_which_nothing_can_be_read_cannot_be_read() {
        let wrong = Readable::<String>::read_answer(&json!([7, null])).unwrap_err();
        assert_eq!(wrong.to_string(), "[0]: expected a string, found a number");
        assert_eq!(Readable::<String>::read_answer(&json!([7, "b"])).unwrap().items, ["b"]);
        assert_eq!(Readable::<String>::read_answer(&json!([])).unwrap().items, [""; 0]);
        let wrong = Readable::<String>::read_answer(&Value::Null).unwrap_err();
        assert_eq!(wrong.to_string(), "the response: expected a list, found null");
    }
}
