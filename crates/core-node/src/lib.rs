//! The rules of [`coder_core::gateway`], compiled to WebAssembly for a backend in Node.js.
//!
//! Structured values cross the boundary as JSON text: requests are `{"method", "target"}`, answers are
//! `{"method", "status", "headers", "body"}`, with the names of the headers in lower case.

mod link_use;
mod live;
mod settings;

use coder_core::SessionToken;
use coder_core::error::Response;
use coder_core::gateway::{self, Refusal};
use coder_core::request::{Method, Request};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns how a request is passed on: `"withCredential"`, or `"withoutCredential"` for icons; nothing if it is not.
#[wasm_bindgen(js_name = passage)]
pub fn passage(method: &str, target: &str) -> Option<String> {
    let way = match gateway::route_of(method, target) {
        Some(_) => "withCredential",
        None if gateway::is_icon(method, target) => "withoutCredential",
        None => return None,
    };
    Some(way.to_owned())
}

/// Returns the names of the headers that are passed on, `{"request": […], "response": […]}`.
#[wasm_bindgen(js_name = headers)]
pub fn headers() -> String {
    json!({ "request": gateway::REQUEST_HEADERS, "response": gateway::RESPONSE_HEADERS }).to_string()
}

/// Returns the headers that authenticate a request, as an object.
#[wasm_bindgen(js_name = credentialHeaders)]
pub fn credential_headers(credential: &str) -> String {
    json!({ gateway::TOKEN_HEADER: credential }).to_string()
}

/// Returns the session token in a text that a user entered, without white space around it; nothing if it is none.
#[wasm_bindgen(js_name = parseToken)]
pub fn parse_token(text: &str) -> Option<String> {
    SessionToken::parse(text).ok().map(|token| token.secret().to_owned())
}

/// Returns the request whose answer names the user of a credential.
#[wasm_bindgen(js_name = userRequest)]
pub fn user_request() -> String {
    request(&Request::users_me())
}

/// Returns the request whose answer says when a session token ends; nothing if the text is no session token.
#[wasm_bindgen(js_name = keyRequest)]
pub fn key_request(token: &str) -> Option<String> {
    let token = SessionToken::parse(token).ok()?;
    Some(request(&Request::api_key(token.key_id())))
}

/// Returns the request that any reachable deployment answers, without a credential.
#[wasm_bindgen(js_name = reachRequest)]
pub fn reach_request() -> String {
    request(&Request::build_info())
}

/// Returns the paths at which a deployment is an OAuth 2.0 provider, `{"authorize", "tokens", "revoke"}`.
#[wasm_bindgen(js_name = oauthPaths)]
pub fn oauth_paths() -> String {
    let (authorize, tokens, revoke) = (gateway::AUTHORIZE_PATH, gateway::TOKENS_PATH, gateway::REVOKE_PATH);
    json!({ "authorize": authorize, "tokens": tokens, "revoke": revoke }).to_string()
}

/// Returns the user of a session token, `{"id", "username"}`, or `{"refusal": {"status", "body"}}`.
#[wasm_bindgen(js_name = linkedUser)]
pub fn linked_user(answer: &str) -> String {
    match read(answer).ok_or(Refusal::Unreachable).and_then(|answer| gateway::linked_user(&answer)) {
        Ok(user) => json!({ "id": user.id, "username": user.username }).to_string(),
        Err(refusal) => json!({ "refusal": refusal_json(&refusal) }).to_string(),
    }
}

/// Returns when a session token ends, `{"endsAt", "lifetimeSeconds"}`; nothing if the answer does not say.
#[wasm_bindgen(js_name = tokenLife)]
pub fn token_life(answer: &str) -> Option<String> {
    let life = gateway::token_life(&read(answer)?)?;
    Some(json!({ "endsAt": life.ends_at.0, "lifetimeSeconds": life.lifetime_seconds }).to_string())
}

/// Whether an answer says that Coder does not accept the credential any more.
#[wasm_bindgen(js_name = endsLink)]
pub fn ends_link(answer: &str) -> bool {
    read(answer).is_some_and(|answer| gateway::ends_link(&answer))
}

