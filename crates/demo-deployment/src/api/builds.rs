//! Endpoints for workspace builds: create, cancel, read parameters; and the ports of an agent.

use super::authentication::caller;
use super::lookup::{owned_workspace, workspace_by_agent, workspace_by_build};
use super::response::{Refusal, error, json_body, not_found};
use super::validate::{check_parameters, parameter_values};
use super::version_checks::check_buildable;
use crate::model::build::{BuildRequest, Transition};
use crate::store::{Deployment, Store};
use crate::{builds, templates, wire};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use serde_json::{Value, json};

/// Builds the routes.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/workspaces/{id}/builds", post(build))
        .route("/workspacebuilds/{id}/cancel", patch(cancel))
        .route("/workspacebuilds/{id}/parameters", get(parameters))
        .route("/workspaceagents/{id}/listening-ports", get(listening_ports))
}

async fn build(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let mut store = deployment.lock();
    match create_build(&mut store, &headers, &id, &body) {
        Ok(created) => json_body(StatusCode::CREATED, created),
        Err(refusal) => *refusal,
    }
}

/// Creates a build, or returns Coder's refusal.
fn create_build(store: &mut Store, headers: &HeaderMap, id: &str, body: &Value) -> Result<Value, Refusal> {
    let word = body.get("transition").and_then(Value::as_str).unwrap_or_default();
    let Some(transition) = Transition::parse(word) else {
        let detail = format!("Validation failed for tag \"oneof\" with value: \"{word}\"");
        let validation = json!({"field": "transition", "detail": detail});
        return Err(Box::new(error(StatusCode::BAD_REQUEST, "Validation failed.", "", vec![validation])));
    };
    let (index, user) = owned_workspace(store, headers, id, word)?;
    let workspace = &store.workspaces[index];
    let spec = templates::by_id(workspace.template.id);
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
        Some(version) => match templates::by_version(version) {
            Some((other, active)) if other.template.id == spec.template.id => !active,
            _ => {
                let message = "template version doesn't match template";
                return Err(Box::new(error(StatusCode::BAD_REQUEST, message, "", vec![])));
            }
        },
    };
    if outdated && spec.require_active_version && transition == Transition::Start {
        return Err(Box::new(error(
            StatusCode::FORBIDDEN,
            "insert workspace build",
            "template requires the active version",
            vec![],
        )));
    }
    if transition == Transition::Start {
        check_buildable(store, spec)?;
    }
    if body.get("log_level").is_some_and(|level| level.as_str() != Some("")) {
        let message = "Workspace builds with a custom log level are restricted to administrators only.";
        return Err(Box::new(error(StatusCode::BAD_REQUEST, message, "", vec![])));
    }
    let parameters = match transition {
        Transition::Start => {
            // Ephemeral parameters fall back to their default each time.
            let mut inputs = workspace.parameters.clone();
            inputs.retain(|(name, _)| !spec.parameters.iter().any(|p| p.name == name && p.ephemeral));
            for (name, value) in parameter_values(body) {
                inputs.retain(|(n, _)| *n != name);
                inputs.push((name, value));
            }
            let mut parameters = check_parameters(spec, &inputs, Some(&workspace.parameters))?;
            // Values that the template does not declare are kept: the example workspaces have some.
            for (name, value) in &workspace.parameters {
                if !parameters.iter().any(|(n, _)| n == name) {
                    parameters.push((name.clone(), value.clone()));
                }
            }
            parameters
        }
        _ => workspace.parameters.clone(),
    };
    let out_of_quota = transition == Transition::Start && store.is_over_quota(user, spec);
    let now = store.clock.now();
    let workspace = &mut store.workspaces[index];
    workspace.parameters = parameters;
    workspace.outdated = outdated;
    if transition == Transition::Start {
        workspace.dormant = false;
    }
    let restart = transition == Transition::Stop
        && body.pointer("/on_success/transition").and_then(Value::as_str) == Some("start");
    let reason = body.get("reason").and_then(Value::as_str).unwrap_or("initiator").to_owned();
    let request = BuildRequest { transition, restart, reason, preset: None };
    builds::create(workspace, request, now, out_of_quota);
    let workspace = &store.workspaces[index];
    let mut created = wire::workspace::build(&store.users[workspace.owner], workspace);
    created["template_version_name"] = json!("");
    created["resources"] = json!([]);
    Ok(created)
}

async fn cancel(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let mut store = deployment.lock();
    let Some(workspace) = workspace_by_build(&store, &id).map(|w| w.id.clone()) else { return not_found() };
    let (index, _) = match owned_workspace(&store, &headers, &workspace, "cancel") {
        Ok(found) => found,
        Err(refusal) => return *refusal,
    };
    let now = store.clock.now();
    let workspace = &mut store.workspaces[index];
    let spec = templates::by_id(workspace.template.id);
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
    if !spec.allow_cancel && expected != Some("pending") {
        let message = "User is not allowed to cancel workspace builds. Owner role is required.";
        return error(StatusCode::FORBIDDEN, message, "", vec![]);
    }
    match &mut workspace.latest_build {
        Some(job) => job.canceled_at = Some(now),
        // A build of the example data has no provisioner job, so the workspace's status changes at once.
        None => workspace.status = "canceled".to_owned(),
    }
    drop(store);
    drop(deployment.lock());
    json_body(StatusCode::OK, json!({"message": "Job has been marked as canceled..."}))
}

async fn parameters(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let store = deployment.lock();
    if let Err(refusal) = caller(&store, &headers) {
        return *refusal;
    }
    match workspace_by_build(&store, &id) {
        Some(workspace) => {
            let all: Vec<Value> = workspace
                .parameters
                .iter()
                .map(|(name, value)| json!({"name": name, "value": value}))
                .collect();
            json_body(StatusCode::OK, all)
        }
        None => not_found(),
    }
}

async fn listening_ports(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let store = deployment.lock();
    if let Err(refusal) = caller(&store, &headers) {
        return *refusal;
    }
    match workspace_by_agent(&store, &id) {
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
