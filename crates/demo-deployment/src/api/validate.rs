//! Validation of request bodies.

use super::response::{Refusal, error};
use crate::model::template::TemplateSpec;
use crate::parameters::{Resolved, resolve};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// Returns a text field of a request body; empty if missing.
pub fn text<'a>(body: &'a Value, key: &str) -> &'a str {
    body.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Returns the names and values of a request body's rich parameters.
pub fn parameter_values(body: &Value) -> Vec<(String, String)> {
    let list = body.get("rich_parameter_values").and_then(Value::as_array);
    list.into_iter().flatten().map(|v| (text(v, "name").to_owned(), text(v, "value").to_owned())).collect()
}

/// Returns all parameter values of a build, or Coder's refusal if one of them is invalid.
pub fn check_parameters(
    spec: &'static TemplateSpec,
    inputs: &[(String, String)],
    before: Option<&[(String, String)]>,
) -> Result<Vec<(String, String)>, Refusal> {
    let resolved = resolve(spec, inputs, before);
    let invalid: Vec<&Resolved> = resolved.iter().filter(|r| r.problem.is_some()).collect();
    if let Some(first) = invalid.first() {
        let detail = |r: &Resolved| {
            r.problem.as_ref().map(|p| format!("{}; {}", p.summary, p.detail)).unwrap_or_default()
        };
        return Err(Box::new(if spec.classic {
            let message = format!("Unable to validate parameter \"{}\"", first.param.name);
            error(StatusCode::BAD_REQUEST, &message, &detail(first), vec![])
        } else {
            let all = invalid.iter().map(|r| json!({"field": r.param.name, "detail": detail(r)})).collect();
            error(StatusCode::BAD_REQUEST, "Unable to validate parameters", "", all)
        }));
    }
    Ok(resolved.into_iter().map(|r| (r.param.name.to_owned(), r.value.unwrap_or_default())).collect())
}

/// Checks a workspace name against Coder's rule.
pub fn check_name(name: &str) -> Result<(), Refusal> {
    let has_plain_parts =
        name.split('-').all(|w| !w.is_empty() && w.chars().all(|c| c.is_ascii_alphanumeric()));
    if has_plain_parts && name.len() <= 32 && !matches!(name, "new" | "create") {
        return Ok(());
    }
    let detail = format!("Validation failed for tag \"workspace_name\" with value: \"{name}\"");
    let validation = json!({"field": "name", "detail": detail});
    Err(Box::new(error(StatusCode::BAD_REQUEST, "Validation failed.", "", vec![validation])))
}

/// Validates a cron schedule as Coder does; an empty schedule means none.
pub fn check_schedule(value: Option<&Value>) -> Result<Option<String>, Refusal> {
    let Some(schedule) = value.and_then(Value::as_str).filter(|s| !s.is_empty()) else { return Ok(None) };
    if schedule.split_whitespace().filter(|w| !w.starts_with("CRON_TZ=")).count() == 5 {
        return Ok(Some(schedule.to_owned()));
    }
    let detail = "expected schedule to consist of 5 fields with an optional CRON_TZ=<timezone> prefix";
    let validation = json!({"field": "schedule", "detail": detail});
    Err(Box::new(error(StatusCode::BAD_REQUEST, "Invalid Autostart Schedule.", "", vec![validation])))
}

/// Validates a time to live in milliseconds and rounds it down to whole minutes; 0 means none.
pub fn check_ttl(value: Option<&Value>, message: &str) -> Result<Option<i64>, Refusal> {
    let Some(ms) = value.and_then(Value::as_i64).filter(|ms| *ms != 0) else { return Ok(None) };
    if (60_000..=2_592_000_000).contains(&ms) {
        return Ok(Some(ms / 60_000 * 60_000));
    }
    let detail = "time until shutdown must be between one minute and 30 days";
    let validation = json!({"field": "ttl_ms", "detail": detail});
    Err(Box::new(error(StatusCode::BAD_REQUEST, message, "", vec![validation])))
}
