//! Builds of a workspace: making, canceling, following them.

use super::create::{accepted, is_over_quota, values};
use super::{caller, error, json_body, not_found, usable};
use crate::builds::{Transition, Wish};
use crate::catalog;
use crate::logs;
use crate::state::{Data, Deployment, Workspace};
use crate::wire::{self, agent_ids, build_id};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use serde_json::{Value, json};

pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/workspaces/{id}/builds", post(build))
        .route("/workspacebuilds/{id}/cancel", patch(cancel))
        .route("/workspacebuilds/{id}/parameters", get(parameters))
        .route("/workspacebuilds/{id}/logs", get(build_logs))
        .route("/workspaceagents/{id}/logs", get(agent_logs))
        .route("/workspaceagents/{id}/listening-ports", get(ports))
}

/// The place of a workspace that the caller may change; who owns another's may not even see it.
pub fn own(data: &Data, headers: &HeaderMap, id: &str, what: &str) -> Result<(usize, usize), Box<Response>> {
    let user = caller(data, headers)?;
    let place =
        data.workspaces.iter().position(|w| w.id == id && w.is_visible_to(user)).ok_or_else(|| {
            let deleted = data.deleted.iter().any(|w| w.id == id && w.owner == user);
            Box::new(if deleted && what == "start" {
                error(StatusCode::CONFLICT, "Cannot start a deleted workspace!", "", vec![])
            } else {
                not_found()
            })
        })?;
    if data.workspaces[place].owner != user {
        let message = format!("You do not have permission to {what} this workspace.");
        return Err(Box::new(error(StatusCode::FORBIDDEN, &message, "", vec![])));
    }
    Ok((place, user))
}

async fn build(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let mut data = deployment.lock();
    match make(&mut data, &headers, &id, &body) {
        Ok(made) => json_body(StatusCode::CREATED, made),
        Err(refusal) => *refusal,
    }
}

fn make(data: &mut Data, headers: &HeaderMap, id: &str, body: &Value) -> Result<Value, Box<Response>> {
    let word = body.get("transition").and_then(Value::as_str).unwrap_or_default();
    let Some(transition) = Transition::of(word) else {
        let detail = format!("Validation failed for tag \"oneof\" with value: \"{word}\"");
        let wrong = json!({"field": "transition", "detail": detail});
        return Err(Box::new(error(StatusCode::BAD_REQUEST, "Validation failed.", "", vec![wrong])));
    };
    let (place, user) = own(data, headers, id, word)?;
    let workspace = &data.workspaces[place];
    let details = catalog::details(workspace.template.id);
    if workspace.is_building() {
        return Err(Box::new(error(
            StatusCode::CONFLICT,
            "A workspace build is already active.",
            "",
            vec![],
        )));
    }
    let version = body.get("template_version_id").and_then(Value::as_str);
    let outdated = match version {
        None => workspace.outdated,
        Some(version) => match catalog::of_version(version) {
            Some((other, active)) if other.template.id == details.template.id => !active,
            _ => {
                let message = "template version doesn't match template";
                return Err(Box::new(error(StatusCode::BAD_REQUEST, message, "", vec![])));
            }
        },
    };
    if outdated && details.require_active_version && transition == Transition::Start {
        return Err(Box::new(error(
            StatusCode::FORBIDDEN,
            "insert workspace build",
            "template requires the active version",
            vec![],
        )));
    }
    if transition == Transition::Start {
        usable::check(data, details)?;
    }
    if body.get("log_level").is_some_and(|level| level.as_str() != Some("")) {
        let message = "Workspace builds with a custom log level are restricted to administrators only.";
        return Err(Box::new(error(StatusCode::BAD_REQUEST, message, "", vec![])));
    }
    let params = match transition {
        Transition::Start => {
            // Ephemeral parameters fall back to their default each time.
            let mut inputs = workspace.params.clone();
            inputs.retain(|(name, _)| !details.params.iter().any(|p| p.name == name && p.ephemeral));
            for (name, value) in values(body) {
                inputs.retain(|(n, _)| *n != name);
                inputs.push((name, value));
            }
            let mut params = accepted(details, &inputs, Some(&workspace.params))?;
            // What the examples were made with stays, whether the template knows it or not.
            for (name, value) in &workspace.params {
                if !params.iter().any(|(n, _)| n == name) {
                    params.push((name.clone(), value.clone()));
                }
            }
            params
        }
        _ => workspace.params.clone(),
    };
    let out_of_quota = transition == Transition::Start && is_over_quota(data, user, details);
    let now = data.clock.now();
    let workspace = &mut data.workspaces[place];
    workspace.params = params;
    workspace.outdated = outdated;
    if transition == Transition::Start {
        workspace.dormant = false;
    }
    let then_start = transition == Transition::Stop
        && body.pointer("/on_success/transition").and_then(Value::as_str) == Some("start");
    let reason = body.get("reason").and_then(Value::as_str).unwrap_or("initiator").to_owned();
    workspace.build(Wish { transition, then_start, reason, preset: None }, now, out_of_quota);
    let workspace = &data.workspaces[place];
    let mut made = wire::build(&data.users[workspace.owner], workspace);
    made["template_version_name"] = json!("");
    made["resources"] = json!([]);
    Ok(made)
}

