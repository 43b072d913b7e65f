//! What can be set on a workspace, and what the deployment tells of itself.

use super::builds::own;
use super::create::check_name;
use super::{caller, error, json_body, not_found};
use crate::state::{Data, Deployment, MINTED_KEY};
use crate::wire;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/workspaces/{id}/dormant", put(dormant))
        .route("/workspaces/{id}/favorite", put(favorite).delete(unfavorite))
        .route("/workspaces/{id}/extend", put(extend))
        .route("/workspaces/{id}/autostart", put(autostart))
        .route("/workspaces/{id}/ttl", put(ttl))
        .route("/workspaces/{id}/port-share", get(shares))
        .route("/users/{user}/workspace/{name}", get(named))
        .route("/users/me/keys/tokens", post(mint))
        .route("/authcheck", post(authcheck))
        .route("/regions", get(regions))
        .route("/deployment/ssh", get(ssh))
}

/// `PATCH /workspaces/{id}`.
pub async fn rename(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    let mut data = deployment.lock();
    let (place, user) = match own(&data, &headers, &id, "update") {
        Ok(own) => own,
        Err(refusal) => return *refusal,
    };
    if !data.allow_renames {
        return error(StatusCode::BAD_REQUEST, "Workspace renames are not allowed.", "", vec![]);
    }
    let name = body.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    if let Err(refusal) = check_name(&name) {
        return *refusal;
    }
    let taken =
        data.workspaces.iter().any(|w| w.owner == user && w.id != id && w.name.eq_ignore_ascii_case(&name));
    if taken {
        let wrong = json!({"field": "name", "detail": "This value is already in use and should be unique."});
        return error(
            StatusCode::CONFLICT,
            &format!("Workspace \"{name}\" already exists."),
            "",
            vec![wrong],
        );
    }
    data.workspaces[place].name = name;
    StatusCode::NO_CONTENT.into_response()
}

/// Changes a workspace of the caller's.
fn change(
    deployment: &Deployment,
    headers: &HeaderMap,
    id: &str,
    act: impl FnOnce(&mut Data, usize, usize) -> Response,
) -> Response {
    let mut data = deployment.lock();
    match own(&data, headers, id, "update") {
        Ok((place, user)) => act(&mut data, place, user),
        Err(refusal) => *refusal,
    }
}

async fn dormant(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    change(&deployment, &headers, &id, |data, place, user| {
        let wanted = body.get("dormant").and_then(Value::as_bool).unwrap_or(false);
        if data.workspaces[place].dormant == wanted {
            return Response::builder()
                .status(StatusCode::NOT_MODIFIED)
                .body(Body::empty())
                .unwrap_or_default();
        }
        data.workspaces[place].dormant = wanted;
        json_body(StatusCode::OK, wire::workspace(data, &data.workspaces[place], user))
    })
}

