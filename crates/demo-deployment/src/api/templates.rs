//! Templates, their versions and what a creation form asks of them.

use super::{caller, error, json_body, not_found, usable};
use crate::catalog::{self, Details};
use crate::state::Deployment;
use crate::{evaluate, wire};
use axum::Json;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/templates", get(templates))
        .route("/templates/{id}", get(template))
        .route("/organizations/{organization}/templates/{name}", get(named))
        .route("/templateversions/{id}", get(version))
        .route("/templateversions/{id}/rich-parameters", get(rich_parameters))
        .route("/templateversions/{id}/presets", get(presets))
        .route("/templateversions/{id}/external-auth", get(external_auth))
        .route("/templateversions/{id}/dynamic-parameters/evaluate", post(evaluation))
        .route("/users/{user}/autofill-parameters", get(autofill))
        .route("/organizations/{organization}/members/{user}/workspace-quota", get(quota))
}

/// One word of a template search.
type Test = Box<dyn Fn(&Details) -> bool>;

async fn templates(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let data = deployment.lock();
    if let Err(refusal) = caller(&data, &headers) {
        return *refusal;
    }
    let query = query.unwrap_or_default();
    let q = form_urlencoded::parse(query.as_bytes()).find(|(k, _)| k == "q").map(|(_, v)| v.to_lowercase());
    let q = q.unwrap_or_default();
    let mut wants_deprecated = false;
    let mut problems = Vec::new();
    let mut tests: Vec<Test> = Vec::new();
    for word in q.split_whitespace().map(str::to_owned) {
        match word.split_once(':') {
            None => tests.push(Box::new(move |d| d.template.display_name.to_lowercase().contains(&word))),
            Some(("deprecated", value)) => wants_deprecated = value == "true",
            Some(("name", value)) => {
                let value = value.to_owned();
                tests.push(Box::new(move |d| d.template.name.contains(&value)));
            }
            Some(("exact_name", value)) => {
                let value = value.to_owned();
                tests.push(Box::new(move |d| d.template.name == value));
            }
            Some((key, _)) => {
                problems
                    .push(json!({"field": key, "detail": format!("\"{key}\" is not a valid query param")}));
            }
        }
    }
    if !problems.is_empty() {
        return error(StatusCode::BAD_REQUEST, "Invalid template search query.", "", problems);
    }
    let found: Vec<Value> = catalog::ALL
        .iter()
        .filter(|d| data.has_organization(d.organization))
        .filter(|d| d.deprecated.is_empty() != wants_deprecated && tests.iter().all(|test| test(d)))
        .map(|d| wire::template::template(&data, d))
        .collect();
    json_body(StatusCode::OK, found)
}

async fn template(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let data = deployment.lock();
    if let Err(refusal) = caller(&data, &headers) {
        return *refusal;
    }
    match catalog::ALL.iter().find(|d| d.template.id == id) {
        Some(details) => json_body(StatusCode::OK, wire::template::template(&data, details)),
        None => not_found(),
    }
}

async fn named(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path((organization, name)): Path<(String, String)>,
) -> Response {
    let data = deployment.lock();
    if let Err(refusal) = caller(&data, &headers) {
        return *refusal;
    }
    match catalog::named_in(&organization, &name) {
        Some(details) if data.has_organization(details.organization) => {
            json_body(StatusCode::OK, wire::template::template(&data, details))
        }
        _ => not_found(),
    }
}

/// The template of a version, for a caller with a session.
fn of_version(
    deployment: &Deployment,
    headers: &HeaderMap,
    id: &str,
) -> Result<(&'static Details, usize), Box<Response>> {
    let caller = caller(&deployment.lock(), headers)?;
    let (details, _) = catalog::of_version(id).ok_or_else(|| Box::new(not_found()))?;
    Ok((details, caller))
}

/// The template of a version whose import is over.
fn imported(
    deployment: &Deployment,
    headers: &HeaderMap,
    id: &str,
) -> Result<&'static Details, Box<Response>> {
    let (details, _) = of_version(deployment, headers, id)?;
    usable::is_imported(&deployment.lock(), details)?;
    Ok(details)
}

async fn version(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    match of_version(&deployment, &headers, &id) {
        Ok((details, _)) => json_body(StatusCode::OK, wire::template::version(details, &id)),
        Err(refusal) => *refusal,
    }
}

async fn rich_parameters(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    match imported(&deployment, &headers, &id) {
        Ok(details) => {
            let all: Vec<Value> = details.params.iter().map(evaluate::classic).collect();
            json_body(StatusCode::OK, all)
        }
        Err(refusal) => *refusal,
    }
}

async fn presets(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    match of_version(&deployment, &headers, &id) {
        // As Go writes an empty slice that was never made.
        Ok((details, _)) if details.presets.is_empty() => json_body(StatusCode::OK, Value::Null),
        Ok((details, _)) => json_body(StatusCode::OK, wire::template::presets(details)),
        Err(refusal) => *refusal,
    }
}

async fn external_auth(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    match of_version(&deployment, &headers, &id) {
        Ok((details, user)) => {
            let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("127.0.0.1:7080");
            let data = deployment.lock();
            json_body(StatusCode::OK, wire::template::external_auth(&data, details, user, host))
        }
        Err(refusal) => *refusal,
    }
}

async fn evaluation(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Json(body): Json<Value>,
) -> Response {
    match imported(&deployment, &headers, &id) {
        Ok(details) => {
            let none = Map::new();
            let inputs = body.get("inputs").and_then(Value::as_object).unwrap_or(&none);
            let inputs: Vec<(String, String)> = inputs
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
                .collect();
            json_body(StatusCode::OK, evaluate::answer(details, &inputs))
        }
        Err(refusal) => *refusal,
    }
}

async fn autofill(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(_): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let data = deployment.lock();
    let user = match caller(&data, &headers) {
        Ok(user) => user,
        Err(refusal) => return *refusal,
    };
    let query = query.unwrap_or_default();
    let template = form_urlencoded::parse(query.as_bytes())
        .find(|(k, _)| k == "template_id")
        .map(|(_, v)| v.into_owned());
    let Some(template) = template else {
        let wrong = json!({"field": "template_id", "detail": "Query param \"template_id\" is required and cannot be empty"});
        return error(StatusCode::BAD_REQUEST, "Invalid query parameters.", "", vec![wrong]);
    };
    let latest = data
        .workspaces
        .iter()
        .rev()
        .find(|w| w.owner == user && w.job.is_some() && w.template.id == template);
    let values: Vec<Value> = latest
        .map(|w| w.params.iter().map(|(name, value)| json!({"name": name, "value": value})).collect())
        .unwrap_or_default();
    json_body(StatusCode::OK, values)
}

async fn quota(State(deployment): State<Deployment>, headers: HeaderMap) -> Response {
    let data = deployment.lock();
    match caller(&data, &headers) {
        Ok(_) if !data.has_quota => error(StatusCode::NOT_FOUND, "Route not found.", "", vec![]),
        Ok(user) => {
            json_body(StatusCode::OK, json!({"credits_consumed": data.credits(user), "budget": data.budget}))
        }
        Err(refusal) => *refusal,
    }
}
