//! Decodes an HTTP response into JSON, or classifies it as an error.
//!
//! A response may come from Coder, from Backstage's proxy or this project's gateway in front of Coder, or from a gateway
//! in front of Backstage.
//! Their errors differ in body and content type:
//!
//! | response | error |
//! |---|---|
//! | `{"code": …}` of this project's gateway ([`crate::gateway`]): no link; an ended link or a refused token | [`Error::NotLinked`]; [`Error::Unauthorized`] |
//! | 401 `{"error": {"name": …}}` or no JSON | [`Error::HostSignedOut`] |
//! | 401 from Coder, detail "… must be provided." | [`Error::TokenNotForwarded`] |
//! | 401 from Coder | [`Error::Unauthorized`] |
//! | other JSON with 401; 4xx JSON with a `FOREIGN` key; 5xx JSON with `error` | [`Error::NotCoder`], a gateway |
//! | 404 empty, GET; 404 `{"error": {"name": …}}` | [`Error::ProxyMissing`] |
//! | 404 empty, other method | [`Error::MethodBlocked`] |
//! | 404 `Route not found.` | [`Error::EndpointUnsupported`] |
//! | any other status with `{"error": {"name": …}}` | [`Error::NotCoder`], Backstage |
//! | 429 of any kind | [`Error::RateLimited`] |
//! | 502, 503, 504 of any kind; 500 "Error occurred while trying to proxy" | [`Error::DeploymentUnavailable`] |
//! | 2xx, 3xx or 4xx that is not JSON | [`Error::DeploymentUnavailable`] |
//!
//! A response is Coder's if it has the header `X-Coder-Build-Version`, which Backstage's proxy drops unless it is
//! configured to forward it. Without the header, JSON counts as Coder's by its keys: a 401 whose message begins like
//! one of Coder's, or that has a `detail` and no `FOREIGN` key; any other 4xx without a `FOREIGN` key; a 5xx without
//! `error`. A gateway's 401 must not be mistaken for Coder's, because Coder's ends the session.

use super::kinds::{Error, Party, ServerMessage, Unavailable};
use crate::json::{DecodeError, FromJson, parse};
use crate::models::{ErrorBody, PageReader, WorkspacesPage};
use crate::request::Method;
use serde_json::Value;

/// An HTTP response as the transport read it.
#[derive(Clone, Debug)]
pub struct Response {
    /// The method of the request.
    pub method: Method,
    /// The HTTP status.
    pub status: u16,
    /// The `content-type` header; empty if there is none.
    pub content_type: String,
    /// The body as text.
    pub body: String,
    /// Whether the response has the header that only Coder sends.
    pub is_marked: bool,
    /// The delay from the `Retry-After` header, in milliseconds.
    pub retry_after_ms: Option<u32>,
}

impl Response {
    fn is_json(&self) -> bool {
        self.content_type.to_ascii_lowercase().contains("json")
    }
}

/// Returns the JSON of a response. An empty success (204, 304) is [`Value::Null`].
///
/// # Errors
/// See the table in this module's documentation.
pub fn json(answer: &Response) -> Result<Value, Error> {
    let parsed = answer.is_json().then(|| parse(&answer.body)).flatten();
    match answer.status {
        204 | 304 => Ok(Value::Null),
        200..=299 if answer.is_json() => parsed.ok_or_else(|| DecodeError::new("complete JSON", None).into()),
        200..=399 => Err(Error::DeploymentUnavailable(Unavailable::NotJson)),
        _ => Err(error(answer, parsed.as_ref())),
    }
}

/// Returns the page of workspaces in a response.
///
/// # Errors
/// As for [`json`], and if the JSON is not a page of workspaces.
pub fn page(answer: &Response, reader: &mut PageReader) -> Result<WorkspacesPage, Error> {
    let page = match answer.status {
        200 if answer.is_json() => reader.read(&answer.body)?,
        _ => WorkspacesPage::from_json(&json(answer)?)?,
    };
    Ok(page)
}

/// The beginnings of Coder's 401 messages.
const CODERS_401: [&str; 3] =
    ["You are signed out or your session has expired", "Could not refresh expired", "User is not active"];

/// Keys in the error bodies of other programs, which Coder never sends.
const FOREIGN: [&str; 9] = [
    "code",
    "error",
    "http_status_code",
    "path",
    "request_id",
    "status",
    "statusCode",
    "timestamp",
    "traceId",
];