fn set_favorite(deployment: &Deployment, headers: &HeaderMap, id: &str, favorite: bool) -> Response {
    let mut data = deployment.lock();
    let user = match caller(&data, headers) {
        Ok(user) => user,
        Err(refusal) => return *refusal,
    };
    match data.workspaces.iter_mut().find(|w| w.id == id) {
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
    change(&deployment, &headers, &id, |data, place, _| {
        let workspace = &mut data.workspaces[place];
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
        let wanted = body.get("deadline").and_then(Value::as_str).unwrap_or_default();
        let Ok(deadline) = wanted.parse::<Timestamp>() else {
            return error(StatusCode::BAD_REQUEST, "Request body must be valid JSON.", "", vec![]);
        };
        let least = Timestamp::now().checked_add(SignedDuration::from_mins(29));
        if least.is_ok_and(|least| deadline < least) {
            let wrong = json!({"field": "deadline", "detail": "new deadline must be at least 30 minutes in the future"});
            let message = "Cannot extend workspace: new deadline must be at least 30 minutes in the future";
            return error(StatusCode::BAD_REQUEST, message, "", vec![wrong]);
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
    change(&deployment, &headers, &id, |data, place, _| {
        match check_schedule(body.get("schedule")) {
            Ok(schedule) => data.workspaces[place].autostart = schedule,
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
    change(&deployment, &headers, &id, |data, place, _| {
        match check_ttl(body.get("ttl_ms"), "Invalid workspace time until shutdown TTL.") {
            Ok(ms) => data.workspaces[place].ttl_ms = ms,
            Err(refusal) => return *refusal,
        }
        StatusCode::NO_CONTENT.into_response()
    })
}

/// A cron line that Coder takes, or none.
pub fn check_schedule(asked: Option<&Value>) -> Result<Option<String>, Box<Response>> {
    let Some(schedule) = asked.and_then(Value::as_str).filter(|s| !s.is_empty()) else { return Ok(None) };
    if schedule.split_whitespace().filter(|w| !w.starts_with("CRON_TZ=")).count() == 5 {
        return Ok(Some(schedule.to_owned()));
    }
    let detail = "expected schedule to consist of 5 fields with an optional CRON_TZ=<timezone> prefix";
    let wrong = json!({"field": "schedule", "detail": detail});
    Err(Box::new(error(StatusCode::BAD_REQUEST, "Invalid Autostart Schedule.", "", vec![wrong])))
}

/// Whole minutes in milliseconds until a workspace stops, or none.
pub fn check_ttl(asked: Option<&Value>, message: &str) -> Result<Option<i64>, Box<Response>> {
    let Some(ms) = asked.and_then(Value::as_i64).filter(|ms| *ms != 0) else { return Ok(None) };
    if (60_000..=2_592_000_000).contains(&ms) {
        return Ok(Some(ms / 60_000 * 60_000));
    }
    let detail = "time until shutdown must be between one minute and 30 days";
    let wrong = json!({"field": "ttl_ms", "detail": detail});
    Err(Box::new(error(StatusCode::BAD_REQUEST, message, "", vec![wrong])))
}

async fn shares(State(deployment): State<Deployment>, headers: HeaderMap, Path(_): Path<String>) -> Response {
    match caller(&deployment.lock(), &headers) {
        Ok(_) => json_body(StatusCode::OK, json!({"shares": []})),
        Err(refusal) => *refusal,
    }
}

async fn named(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path((user, name)): Path<(String, String)>,
) -> Response {
    let data = deployment.lock();
    let viewer = match caller(&data, &headers) {
        Ok(viewer) => viewer,
        Err(refusal) => return *refusal,
    };
    let owner = match user.as_str() {
        "me" => Some(viewer),
        other => data.users.iter().position(|u| u.username == other || u.id == other),
    };
    let found = data.workspaces.iter().find(|w| Some(w.owner) == owner && w.name.eq_ignore_ascii_case(&name));
    match found {
        Some(workspace) => json_body(StatusCode::OK, wire::workspace(&data, workspace, viewer)),
        None => not_found(),
    }
}

/// `POST /users/me/keys/tokens`.
async fn mint(State(deployment): State<Deployment>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    let mut data = deployment.lock();
    let user = match caller(&data, &headers) {
        Ok(user) => user,
        Err(refusal) => return *refusal,
    };
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let nanoseconds = body.get("lifetime").and_then(Value::as_u64).unwrap_or_default();
    if nanoseconds > data.longest_key * 1_000_000_000 {
        let detail = format!("lifetime must be less than {}s", data.longest_key);
        return error(StatusCode::BAD_REQUEST, "Failed to validate create API key request.", &detail, vec![]);
    }
    let made = (user, text("token_name"));
    if data.minted.contains(&made) {
        let wrong = json!({"field": "name", "detail": "This value is already in use and should be unique."});
        let message = format!("A token with name \"{}\" already exists.", made.1);
        return error(StatusCode::CONFLICT, &message, "", vec![wrong]);
    }
    data.minted.push(made);
    json_body(StatusCode::CREATED, json!({ "key": MINTED_KEY }))
}

async fn authcheck(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let data = deployment.lock();
    let user = match caller(&data, &headers) {
        Ok(user) => user,
        Err(refusal) => return *refusal,
    };
    let none = Map::new();
    let checks = body.get("checks").and_then(Value::as_object).unwrap_or(&none);
    let may = |check: &Value| {
        let owner = check.pointer("/object/owner_id").and_then(Value::as_str);
        owner == Some("me") || owner == Some(data.users[user].id.as_str())
    };
    let answers: Map<String, Value> =
        checks.iter().map(|(key, check)| (key.clone(), json!(may(check)))).collect();
    json_body(StatusCode::OK, answers)
}

async fn regions(State(deployment): State<Deployment>, headers: HeaderMap) -> Response {
    match caller(&deployment.lock(), &headers) {
        Ok(_) => json_body(StatusCode::OK, wire::regions()),
        Err(refusal) => *refusal,
    }
}

async fn ssh(State(deployment): State<Deployment>, headers: HeaderMap) -> Response {
    match caller(&deployment.lock(), &headers) {
        Ok(_) => json_body(
            StatusCode::OK,
            json!({"hostname_prefix": "coder.", "hostname_suffix": "coder", "ssh_config_options": {}}),
        ),
        Err(refusal) => *refusal,
    }
}
