//! From an HTTP answer to its JSON, or to what it means that there is none.
//!
//! Three parties answer at one address: Coder, Backstage's proxy in front of it, and whatever stands before
//! Backstage. Their errors differ in body and type:
//!
//! | answer | means |
//! |---|---|
//! | 401 `{"error": {"name": …}}` or no JSON | [`Error::HostSignedOut`] |
//! | 401 `{"message": …}`, detail "… must be provided." | [`Error::TokenNotForwarded`] |
//! | 401 `{"message": …}` | [`Error::Unauthorized`] |
//! | 404 empty, GET | [`Error::ProxyMissing`] |
//! | 404 empty, other method | [`Error::MethodBlocked`] |
//! | 404 `Route not found.` | [`Error::RouteMissing`] |
//! | 502, 503, 504 of any kind; 500 "Error occurred while trying to proxy" | [`Error::DeploymentUnavailable`] |
//! | 2xx, 3xx or 4xx that is not JSON | [`Error::DeploymentUnavailable`] |

use super::{Error, Said, Unavailable};
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

fn error(answer: &Answer, body: Option<&Value>) -> Error {
    let coder = body.and_then(|b| ErrorBody::read(b).ok());
    let backstage = body.is_some_and(|b| b.pointer("/error/name").is_some_and(Value::is_string));
    match (answer.status, coder) {
        (502..=504, _) => Error::DeploymentUnavailable(Unavailable::Gateway(answer.status)),
        (500, None) if answer.body.starts_with("Error occurred while trying to proxy") => {
            Error::DeploymentUnavailable(Unavailable::Gateway(500))
        }
        (status, Some(body)) => from_coder(status, body),
        (401, None) => Error::HostSignedOut,
        (404, None) if backstage => Error::ProxyMissing,
        (404, None) if answer.body.trim().is_empty() => match answer.method {
            Method::Get => Error::ProxyMissing,
            method => Error::MethodBlocked(method),
        },
        (429, None) => Error::RateLimited,
        (status @ 500.., None) => {
            Error::Server(Said { message: format!("HTTP {status}"), ..Said::default() })
        }
        (status, None) if backstage => {
            let message = body.and_then(|b| b.pointer("/error/message")).and_then(Value::as_str);
            Error::Unexpected {
                status,
                said: Said { message: message.unwrap_or_default().to_owned(), ..Said::default() },
            }
        }
        (_, None) => Error::DeploymentUnavailable(Unavailable::NotJson),
    }
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
        429 => Error::RateLimited,
        500.. => Error::Server(said),
        status => Error::Unexpected { status, said },
    }
}
