//! Making a workspace.

use super::settings::{check_schedule, check_ttl};
use super::{caller, error, json_body, not_found, usable};
use crate::builds::{Transition, Wish};
use crate::catalog::{self, Details};
use crate::clock::seconds_from_now;
use crate::evaluate::{Resolved, resolve};
use crate::state::{Data, Deployment, Workspace};
use crate::{seed, wire};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

type Refusal = Box<Response>;

/// `POST /users/{user}/workspaces`.
pub async fn create(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(user): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let mut data = deployment.lock();
    let caller = match caller(&data, &headers) {
        Ok(caller) => caller,
        Err(refusal) => return *refusal,
    };
    match make(&mut data, caller, &user, &body) {
        Ok(made) => json_body(StatusCode::CREATED, made),
        Err(refusal) => *refusal,
    }
}

fn make(data: &mut Data, caller: usize, user: &str, body: &Value) -> Result<Value, Refusal> {
    if user != "me" && !data.users.iter().any(|u| u.username == user || u.id == user) {
        return Err(Box::new(not_found()));
    }
    if user != "me" && user != data.users[caller].username && user != data.users[caller].id {
        return Err(Box::new(error(StatusCode::FORBIDDEN, "Unauthorized to create workspace.", "", vec![])));
    }
    let name = text(body, "name");
    check_name(name)?;
    let details = template_of(body)?;
    let schedule = check_schedule(body.get("autostart_schedule"))?;
    let ttl_ms = check_ttl(body.get("ttl_ms"), "Invalid Workspace Time to Shutdown.")?;
    let taken = |w: &Workspace| w.owner == caller && w.name.eq_ignore_ascii_case(name);
    if data.workspaces.iter().any(taken) {
        let wrong = json!({"field": "name", "detail": "This value is already in use and should be unique."});
        let message = format!("Workspace \"{name}\" already exists.");
        return Err(Box::new(error(StatusCode::CONFLICT, &message, "", vec![wrong])));
    }
    usable::check(data, details)?;
    let preset = details.presets.iter().find(|p| p.id == text(body, "template_version_preset_id"));
    let mut inputs = values(body);
    for (name, value) in preset.map(|p| p.values).unwrap_or_default() {
        inputs.retain(|(n, _)| n != name);
        inputs.push(((*name).to_owned(), (*value).to_owned()));
    }
    let params = accepted(details, &inputs, None)?;
    let missing: Vec<Value> = details
        .auth
        .iter()
        .filter(|auth| !auth.optional)
        .filter(|auth| {
            !data.connected.iter().any(|(u, id)| *u == data.users[caller].username && id == auth.id)
        })
        .map(|auth| json!({"field": "external_auth", "detail": auth.id}))
        .collect();
    if !missing.is_empty() {
        let message = "External authentication is required to create a workspace with this template.";
        return Err(Box::new(error(StatusCode::FORBIDDEN, message, "", missing)));
    }
    data.made += 1;
    let mut workspace = Workspace {
        id: seed::id(data.made),
        name: name.to_owned(),
        owner: caller,
        template: details.template.clone(),
        status: "pending".to_owned(),
        agent: None,
        lifecycle: "created".to_owned(),
        job: None,
        params,
        outdated: false,
        favorite: false,
        dormant: false,
        last_used_at: seconds_from_now(0),
        deadline: seconds_from_now(28_800),
        build_number: 0,
        autostart: schedule,
        ttl_ms: ttl_ms.or(Some(28_800_000)),
        logs_overflowed: false,
        private: false,
    };
    let wish = Wish {
        transition: Transition::Start,
        then_start: false,
        reason: "initiator".to_owned(),
        preset: preset.map(|p| p.id.to_owned()),
    };
    workspace.build(wish, data.clock.now(), is_over_quota(data, caller, details));
    let mut made = wire::workspace(data, &workspace, caller);
    made["latest_build"]["template_version_name"] = json!("");
    data.workspaces.push(workspace);
    Ok(made)
}

