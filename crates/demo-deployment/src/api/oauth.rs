//! Coder as an OAuth2 provider: apps, the consent page, and tokens for codes. PKCE is required, as since Coder
//! 2.31.
//!
//! The demo's dashboard has no sessions of its own: every visitor of the consent page is the demo user, or another one that
//! a test chose.

use super::response::error;
use crate::clock::seconds_from_now;
use crate::model::oauth::{App, Code, Grant, OAuthSwitch};
use crate::store::{Deployment, Store};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// Builds the routes under `/oauth2`, which browsers reach at the deployment's own address.
pub fn pages(deployment: Deployment) -> Router {
    Router::new()
        .route("/oauth2/authorize", get(consent_page).post(decide))
        .route("/oauth2/tokens", post(tokens))
        .route("/oauth2/revoke", post(revoke))
        .with_state(deployment)
}

/// Builds the API routes under `/oauth2-provider/apps`, which administrators use.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/oauth2-provider/apps", post(register))
        .route("/oauth2-provider/apps/{id}/secrets", post(secret))
}

/// The body of a registration.
#[derive(Deserialize)]
struct NewApp {
    name: String,
    callback_url: String,
}

/// Registers an app.
async fn register(State(deployment): State<Deployment>, Json(new_app): Json<NewApp>) -> Response {
    let mut store = deployment.lock();
    if let Some(off) = refusal_if_off(store.oauth_switch) {
        return off;
    }
    let n = store.oauth.next_number();
    let app = App {
        id: format!("5c0de000-4444-4444-8444-{n:012}"),
        name: new_app.name,
        callback_url: new_app.callback_url,
        secret: format!("coder_{n:010}_{n:040}"),
    };
    let body = json!({"id": app.id, "name": app.name, "callback_url": app.callback_url, "icon": ""});
    store.oauth.apps.push(app);
    (StatusCode::CREATED, Json(body)).into_response()
}

/// Returns the secret of an app.
async fn secret(State(deployment): State<Deployment>, Path(id): Path<String>) -> Response {
    let store = deployment.lock();
    if let Some(off) = refusal_if_off(store.oauth_switch) {
        return off;
    }
    match store.oauth.apps.iter().find(|app| app.id == id) {
        Some(app) => (StatusCode::CREATED, Json(json!({"id": app.id, "client_secret_full": app.secret})))
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// The query of the authorization endpoint. As in Coder, an unknown key is an error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorizationRequest {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    code_challenge: String,
    #[serde(default)]
    code_challenge_method: String,
    /// Ignored: a grant covers everything.
    #[serde(default, rename = "scope")]
    _scope: String,
}

impl AuthorizationRequest {
    /// Returns the requesting app, or the error in the request.
    fn check<'a>(&self, store: &'a Store) -> Result<&'a App, &'static str> {
        let app = store.oauth.apps.iter().find(|app| app.id == self.client_id).ok_or("invalid client_id")?;
        if self.redirect_uri != app.callback_url {
            return Err("redirect_uri must be the registered callback URL");
        }
        if self.response_type != "code" {
            return Err("response_type must be code");
        }
        if self.code_challenge_method != "S256" || !(43..=128).contains(&self.code_challenge.len()) {
            return Err("PKCE is required: code_challenge with code_challenge_method S256");
        }
        Ok(app)
    }
}

