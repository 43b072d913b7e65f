//! Endpoints that change a workspace: name, dormancy, favorite, autostop deadline and schedules.

use super::authentication::caller;
use super::lookup::owned_workspace;
use super::response::{error, json_body, not_found};
use super::validate::{check_name, check_schedule, check_ttl};
use crate::store::{Deployment, Store};
use crate::wire;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, put};
use axum::{Json, Router};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// Builds the routes.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/workspaces/{id}", patch(rename))
        .route("/workspaces/{id}/dormant", put(dormant))
        .route("/workspaces/{id}/favorite", put(favorite).delete(unfavorite))
        .route("/workspaces/{id}/extend", put(extend))
        .route("/workspaces/{id}/autostart", put(autostart))
        .route("/workspaces/{id}/ttl", put(ttl))
        .route("/workspaces/{id}/port-share", get(port_shares))
}

/// Handles `PATCH /workspaces/{id}`.
async fn rename(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let mut store = deployment.lock();
    let (index, user) = match owned_workspace(&store, &headers, &id, "update") {
        Ok(found) => found,
        Err(refusal) => return *refusal,
    };
    if !store.allow_renames {
        return error(StatusCode::BAD_REQUEST, "Workspace renames are not allowed.", "", vec![]);
    }
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Err(refusal) = check_name(&name) {
        return *refusal;
    }
    let taken =
        store.workspaces.iter().any(|w| w.owner == user && w.id != id && w.name.eq_ignore_ascii_case(&name));
    if taken {
        let validation =
            json!({"field": "name", "detail": "This value is already in use and should be unique."});
        return error(
            StatusCode::CONFLICT,
            &format!("Workspace \"{name}\" already exists."),
            "",
            vec![validation],
        );
    }
    store.workspaces[index].name = name;
    StatusCode::NO_CONTENT.into_response()
}

/// Applies a change to one of the caller's workspaces, or returns Coder's refusal.
fn change(
    deployment: &Deployment,
    headers: &HeaderMap,
    id: &str,
    act: impl FnOnce(&mut Store, usize, usize) -> Response,
) -> Response {
    let mut store = deployment.lock();
    match owned_workspace(&store, headers, id, "update") {
        Ok((index, user)) => act(&mut store, index, user),
        Err(refusal) => *refusal,
    }
}

async fn dormant(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    change(&deployment, &headers, &id, |store, index, user| {
        let is_dormant = body.get("dormant").and_then(Value::as_bool).unwrap_or(false);
        if store.workspaces[index].dormant == is_dormant {
            return Response::builder()
                .status(StatusCode::NOT_MODIFIED)
                .body(Body::empty())
                .unwrap_or_default();
        }
        store.workspaces[index].dormant = is_dormant;
        json_body(StatusCode::OK, wire::workspace::workspace(store, &store.workspaces[index], user))
    })
}

fn set_favorite(deployment: &Deployment, headers: &HeaderMap, id: &str, favorite: bool) -> Response {
    let mut store = deployment.lock();
    let user = match caller(&store, headers) {
        Ok(user) => user,
        Err(refusal) => return *refusal,
    };
    match store.workspaces.iter_mut().find(|w| w.id == id) {
        Some(workspace) if workspace.owner == user => {
            workspace.favorite = favorite;
            StatusCode::NO_CONTENT.into_response()
        }
        Some(_) => error(StatusCode::FORBIDDEN, "You can only favorite workspaces that you own.", "", vec![]),
        None => not_found(),
    }
}

async fn favorite(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    set_favorite(&deployment, &headers, &id, true)
}

async fn unfavorite(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    set_favorite(&deployment, &headers, &id, false)
}

async fn extend(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    change(&deployment, &headers, &id, |store, index, _| {
        let workspace = &mut store.workspaces[index];
        if workspace.is_building() {
            return error(StatusCode::CONFLICT, "Workspace is still building!", "", vec![]);
        }
        if workspace.status != "running" {
            let message = "Workspace must be started and not already be stopping!";
            return error(StatusCode::CONFLICT, message, "", vec![]);
        }
        if workspace.ttl_ms.is_none() {
            return error(StatusCode::CONFLICT, "Workspace shutdown is manual.", "", vec![]);
        }
        let text = body.get("deadline").and_then(Value::as_str).unwrap_or_default();
        let Ok(deadline) = text.parse::<Timestamp>() else {
            return error(StatusCode::BAD_REQUEST, "Request body must be valid JSON.", "", vec![]);
        };
        let least = Timestamp::now().checked_add(SignedDuration::from_mins(29));
        if least.is_ok_and(|least| deadline < least) {
            let validation = json!({"field": "deadline", "detail": "new deadline must be at least 30 minutes in the future"});
            let message = "Cannot extend workspace: new deadline must be at least 30 minutes in the future";
            return error(StatusCode::BAD_REQUEST, message, "", vec![validation]);
        }
        workspace.deadline = deadline.to_string();
        json_body(StatusCode::OK, json!({"message": format!("Deadline updated to {deadline}.")}))
    })
}

async fn autostart(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    change(&deployment, &headers, &id, |store, index, _| {
        match check_schedule(body.get("schedule")) {
            Ok(schedule) => store.workspaces[index].autostart = schedule,
            Err(refusal) => return *refusal,
        }
        StatusCode::NO_CONTENT.into_response()
    })
}

async fn ttl(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    change(&deployment, &headers, &id, |store, index, _| {
        match check_ttl(body.get("ttl_ms"), "Invalid workspace time until shutdown TTL.") {
            Ok(ms) => store.workspaces[index].ttl_ms = ms,
            Err(refusal) => return *refusal,
        }
        StatusCode::NO_CONTENT.into_response()
    })
}

async fn port_shares(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(_): Path<String>,
) -> Response {
    let caller = caller(&deployment.lock(), &headers);
    match caller {
        Ok(_) => json_body(StatusCode::OK, json!({"shares": []})),
        Err(refusal) => *refusal,
    }
}
