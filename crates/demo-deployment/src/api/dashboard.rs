//! Pages and files at the deployment's own address, outside of the API.

use crate::icons;
use crate::store::Deployment;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

/// Builds the routes; unknown paths serve the dashboard.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/external-auth/{id}", get(connect))
        .route("/healthz", get(|| async { "OK" }))
        .fallback(file)
}

/// Serves the page of an external authentication. Opening the page connects the demo user's account.
async fn connect(State(deployment): State<Deployment>, Path(id): Path<String>) -> Response {
    let mut store = deployment.lock();
    let username = store.users[0].username;
    if !store.external_auths.iter().any(|(user, provider)| *user == username && *provider == id) {
        store.external_auths.push((username, id));
    }
    let page = "<!doctype html><title>Connected</title><p>You are connected. You can close this window.";
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

/// Serves icons, Coder's 404 for other API paths, workspace apps, and the dashboard for everything else.
async fn file(uri: Uri) -> Response {
    match icons::at(uri.path()) {
        Some((kind, bytes)) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        None if uri.path().starts_with("/api/") => {
            (StatusCode::NOT_FOUND, Json(json!({"message": "Route not found."}))).into_response()
        }
        // The workspace apps of the demo respond with an image.
        None if uri.path().starts_with("/@") && uri.path().contains("/apps/") => {
            ([(header::CONTENT_TYPE, icons::BOX.0)], icons::BOX.1).into_response()
        }
        // The dashboard is a single-page app: every other path serves its page.
        None => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], "<!doctype html><title>Coder</title>")
            .into_response(),
    }
}