/// Returns the answer of a refusal by its code, `{"status", "body"}`; nothing if there is no such code.
#[wasm_bindgen(js_name = refusal)]
pub fn refusal(code: &str) -> Option<String> {
    Refusal::of(code).map(|refusal| refusal_json(&refusal).to_string())
}

/// Returns the next step in the use of a link, `{"use", "step", "sentMs"}`, by
/// `{"use", "outcome", "nowMs", "random", "sentMs"}`; without an outcome it is the first one.
#[wasm_bindgen(js_name = linkStep)]
pub fn link_step(input: &str) -> String {
    let input = serde_json::from_str(input).unwrap_or_default();
    link_use::step(&input).to_string()
}

/// Returns the settings in the value of `coder` of the configuration, or `{"mistake"}`.
#[wasm_bindgen(js_name = settings)]
pub fn settings(coder: &str) -> String {
    settings::read(&serde_json::from_str(coder).unwrap_or_default()).to_string()
}

fn refusal_json(refusal: &Refusal) -> Value {
    json!({ "status": refusal.status(), "body": refusal.body(), "retryAfterS": refusal.retry_after_s() })
}

fn request(request: &Request) -> String {
    json!({ "method": request.method.as_str(), "target": request.path }).to_string()
}

fn read(answer: &str) -> Option<Response> {
    let answer: Value = serde_json::from_str(answer).ok()?;
    let text = |key| answer.get(key).and_then(Value::as_str).map(str::to_owned);
    let header = |name| answer.get("headers")?.get(name)?.as_str();
    Some(Response {
        method: Method::of(&text("method")?)?,
        status: u16::try_from(answer.get("status")?.as_u64()?).ok()?,
        content_type: header("content-type").unwrap_or_default().to_owned(),
        body: text("body")?,
        is_marked: header(gateway::MARK_HEADER).is_some(),
        retry_after_ms: None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn answer(status: u16, body: &Value) -> String {
        let headers = json!({ "content-type": "application/json", gateway::MARK_HEADER: "v2.38.0" });
        json!({ "method": "GET", "status": status, "headers": headers, "body": body.to_string() }).to_string()
    }

    fn parsed(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_user_and_a_refusal_cross_as_json() {
        let user = linked_user(&answer(200, &json!({ "id": "1", "username": "alice" })));
        assert_eq!(parsed(&user), json!({ "id": "1", "username": "alice" }));
        let refused = parsed(&linked_user(&answer(401, &json!({ "message": "API key is expired." }))));
        assert_eq!(refused["refusal"]["status"], 400);
        assert_eq!(refused["refusal"]["body"]["detail"], "API key is expired.");
        assert_eq!(parsed(&linked_user("nonsense"))["refusal"]["body"]["code"], "unreachable");
    }

    #[test]
    fn a_refusal_says_when_to_come_back() {
        let busy = parsed(&refusal("busy").unwrap());
        assert_eq!((&busy["status"], &busy["retryAfterS"]), (&json!(503), &json!(60)));
        assert_eq!(parsed(&refusal("unreachable").unwrap())["retryAfterS"], Value::Null);
    }

    #[test]
    fn an_ended_link_is_told_from_other_failures() {
        assert!(ends_link(&answer(401, &json!({ "message": "API key is invalid." }))));
        assert!(!ends_link(&answer(500, &json!({ "message": "API key is invalid." }))));
        assert!(!ends_link(""));
    }

    #[test]
    fn requests_and_headers_are_those_of_the_core() {
        assert_eq!(parsed(&user_request()), json!({ "method": "GET", "target": "/api/v2/users/me" }));
        let token = "abcdefghij-0123456789abcdefghijkl";
        let key = key_request(token).unwrap();
        assert_eq!(parsed(&key)["target"], "/api/v2/users/me/keys/abcdefghij");
        assert_eq!(key_request("nonsense"), None);
        assert_eq!(parsed(&credential_headers(token)), json!({ "Coder-Session-Token": token }));
        assert_eq!(parse_token(&format!(" {token}\n")).as_deref(), Some(token));
        assert_eq!(passage("GET", "/api/v2/regions").as_deref(), Some("withCredential"));
        assert_eq!(passage("GET", "/icon/docker.svg").as_deref(), Some("withoutCredential"));
        assert_eq!(passage("POST", "/icon/docker.svg"), None);
    }
}
