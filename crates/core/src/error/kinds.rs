//! The kinds of errors.

use super::sign_in::SignInError;
use crate::json::DecodeError;
use crate::models::FieldError;
use crate::request::Method;

/// The reason why a request failed.
///
/// Errors never contain secrets: the transport redacts the session token from all server messages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The browser is offline.
    Offline,
    /// The request timed out.
    Timeout,
    /// The connection failed: refused, reset, blocked, or the host's fetch threw.
    Unreachable,
    /// Backstage, or a gateway in front of it, requires its user to sign in again. Distinct from Coder's 401.
    HostSignedOut,
    /// Coder refused the session token, with this reason.
    Unauthorized(String),
    /// The sign-in with Coder through the host failed.
    HostSignIn(SignInError),
    /// The host has no session with Coder at the moment. No request was sent.
    HostHasNoToken,
    /// The gateway keeps no link to an account.
    NotLinked,
    /// A session token was sent, but the proxy dropped the header.
    TokenNotForwarded,
    /// Coder refuses this request to this user.
    Forbidden(ServerMessage),
    /// The session token lacks a permission that this request needs. The user may still have the permission.
    InsufficientScope {
        /// The permission, as named in Coder's token scopes.
        permission: &'static str,
        /// The error message in the response.
        message: ServerMessage,
    },
    /// The resource does not exist or is not visible to this user; Coder does not distinguish the two.
    NotFound(ServerMessage),
    /// The deployment's version or edition does not have this endpoint.
    EndpointUnsupported,
    /// Another build is active, or a name is taken.
    Conflict(ServerMessage),
    /// The workspace was deleted.
    Gone(ServerMessage),
    /// The build has left the status that the request expected (412), or an import is in progress (425).
    PreconditionFailed(ServerMessage),
    /// Coder refused the content of the request.
    Validation(ServerMessage),
    /// The path, given here, leaves Coder's API because an id or a name in it is a dot segment. No request was sent.
    StrayPath(String),
    /// Too many requests; with the delay until the next one in milliseconds, if the response has one.
    RateLimited(Option<u32>),
    /// The proxy does not allow this method.
    MethodBlocked(Method),
    /// Backstage has no proxy entry at this path.
    ProxyMissing,
    /// The proxy could not reach Coder, or a gateway responded in its place.
    DeploymentUnavailable(Unavailable),
    /// Another server than Coder refused the request or failed.
    NotCoder {
        /// The server that responded.
        by: Party,
        /// The HTTP status.
        status: u16,
        /// The error message in the response.
        message: ServerMessage,
    },
    /// Coder failed with an internal error.
    Server(ServerMessage),
    /// A decode error: the response differs from Coder's documented API.
    InvalidResponse(DecodeError),
    /// A chunk of the card failed to load.
    ChunkLoadFailed,
    /// Any other refusal.
    Unexpected {
        /// The HTTP status.
        status: u16,
        /// The error message in the response.
        message: ServerMessage,
    },
}

/// The error message of a server: plain text from outside, which must never be parsed as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerMessage {
    /// The main message; empty if there is none.
    pub message: String,
    /// The details; empty if there are none.
    pub detail: String,
    /// The errors of individual fields, parameters or search keys.
    pub fields: Vec<FieldError>,
}

/// The reason why a deployment is unavailable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unavailable {
    /// A gateway error (502, 503, 504, or the error text of Backstage's proxy).
    Gateway(u16),
    /// A 503 with a `Retry-After` delay in milliseconds.
    Busy(u32),
    /// A web page or other non-JSON response instead of JSON.
    NotJson,
}

/// A server that may respond in Coder's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Backstage's backend, which runs the proxy.
    Backstage,
    /// A gateway in front of Backstage or Coder.
    Gateway,
}

impl Error {
    /// Whether the same request may succeed a little later, so that polling continues.
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

    /// Whether the same request must not be retried automatically.
    ///
    /// True for rate limits, for 4xx responses of other servers, and for all errors that are not transient.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::RateLimited(_) => true,
            Self::NotCoder { status, .. } => *status < 500,
            _ => !self.is_transient(),
        }
    }

    /// Returns the delay from the response's `Retry-After`, in milliseconds.
    pub fn retry_after_ms(&self) -> Option<u32> {
        match self {
            Self::RateLimited(ms) => *ms,
            Self::DeploymentUnavailable(Unavailable::Busy(ms)) => Some(*ms),
            _ => None,
        }
    }

    /// Returns the error message in the response, if any.
    pub fn server_message(&self) -> Option<&ServerMessage> {
        match self {
            Self::Forbidden(s)
            | Self::NotFound(s)
            | Self::Conflict(s)
            | Self::Gone(s)
            | Self::PreconditionFailed(s)
            | Self::Validation(s)
            | Self::Server(s)
            | Self::InsufficientScope { message: s, .. }
            | Self::NotCoder { message: s, .. }
            | Self::Unexpected { message: s, .. } => Some(s),
            _ => None,
        }
    }

    /// Returns a short name for events and logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::HostSignedOut => "host-signed-out",
            Self::Unauthorized(_) => "unauthorized",
            Self::HostSignIn(_) => "host-sign-in",
            Self::HostHasNoToken => "host-has-no-token",
            Self::NotLinked => "not-linked",
            Self::TokenNotForwarded => "token-not-forwarded",
            Self::Forbidden(_) => "forbidden",
            Self::InsufficientScope { .. } => "link-lacks",
            Self::NotFound(_) => "not-found",
            Self::EndpointUnsupported => "route-missing",
            Self::Conflict(_) => "conflict",
            Self::Gone(_) => "gone",
            Self::PreconditionFailed(_) => "not-yet",
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
            Self::ChunkLoadFailed => "part-missing",
            Self::Unexpected { .. } => "unexpected",
        }
    }
}

impl std::error::Error for Error {}

impl From<DecodeError> for Error {
    fn from(malformed: DecodeError) -> Self {
        Self::InvalidResponse(malformed)
    }
}