/// Whether one more workspace of a template costs more than its owner may spend.
pub fn is_over_quota(data: &Data, owner: usize, details: &Details) -> bool {
    data.budget >= 0 && data.credits(owner) + details.cost > data.budget
}

fn text<'a>(body: &'a Value, key: &str) -> &'a str {
    body.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The parameter values of a request.
pub fn values(body: &Value) -> Vec<(String, String)> {
    let list = body.get("rich_parameter_values").and_then(Value::as_array);
    list.into_iter().flatten().map(|v| (text(v, "name").to_owned(), text(v, "value").to_owned())).collect()
}

/// Coder's rule for names of workspaces.
pub fn check_name(name: &str) -> Result<(), Refusal> {
    let words = name.split('-').all(|w| !w.is_empty() && w.chars().all(|c| c.is_ascii_alphanumeric()));
    if words && name.len() <= 32 && !matches!(name, "new" | "create") {
        return Ok(());
    }
    let detail = format!("Validation failed for tag \"workspace_name\" with value: \"{name}\"");
    let wrong = json!({"field": "name", "detail": detail});
    Err(Box::new(error(StatusCode::BAD_REQUEST, "Validation failed.", "", vec![wrong])))
}

fn template_of(body: &Value) -> Result<&'static Details, Refusal> {
    let (template, version) = (text(body, "template_id"), text(body, "template_version_id"));
    let bad = |message: &str, validations| Box::new(error(StatusCode::BAD_REQUEST, message, "", validations));
    let tag = |field: &str, tag: &str, value: &str| {
        let detail = format!("Validation failed for tag \"{tag}\" with value: \"{value}\"");
        json!({"field": field, "detail": detail})
    };
    let details = match (template, version) {
        ("", "") => {
            let wrong = vec![
                tag("template_id", "required_without", ""),
                tag("template_version_id", "required_without", ""),
            ];
            return Err(bad("Validation failed.", wrong));
        }
        (id, "") => {
            let wrong = json!({"field": "template_id", "detail": "template not found"});
            catalog::ALL
                .iter()
                .find(|d| d.template.id == id)
                .ok_or_else(|| bad(&format!("Template \"{id}\" doesn't exist."), vec![wrong]))?
        }
        ("", version) => {
            let wrong = json!({"field": "template_version_id", "detail": "template not found"});
            let message = format!("Template version \"{version}\" doesn't exist.");
            catalog::of_version(version).ok_or_else(|| bad(&message, vec![wrong]))?.0
        }
        (id, version) => {
            let wrong = vec![
                tag("template_id", "excluded_with", id),
                tag("template_version_id", "excluded_with", version),
            ];
            return Err(bad("Validation failed.", wrong));
        }
    };
    if !details.deprecated.is_empty() {
        let message = format!(
            "Template \"{}\" has been deprecated, and cannot be used to create a new workspace.",
            details.template.name
        );
        return Err(bad(&message, vec![]));
    }
    Ok(details)
}

/// All values of a build, if they are valid.
pub fn accepted(
    details: &'static Details,
    inputs: &[(String, String)],
    before: Option<&[(String, String)]>,
) -> Result<Vec<(String, String)>, Refusal> {
    let resolved = resolve(details, inputs, before);
    let wrong: Vec<&Resolved> = resolved.iter().filter(|r| r.problem.is_some()).collect();
    if let Some(first) = wrong.first() {
        let detail = |r: &Resolved| {
            r.problem.as_ref().map(|p| format!("{}; {}", p.summary, p.detail)).unwrap_or_default()
        };
        return Err(Box::new(if details.classic {
            let message = format!("Unable to validate parameter \"{}\"", first.param.name);
            error(StatusCode::BAD_REQUEST, &message, &detail(first), vec![])
        } else {
            let all = wrong.iter().map(|r| json!({"field": r.param.name, "detail": detail(r)})).collect();
            error(StatusCode::BAD_REQUEST, "Unable to validate parameters", "", all)
        }));
    }
    Ok(resolved.into_iter().map(|r| (r.param.name.to_owned(), r.value.unwrap_or_default())).collect())
}
