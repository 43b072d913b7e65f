//! Evaluation of a template version's parameters: values, validity, and which parameters exist for given inputs.

use crate::model::template::{Parameter, TemplateSpec};
use crate::search::parse_bool;
use regex::Regex;
use serde_json::{Map, Value, json};

/// An existing parameter with its value and validation error.
pub struct Resolved {
    pub param: &'static Parameter,
    pub value: Option<String>,
    pub problem: Option<Problem>,
}

/// A validation error.
pub struct Problem {
    pub summary: &'static str,
    pub detail: String,
    pub code: &'static str,
}

/// Resolves the parameters that exist for these inputs. `before` holds the values of the previous build.
pub fn resolve(
    spec: &TemplateSpec,
    inputs: &[(String, String)],
    before: Option<&[(String, String)]>,
) -> Vec<Resolved> {
    let value_of = |param: &Parameter| {
        inputs
            .iter()
            .find(|(name, _)| name == param.name)
            .map(|(_, value)| value.clone())
            .or_else(|| param.default.map(str::to_owned))
    };
    spec.parameters
        .iter()
        .filter(|param| match param.when {
            None => true,
            Some((other, value)) => {
                let other = spec.parameters.iter().find(|p| p.name == other);
                other.and_then(value_of).as_deref() == Some(value)
            }
        })
        .map(|param| {
            let value = value_of(param);
            let old = before.and_then(|b| b.iter().find(|(n, _)| n == param.name)).map(|(_, v)| v.as_str());
            let problem = match &value {
                None => Some(Problem {
                    summary: "Required parameter not provided",
                    detail: "parameter value is null".to_owned(),
                    code: "required",
                }),
                Some(value) => validate(param, value, old, spec.classic),
            };
            Resolved { param, value, problem }
        })
        .collect()
}

/// Returns the error of a value, if there is one. `old` is the value of the previous build.
fn validate(param: &Parameter, value: &str, old: Option<&str>, classic: bool) -> Option<Problem> {
    let invalid = |detail: String| {
        Some(Problem { summary: "Invalid parameter value according to 'validation' block", detail, code: "" })
    };
    if let Some(old) = old
        && !param.mutable
        && old != value
    {
        return Some(Problem {
            summary: "Immutable parameter changed",
            detail: format!(
                "Parameter \"{}\" is not mutable, so it can't be updated after creating a workspace.",
                param.name
            ),
            code: "",
        });
    }
    let options: Vec<&str> = param.options.iter().map(|o| o.value).collect();
    match param.kind {
        "number" if options.is_empty() && value.parse::<f64>().is_err() => {
            return invalid(format!("value {value:?} is not a number"));
        }
        "number" if options.is_empty() && is_bounded(param) => {
            let Ok(number) = value.parse::<i64>() else {
                return invalid(format!("value {value:?} is not a number"));
            };
            if let Some(min) = param.min.filter(|min| number < *min) {
                return invalid(format!("value {number} is less than the minimum {min}"));
            }
            if let Some(max) = param.max.filter(|max| number > *max) {
                return invalid(format!("value {number} is more than the maximum {max}"));
            }
            let old = old.and_then(|o| o.parse::<i64>().ok());
            if param.monotonic == Some("increasing") && old.is_some_and(|old| number < old) {
                return invalid(format!(
                    "parameter value must be equal or greater than previous value: {}",
                    old.unwrap_or_default()
                ));
            }
        }
        // The classic flow accepts fewer spellings than Go.
        "bool" if parse_bool(value).is_none() || (classic && !matches!(value, "true" | "false")) => {
            return invalid(format!("value {value:?} is not a valid bool"));
        }
        "list(string)" => {
            let Ok(list) = serde_json::from_str::<Vec<String>>(value) else {
                return invalid("is not a list of strings".to_owned());
            };
            if let Some(other) = list.iter().find(|v| !options.is_empty() && !options.contains(&v.as_str())) {
                return invalid(format!("value {other:?} is not a valid option"));
            }
        }
        _ if !options.is_empty() && !options.contains(&value) => {
            return invalid(format!("value {value:?} is not a valid option"));
        }
        _ => {}
    }
    if let Some((pattern, message)) = param.regex
        && Regex::new(pattern).is_ok_and(|r| !r.is_match(value))
    {
        return invalid(message.to_owned());
    }
    None
}

fn is_bounded(param: &Parameter) -> bool {
    param.min.is_some() || param.max.is_some() || param.monotonic.is_some()
}