/// The workspace whose latest build this is.
fn by_build<'a>(data: &'a Data, id: &str) -> Option<&'a Workspace> {
    data.workspaces.iter().find(|w| build_id(w) == id)
}

async fn cancel(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let mut data = deployment.lock();
    let Some(workspace) = by_build(&data, &id).map(|w| w.id.clone()) else { return not_found() };
    let (place, _) = match own(&data, &headers, &workspace, "cancel") {
        Ok(own) => own,
        Err(refusal) => return *refusal,
    };
    let now = data.clock.now();
    let workspace = &mut data.workspaces[place];
    let details = catalog::details(workspace.template.id);
    let status = match workspace.status.as_str() {
        "pending" => "pending",
        "starting" | "stopping" | "deleting" => "running",
        "canceling" => {
            return error(StatusCode::BAD_REQUEST, "Job has already been marked as canceled!", "", vec![]);
        }
        _ => return error(StatusCode::BAD_REQUEST, "Job has already completed!", "", vec![]),
    };
    let query = query.unwrap_or_default();
    let expected = query.strip_prefix("expect_status=");
    if let Some(other) = expected.filter(|expected| !matches!(*expected, "pending" | "running")) {
        let message = format!("Invalid expect_status \"{other}\". Only 'pending' or 'running' are allowed.");
        return error(StatusCode::BAD_REQUEST, &message, "", vec![]);
    }
    if expected.is_some_and(|expected| expected != status) {
        return error(
            StatusCode::PRECONDITION_FAILED,
            "Job is not in the expected state.",
            &format!("expected {}, is {status}", expected.unwrap_or_default()),
            vec![],
        );
    }
    if !details.allow_cancel && expected != Some("pending") {
        let message = "User is not allowed to cancel workspace builds. Owner role is required.";
        return error(StatusCode::FORBIDDEN, message, "", vec![]);
    }
    match &mut workspace.job {
        Some(job) => job.canceled = Some(now),
        // An example that never had a job ends as it is.
        None => workspace.status = "canceled".to_owned(),
    }
    drop(data);
    drop(deployment.lock());
    json_body(StatusCode::OK, json!({"message": "Job has been marked as canceled..."}))
}

async fn parameters(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let data = deployment.lock();
    if let Err(refusal) = caller(&data, &headers) {
        return *refusal;
    }
    match by_build(&data, &id) {
        Some(workspace) => {
            let all: Vec<Value> =
                workspace.params.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
            json_body(StatusCode::OK, all)
        }
        None => not_found(),
    }
}

/// The id of the last line that is known already.
fn after(query: Option<String>) -> usize {
    let query = query.unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == "after")
        .and_then(|(_, value)| value.parse().ok())
        .unwrap_or(0)
}

async fn build_logs(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let data = deployment.lock();
    if let Err(refusal) = caller(&data, &headers) {
        return *refusal;
    }
    let Some(workspace) = by_build(&data, &id) else { return not_found() };
    json_body(StatusCode::OK, wire::build_log(workspace, data.clock.now(), after(query)))
}

async fn agent_logs(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let data = deployment.lock();
    if let Err(refusal) = caller(&data, &headers) {
        return *refusal;
    }
    let Some(workspace) = data.workspaces.iter().find(|w| agent_ids(w).contains(&id)) else {
        return not_found();
    };
    let age = workspace.job.as_ref().map_or(f64::INFINITY, |job| job.script_age(data.clock.now()));
    let (fate, known) = (catalog::details(workspace.template.id).fate, after(query));
    let lines: Vec<Value> = logs::of_script(fate)
        .into_iter()
        .enumerate()
        .filter(|(index, (at, ..))| *at <= age && index + 1 > known)
        .map(|(index, (_, level, output))| wire::agent_line(workspace, index + 1, level, output))
        .collect();
    json_body(StatusCode::OK, lines)
}

async fn ports(State(deployment): State<Deployment>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let data = deployment.lock();
    if let Err(refusal) = caller(&data, &headers) {
        return *refusal;
    }
    match data.workspaces.iter().find(|w| agent_ids(w).contains(&id)) {
        Some(workspace) if workspace.agent.as_deref() == Some("connected") => json_body(
            StatusCode::OK,
            json!({"ports": [{"process_name": "node", "network": "tcp", "port": 3000}]}),
        ),
        Some(workspace) => {
            let state = workspace.agent.as_deref().unwrap_or("disconnected");
            let message = format!("Agent state is \"{state}\", it must be in the \"connected\" state.");
            error(StatusCode::BAD_REQUEST, &message, "", vec![])
        }
        None => not_found(),
    }
}
