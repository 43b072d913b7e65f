//! The macro that defines a model: its type, its decoder and its keys.

/// Defines a model's struct, its [`FromJson`](crate::json::FromJson) and its [`Keys`](crate::json::Keys).
///
/// After a field's type is how the field is read:
///
/// | written | read |
/// |---|---|
/// | `required`, `optional`, `or_default`, `list`, `readable` | by this method of [`Fields`](crate::json::Fields) |
/// | `required("Key")` | likewise, under another key than the field's name |
/// | `by(f, "key")` | by `f(object)`, which reads these keys |
/// | `by(f(1), "key", "other"; Part)` | by `f(object, 1)`, which reads these keys and models |
/// | `not_in_json` | not at all: the default of the field's type |
///
/// Fields are read in order, and the first error is returned once all are read.
///
/// ```ignore
/// model! {
///     /// A port that a process listens on.
///     #[derive(Clone, Debug)]
///     pub struct Port {
///         /// The port's number.
///         pub port: i64 = required,
///         /// The name of the process; empty if unknown.
///         pub process: String = or_default("process_name"),
///         /// Whether the port is shared.
///         pub is_shared: bool = by(is_shared, "share_level"),
///     }
/// }
///
/// fn is_shared(port: Object) -> Result<bool, DecodeError> {
///     Ok(port.or_default::<String>("share_level")? == "public")
/// }
/// ```
macro_rules! model {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident {
            $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty = $how:ident $(($($args:tt)*))?,)*
        }
    ) => {
        $(#[$meta])*
        $vis struct $name {
            $($(#[$field_meta])* $field_vis $field: $type,)*
        }

        impl $crate::json::FromJson for $name {
            const KEYS: $crate::json::Keys = $crate::json::Keys {
                own: &[$(model!(@keys $field $how $(($($args)*))?)),*],
                nested: &[$(model!(@nested $type, $how $(($($args)*))?)),*],
            };

            fn from_json(value: &::serde_json::Value) -> Result<Self, $crate::json::DecodeError> {
                let mut fields = $crate::json::Fields::new(value)?;
                let model = Self { $($field: model!(@read fields $field $how $(($($args)*))?)),* };
                fields.finish(model)
            }
        }
    };

    (@keys $field:ident not_in_json) => { &[] };
    (@keys $field:ident by($f:ident $(($($arg:expr),*))?, $($key:literal),+ $(; $($nested:ty),+)?)) => {
        &[$($key),+]
    };
    (@keys $field:ident $how:ident($key:literal)) => { &[$key] };
    (@keys $field:ident $how:ident) => { &[stringify!($field)] };

    (@nested $type:ty, not_in_json) => { $crate::json::Keys::NONE };
    (@nested $type:ty, by($f:ident $(($($arg:expr),*))?, $($key:literal),+ $(; $($nested:ty),+)?)) => {
        $crate::json::Keys { own: &[], nested: &[$($(<$nested as $crate::json::FromJson>::KEYS),+)?] }
    };
    (@nested $type:ty, $how:ident $(($key:literal))?) => { <$type as $crate::json::FromJson>::KEYS };

    (@read $fields:ident $field:ident not_in_json) => { Default::default() };
    (@read $fields:ident $field:ident by($f:ident $(($($arg:expr),*))?, $($rest:tt)*)) => {{
        let result = $f($fields.object() $($(, $arg)*)?);
        $fields.value(result)
    }};
    (@read $fields:ident $field:ident $how:ident($key:literal)) => { $fields.$how($key) };
    (@read $fields:ident $field:ident $how:ident) => { $fields.$how(stringify!($field)) };
}

pub(crate) use model;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use crate::json::{DecodeError, FromJson, Object};
    use serde_json::{Value, json};

    model! {
        #[derive(Debug, Default, PartialEq, Eq)]
        struct Part {
            id: i64 = required("ID"),
        }
    }

    model! {
        #[derive(Debug, PartialEq, Eq)]
        struct Outer {
            name: String = required,
            note: Option<String> = optional("Note"),
            inner: Part = required,
            maybe: Option<Part> = optional,
            all: Vec<Part> = list,
            some: Vec<Part> = readable,
            flag: bool = or_default,
            sum: i64 = by(sum(10), "a", "b"),
            first: Option<i64> = by(first, "few"; Part),
            seen: bool = not_in_json,
        }
    }

    fn sum(outer: Object, more: i64) -> Result<i64, DecodeError> {
        Ok(outer.or_default::<i64>("a")? + outer.or_default::<i64>("b")? + more)
    }

    fn first(outer: Object) -> Result<Option<i64>, DecodeError> {
        Ok(outer.readable::<Part>("few")?.first().map(|inner| inner.id))
    }

    fn full() -> Value {
        json!({
            "name": "n", "Note": "x", "inner": {"ID": 1}, "maybe": {"ID": 2}, "all": [{"ID": 3}],
            "some": [{"ID": "?"}, {"ID": 4}], "flag": true, "a": 5, "b": 6, "few": [{"ID": 7}], "seen": true,
            "unknown": 8,
        })
    }

    #[test]
    fn each_field_is_read_as_its_definition_says() {
        let inner = |id| Part { id };
        let outer = Outer {
            name: "n".to_owned(),
            note: Some("x".to_owned()),
            inner: inner(1),
            maybe: Some(inner(2)),
            all: vec![inner(3)],
            some: vec![inner(4)],
            flag: true,
            sum: 21,
            first: Some(7),
            seen: false,
        };
        assert_eq!(Outer::from_json(&full()), Ok(outer));
        let least = Outer::from_json(&json!({"name": "n", "inner": {"ID": 1}, "all": null})).unwrap();
        assert_eq!((least.note, least.maybe, least.all, least.some), (None, None, vec![], vec![]));
        assert_eq!((least.flag, least.sum, least.first), (false, 10, None));
    }

    #[test]
    fn the_first_error_is_returned_with_its_path() {
        for (path, value, wrong) in [
            ("", json!([]), "the response: expected an object, found a list"),
            ("/name", json!(7), "name: expected a string, found a number"),
            ("/Note", json!(7), "Note: expected a string, found a number"),
            ("/inner", json!({}), "inner.ID: expected a value, found nothing"),
            ("/all", json!([{"ID": 1}, {"ID": "1"}]), "all[1].ID: expected a whole number, found a string"),
            ("/some", json!({}), "some: expected a list, found an object"),
            ("/b", json!("1"), "b: expected a whole number, found a string"),
        ] {
            let mut outer = full();
            *outer.pointer_mut(path).unwrap() = value;
            assert_eq!(Outer::from_json(&outer).unwrap_err().to_string(), wrong);
        }
        let wrong = Outer::from_json(&json!({"name": 7, "inner": 7})).unwrap_err();
        assert_eq!(wrong.path, "name");
    }

    #[test]
    fn the_keys_are_those_of_the_definition_and_of_the_models_within() {
        const KEYS: [&str; Outer::KEYS.count()] = Outer::KEYS.sorted();
        let keys = ["ID", "Note", "a", "all", "b", "few", "flag", "inner", "maybe", "name", "some"];
        assert_eq!(KEYS, keys);
    }
}
