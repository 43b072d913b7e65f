//! Parsing of JSON text, and serialization.

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// Decodes the bytes of a response as UTF-8, without a leading byte order mark, as the browser's own `json()` does.
///
/// Invalid sequences become U+FFFD.
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

/// Parses JSON; `None` if the text is not valid JSON.
pub fn parse(text: &str) -> Option<Value> {
    parsed(text, None)
}

/// Parses JSON, but keeps only fields with the given names, at any depth. The names must be sorted.
///
/// Most of a workspace's JSON, about 5 kB, is not needed by a list.
///
/// ```
/// let value = coder_core::json::parse_fields(r#"{"a": {"b": 1, "c": [2]}, "c": 3}"#, &["a", "b"]);
/// assert_eq!(value, Some(serde_json::json!({"a": {"b": 1}})));
/// ```
pub fn parse_fields(text: &str, fields: &[&str]) -> Option<Value> {
    parsed(text, Some(fields))
}

fn parsed(text: &str, fields: Option<&[&str]>) -> Option<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = FieldFilter(fields).deserialize(&mut deserializer).ok()?;
    deserializer.end().ok()?;
    Some(value)
}

/// Serializes a value to JSON.
///
/// [`Value`]'s own `to_string` would link formatting code that nothing else needs.
pub fn to_string(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Parses a decimal number as a person writes it: like JSON's, but also with a plus, with more zeros than needed, and with
/// no digit on one side of the point. `None` if the text is no number, or if the number is not finite.
///
/// `str::parse::<f64>` would link 11 kB of tables that nothing else needs. The last bit may differ from its result.
///
/// ```
/// use coder_core::json::number;
/// assert_eq!([number("+1.5"), number(".5"), number("1e3"), number("007")], [Some(1.5), Some(0.5), Some(1e3), Some(7.0)]);
/// assert_eq!([number(""), number("."), number("1,5"), number("inf")], [None; 4]);
/// ```
pub fn number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = digits.split_at(digits.find(['e', 'E']).unwrap_or(digits.len()));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_blank = whole.is_empty() && fraction.is_empty();
    if is_blank || !are_digits(whole) || text.contains(char::is_whitespace) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    parse(&format!("{sign}{whole}.{fraction}0{exponent}"))?.as_f64()
}

/// A deserialization seed for a [`Value`] with only the named fields, or with all fields for `None`.
#[derive(Clone, Copy)]
pub(crate) struct FieldFilter<'a>(pub Option<&'a [&'a str]>);

impl<'de> DeserializeSeed<'de> for FieldFilter<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for FieldFilter<'_> {
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

/// A deserialization seed for a field name: `Some` if the field is wanted.
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
        Ok(self.0.is_none_or(|fields| fields.binary_search(&name).is_ok()).then(|| name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_the_first_mark_of_an_answer_is_left_out_and_broken_text_is_still_text() {
        assert_eq!(from_bytes("\u{feff}{\"a\": \"\u{feff}\"}".into()), "{\"a\": \"\u{feff}\"}");
        assert_eq!(from_bytes("{}".into()), "{}");
        assert_eq!(from_bytes(b"\xef\xbb\xbf".to_vec()), "");
        assert_eq!(from_bytes(b"a\xffb".to_vec()), "a\u{fffd}b");
    }

    #[test]
    fn a_number_is_what_the_standard_library_makes_of_it() {
        for number in [
            "1",
            "-1.5",
            "+1",
            "1.",
            ".5",
            "-.5",
            "007",
            "0",
            "-0.0",
            "1e3",
            "1.5E-3",
            "12345678.875",
            "1e-400",
        ] {
            assert_eq!(super::number(number), number.parse::<f64>().ok(), "{number}");
        }
        for text in [
            "", " ", "-", "+", ".", "e3", "1e", "1e999", " 1", "1 ", "1. ", "1e3 ", "--1", "+-1", "0x10",
            "1_0", "NaN", "inf",
        ] {
            assert_eq!(super::number(text), None, "{text}");
        }
    }

    #[test]
    fn only_wanted_fields_are_kept_however_deep_and_broken_json_is_none() {
        let text = r#"{"a": [{"b": 1, "x": 2}], "x": {"a": 1}, "b": -1.5}"#;
        assert_eq!(parse_fields(text, &["a", "b"]), Some(json!({"a": [{"b": 1}], "b": -1.5})));
        assert_eq!(parse_fields(text, &[]), Some(json!({})));
        for broken in ["", "{", "[1,]", "1 2", r#"{"a": tru}"#] {
            assert_eq!((parse(broken), parse_fields(broken, &["a"])), (None, None), "{broken}");
        }
        for value in [json!(null), json!(true), json!(-1), json!(1.5), json!("x"), json!([1, "a"])] {
            assert_eq!(parse(&to_string(&value)), Some(value));
        }
    }
}
