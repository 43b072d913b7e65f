//! The rules of a proxy endpoint: authentication, allowed methods and allowed headers.

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// The rules of a proxy endpoint, as an `app-config.yaml` entry sets them.
#[derive(Clone, Debug)]
pub struct ProxyRules {
    /// The only valid Backstage token; `None` allows unauthenticated requests.
    pub backstage_token: Option<String>,
    /// Allowed methods; empty for all.
    pub allowed_methods: Vec<String>,
    /// Allowed request headers, beside the safe ones.
    pub allowed_headers: Vec<String>,
}

/// Headers that pass in both directions.
const SAFE_HEADERS: [HeaderName; 11] = [
    header::CACHE_CONTROL,
    header::CONTENT_LANGUAGE,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::EXPIRES,
    header::LAST_MODIFIED,
    header::PRAGMA,
    header::HOST,
    header::ACCEPT,
    header::ACCEPT_LANGUAGE,
    header::USER_AGENT,
];

/// Headers of a WebSocket handshake, in either direction.
const HANDSHAKE_HEADERS: [HeaderName; 7] = [
    header::CONNECTION,
    header::UPGRADE,
    header::SEC_WEBSOCKET_ACCEPT,
    header::SEC_WEBSOCKET_EXTENSIONS,
    header::SEC_WEBSOCKET_KEY,
    header::SEC_WEBSOCKET_PROTOCOL,
    header::SEC_WEBSOCKET_VERSION,
];

impl ProxyRules {
    /// Returns Backstage's refusal of a request, if the rules do not allow it.
    pub fn refusal(&self, request: &Request) -> Option<Response> {
        if let Some(token) = &self.backstage_token {
            let authorization = request.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
            let message = match authorization {
                Some(authorization) if authorization == format!("Bearer {token}") => None,
                Some(_) => Some("Illegal token"),
                None => Some("Missing credentials"),
            };
            if let Some(message) = message {
                return Some(unauthorized(request, message));
            }
        }
        let method = request.method().as_str();
        let allowed = self.allowed_methods.is_empty()
            || self.allowed_methods.iter().any(|m| m.eq_ignore_ascii_case(method));
        (!allowed).then(|| StatusCode::NOT_FOUND.into_response())
    }

    /// Returns the headers that pass the proxy, in either direction.
    pub fn filter(&self, headers: &HeaderMap) -> HeaderMap {
        headers
            .iter()
            .filter(|(name, _)| self.allows_header(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    fn allows_header(&self, name: &HeaderName) -> bool {
        SAFE_HEADERS.contains(name)
            || self.allowed_headers.iter().any(|h| h.eq_ignore_ascii_case(name.as_str()))
    }
}

/// Returns the headers of a WebSocket handshake; none for another request or response.
///
/// Backstage's proxy passes no handshakes. This one does, for callers that reach the deployment itself by the same
/// address, such as a plugin of Backstage's backend.
pub fn handshake(headers: &HeaderMap) -> HeaderMap {
    if !headers.contains_key(header::UPGRADE) {
        return HeaderMap::new();
    }
    HANDSHAKE_HEADERS
        .iter()
        .filter_map(|name| headers.get(name).map(|value| (name.clone(), value.clone())))
        .collect()
}

/// Returns Backstage's 401.
fn unauthorized(request: &Request, message: &str) -> Response {
    let body = json!({
        "error": {"name": "AuthenticationError", "message": message},
        "request": {"method": request.method().as_str(), "url": format!("/api/proxy{}", request.uri())},
        "response": {"statusCode": 401},
    });
    (StatusCode::UNAUTHORIZED, Json(body)).into_response()
}
