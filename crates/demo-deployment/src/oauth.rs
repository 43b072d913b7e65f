//! Coder as an OAuth2 provider: apps, the consent page, and tokens for codes. PKCE is not optional, as since 2.31.
//!
//! The demo's dashboard has no sessions of its own: whoever looks at the consent page is the demo's user.

use crate::api::limits::oauth_off;
use crate::state::{Data, Deployment};
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

/// Seconds an access token is good for, unless its session slides.
const LIFETIME: i64 = 86_400;

/// What is known of apps and of what was granted to them.
#[derive(Clone, Debug, Default)]
pub struct OAuth {
    apps: Vec<App>,
    codes: Vec<Code>,
    /// One per app and user: a new one ends the one before.
    grants: BTreeMap<String, Grant>,
    issued: usize,
}

#[derive(Clone, Debug)]
struct App {
    id: String,
    name: String,
    callback_url: String,
    secret: String,
}

#[derive(Clone, Debug)]
struct Code {
    code: String,
    client_id: String,
    challenge: String,
}

#[derive(Clone, Debug)]
struct Grant {
    access_token: String,
    refresh_token: String,
}

impl OAuth {
    /// As on the first day; registered apps are settings, and stay.
    pub fn forget_grants(&self) -> Self {
        Self { apps: self.apps.clone(), issued: self.issued, ..Self::default() }
    }

    /// All access tokens that are good.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.grants.values().map(|grant| grant.access_token.as_str())
    }

    /// Whether an access token is good.
    pub fn knows(&self, token: &str) -> bool {
        self.tokens().any(|known| known == token)
    }

    fn next(&mut self) -> usize {
        self.issued += 1;
        self.issued
    }

    fn grant(&mut self, client_id: &str) -> Value {
        let n = self.next();
        let access_token = format!("oauth{n:05}-{n:022}");
        let refresh_token = format!("coder_{n:010}_{n:040}");
        let body = json!({
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": LIFETIME,
            "refresh_token": refresh_token,
            "expiry": crate::clock::seconds_from_now(LIFETIME),
        });
        self.grants.insert(client_id.to_owned(), Grant { access_token, refresh_token });
        body
    }
}

/// `/oauth2/…`, at the deployment's own address: no proxy is in between.
pub fn pages(deployment: Deployment) -> Router {
    Router::new()
        .route("/oauth2/authorize", get(ask).post(decide))
        .route("/oauth2/tokens", post(tokens))
        .with_state(deployment)
}

/// `/oauth2-provider/apps` of the API, for administrators.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/oauth2-provider/apps", post(register))
        .route("/oauth2-provider/apps/{id}/secrets", post(secret))
}

#[derive(Deserialize)]
struct Wanted {
    name: String,
    callback_url: String,
}

async fn register(State(deployment): State<Deployment>, Json(wanted): Json<Wanted>) -> Response {
    let mut data = deployment.lock();
    if let Some(off) = oauth_off(data.oauth_switch) {
        return off;
    }
    let n = data.oauth.next();
    let app = App {
        id: format!("5c0de000-4444-4444-8444-{n:012}"),
        name: wanted.name,
        callback_url: wanted.callback_url,
        secret: format!("coder_{n:010}_{n:040}"),
    };
    let body = json!({"id": app.id, "name": app.name, "callback_url": app.callback_url, "icon": ""});
    data.oauth.apps.push(app);
    (StatusCode::CREATED, Json(body)).into_response()
}

