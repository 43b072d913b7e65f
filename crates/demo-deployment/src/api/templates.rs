//! Endpoints for templates, their versions and the creation form's data.

use super::authentication::caller;
use super::response::{Refusal, error, json_body, not_found};
use super::version_checks::check_imported;
use crate::model::template::TemplateSpec;
use crate::store::Deployment;
use crate::{parameters, templates, wire};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Map, Value, json};

/// Builds the routes.
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

/// A filter that one term of a template search adds.
type Filter = Box<dyn Fn(&TemplateSpec) -> bool>;

async fn templates(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let store = deployment.lock();
    if let Err(refusal) = caller(&store, &headers) {
        return *refusal;
    }
    let query = query.unwrap_or_default();
    let q = form_urlencoded::parse(query.as_bytes()).find(|(k, _)| k == "q").map(|(_, v)| v.to_lowercase());
    let q = q.unwrap_or_default();
    let mut wants_deprecated = false;
    let mut problems = Vec::new();
    let mut filters: Vec<Filter> = Vec::new();
    for word in q.split_whitespace().map(str::to_owned) {
        match word.split_once(':') {
            None => filters.push(Box::new(move |d| d.template.display_name.to_lowercase().contains(&word))),
            Some(("deprecated", value)) => wants_deprecated = value == "true",
            Some(("name", value)) => {
                let value = value.to_owned();
                filters.push(Box::new(move |d| d.template.name.contains(&value)));
            }
            Some(("exact_name", value)) => {
                let value = value.to_owned();
                filters.push(Box::new(move |d| d.template.name == value));
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
    let found: Vec<Value> = templates::ALL
        .iter()
        .filter(|d| store.has_organization(d.organization))
        .filter(|d| d.deprecated.is_empty() != wants_deprecated && filters.iter().all(|filter| filter(d)))
        .map(|d| wire::template::template(&store, d))
        .collect();
    json_body(StatusCode::OK, found)
}

async fn template(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let store = deployment.lock();
    if let Err(refusal) = caller(&store, &headers) {
        return *refusal;
    }
    match templates::ALL.iter().find(|d| d.template.id == id) {
        Some(spec) => json_body(StatusCode::OK, wire::template::template(&store, spec)),
        None => not_found(),
    }
}

async fn named(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path((organization, name)): Path<(String, String)>,
) -> Response {
    let store = deployment.lock();
    if let Err(refusal) = caller(&store, &headers) {
        return *refusal;
    }
    match templates::by_organization_and_name(&organization, &name) {
        Some(spec) if store.has_organization(spec.organization) => {
            json_body(StatusCode::OK, wire::template::template(&store, spec))
        }
        _ => not_found(),
    }
}

/// Returns the template of a version and the caller's index.
fn of_version(
    deployment: &Deployment,
    headers: &HeaderMap,
    id: &str,
) -> Result<(&'static TemplateSpec, usize), Refusal> {
    let caller = caller(&deployment.lock(), headers)?;
    let (spec, _) = templates::by_version(id).ok_or_else(|| Box::new(not_found()))?;
    Ok((spec, caller))
}

/// Returns the template of a version, or Coder's refusal while its import runs.
fn imported(
    deployment: &Deployment,
    headers: &HeaderMap,
    id: &str,
) -> Result<&'static TemplateSpec, Refusal> {
    let (spec, _) = of_version(deployment, headers, id)?;
    check_imported(&deployment.lock(), spec)?;
    Ok(spec)
}

async fn version(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    match of_version(&deployment, &headers, &id) {
        Ok((spec, _)) => json_body(StatusCode::OK, wire::template::version(spec, &id)),
        Err(refusal) => *refusal,
    }
}

async fn rich_parameters(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    match imported(&deployment, &headers, &id) {
        Ok(spec) => {
            let all: Vec<Value> = spec.parameters.iter().map(parameters::rich_parameter).collect();
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
        // Go encodes a nil slice as null.
        Ok((spec, _)) if spec.presets.is_empty() => json_body(StatusCode::OK, Value::Null),
        Ok((spec, _)) => json_body(StatusCode::OK, wire::template::presets(spec)),
        Err(refusal) => *refusal,
    }
}

async fn external_auth(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    match of_version(&deployment, &headers, &id) {
        Ok((spec, user)) => {
            let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("127.0.0.1:7080");
            let store = deployment.lock();
            json_body(StatusCode::OK, wire::template::external_auth(&store, spec, user, host))
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
        Ok(spec) => {
            let none = Map::new();
            let inputs = body.get("inputs").and_then(Value::as_object).unwrap_or(&none);
            let inputs: Vec<(String, String)> = inputs
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
                .collect();
            json_body(StatusCode::OK, parameters::evaluate(spec, &inputs))
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
    let store = deployment.lock();
    let user = match caller(&store, &headers) {
        Ok(user) => user,
        Err(refusal) => return *refusal,
    };
    let query = query.unwrap_or_default();
    let template = form_urlencoded::parse(query.as_bytes())
        .find(|(k, _)| k == "template_id")
        .map(|(_, v)| v.into_owned());
    let Some(template) = template else {
        let validation = json!({"field": "template_id", "detail": "Query param \"template_id\" is required and cannot be empty"});
        return error(StatusCode::BAD_REQUEST, "Invalid query parameters.", "", vec![validation]);
    };
    let latest = store
        .workspaces
        .iter()
        .rev()
        .find(|w| w.owner == user && w.latest_build.is_some() && w.template.id == template);
    let values: Vec<Value> = latest
        .map(|w| w.parameters.iter().map(|(name, value)| json!({"name": name, "value": value})).collect())
        .unwrap_or_default();
    json_body(StatusCode::OK, values)
}

async fn quota(State(deployment): State<Deployment>, headers: HeaderMap) -> Response {
    let store = deployment.lock();
    match caller(&store, &headers) {
        Ok(_) if !store.has_quota => error(StatusCode::NOT_FOUND, "Route not found.", "", vec![]),
        Ok(user) => json_body(
            StatusCode::OK,
            json!({"credits_consumed": store.credits(user), "budget": store.budget}),
        ),
        Err(refusal) => *refusal,
    }
}
