//! What can go wrong with a call, told apart by what a person can do about it.

mod classify;
mod explain;

pub use classify::{Answer, json, page};
pub use explain::{Explanation, Help, explain};

use crate::endpoint::Method;
use crate::json::Malformed;
use crate::session::SignInProblem;
use crate::wire::FieldError;
use std::fmt;

/// Why a call did not give what was asked for. Never holds a secret: the transport redacts the session
/// token from everything a server said.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The browser has no network.
    Offline,
    /// No answer within the time limit.
    Timeout,
    /// The connection failed: refused, reset, blocked, or the host's fetch threw.
    Unreachable,
    /// Backstage (or what guards it) wants its user to sign in again. Not Coder's 401.
    HostSignedOut,
    /// Coder refused the session token; the detail is Coder's reason.
    Unauthorized(String),
    /// Signing in with Coder through the host came to nothing.
    HostSignIn(SignInProblem),
    /// The host, asked silently, has no session with Coder at the moment; nothing was sent.
    HostHasNoToken,
    /// Coder never saw a token although one was sent: the proxy dropped the header.
    TokenNotForwarded,
    /// Coder refuses this user this call.
    Forbidden(Said),
    /// Coder refuses this call because the session token is limited to some permissions, and this is none of them;
    /// the user may well be allowed to.
    LinkLacks {
        /// The permission, in the words of Coder's token scopes.
        permission: &'static str,
        /// What came with it.
        said: Said,
    },
    /// Not there, or not visible to this user; Coder does not tell which.
    NotFound(Said),
    /// This deployment's version or edition has no such call.
    RouteMissing,
    /// Another build is active, or a name is taken.
    Conflict(Said),
    /// The workspace was deleted.
    Gone(Said),
    /// The build was no longer in the state the call expected (412), or an import still runs (425).
    NotYet(Said),
    /// The request was refused for its content.
    Validation(Said),
    /// The path, given here, leaves Coder's API: an id or a name in it is a dot segment. Nothing was sent.
    StrayPath(String),
    /// Too many requests; in how many milliseconds to ask again, where that was said.
    RateLimited(Option<u32>),
    /// The proxy does not let this method through.
    MethodBlocked(Method),
    /// Backstage has no proxy entry at this path.
    ProxyMissing,
    /// The proxy could not reach Coder, or something in between answered in its place.
    DeploymentUnavailable(Unavailable),
    /// Somebody else refused or failed in Coder's place, and says so in their own words.
    NotCoder {
        /// Who.
        by: Party,
        /// The HTTP status.
        status: u16,
        /// Their words.
        said: Said,
    },
    /// Coder failed inside.
    Server(Said),
    /// The answer is not what Coder's API promises.
    InvalidResponse(Malformed),
    /// A part of the card itself, loaded when it is first needed, could not be loaded.
    PartMissing,
    /// Any other refusal.
    Unexpected {
        /// The HTTP status.
        status: u16,
        /// What came with it.
        said: Said,
    },
}

/// What a server said with an error: plain text from outside, never to be read as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The main sentence; empty if there was none.
    pub message: String,
    /// More to say; empty if there was nothing.
    pub detail: String,
    /// What is wrong with which field, parameter or search key.
    pub fields: Vec<FieldError>,
}

/// In which way a deployment is out of reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// A gateway error (502, 503, 504, or the proxy's own text).
    Gateway(u16),
    /// A 503 that says in how many milliseconds to ask again.
    Busy(u32),
    /// A web page or other non-JSON answer where JSON was due.
    NotJson,
}

/// Who may answer in Coder's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Backstage's backend, which runs the proxy.
    Backstage,
    /// A gateway in front of Backstage or of Coder.
    Gateway,
}

impl Error {
    /// Whether Coder or the network may well answer differently a little later, so that a poll goes on.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Offline
            | Self::Timeout
            | Self::Unreachable
            | Self::HostHasNoToken
            | Self::RateLimited(_)
            | Self::DeploymentUnavailable(_)
            | Self::Server(_) => true,
            Self::NotCoder { by, status, .. } => *by == Party::Gateway || *status >= 500,
            _ => false,
        }
    }

    /// Whether it is an answer with a 4xx status: the same request is not sent again by itself.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::RateLimited(_) => true,
            Self::NotCoder { status, .. } => *status < 500,
            _ => !self.is_transient(),
        }
    }

    /// Milliseconds before which nothing is to be asked again, where the answer said so.
    pub fn retry_after_ms(&self) -> Option<u32> {
        match self {
            Self::RateLimited(ms) => *ms,
            Self::DeploymentUnavailable(Unavailable::Busy(ms)) => Some(*ms),
            _ => None,
        }
    }

    /// What the server said, where it said something.
    pub fn said(&self) -> Option<&Said> {
        match self {
            Self::Forbidden(s)
            | Self::NotFound(s)
            | Self::Conflict(s)
            | Self::Gone(s)
            | Self::NotYet(s)
            | Self::Validation(s)
            | Self::Server(s)
            | Self::LinkLacks { said: s, .. }
            | Self::NotCoder { said: s, .. }
            | Self::Unexpected { said: s, .. } => Some(s),
            _ => None,
        }
    }

    /// A short name for events and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::HostSignedOut => "host-signed-out",
            Self::Unauthorized(_) => "unauthorized",
            Self::HostSignIn(_) => "host-sign-in",
            Self::HostHasNoToken => "host-has-no-token",
            Self::TokenNotForwarded => "token-not-forwarded",
            Self::Forbidden(_) => "forbidden",
            Self::LinkLacks { .. } => "link-lacks",
            Self::NotFound(_) => "not-found",
            Self::RouteMissing => "route-missing",
            Self::Conflict(_) => "conflict",
            Self::Gone(_) => "gone",
            Self::NotYet(_) => "not-yet",
            Self::Validation(_) => "validation",
            Self::StrayPath(_) => "stray-path",
            Self::RateLimited(_) => "rate-limited",
            Self::MethodBlocked(_) => "method-blocked",
            Self::ProxyMissing => "proxy-missing",
            Self::DeploymentUnavailable(_) => "deployment-unavailable",
            Self::NotCoder { by: Party::Backstage, .. } => "backstage",
            Self::NotCoder { by: Party::Gateway, .. } => "gateway",
            Self::Server(_) => "server",
            Self::InvalidResponse(_) => "invalid-response",
            Self::PartMissing => "part-missing",
            Self::Unexpected { .. } => "unexpected",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let explanation = explain(self);
        f.write_str(explanation.title.english())?;
        if !explanation.detail.is_empty() {
            write!(f, " {}", explanation.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

impl From<Malformed> for Error {
    fn from(malformed: Malformed) -> Self {
        Self::InvalidResponse(malformed)
    }
}

#[cfg(test)]
mod tests;