async fn secret(State(deployment): State<Deployment>, Path(id): Path<String>) -> Response {
    let data = deployment.lock();
    if let Some(off) = oauth_off(data.oauth_switch) {
        return off;
    }
    match data.oauth.apps.iter().find(|app| app.id == id) {
        Some(app) => (StatusCode::CREATED, Json(json!({"id": app.id, "client_secret_full": app.secret})))
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A query of the authorization endpoint; a key it does not know is an error, as with Coder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    code_challenge: String,
    #[serde(default)]
    code_challenge_method: String,
    /// Taken and ignored: what is granted is everything.
    #[serde(default, rename = "scope")]
    _scope: String,
}

impl Asked {
    /// The app that asks, or what is wrong with the question.
    fn check<'a>(&self, data: &'a Data) -> Result<&'a App, &'static str> {
        let app = data.oauth.apps.iter().find(|app| app.id == self.client_id).ok_or("invalid client_id")?;
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

fn bad(description: &str) -> Response {
    let body = json!({"error": "invalid_request", "error_description": description});
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

async fn ask(
    State(deployment): State<Deployment>,
    asked: Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Response {
    if let Some(off) = oauth_off(deployment.lock().oauth_switch) {
        return off;
    }
    let Query(asked) = match asked {
        Ok(asked) => asked,
        Err(rejection) => return bad(&rejection.body_text()),
    };
    match asked.check(&deployment.lock()) {
        Ok(app) => Html(format!(
            "<!doctype html><title>Authorize {name}</title><form method=\"post\"><h1>Authorize {name}</h1>\
             <p>Allow {name} to have full access to your account?</p>\
             <button name=\"answer\" value=\"cancel\">Cancel</button> \
             <button name=\"answer\" value=\"allow\">Allow</button></form>",
            name = app.name.replace('&', "&amp;").replace('<', "&lt;")
        ))
        .into_response(),
        Err(why) => bad(why),
    }
}

#[derive(Deserialize)]
struct Answer {
    answer: String,
}

async fn decide(
    State(deployment): State<Deployment>,
    Query(asked): Query<Asked>,
    Form(answer): Form<Answer>,
) -> Response {
    let mut data = deployment.lock();
    if let Err(why) = asked.check(&data) {
        return bad(why);
    }
    let mut back = form_urlencoded::Serializer::new(String::new());
    if answer.answer == "allow" {
        let n = data.oauth.next();
        let code = format!("coder_{n:010}_{n:040}");
        back.append_pair("code", &code);
        data.oauth.codes.push(Code { code, client_id: asked.client_id, challenge: asked.code_challenge });
    } else {
        back.append_pair("error", "access_denied");
    }
    back.append_pair("state", &asked.state);
    let url = format!("{}?{}", asked.redirect_uri, back.finish());
    (StatusCode::FOUND, Redirect::to(&url)).into_response()
}

async fn tokens(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let mut data = deployment.lock();
    if let Some(off) = oauth_off(data.oauth_switch) {
        return off;
    }
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let (by_header, secret_by_header) = basic(&headers).unwrap_or_default();
    let either = |form: &str, header: &str| if form.is_empty() { header.to_owned() } else { form.to_owned() };
    let client_id = either(field("client_id"), &by_header);
    let secret = either(field("client_secret"), &secret_by_header);
    let refused = |status, error: &str| (status, Json(json!({"error": error}))).into_response();
    let Some(app) = data.oauth.apps.iter().find(|app| app.id == client_id).cloned() else {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    };
    match field("grant_type") {
        "authorization_code" if secret != app.secret => refused(StatusCode::UNAUTHORIZED, "invalid_client"),
        "authorization_code" => {
            // A code is good once, whatever comes of it.
            let place = data.oauth.codes.iter().position(|known| known.code == field("code"));
            let code = place.map(|place| data.oauth.codes.remove(place));
            let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
            let good = code.is_some_and(|code| code.client_id == client_id && code.challenge == challenge)
                && field("redirect_uri") == app.callback_url;
            if !good {
                return refused(StatusCode::BAD_REQUEST, "invalid_grant");
            }
            Json(data.oauth.grant(&client_id)).into_response()
        }
        "refresh_token" => match data.oauth.grants.get(&client_id) {
            Some(grant) if grant.refresh_token == field("refresh_token") => {
                Json(data.oauth.grant(&client_id)).into_response()
            }
            _ => refused(StatusCode::BAD_REQUEST, "invalid_grant"),
        },
        _ => refused(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
    }
}

/// Id and secret of an `Authorization: Basic` header.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let text = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    text.split_once(':').map(|(id, secret)| (id.to_owned(), secret.to_owned()))
}
