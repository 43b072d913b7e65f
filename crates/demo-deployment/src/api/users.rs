//! Endpoints for users, their API keys and permissions.

use super::authentication::caller;
use super::response::{error, json_body, not_found};
use crate::store::{CREATED_API_KEY, Deployment};
use crate::wire;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Map, Value, json};

/// Builds the routes.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/users/me", get(users_me))
        .route("/users/me/keys/{id}", get(api_key))
        .route("/users/me/keys/tokens", post(create_api_key))
        .route("/authcheck", post(authcheck))
}

async fn users_me(State(deployment): State<Deployment>, headers: HeaderMap) -> Response {
    let store = deployment.lock();
    match caller(&store, &headers) {
        Ok(user) => json_body(StatusCode::OK, wire::user::user(&store.users[user])),
        Err(refusal) => *refusal,
    }
}

async fn api_key(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let store = deployment.lock();
    match caller(&store, &headers) {
        Ok(user) if store.has_api_key(user, &id) => {
            json_body(StatusCode::OK, wire::user::api_key(&store, &store.users[user], &id))
        }
        Ok(_) => not_found(),
        Err(refusal) => *refusal,
    }
}

/// Handles `POST /users/me/keys/tokens`.
async fn create_api_key(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let mut store = deployment.lock();
    let user = match caller(&store, &headers) {
        Ok(user) => user,
        Err(refusal) => return *refusal,
    };
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let nanoseconds = body.get("lifetime").and_then(Value::as_u64).unwrap_or_default();
    if nanoseconds > store.max_api_key_lifetime * 1_000_000_000 {
        let detail = format!("lifetime must be less than {}s", store.max_api_key_lifetime);
        return error(StatusCode::BAD_REQUEST, "Failed to validate create API key request.", &detail, vec![]);
    }
    let new_key = (user, text("token_name"));
    if store.api_keys.contains(&new_key) {
        let validation =
            json!({"field": "name", "detail": "This value is already in use and should be unique."});
        let message = format!("A token with name \"{}\" already exists.", new_key.1);
        return error(StatusCode::CONFLICT, &message, "", vec![validation]);
    }
    store.api_keys.push(new_key);
    json_body(StatusCode::CREATED, json!({ "key": CREATED_API_KEY }))
}

async fn authcheck(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let store = deployment.lock();
    let user = match caller(&store, &headers) {
        Ok(user) => user,
        Err(refusal) => return *refusal,
    };
    let none = Map::new();
    let checks = body.get("checks").and_then(Value::as_object).unwrap_or(&none);
    let may = |check: &Value| {
        let owner = check.pointer("/object/owner_id").and_then(Value::as_str);
        owner == Some("me") || owner == Some(store.users[user].id.as_str())
    };
    let permissions: Map<String, Value> =
        checks.iter().map(|(key, check)| (key.clone(), json!(may(check)))).collect();
    json_body(StatusCode::OK, permissions)
}
