//! Endpoints for the deployment: build info, regions and SSH configuration.

use super::authentication::caller;
use super::response::json_body;
use crate::store::Deployment;
use crate::wire;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::json;

/// Builds the routes.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/buildinfo", get(build_info))
        .route("/regions", get(regions))
        .route("/deployment/ssh", get(ssh))
}

async fn build_info(State(deployment): State<Deployment>) -> Response {
    json_body(StatusCode::OK, wire::deployment::build_info(deployment.lock().oauth_switch))
}

async fn regions(State(deployment): State<Deployment>, headers: HeaderMap) -> Response {
    let caller = caller(&deployment.lock(), &headers);
    match caller {
        Ok(_) => json_body(StatusCode::OK, wire::deployment::regions()),
        Err(refusal) => *refusal,
    }
}

async fn ssh(State(deployment): State<Deployment>, headers: HeaderMap) -> Response {
    let caller = caller(&deployment.lock(), &headers);
    match caller {
        Ok(_) => json_body(
            StatusCode::OK,
            json!({"hostname_prefix": "coder.", "hostname_suffix": "coder", "ssh_config_options": {}}),
        ),
        Err(refusal) => *refusal,
    }
}
