//! What a gateway passes on besides bodies, and what Coder's answers mean to it.

use crate::error::{Error, Response, json};

/// The header of a session token in a request to Coder.
pub const TOKEN_HEADER: &str = "Coder-Session-Token";

/// The request headers that a gateway passes on to Coder. A browser sends its portal's credentials in others.
pub const REQUEST_HEADERS: [&str; 3] = ["accept", "accept-language", "content-type"];

/// The response header that only Coder sends.
pub const MARK_HEADER: &str = "x-coder-build-version";

/// The response headers that a gateway passes on to a browser. Cookies of Coder are not among them.
pub const RESPONSE_HEADERS: [&str; 3] = ["content-type", "retry-after", MARK_HEADER];

/// Whether an answer says that Coder does not accept the credential any more. A 401 of another server does not.
///
/// ```
/// use coder_core::error::Response;
/// use coder_core::gateway::ends_link;
/// use coder_core::request::Method;
///
/// let mut answer = Response {
///     method: Method::Get,
///     status: 401,
///     content_type: "application/json".to_owned(),
///     body: r#"{"message": "API key is invalid."}"#.to_owned(),
///     is_marked: true,
///     retry_after_ms: None,
/// };
/// assert!(ends_link(&answer));
/// answer.status = 403;
/// assert!(!ends_link(&answer));
/// ```
pub fn ends_link(answer: &Response) -> bool {
    matches!(json(answer), Err(Error::Unauthorized(_) | Error::TokenNotForwarded))
}
