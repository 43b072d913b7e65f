//! Endpoints that list and read workspaces.

use super::authentication::caller;
use super::response::{error, json_body, not_found};
use crate::model::workspace::Workspace;
use crate::search::{Search, sort};
use crate::store::Deployment;
use crate::wire;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

/// Builds the routes.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/workspaces", get(workspaces))
        .route("/workspaces/{id}", get(workspace))
        .route("/users/{user}/workspace/{name}", get(named))
}

async fn workspaces(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let store = deployment.lock();
    let viewer = match caller(&store, &headers) {
        Ok(viewer) => viewer,
        Err(refusal) => return *refusal,
    };
    let page = match Page::parse(query.as_deref().unwrap_or_default()) {
        Ok(page) => page,
        Err(problems) => {
            return error(StatusCode::BAD_REQUEST, "Query parameters have invalid values.", "", problems);
        }
    };
    let search = match Search::parse(&page.q) {
        Ok(search) => search,
        Err(problems) => {
            return error(StatusCode::BAD_REQUEST, "Invalid workspace search query.", "", problems);
        }
    };
    let mut found: Vec<&Workspace> = store
        .workspaces
        .iter()
        .filter(|w| w.is_visible_to(viewer) && search.matches(&store, w, viewer))
        .collect();
    sort(&store, &mut found, viewer);
    let count = found.len();
    // A limit of 0 means no limit.
    let limit = if page.limit == 0 { usize::MAX } else { page.limit };
    let keys = search.metadata_keys();
    let rows: Vec<Value> = found
        .into_iter()
        .skip(page.offset)
        .take(limit)
        .map(|w| wire::agent::with_metadata(wire::workspace::workspace(&store, w, viewer), &keys))
        .collect();
    json_body(StatusCode::OK, json!({ "workspaces": rows, "count": count }))
}

#[derive(Default)]
struct Page {
    q: String,
    limit: usize,
    offset: usize,
}

impl Page {
    fn parse(query: &str) -> Result<Self, Vec<Value>> {
        let mut page = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            let number = || {
                value.parse::<i32>().ok().and_then(|n| usize::try_from(n).ok()).ok_or_else(|| {
                    vec![json!({"field": key, "detail": format!("Query param \"{key}\" must be a valid positive integer: {value}")})]
                })
            };
            match key.as_ref() {
                "q" => page.q = value.into_owned(),
                "limit" if !value.is_empty() => page.limit = number()?,
                "offset" if !value.is_empty() => page.offset = number()?,
                _ => {}
            }
        }
        Ok(page)
    }
}

async fn workspace(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let store = deployment.lock();
    let viewer = match caller(&store, &headers) {
        Ok(viewer) => viewer,
        Err(refusal) => return *refusal,
    };
    match store.workspaces.iter().find(|w| w.id == id && w.is_visible_to(viewer)) {
        Some(workspace) => json_body(StatusCode::OK, wire::workspace::workspace(&store, workspace, viewer)),
        None if store.deleted.iter().any(|w| w.id == id) => {
            let message = format!(
                "Workspace \"{id}\" was deleted, you can view this workspace by specifying '?deleted=true' and trying again."
            );
            error(StatusCode::GONE, &message, "", vec![])
        }
        None => not_found(),
    }
}

async fn named(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path((user, name)): Path<(String, String)>,
) -> Response {
    let store = deployment.lock();
    let viewer = match caller(&store, &headers) {
        Ok(viewer) => viewer,
        Err(refusal) => return *refusal,
    };
    let owner = match user.as_str() {
        "me" => Some(viewer),
        other => store.users.iter().position(|u| u.username == other || u.id == other),
    };
    let found =
        store.workspaces.iter().find(|w| Some(w.owner) == owner && w.name.eq_ignore_ascii_case(&name));
    match found {
        Some(workspace) => json_body(StatusCode::OK, wire::workspace::workspace(&store, workspace, viewer)),
        None => not_found(),
    }
}
