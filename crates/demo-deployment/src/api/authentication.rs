//! Authentication of requests by their session token.

use super::response::{Refusal, error};
use crate::store::Store;
use axum::http::{HeaderMap, StatusCode, header};

/// Returns the index of the request's user, or Coder's 401.
pub fn caller(store: &Store, headers: &HeaderMap) -> Result<usize, Refusal> {
    let user = store.user_of(token(headers));
    if store.suspended && user == Ok(0) {
        let message =
            "User is not active (status = \"suspended\"). Contact an admin to reactivate your account.";
        return Err(Box::new(error(StatusCode::UNAUTHORIZED, message, "", vec![])));
    }
    user.map_err(|detail| {
        let message = "You are signed out or your session has expired. Please sign in again to continue.";
        Box::new(error(StatusCode::UNAUTHORIZED, message, &detail, vec![]))
    })
}

/// Returns the request's token. As in Coder, the cookie comes first, then `Coder-Session-Token`, then the bearer
/// token.
fn token(headers: &HeaderMap) -> Option<&str> {
    let cookie = headers
        .get(header::COOKIE)
        .and_then(|c| c.to_str().ok())
        .and_then(|cookies| cookies.split(';').find_map(|c| c.trim().strip_prefix("coder_session_token=")));
    let session = headers.get("coder-session-token").and_then(|t| t.to_str().ok());
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|t| t.to_str().ok())
        .and_then(|t| t.strip_prefix("Bearer "));
    cookie.or(session).or(bearer)
}
