//! The credential of a session: an entered session token, the host's own sign-in with Coder, or the gateway's link.

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
    /// The link that the host's gateway keeps. Requests carry no token.
    Gateway,
}

impl From<SessionToken> for Credential {
    fn from(token: SessionToken) -> Self {
        Self::Token(token)
    }
}
