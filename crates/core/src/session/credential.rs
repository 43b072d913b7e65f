//! The credential of a session: an entered session token, or the host's own sign-in with Coder.

use super::SessionToken;

/// The credential of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A session token that the user entered.
    Token(SessionToken),
    /// The host's sign-in with Coder (OAuth).
    ///
    /// An access token is requested from the host before each request, and never stored.
    Host,
}

impl From<SessionToken> for Credential {
    fn from(token: SessionToken) -> Self {
        Self::Token(token)
    }
}