fn error(answer: &Response, body: Option<&Value>) -> Error {
    let backstage = body.is_some_and(|b| b.pointer("/error/name").is_some_and(Value::is_string));
    let coder = body.filter(|b| is_coders(answer, b)).and_then(|b| ErrorBody::from_json(b).ok());
    let not_coder = |by| Error::NotCoder { by, status: answer.status, message: server_message(body) };
    if let Some(error) = body.and_then(gateway_error) {
        return error;
    }
    match (answer.status, coder) {
        (503, _) if answer.retry_after_ms.is_some() => {
            Error::DeploymentUnavailable(Unavailable::Busy(answer.retry_after_ms.unwrap_or_default()))
        }
        (502..=504, _) => Error::DeploymentUnavailable(Unavailable::Gateway(answer.status)),
        (500, None) if answer.body.starts_with("Error occurred while trying to proxy") => {
            Error::DeploymentUnavailable(Unavailable::Gateway(500))
        }
        (429, _) => Error::RateLimited(answer.retry_after_ms),
        (status, Some(body)) => from_coder(status, body),
        (401, None) if backstage || body.is_none_or(|b| server_message(Some(b)).message.is_empty()) => {
            Error::HostSignedOut
        }
        (404, None) if backstage => Error::ProxyMissing,
        (404, None) if answer.body.trim().is_empty() => match answer.method {
            Method::Get => Error::ProxyMissing,
            method => Error::MethodBlocked(method),
        },
        (_, None) if backstage => not_coder(Party::Backstage),
        (_, None) if body.is_some() => not_coder(Party::Gateway),
        (status @ 500.., None) => {
            Error::Server(ServerMessage { message: format!("HTTP {status}"), ..ServerMessage::default() })
        }
        (_, None) => Error::DeploymentUnavailable(Unavailable::NotJson),
    }
}

/// The code of an answer of the gateway if the user has linked no account.
pub(crate) const NOT_LINKED: &str = "not_linked";
/// The code of an answer of the gateway if Coder does not accept the user's credential any more.
pub(crate) const LINK_ENDED: &str = "link_ended";
/// The code of an answer of the gateway if Coder refused a session token.
pub(crate) const TOKEN_REFUSED: &str = "token_refused";

/// Returns what an answer of the gateway says of the user's link.
fn gateway_error(body: &Value) -> Option<Error> {
    match body.get("code")?.as_str()? {
        NOT_LINKED => Some(Error::NotLinked),
        LINK_ENDED | TOKEN_REFUSED => {
            let detail = body.get("detail").and_then(Value::as_str).unwrap_or_default();
            Some(Error::Unauthorized(detail.to_owned()))
        }
        _ => None,
    }
}

fn is_coders(answer: &Response, body: &Value) -> bool {
    let text = |key| body.get(key).and_then(Value::as_str).unwrap_or_default();
    let is_foreign = || FOREIGN.iter().any(|key| body.get(key).is_some());
    answer.is_marked
        || match answer.status {
            401 => {
                CODERS_401.iter().any(|start| text("message").starts_with(start))
                    || (!text("detail").is_empty() && !is_foreign())
            }
            400..=499 => !is_foreign(),
            _ => body.get("error").is_none(),
        }
}

/// Returns the message of an error body that is not Coder's, from any of the usual keys.
fn server_message(body: Option<&Value>) -> ServerMessage {
    const PLACES: [&str; 6] =
        ["/error/message", "/message", "/error_description", "/error", "/detail", "/title"];
    let found = PLACES.iter().find_map(|place| body?.pointer(place)?.as_str());
    ServerMessage { message: found.unwrap_or_default().to_owned(), ..ServerMessage::default() }
}

fn from_coder(status: u16, body: ErrorBody) -> Error {
    let message = ServerMessage { message: body.message, detail: body.detail, fields: body.validations };
    match status {
        400 => Error::Validation(message),
        // Coder names the cookie and the query parameter only if the request had no token at all.
        401 if message.detail.contains("must be provided") => Error::TokenNotForwarded,
        401 => Error::Unauthorized(if message.detail.is_empty() { message.message } else { message.detail }),
        403 => Error::Forbidden(message),
        404 if message.message == "Route not found." => Error::EndpointUnsupported,
        404 => Error::NotFound(message),
        409 => Error::Conflict(message),
        410 => Error::Gone(message),
        412 | 425 => Error::PreconditionFailed(message),
        500.. => Error::Server(message),
        status => Error::Unexpected { status, message },
    }
}
