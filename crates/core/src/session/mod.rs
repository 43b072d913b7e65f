//! A linked Coder account: nine states and the events that lead from one to the next.
//!
//! A pure reducer: [`Session::step`] takes an event and says which effects to carry out. Checks are
//! numbered, so an answer that comes after something newer was started changes nothing.

mod reducer;
mod token;

pub use reducer::{Effect, Event};
pub use token::{SessionToken, TokenProblem};

use crate::error::Error;
use crate::wire::User;

/// Milliseconds for which a session stays trusted after a check that failed for reasons other than Coder's
/// refusal (the React plugin's grace period).
pub const GRACE_PERIOD_MS: u32 = 6_000;

/// Where a session stands. The names are the React plugin's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// A stored token's first check is in flight.
    Initializing {
        /// The stored token.
        token: SessionToken,
    },
    /// There is no token.
    TokenMissing,
    /// A newly entered token is being checked.
    Authenticating {
        /// The entered token.
        token: SessionToken,
    },
    /// The last check succeeded and is trusted.
    Authenticated {
        /// The good token.
        token: SessionToken,
        /// Whose it is.
        user: User,
    },
    /// The token was good, the latest check failed, and the grace period runs.
    DistrustedWithGracePeriod {
        /// The token.
        token: SessionToken,
        /// Whose it was.
        user: User,
        /// Why the check failed.
        error: Error,
    },
    /// The token could not be checked, with no grace left.
    Distrusted {
        /// The token.
        token: SessionToken,
        /// Whose it was, if it ever was good.
        user: Option<User>,
        /// Why the check failed.
        error: Error,
    },
    /// The browser is offline and the token was never checked.
    NoInternetConnection {
        /// The token.
        token: SessionToken,
    },
    /// The deployment cannot be reached, or something else answers in its place.
    DeploymentUnavailable {
        /// The token.
        token: SessionToken,
        /// Whose it was, if it ever was good.
        user: Option<User>,
        /// How it is out of reach.
        error: Error,
    },
    /// Coder refused the token.
    Invalid {
        /// The refused token.
        token: SessionToken,
        /// Coder's refusal.
        error: Error,
    },
}

/// The nine states without what they hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// See [`State::Initializing`].
    Initializing,
    /// See [`State::TokenMissing`].
    TokenMissing,
    /// See [`State::Authenticating`].
    Authenticating,
    /// See [`State::Authenticated`].
    Authenticated,
    /// See [`State::DistrustedWithGracePeriod`].
    DistrustedWithGracePeriod,
    /// See [`State::Distrusted`].
    Distrusted,
    /// See [`State::NoInternetConnection`].
    NoInternetConnection,
    /// See [`State::DeploymentUnavailable`].
    DeploymentUnavailable,
    /// See [`State::Invalid`].
    Invalid,
}

impl Status {
    /// The React plugin's name for it, as the `coder-session-change` event carries it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Initializing => "initializing",
            Self::TokenMissing => "tokenMissing",
            Self::Authenticating => "authenticating",
            Self::Authenticated => "authenticated",
            Self::DistrustedWithGracePeriod => "distrustedWithGracePeriod",
            Self::Distrusted => "distrusted",
            Self::NoInternetConnection => "noInternetConnection",
            Self::DeploymentUnavailable => "deploymentUnavailable",
            Self::Invalid => "invalid",
        }
    }

    /// Whether content behind the session is shown.
    pub fn is_authenticated(self) -> bool {
        matches!(self, Self::Authenticated | Self::DistrustedWithGracePeriod)
    }

    /// Whether checking again by itself may mend it.
    pub fn can_recover(self) -> bool {
        matches!(
            self,
            Self::DistrustedWithGracePeriod
                | Self::Distrusted
                | Self::NoInternetConnection
                | Self::DeploymentUnavailable
        )
    }
}

impl State {
    /// The state without what it holds.
    pub fn status(&self) -> Status {
        match self {
            Self::Initializing { .. } => Status::Initializing,
            Self::TokenMissing => Status::TokenMissing,
            Self::Authenticating { .. } => Status::Authenticating,
            Self::Authenticated { .. } => Status::Authenticated,
            Self::DistrustedWithGracePeriod { .. } => Status::DistrustedWithGracePeriod,
            Self::Distrusted { .. } => Status::Distrusted,
            Self::NoInternetConnection { .. } => Status::NoInternetConnection,
            Self::DeploymentUnavailable { .. } => Status::DeploymentUnavailable,
            Self::Invalid { .. } => Status::Invalid,
        }
    }

    /// The token, whatever is known of it.
    pub fn token(&self) -> Option<&SessionToken> {
        match self {
            Self::TokenMissing => None,
            Self::Initializing { token }
            | Self::Authenticating { token }
            | Self::Authenticated { token, .. }
            | Self::DistrustedWithGracePeriod { token, .. }
            | Self::Distrusted { token, .. }
            | Self::NoInternetConnection { token }
            | Self::DeploymentUnavailable { token, .. }
            | Self::Invalid { token, .. } => Some(token),
        }
    }

    /// Whose session it is, as far as known.
    pub fn user(&self) -> Option<&User> {
        match self {
            Self::Authenticated { user, .. } | Self::DistrustedWithGracePeriod { user, .. } => Some(user),
            Self::Distrusted { user, .. } | Self::DeploymentUnavailable { user, .. } => user.as_ref(),
            _ => None,
        }
    }

    /// What went wrong last.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::DistrustedWithGracePeriod { error, .. }
            | Self::Distrusted { error, .. }
            | Self::DeploymentUnavailable { error, .. }
            | Self::Invalid { error, .. } => Some(error),
            Self::NoInternetConnection { .. } => Some(&Error::Offline),
            _ => None,
        }
    }
}

/// A session and the check that is in flight, if one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    state: State,
    /// The number of the newest check; older answers and timers are stale.
    attempt: u32,
    /// The check whose failure began the running grace period.
    grace: u32,
    checking: bool,
}

impl Default for Session {
    fn default() -> Self {
        Self { state: State::TokenMissing, attempt: 0, grace: 0, checking: false }
    }
}

impl Session {
    /// Where the session stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether a check is in flight.
    pub fn is_checking(&self) -> bool {
        self.checking
    }
}

#[cfg(test)]
mod tests;
