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

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;
use std::sync::Arc;

/// The text of an answer's bytes: UTF-8 without the mark some servers begin it with, as a browser's own `json()` reads
/// it. What is no UTF-8 becomes the character that stands for that.
///
/// ```
/// assert_eq!(coder_core::json::from_bytes(b"\xef\xbb\xbf{}".to_vec()), "{}");
/// ```
pub fn from_bytes(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned());
    match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    }
}

/// Parses JSON; `None` if it is none.
pub fn parse(text: &str) -> Option<Value> {
    parsed(text, None)
}

/// Parses JSON, but leaves out fields of other names than these, however deep they stand. The names are sorted.
/// Most of a workspace's five kilobytes are nothing a list needs.
///
/// ```
/// let value = coder_core::json::parse_only(r#"{"a": {"b": 1, "c": [2]}, "c": 3}"#, &["a", "b"]);
/// assert_eq!(value, Some(serde_json::json!({"a": {"b": 1}})));
/// ```
pub fn parse_only(text: &str, fields: &[&str]) -> Option<Value> {
    parsed(text, Some(fields))
}

fn parsed(text: &str, fields: Option<&[&str]>) -> Option<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Picked(fields).deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Some(value)
}

/// Writes JSON. [`Value`]'s own `to_string` drags in what formats text for debugging.
pub fn to_text(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A value with some of its fields; with all, where none are named.
#[derive(Clone, Copy)]
pub(crate) struct Picked<'a>(pub Option<&'a [&'a str]>);

impl<'de> DeserializeSeed<'de> for Picked<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Picked<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some(name) = fields.next_key_seed(Name(self.0))? {
            match name {
                Some(name) => drop(all.insert(name, fields.next_value_seed(self)?)),
                None => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Value::Object(all))
    }
}

/// A field's name, if it is wanted.
struct Name<'a>(Option<&'a [&'a str]>);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.is_none_or(|wanted| wanted.binary_search(&name).is_ok()).then(|| name.to_owned()))
    }
}

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

impl Read for Value {
    fn read(value: &Value) -> Result<Self, Malformed> {
        Ok(value.clone())
    }
}

/// A list of which each item stands for itself: those that can be read, and what is wrong with the first that cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable<T> {
    /// What could be read.
    pub items: Vec<T>,
    /// What could not.
    pub wrong: Option<Malformed>,
}

impl<T: Read> Read for Readable<T> {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let mut all = Self { items: Vec::new(), wrong: None };
        // `null` is how Go writes a list that was never made.
        let list = match value {
            Value::Null => return Ok(all),
            value => value.as_array().ok_or_else(|| Malformed::new("a list", Some(value)))?,
        };
        for (index, item) in list.iter().enumerate() {
            match T::read(item) {
                Ok(item) => all.items.push(item),
                Err(wrong) => {
                    all.wrong.get_or_insert_with(|| wrong.under(&format!("[{index}]")));
                }
            }
        }
        Ok(all)
    }
}

impl<T: Read> Readable<T> {
    /// Reads a list that is the whole answer. If no item can be read, the answer is an error, and so is `null`: Coder
    /// writes an empty list as `[]` there.
    ///
    /// # Errors
    /// [`Malformed`] if it is no list, or has items and none can be read.
    pub fn read_answer(value: &Value) -> Result<Self, Malformed> {
        if value.is_null() {
            return Err(Malformed::new("a list", Some(value)));
        }
        let all = Self::read(value)?;
        match all.wrong {
            Some(wrong) if all.items.is_empty() => Err(wrong),
            _ => Ok(all),
        }
    }
}

impl Read for i64 {
    fn read(value: &Value) -> Result<Self, Malformed> {
        value.as_i64().ok_or_else(|| Malformed::new("a whole number", Some(value)))
    }
}

