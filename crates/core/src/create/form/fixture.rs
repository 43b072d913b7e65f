//! Evaluations and presets of the tests of forms.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use crate::create::ResolvedParameters;
use crate::json::FromJson as _;
use crate::models::Preset;
use serde_json::{Value, json};

/// Returns an evaluation with these parameters.
pub fn evaluation(parameters: Value) -> ResolvedParameters {
    ResolvedParameters::from_json(&json!({ "parameters": parameters })).unwrap()
}

/// Returns a number parameter with this value.
pub fn cpu(value: &str) -> Value {
    json!({"name": "cpu", "type": "number", "value": {"value": value, "valid": true}})
}

/// Returns a preset that sets these values.
pub fn preset(values: &[(&str, &str)]) -> Preset {
    let parameters = values.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    Preset {
        id: "p1".into(),
        name: "Large".into(),
        description: String::new(),
        icon: String::new(),
        default: true,
        parameters,
    }
}

/// Returns a parameter with one option, `a`, in this control.
pub fn tools(form: &str, value: &str) -> Value {
    let options = json!([{"name": "A", "value": {"value": "a", "valid": true}}]);
    let kind = if form == "multi-select" { "list(string)" } else { "string" };
    json!({"name": "tools", "type": kind, "form_type": form, "options": options,
        "value": {"value": value, "valid": true}})
}
