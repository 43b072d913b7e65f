//! The endpoint that creates workspaces.

use super::authentication::caller;
use super::response::{Refusal, error, json_body, not_found};
use super::validate::{check_name, check_parameters, check_schedule, check_ttl, parameter_values, text};
use super::version_checks::check_buildable;
use crate::clock::seconds_from_now;
use crate::model::build::{BuildRequest, Transition};
use crate::model::template::TemplateSpec;
use crate::model::workspace::{Workspace, workspace_id};
use crate::store::{Deployment, Store};
use crate::{builds, templates, wire};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

/// Builds the routes.
pub fn router() -> Router<Deployment> {
    Router::new().route("/users/{user}/workspaces", post(create))
}

/// Handles `POST /users/{user}/workspaces`.
async fn create(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(user): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let mut store = deployment.lock();
    let caller = match caller(&store, &headers) {
        Ok(caller) => caller,
        Err(refusal) => return *refusal,
    };
    match create_workspace(&mut store, caller, &user, &body) {
        Ok(created) => json_body(StatusCode::CREATED, created),
        Err(refusal) => *refusal,
    }
}

/// Creates a workspace and its first build, or returns Coder's refusal.
fn create_workspace(store: &mut Store, caller: usize, user: &str, body: &Value) -> Result<Value, Refusal> {
    if user != "me" && !store.users.iter().any(|u| u.username == user || u.id == user) {
        return Err(Box::new(not_found()));
    }
    if user != "me" && user != store.users[caller].username && user != store.users[caller].id {
        return Err(Box::new(error(StatusCode::FORBIDDEN, "Unauthorized to create workspace.", "", vec![])));
    }
    let name = text(body, "name");
    check_name(name)?;
    let spec = template_of(body)?;
    let schedule = check_schedule(body.get("autostart_schedule"))?;
    let ttl_ms = check_ttl(body.get("ttl_ms"), "Invalid Workspace Time to Shutdown.")?;
    let taken = |w: &Workspace| w.owner == caller && w.name.eq_ignore_ascii_case(name);
    if store.workspaces.iter().any(taken) {
        let validation =
            json!({"field": "name", "detail": "This value is already in use and should be unique."});
        let message = format!("Workspace \"{name}\" already exists.");
        return Err(Box::new(error(StatusCode::CONFLICT, &message, "", vec![validation])));
    }
    check_buildable(store, spec)?;
    let preset = spec.presets.iter().find(|p| p.id == text(body, "template_version_preset_id"));
    let mut inputs = parameter_values(body);
    for (name, value) in preset.map(|p| p.values).unwrap_or_default() {
        inputs.retain(|(n, _)| n != name);
        inputs.push(((*name).to_owned(), (*value).to_owned()));
    }
    let parameters = check_parameters(spec, &inputs, None)?;
    let missing: Vec<Value> = spec
        .external_auth
        .iter()
        .filter(|auth| !auth.optional)
        .filter(|auth| {
            !store.external_auths.iter().any(|(u, id)| *u == store.users[caller].username && id == auth.id)
        })
        .map(|auth| json!({"field": "external_auth", "detail": auth.id}))
        .collect();
    if !missing.is_empty() {
        let message = "External authentication is required to create a workspace with this template.";
        return Err(Box::new(error(StatusCode::FORBIDDEN, message, "", missing)));
    }
    store.last_workspace_number += 1;
    let mut workspace = Workspace {
        id: workspace_id(store.last_workspace_number),
        name: name.to_owned(),
        owner: caller,
        template: spec.template.clone(),
        status: "pending".to_owned(),
        agent: None,
        lifecycle: "created".to_owned(),
        second_agent: None,
        since: seconds_from_now(0),
        latest_build: None,
        parameters,
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
        shared_with: Vec::new(),
    };
    let request = BuildRequest {
        transition: Transition::Start,
        restart: false,
        reason: "initiator".to_owned(),
        preset: preset.map(|p| p.id.to_owned()),
    };
    let out_of_quota = store.is_over_quota(caller, spec);
    builds::create(&mut workspace, request, store.clock.now(), out_of_quota);
    let mut created = wire::workspace::workspace(store, &workspace, caller);
    created["latest_build"]["template_version_name"] = json!("");
    store.workspaces.push(workspace);
    Ok(created)
}

/// Returns the template that a request body names, or Coder's refusal.
fn template_of(body: &Value) -> Result<&'static TemplateSpec, Refusal> {
    let (template, version) = (text(body, "template_id"), text(body, "template_version_id"));
    let bad = |message: &str, validations| Box::new(error(StatusCode::BAD_REQUEST, message, "", validations));
    let tag = |field: &str, tag: &str, value: &str| {
        let detail = format!("Validation failed for tag \"{tag}\" with value: \"{value}\"");
        json!({"field": field, "detail": detail})
    };
    let spec = match (template, version) {
        ("", "") => {
            let validations = vec![
                tag("template_id", "required_without", ""),
                tag("template_version_id", "required_without", ""),
            ];
            return Err(bad("Validation failed.", validations));
        }
        (id, "") => {
            let validation = json!({"field": "template_id", "detail": "template not found"});
            templates::ALL
                .iter()
                .find(|d| d.template.id == id)
                .ok_or_else(|| bad(&format!("Template \"{id}\" doesn't exist."), vec![validation]))?
        }
        ("", version) => {
            let validation = json!({"field": "template_version_id", "detail": "template not found"});
            let message = format!("Template version \"{version}\" doesn't exist.");
            templates::by_version(version).ok_or_else(|| bad(&message, vec![validation]))?.0
        }
        (id, version) => {
            let validations = vec![
                tag("template_id", "excluded_with", id),
                tag("template_version_id", "excluded_with", version),
            ];
            return Err(bad("Validation failed.", validations));
        }
    };
    if !spec.deprecated.is_empty() {
        let message = format!(
            "Template \"{}\" has been deprecated, and cannot be used to create a new workspace.",
            spec.template.name
        );
        return Err(bad(&message, vec![]));
    }
    Ok(spec)
}
