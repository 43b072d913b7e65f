//! Parameter values of a build.

use serde_json::{Value, json};

/// Parameter values, by name.
pub type ParameterValues = Vec<(String, String)>;

/// Serializes parameter values in the shape that Coder expects.
pub fn rich_parameter_values(values: &ParameterValues) -> Value {
    values.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
}
