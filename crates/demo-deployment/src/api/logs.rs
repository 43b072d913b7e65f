//! Endpoints that read and follow build logs and startup logs.

use super::authentication::caller;
use super::live::{Handshake, NO_MESSAGES, Update};
use super::lookup::{workspace_by_agent, workspace_by_build, workspace_of_build};
use super::response::{json_body, not_found};
use crate::model::workspace::Workspace;
use crate::store::{Deployment, Store};
use crate::{logs, templates, wire};
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::Value;

/// Builds the routes.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/workspacebuilds/{id}/logs", get(build_logs))
        .route("/workspaceagents/{id}/logs", get(agent_logs))
}

/// What a request wants of a log.
#[derive(Default)]
struct Extent {
    /// Whether later lines are to follow on a WebSocket.
    follow: bool,
    /// Id of the last line that the client has, or 0.
    after: usize,
}

impl Extent {
    fn parse(query: Option<&str>) -> Self {
        let mut extent = Self::default();
        for (key, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match key.as_ref() {
                "follow" => extent.follow = true,
                "after" => extent.after = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        extent
    }
}

async fn build_logs(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    handshake: Handshake,
) -> Response {
    let store = deployment.lock();
    if let Err(refusal) = caller(&store, &headers) {
        return *refusal;
    }
    let extent = Extent::parse(query.as_deref());
    if extent.follow {
        let Some(workspace) = workspace_of_build(&store, &id).cloned() else { return not_found() };
        let next = build_follower(deployment.clone(), id, workspace, extent.after);
        return handshake.open(deployment.sockets(), NO_MESSAGES, next);
    }
    let Some(workspace) = workspace_by_build(&store, &id) else { return not_found() };
    json_body(StatusCode::OK, wire::log::build_log(workspace, store.clock.now(), extent.after))
}

/// Follows a build log: one frame per line, until the build is complete.
fn build_follower(
    deployment: Deployment,
    id: String,
    mut workspace: Workspace,
    mut known: usize,
) -> impl FnMut() -> Update {
    move || {
        let store = deployment.lock();
        let found = workspace_of_build(&store, &id);
        if let Some(found) = found {
            workspace.clone_from(found);
        }
        // The start of a restart can replace its stop between two looks: the rest of the log is in the copy.
        let lines = wire::log::build_log(&workspace, store.clock.now(), known);
        known = last_id(&lines).unwrap_or(known);
        let is_complete = found.is_none_or(|found| !found.is_building());
        Update { frames: lines, end: is_complete.then_some("done") }
    }
}

async fn agent_logs(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    handshake: Handshake,
) -> Response {
    let store = deployment.lock();
    if let Err(refusal) = caller(&store, &headers) {
        return *refusal;
    }
    let Some(workspace) = workspace_by_agent(&store, &id) else { return not_found() };
    let extent = Extent::parse(query.as_deref());
    if extent.follow {
        let next = agent_follower(deployment.clone(), id, extent.after);
        return handshake.open(deployment.sockets(), NO_MESSAGES, next);
    }
    json_body(StatusCode::OK, startup_log(&store, workspace, extent.after))
}

/// Follows a startup log: one frame per group of lines, until the agent is no longer in the latest build. The first
/// frame comes at once and may be empty.
fn agent_follower(deployment: Deployment, id: String, mut known: usize) -> impl FnMut() -> Update {
    let mut is_first = true;
    move || {
        let store = deployment.lock();
        let found = workspace_by_agent(&store, &id);
        let lines = found.map_or_else(Vec::new, |workspace| startup_log(&store, workspace, known));
        known = last_id(&lines).unwrap_or(known);
        let sends = std::mem::take(&mut is_first) || !lines.is_empty();
        let frames = if sends { vec![Value::Array(lines)] } else { Vec::new() };
        Update { frames, end: found.is_none().then_some("") }
    }
}

/// Returns the lines of a startup log written by now, after the last one that the client has.
fn startup_log(store: &Store, workspace: &Workspace, known: usize) -> Vec<Value> {
    let age = workspace.latest_build.as_ref().map_or(f64::INFINITY, |job| job.script_age(store.clock.now()));
    logs::startup_log(templates::by_id(workspace.template.id).outcome)
        .into_iter()
        .enumerate()
        .filter(|(index, (at, ..))| *at <= age && index + 1 > known)
        .map(|(index, (_, level, output))| wire::log::startup_line(workspace, index + 1, level, output))
        .collect()
}

/// Returns the id of the last of some lines.
fn last_id(lines: &[Value]) -> Option<usize> {
    lines.last().and_then(|line| line["id"].as_u64()).and_then(|id| usize::try_from(id).ok())
}
