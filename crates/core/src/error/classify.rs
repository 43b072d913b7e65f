//! From an HTTP answer to its JSON, or to what it means that there is none.
//!
//! Three parties answer at one address: Coder, Backstage's proxy in front of it, and whatever stands before
//! Backstage. Their errors differ in body and type:
//!
//! | answer | means |
//! |---|---|
//! | 401 `{"error": {"name": …}}` or no JSON | [`Error::HostSignedOut`] |
//! | 401 of Coder's, detail "… must be provided." | [`Error::TokenNotForwarded`] |
//! | 401 of Coder's | [`Error::Unauthorized`] |
//! | any other JSON with 401; 4xx whose JSON has keys that Coder's has not | [`Error::NotCoder`], a gateway |
//! | 404 empty, GET | [`Error::ProxyMissing`] |
//! | 404 empty, other method | [`Error::MethodBlocked`] |
//! | 404 `Route not found.` | [`Error::RouteMissing`] |
//! | any other status with `{"error": {"name": …}}` | [`Error::NotCoder`], Backstage |
//! | 502, 503, 504 of any kind; 500 "Error occurred while trying to proxy" | [`Error::DeploymentUnavailable`] |
//! | 2xx, 3xx or 4xx that is not JSON | [`Error::DeploymentUnavailable`] |
//!
//! An answer is Coder's if it has the header `X-Coder-Build-Version`, which Backstage's proxy drops unless it is told
//! to let it through; a 401 also if it begins as Coder's do, or has a `detail` and nothing that Coder's have not. What
//! is taken for Coder's 401 ends a session, so that a gateway's must not be.

use super::{Error, Party, Said, Unavailable};
use crate::endpoint::Method;
use crate::json::{Malformed, Read, parse};
use crate::wire::{ErrorBody, PageReader, WorkspacesPage};
use serde_json::Value;

/// An HTTP answer as the transport read it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The method of the call it answers.
    pub method: Method,
    /// The HTTP status.
    pub status: u16,
    /// The `content-type` header; empty if there is none.
    pub content_type: String,
    /// The body as text.
    pub body: String,
    /// It has the header that only Coder's answers have.
    pub is_marked: bool,
    /// Milliseconds before which nothing is to be asked again, by the `retry-after` header.
    pub retry_after_ms: Option<u32>,
}

impl Answer {
    fn is_json(&self) -> bool {
        self.content_type.to_ascii_lowercase().contains("json")
    }
}

/// The answer's JSON. An empty success (204, 304) is [`Value::Null`].
///
/// # Errors
/// See the table in this module's documentation.
pub fn json(answer: &Answer) -> Result<Value, Error> {
    let parsed = answer.is_json().then(|| parse(&answer.body)).flatten();
    match answer.status {
        204 | 304 => Ok(Value::Null),
        200..=299 if answer.is_json() => parsed.ok_or_else(|| Malformed::new("complete JSON", None).into()),
        200..=399 => Err(Error::DeploymentUnavailable(Unavailable::NotJson)),
        _ => Err(error(answer, parsed.as_ref())),
    }
}

/// The answer's page of workspaces.
///
/// # Errors
/// As [`json`], and if it is something else.
pub fn page(answer: &Answer, reader: &mut PageReader) -> Result<WorkspacesPage, Error> {
    let page = match answer.status {
        200 if answer.is_json() => reader.read(&answer.body)?,
        _ => WorkspacesPage::read(&json(answer)?)?,
    };
    Ok(page)
}

/// How the messages of Coder's 401 begin.
const CODERS_401: [&str; 3] =
    ["You are signed out or your session has expired", "Could not refresh expired", "User is not active"];

/// Keys of other programs' error bodies, which Coder's never have.
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

fn error(answer: &Answer, body: Option<&Value>) -> Error {
    let backstage = body.is_some_and(|b| b.pointer("/error/name").is_some_and(Value::is_string));
    let coder = body.filter(|b| is_coders(answer, b)).and_then(|b| ErrorBody::read(b).ok());
    let not_coder = |by| Error::NotCoder { by, status: answer.status, said: words(body) };
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
        (401, None) if backstage || body.is_none_or(|b| words(Some(b)).message.is_empty()) => {
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
            Error::Server(Said { message: format!("HTTP {status}"), ..Said::default() })
        }
        (_, None) => Error::DeploymentUnavailable(Unavailable::NotJson),
    }
}

fn is_coders(answer: &Answer, body: &Value) -> bool {
    let text = |key| body.get(key).and_then(Value::as_str).unwrap_or_default();
    let is_foreign = || FOREIGN.iter().any(|key| body.get(key).is_some());
    answer.is_marked
        || match answer.status {
            401 => {
                CODERS_401.iter().any(|known| text("message").starts_with(known))
                    || (!text("detail").is_empty() && !is_foreign())
            }
            400..=499 => !is_foreign(),
            _ => body.get("error").is_none(),
        }
}

/// What somebody else than Coder says, wherever they say it.
fn words(body: Option<&Value>) -> Said {
    const PLACES: [&str; 6] =
        ["/error/message", "/message", "/error_description", "/error", "/detail", "/title"];
    let found = PLACES.iter().find_map(|place| body?.pointer(place)?.as_str());
    Said { message: found.unwrap_or_default().to_owned(), ..Said::default() }
}

fn from_coder(status: u16, body: ErrorBody) -> Error {
    let said = Said { message: body.message, detail: body.detail, fields: body.validations };
    match status {
        400 => Error::Validation(said),
        // Coder names the cookie and the query parameter it looked for when it saw no token at all.
        401 if said.detail.contains("must be provided") => Error::TokenNotForwarded,
        401 => Error::Unauthorized(if said.detail.is_empty() { said.message } else { said.detail }),
        403 => Error::Forbidden(said),
        404 if said.message == "Route not found." => Error::RouteMissing,
        404 => Error::NotFound(said),
        409 => Error::Conflict(said),
        410 => Error::Gone(said),
        412 | 425 => Error::NotYet(said),
        500.. => Error::Server(said),
        status => Error::Unexpected { status, said },
    }
}