/// Returns the 400 of an invalid authorization request.
fn bad_request(description: &str) -> Response {
    let body = json!({"error": "invalid_request", "error_description": description});
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

/// Serves the consent page.
async fn consent_page(
    State(deployment): State<Deployment>,
    request: Result<Query<AuthorizationRequest>, QueryRejection>,
) -> Response {
    let off = refusal_if_off(deployment.lock().oauth_switch);
    if let Some(off) = off {
        return off;
    }
    let Query(request) = match request {
        Ok(request) => request,
        Err(rejection) => return bad_request(&rejection.body_text()),
    };
    match request.check(&deployment.lock()) {
        Ok(app) => Html(format!(
            "<!doctype html><title>Authorize {name}</title><form method=\"post\"><h1>Authorize {name}</h1>\
             <p>Allow {name} to have full access to your account?</p>\
             <button name=\"answer\" value=\"cancel\">Cancel</button> \
             <button name=\"answer\" value=\"allow\">Allow</button></form>",
            name = app.name.replace('&', "&amp;").replace('<', "&lt;")
        ))
        .into_response(),
        Err(reason) => bad_request(reason),
    }
}

/// The form of the consent page.
#[derive(Deserialize)]
struct Decision {
    /// `allow` or `cancel`.
    answer: String,
}

/// Redirects to the app with a code, or with an error if the user canceled.
async fn decide(
    State(deployment): State<Deployment>,
    Query(request): Query<AuthorizationRequest>,
    Form(decision): Form<Decision>,
) -> Response {
    let mut store = deployment.lock();
    if let Err(reason) = request.check(&store) {
        return bad_request(reason);
    }
    let mut back = form_urlencoded::Serializer::new(String::new());
    if decision.answer == "allow" {
        let n = store.oauth.next_number();
        let code = format!("coder_{n:010}_{n:040}");
        back.append_pair("code", &code);
        let user = store.visitor;
        store.oauth.codes.push(Code {
            code,
            client_id: request.client_id,
            user,
            challenge: request.code_challenge,
        });
    } else {
        back.append_pair("error", "access_denied");
    }
    back.append_pair("state", &request.state);
    let url = format!("{}?{}", request.redirect_uri, back.finish());
    (StatusCode::FOUND, Redirect::to(&url)).into_response()
}

/// Exchanges a code or a refresh token for an access token.
async fn tokens(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let mut store = deployment.lock();
    if let Some(off) = refusal_if_off(store.oauth_switch) {
        return off;
    }
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let (client_id, secret) = client(&headers, &form);
    let Some(app) = store.oauth.apps.iter().find(|app| app.id == client_id).cloned() else {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    };
    let lifetime = store.oauth_lifetime;
    match field("grant_type") {
        "authorization_code" if secret != app.secret => refused(StatusCode::UNAUTHORIZED, "invalid_client"),
        "authorization_code" => {
            // A code is valid once, even if the exchange fails.
            let index = store.oauth.codes.iter().position(|code| code.code == field("code"));
            let code = index.map(|index| store.oauth.codes.remove(index));
            let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
            let good = code
                .filter(|code| code.client_id == client_id && code.challenge == challenge)
                .filter(|_| field("redirect_uri") == app.callback_url);
            let Some(code) = good else { return refused(StatusCode::BAD_REQUEST, "invalid_grant") };
            Json(token_body(&store.oauth.grant(&client_id, code.user), lifetime)).into_response()
        }
        "refresh_token" => match store.oauth.refreshing_user(&client_id, field("refresh_token")) {
            Some(user) => Json(token_body(&store.oauth.grant(&client_id, user), lifetime)).into_response(),
            None => refused(StatusCode::BAD_REQUEST, "invalid_grant"),
        },
        _ => refused(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
    }
}

/// Revokes a grant by one of its tokens. As in Coder, an unknown token is no error.
async fn revoke(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let mut store = deployment.lock();
    if let Some(off) = refusal_if_off(store.oauth_switch) {
        return off;
    }
    let (client_id, secret) = client(&headers, &form);
    if !store.oauth.apps.iter().any(|app| app.id == client_id && app.secret == secret) {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let token = form.get("token").map(String::as_str).unwrap_or_default();
    store.oauth.grants.retain(|_, grant| grant.access_token != token && grant.refresh_token != token);
    StatusCode::OK.into_response()
}

/// Returns the client id and secret of a request, from its form or its header.
fn client(headers: &HeaderMap, form: &BTreeMap<String, String>) -> (String, String) {
    let (id, secret) = basic(headers).unwrap_or_default();
    let field = |name: &str| form.get(name).filter(|text| !text.is_empty()).cloned();
    (field("client_id").unwrap_or(id), field("client_secret").unwrap_or(secret))
}

fn refused(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({"error": error}))).into_response()
}

/// Returns the response for a grant whose access token has this lifetime in seconds.
fn token_body(grant: &Grant, lifetime: i64) -> Value {
    json!({
        "access_token": grant.access_token,
        "token_type": "Bearer",
        "expires_in": lifetime,
        "refresh_token": grant.refresh_token,
        "expiry": seconds_from_now(lifetime),
    })
}

/// Returns the refusal of the OAuth2 provider's routes while the provider is off.
fn refusal_if_off(switch: OAuthSwitch) -> Option<Response> {
    match switch {
        OAuthSwitch::On => None,
        OAuthSwitch::Off => Some(error(StatusCode::NOT_FOUND, "Route not found.", "", vec![])),
        OAuthSwitch::OffBefore238 => Some(error(
            StatusCode::FORBIDDEN,
            "OAuth2 provider functionality requires enabling the 'oauth2' experiment.",
            "",
            vec![],
        )),
    }
}

/// Parses the client id and secret of an `Authorization: Basic` header.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let text = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    text.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned()))
}
