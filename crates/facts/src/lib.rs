//! Facts about Coder's API: its models, their fields and types, and the words of its enumerations.
//!
//! `coder.json` beside this crate's manifest holds facts only, no sentences. `cargo xtask facts` writes it from the
//! OpenAPI file of a Coder release, corrected where that file differs from what the server sends. Tests check models,
//! fixtures, type declarations and the demo deployment against it.
//!
//! | in the table | means |
//! |---|---|
//! | `"name?"` | the field may be missing |
//! | `"string \| null"` | the value may be null |
//! | `"uuid"`, `"time"` | text of that shape |
//! | `"[Model]"`, `"{Model}"` | a list, a map from text |
//! | `"'a' \| 'b'"`, or a list of words in place of a model | one of these words |

mod check;
mod example;

pub use check::differences;
pub use example::{Extent, example};

use serde_json::{Map, Value};
use std::sync::OnceLock;

/// A field of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Key in the JSON object.
    pub name: &'a str,
    /// Whether the field may be missing.
    pub is_optional: bool,
    /// Type of the value.
    pub holds: Type<'a>,
}

/// A type in the table's notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type<'a>(pub &'a str);

/// The kind of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// Any text.
    Text,
    /// An RFC 3339 time.
    Time,
    /// A UUID.
    Uuid,
    /// One of these words.
    Words(Vec<&'a str>),
    /// A list of this type.
    List(Type<'a>),
    /// A map from text to this type.
    Map(Type<'a>),
    /// Another model.
    Model(&'a str),
}

impl<'a> Type<'a> {
    /// Whether the value may be null.
    pub fn is_nullable(self) -> bool {
        self.0.ends_with(" | null")
    }

    /// Returns the kind of the type, apart from null.
    pub fn kind(self) -> Kind<'a> {
        let text = self.0.strip_suffix(" | null").unwrap_or(self.0);
        let within = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
        match text {
            "boolean" => Kind::Boolean,
            "integer" => Kind::Integer,
            "number" => Kind::Number,
            "string" => Kind::Text,
            "time" => Kind::Time,
            "uuid" => Kind::Uuid,
            words if words.starts_with('\'') => {
                Kind::Words(words.split(" | ").map(|word| word.trim_matches('\'')).collect())
            }
            _ => match (within('[', ']'), within('{', '}')) {
                (Some(item), _) => Kind::List(Type(item)),
                (_, Some(value)) => Kind::Map(Type(value)),
                _ => match words(text) {
                    Some(words) => Kind::Words(words),
                    None => alias(text).map_or(Kind::Model(text), Type::kind),
                },
            },
        }
    }
}

fn table() -> &'static Map<String, Value> {
    static TABLE: OnceLock<Map<String, Value>> = OnceLock::new();
    TABLE.get_or_init(|| serde_json::from_str(include_str!("../coder.json")).unwrap_or_default())
}

/// Returns the names of all models, enumerations and aliases in the table.
pub fn names() -> impl Iterator<Item = &'static str> {
    table().keys().map(String::as_str)
}

/// Returns the words of an enumeration, or `None` if the name is not an enumeration.
pub fn words(name: &str) -> Option<Vec<&'static str>> {
    Some(table().get(name)?.as_array()?.iter().filter_map(Value::as_str).collect())
}

/// Returns the type that an alias is another name for.
pub fn alias(name: &str) -> Option<Type<'static>> {
    table().get(name)?.as_str().map(Type)
}

/// Returns the fields of a model, or `None` if the name is not a model.
pub fn fields(model: &str) -> Option<Vec<Field<'static>>> {
    let fields = table().get(model)?.as_object()?.iter();
    let field = |(key, holds): (&'static String, &'static Value)| Field {
        name: key.trim_end_matches('?'),
        is_optional: key.ends_with('?'),
        holds: Type(holds.as_str().unwrap_or_default()),
    };
    Some(fields.map(field).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_in_the_table_is_one_that_the_table_knows() {
        fn check(place: &str, of: Type) {
            match of.kind() {
                Kind::List(inner) | Kind::Map(inner) => check(place, inner),
                Kind::Model(name) => assert!(fields(name).is_some(), "{place}: {name:?}"),
                Kind::Words(words) => assert!(!words.is_empty(), "{place}"),
                _ => {}
            }
        }
        assert!(names().count() > 100, "{}", names().count());
        for name in names() {
            for field in fields(name).unwrap_or_default() {
                check(&format!("{name}.{}", field.name), field.holds);
            }
            if let Some(of) = alias(name) {
                check(name, of);
            }
        }
    }

    #[test]
    fn every_example_is_one_of_its_model() {
        for name in names().filter(|name| fields(name).is_some()) {
            for extent in [Extent::Full, Extent::Least] {
                assert_eq!(differences(name, &example(name, extent)), [""; 0], "{name} {extent:?}");
            }
        }
    }
}
