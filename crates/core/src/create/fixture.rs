//! Parameters of the tests of both flows.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use super::parameter::Parameter;
use super::parameter::RichParameter;
use crate::json::FromJson as _;
use serde_json::{Value, json};

/// Returns a preview parameter with more fields.
pub fn parameter(more: Value) -> Parameter {
    let mut body =
        json!({"name": "p", "type": "string", "form_type": "", "value": {"value": "", "valid": true}});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Parameter::preview(&body).unwrap().0
}

/// Returns a rich parameter with more fields.
pub fn classic(more: Value) -> Parameter {
    let mut body = json!({"name": "p", "default_value": ""});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    RichParameter::from_json(&body).unwrap().0
}

/// Returns the same parameter in both flows, with a type, options and a validation.
pub fn both(kind: &str, options: &[&str], validation: Value) -> [Parameter; 2] {
    let dynamic: Vec<Value> =
        options.iter().map(|o| json!({"name": o, "value": {"value": o, "valid": true}})).collect();
    let fixed: Vec<Value> = options.iter().map(|o| json!({"name": o, "value": o})).collect();
    let mut plain = validation.clone();
    plain["type"] = json!(kind);
    plain["options"] = json!(fixed);
    let validations = if validation == json!({}) { json!([]) } else { json!([validation]) };
    [parameter(json!({"type": kind, "options": dynamic, "validations": validations})), classic(plain)]
}