/// Returns the response to an evaluation request.
pub fn evaluate(spec: &TemplateSpec, inputs: &[(String, String)]) -> Value {
    let resolved = resolve(spec, inputs, None);
    let mut diagnostics = Vec::new();
    let value = |name: &str| {
        resolved.iter().find(|r| r.param.name == name).and_then(|r| r.value.clone()).unwrap_or_default()
    };
    if value("use_gpu") == "true" && value("zone") == "ap-sydney" {
        diagnostics.push(diagnostic(
            "error",
            "No accelerators in this zone",
            "Sydney has none. Choose another zone, or do without a GPU.",
            "",
        ));
    }
    if value("cpu").parse::<i64>().is_ok_and(|cpu| cpu > 12) {
        diagnostics.push(diagnostic(
            "warning",
            "A large machine",
            "More than 12 cores can take a while to become free.",
            "",
        ));
    }
    let parameters: Vec<Value> =
        resolved.iter().enumerate().map(|(order, resolved)| preview(resolved, order)).collect();
    json!({"id": 0, "diagnostics": diagnostics, "parameters": parameters})
}

fn diagnostic(severity: &str, summary: &str, detail: &str, code: &str) -> Value {
    json!({"severity": severity, "summary": summary, "detail": detail, "extra": {"code": code}})
}

fn hcl(value: Option<&str>) -> Value {
    json!({"value": value.unwrap_or_default(), "valid": value.is_some()})
}

fn preview(resolved: &Resolved, order: usize) -> Value {
    let param = resolved.param;
    let mut styling = Map::new();
    if !param.placeholder.is_empty() {
        styling.insert("placeholder".into(), json!(param.placeholder));
    }
    if param.disabled {
        styling.insert("disabled".into(), json!(true));
    }
    if !param.label.is_empty() {
        styling.insert("label".into(), json!(param.label));
    }
    if param.mask {
        styling.insert("mask_input".into(), json!(true));
    }
    let diagnostics: Vec<Value> = resolved
        .problem
        .iter()
        .map(|problem| diagnostic("error", problem.summary, &problem.detail, problem.code))
        .collect();
    let options: Vec<Value> = param
        .options
        .iter()
        .map(|o| {
            json!({"name": o.name, "description": o.description, "value": hcl(Some(o.value)), "icon": o.icon})
        })
        .collect();
    json!({
        "name": param.name,
        "display_name": param.display_name,
        "description": param.description,
        "type": param.kind,
        "form_type": param.form,
        "styling": styling,
        "mutable": param.mutable,
        "default_value": hcl(param.default),
        "icon": param.icon,
        "options": options,
        "validations": validations(param),
        "required": param.default.is_none(),
        "order": order,
        "ephemeral": param.ephemeral,
        "diagnostics": diagnostics,
        "value": hcl(resolved.value.as_deref()),
    })
}

fn validations(param: &Parameter) -> Vec<Value> {
    if param.regex.is_none() && !is_bounded(param) {
        return Vec::new();
    }
    vec![json!({
        "validation_error": param.regex.map_or("", |r| r.1),
        "validation_regex": param.regex.map(|r| r.0),
        "validation_min": param.min,
        "validation_max": param.max,
        "validation_monotonic": param.monotonic,
    })]
}

/// Returns a parameter as a rich parameter of the classic flow.
pub fn rich_parameter(param: &Parameter) -> Value {
    let mut body = json!({
        "name": param.name,
        "display_name": param.display_name,
        "description": param.description,
        "description_plaintext": param.description,
        "type": param.kind,
        "form_type": param.form,
        "mutable": param.mutable,
        "default_value": param.default.unwrap_or_default(),
        "icon": param.icon,
        "options": param.options.iter().map(|o| json!({"name": o.name, "description": o.description, "value": o.value, "icon": o.icon})).collect::<Vec<_>>(),
        "required": param.default.is_none(),
        "ephemeral": param.ephemeral,
    });
    if let Some((regex, error)) = param.regex {
        body["validation_regex"] = json!(regex);
        body["validation_error"] = json!(error);
    }
    for (key, value) in [("validation_min", param.min), ("validation_max", param.max)] {
        if let Some(value) = value {
            body[key] = json!(value);
        }
    }
    if let Some(monotonic) = param.monotonic {
        body["validation_monotonic"] = json!(monotonic);
    }
    body
}
