//! The part of Coder's API that the plugin uses.

mod authentication;
mod builds;
mod create;
mod dashboard;
mod deployment;
mod limits;
mod live;
mod logs;
mod lookup;
pub mod oauth;
mod response;
mod settings;
mod templates;
mod users;
mod validate;
mod version_checks;
mod watch;
mod workspaces;

use crate::store::Deployment;
use crate::wire;
use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::from_fn_with_state;
use tower_http::set_header::SetResponseHeaderLayer;

/// Builds the deployment's router, without a proxy in front of it.
pub fn router(deployment: Deployment) -> Router {
    let api = Router::new()
        .merge(users::router())
        .merge(deployment::router())
        .merge(workspaces::router())
        .merge(create::router())
        .merge(templates::router())
        .merge(builds::router())
        .merge(logs::router())
        .merge(watch::router())
        .merge(settings::router())
        .merge(oauth::router())
        .layer(from_fn_with_state(deployment.clone(), limits::limit));
    let pages = oauth::pages(deployment.clone());
    Router::new().nest("/api/v2", api).merge(dashboard::router()).with_state(deployment).merge(pages).layer(
        SetResponseHeaderLayer::overriding(
            HeaderName::from_static("x-coder-build-version"),
            HeaderValue::from_static(wire::ids::VERSION),
        ),
    )
}
