//! Coder's API, as far as the plugin calls it.

mod builds;
mod create;
pub mod limits;
#[cfg(test)]
mod refusals;
mod settings;
mod templates;
mod usable;

use crate::search::{Search, sort};
use crate::state::{Data, Deployment, Workspace};
use crate::{icons, wire};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use tower_http::set_header::SetResponseHeaderLayer;

/// The deployment's own router, as if it stood alone.
pub fn router(deployment: Deployment) -> Router {
    let api = Router::new()
        .route("/users/me", get(users_me))
        .route("/users/me/keys/{id}", get(api_key))
        .route("/buildinfo", get(build_info))
        .route("/workspaces", get(workspaces))
        .route("/workspaces/{id}", get(workspace).patch(settings::rename))
        .route("/users/{user}/workspaces", post(create::create))
        .merge(templates::router())
        .merge(builds::router())
        .merge(settings::router())
        .merge(crate::oauth::router())
        .layer(from_fn_with_state(deployment.clone(), limits::limit))
        .with_state(deployment.clone());
    let pages = Router::new().route("/external-auth/{id}", get(connect)).with_state(deployment);
    Router::new()
        .nest("/api/v2", api)
        .merge(pages)
        .route("/healthz", get(|| async { "OK" }))
        .fallback(file)
        .layer(SetResponseHeaderLayer::overriding(
            header::HeaderName::from_static("x-coder-build-version"),
            HeaderValue::from_static(wire::VERSION),
        ))
}

/// JSON as Go writes it: HTML characters escaped, a line feed behind.
fn json_body(status: StatusCode, body: impl Into<Value>) -> Response {
    let text = body.into().to_string();
    let text = text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026") + "\n";
    (status, [(header::CONTENT_TYPE, "application/json; charset=utf-8")], text).into_response()
}

fn error(status: StatusCode, message: &str, detail: &str, validations: Vec<Value>) -> Response {
    let mut body = json!({ "message": message });
    if !detail.is_empty() {
        body["detail"] = json!(detail);
    }
    if !validations.is_empty() {
        body["validations"] = Value::Array(validations);
    }
    json_body(status, body)
}

fn not_found() -> Response {
    error(StatusCode::NOT_FOUND, "Resource not found or you do not have access to this resource", "", vec![])
}

/// The caller, or Coder's 401.
fn caller(data: &Data, headers: &HeaderMap) -> Result<usize, Box<Response>> {
    let user = data.user_of(token(headers));
    if data.suspended && user == Ok(0) {
        let message =
            "User is not active (status = \"suspended\"). Contact an admin to reactivate your account.";
        return Err(Box::new(error(StatusCode::UNAUTHORIZED, message, "", vec![])));
    }
    user.map_err(|detail| {
        let message = "You are signed out or your session has expired. Please sign in again to continue.";
        Box::new(error(StatusCode::UNAUTHORIZED, message, &detail, vec![]))
    })
}

/// The caller's token, looked for where Coder looks, a cookie first.
fn token(headers: &HeaderMap) -> Option<&str> {
    let cookie = headers
        .get(header::COOKIE)
        .and_then(|c| c.to_str().ok())
        .and_then(|cookies| cookies.split(';').find_map(|c| c.trim().strip_prefix("coder_session_token=")));
    let own = headers.get("coder-session-token").and_then(|t| t.to_str().ok());
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|t| t.to_str().ok())
        .and_then(|t| t.strip_prefix("Bearer "));
    cookie.or(own).or(bearer)
}

async fn users_me(State(deployment): State<Deployment>, headers: HeaderMap) -> Response {
    let data = deployment.lock();
    match caller(&data, &headers) {
        Ok(user) => json_body(StatusCode::OK, wire::user(&data.users[user])),
        Err(refusal) => *refusal,
    }
}

async fn build_info(State(deployment): State<Deployment>) -> Response {
    json_body(StatusCode::OK, wire::build_info(deployment.lock().oauth_switch))
}

async fn api_key(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let data = deployment.lock();
    match caller(&data, &headers) {
        Ok(user) if data.has_key(user, &id) => {
            json_body(StatusCode::OK, wire::api_key(&data, &data.users[user], &id))
        }
        Ok(_) => not_found(),
        Err(refusal) => *refusal,
    }
}

async fn workspaces(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let data = deployment.lock();
    let viewer = match caller(&data, &headers) {
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
    let mut found: Vec<&Workspace> = data
        .workspaces
        .iter()
        .filter(|w| w.is_visible_to(viewer) && search.matches(&data, w, viewer))
        .collect();
    sort(&data, &mut found, viewer);
    let count = found.len();
    // A limit of 0 is no limit.
    let limit = if page.limit == 0 { usize::MAX } else { page.limit };
    let rows: Vec<Value> =
        found.into_iter().skip(page.offset).take(limit).map(|w| wire::workspace(&data, w, viewer)).collect();
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
    let data = deployment.lock();
    let viewer = match caller(&data, &headers) {
        Ok(viewer) => viewer,
        Err(refusal) => return *refusal,
    };
    match data.workspaces.iter().find(|w| w.id == id && w.is_visible_to(viewer)) {
        Some(workspace) => json_body(StatusCode::OK, wire::workspace(&data, workspace, viewer)),
        None if data.deleted.iter().any(|w| w.id == id) => {
            let message = format!(
                "Workspace \"{id}\" was deleted, you can view this workspace by specifying '?deleted=true' and trying again."
            );
            error(StatusCode::GONE, &message, "", vec![])
        }
        None => not_found(),
    }
}

/// The page where a user connects an external account: the demo's user is connected by looking at it.
async fn connect(State(deployment): State<Deployment>, Path(id): Path<String>) -> Response {
    let mut data = deployment.lock();
    let username = data.users[0].username;
    if !data.connected.iter().any(|(user, known)| *user == username && *known == id) {
        data.connected.push((username, id));
    }
    let page = "<!doctype html><title>Connected</title><p>You are connected. You can close this window.";
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

/// Icons, and for everything else of the API Coder's 404.
async fn file(uri: Uri) -> Response {
    match icons::at(uri.path()) {
        Some((kind, bytes)) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        None if uri.path().starts_with("/api/") => {
            (StatusCode::NOT_FOUND, Json(json!({"message": "Route not found."}))).into_response()
        }
        // A workspace's app answers what it likes: here, a picture.
        None if uri.path().starts_with("/@") && uri.path().contains("/apps/") => {
            ([(header::CONTENT_TYPE, icons::BOX.0)], icons::BOX.1).into_response()
        }
        // The dashboard is a single-page app: any other path is its page.
        None => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], "<!doctype html><title>Coder</title>")
            .into_response(),
    }
}
