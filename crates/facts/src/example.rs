//! Example values generated from the table.

use crate::{Kind, Type, fields};
use serde_json::{Map, Value, json};

/// The completeness of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Every field has a value, every list an item.
    Full,
    /// Optional fields are missing, nullable ones are null, and lists are empty.
    Least,
}

/// Returns an example of a model.
pub fn example(model: &str, extent: Extent) -> Value {
    of(Type(model), extent)
}

fn of(holds: Type, extent: Extent) -> Value {
    let is_full = extent == Extent::Full;
    if !is_full && holds.is_nullable() {
        return Value::Null;
    }
    match holds.kind() {
        Kind::Boolean => json!(is_full),
        Kind::Integer => json!(i32::from(is_full)),
        Kind::Number => json!(if is_full { 1.5 } else { 0.0 }),
        Kind::Text => json!(if is_full { "text" } else { "" }),
        Kind::Time if is_full => json!("2026-01-02T03:04:05.123456Z"),
        Kind::Time => json!("0001-01-01T00:00:00Z"),
        Kind::Uuid if is_full => json!("5f0f7a3e-0000-4000-8000-000000000001"),
        Kind::Uuid => json!("00000000-0000-0000-0000-000000000000"),
        Kind::Words(words) => json!(words.first()),
        Kind::List(item) => Value::Array(is_full.then(|| of(item, extent)).into_iter().collect()),
        Kind::Map(item) => {
            Value::Object(is_full.then(|| ("key".to_owned(), of(item, extent))).into_iter().collect())
        }
        Kind::Model(model) => Value::Object(object(model, extent)),
    }
}

fn object(model: &str, extent: Extent) -> Map<String, Value> {
    let fields = fields(model).unwrap_or_default().into_iter();
    let wanted = fields.filter(|field| extent == Extent::Full || !field.is_optional);
    wanted.map(|field| (field.name.to_owned(), of(field.holds, extent))).collect()
}