impl<T: Read> Read for Arc<T> {
    fn read(value: &Value) -> Result<Self, Malformed> {
        T::read(value).map(Self::new)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let items = value.as_array().ok_or_else(|| Malformed::new("a list", Some(value)))?;
        // Collecting into a result weighs a kilobyte for each type.
        let mut all = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            match T::read(item) {
                Ok(item) => all.push(item),
                Err(malformed) => return Err(malformed.under(&format!("[{index}]"))),
            }
        }
        Ok(all)
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
        #[cfg(test)]
        tests::asked(key, self.0.contains_key(key));
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
        #[cfg(test)]
        tests::asked(key, self.0.contains_key(key));
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::read(value).map(Some).map_err(|e| e.under(key)),
        }
    }

    /// A list that the wire always has: `null` where there is nothing in it.
    ///
    /// # Errors
    /// [`Malformed`] if it is missing or of another type.
    pub fn list<T: Read>(self, key: &str) -> Result<Vec<T>, Malformed> {
        match self.0.get(key) {
            Some(_) => self.or_default(key),
            None => self.required(key),
        }
    }

    /// The items that can be read of a list that may be missing: one that cannot costs itself alone.
    ///
    /// # Errors
    /// [`Malformed`] if it is there and no list.
    pub fn readable<T: Read>(self, key: &str) -> Result<Vec<T>, Malformed> {
        let all: Option<Readable<T>> = self.optional(key)?;
        Ok(all.map(|all| all.items).unwrap_or_default())
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
pub(crate) mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    thread_local! {
        static ASKED: RefCell<BTreeSet<String>> = RefCell::default();
        static MISSED: RefCell<BTreeSet<String>> = RefCell::default();
    }

    pub(super) fn asked(key: &str, is_there: bool) {
        ASKED.with_borrow_mut(|all| all.insert(key.to_owned()));
        if !is_there {
            MISSED.with_borrow_mut(|all| all.insert(key.to_owned()));
        }
    }

    /// The fields that a reader has asked for.
    pub fn asked_by(read: impl FnOnce()) -> BTreeSet<String> {
        ASKED.take();
        read();
        ASKED.take()
    }

    /// The fields that a reader has asked for in an object that has none of this name.
    pub fn missed_by(read: impl FnOnce()) -> BTreeSet<String> {
        MISSED.take();
        read();
        MISSED.take()
    }

    #[test]
    fn only_the_first_mark_of_an_answer_is_left_out_and_broken_text_is_still_text() {
        assert_eq!(from_bytes("\u{feff}{\"a\": \"\u{feff}\"}".into()), "{\"a\": \"\u{feff}\"}");
        assert_eq!(from_bytes("{}".into()), "{}");
        assert_eq!(from_bytes(b"\xef\xbb\xbf".to_vec()), "");
        assert_eq!(from_bytes(b"a\xffb".to_vec()), "a\u{fffd}b");
    }

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
    fn an_item_that_cannot_be_read_costs_itself_and_not_the_list() {
        let all = Readable::<String>::read(&json!(["a", 7, "b", null])).unwrap();
        assert_eq!(all.items, ["a", "b"]);
        assert_eq!(all.wrong.unwrap().to_string(), "[1]: expected a string, found a number");
        assert_eq!(Readable::<String>::read(&Value::Null).unwrap().items, [""; 0]);
        assert_eq!(Readable::<String>::read(&json!(["a"])).unwrap().wrong, None);
        assert!(Readable::<String>::read(&json!({"a": 1})).is_err());
    }

    #[test]
    fn an_answer_of_which_nothing_can_be_read_cannot_be_read() {
        let wrong = Readable::<String>::read_answer(&json!([7, null])).unwrap_err();
        assert_eq!(wrong.to_string(), "[0]: expected a string, found a number");
        assert_eq!(Readable::<String>::read_answer(&json!([7, "b"])).unwrap().items, ["b"]);
        assert_eq!(Readable::<String>::read_answer(&json!([])).unwrap().items, [""; 0]);
        let wrong = Readable::<String>::read_answer(&Value::Null).unwrap_err();
        assert_eq!(wrong.to_string(), "the answer: expected a list, found null");
    }

    #[test]
    fn a_required_field_that_is_missing_is_named() {
        let error = Object::new(&json!({})).unwrap().required::<String>("id").unwrap_err();
        assert_eq!(error.to_string(), "id: expected a value, found nothing");
    }

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
            assert_eq!(Malformed::new("x", Some(value)).found, *name);
        }
        assert_eq!(Malformed::new("x", None).found, "nothing");
        assert!(bool::read(&json!(1)).is_err() && i64::read(&json!(1.5)).is_err());
        assert_eq!((bool::read(&json!(true)), bool::read(&json!(false))), (Ok(true), Ok(false)));
        assert_eq!(i64::read(&json!(-7)), Ok(-7));
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

    #[test]
    fn only_wanted_fields_are_kept_however_deep_and_broken_json_is_none() {
        let text = r#"{"a": [{"b": 1, "x": 2}], "x": {"a": 1}, "b": -1.5}"#;
        assert_eq!(parse_only(text, &["a", "b"]), Some(json!({"a": [{"b": 1}], "b": -1.5})));
        assert_eq!(parse_only(text, &[]), Some(json!({})));
        for broken in ["", "{", "[1,]", "1 2", r#"{"a": tru}"#] {
            assert_eq!((parse(broken), parse_only(broken, &["a"])), (None, None), "{broken}");
        }
        for value in [json!(null), json!(true), json!(-1), json!(1.5), json!("x"), json!([1, "a"])] {
            assert_eq!(parse(&to_text(&value)), Some(value));
        }
    }
}
