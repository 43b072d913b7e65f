//! A linked Coder account: nine states and the events that lead from one to the next.
//!
//! A pure reducer: [`Session::step`] takes an event and says which effects to carry out. Checks are
//! numbered, so an answer that comes after something newer was started changes nothing.

mod credential;
mod reducer;
mod token;

pub use credential::{Credential, SignInProblem};
pub use reducer::{Effect, Event};
pub use token::{SessionToken, TokenProblem};

use crate::error::Error;
use crate::wire::User;

/// Where a session stands. The names are the React plugin's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The first check of a stored token, or of the host's sign-in, is in flight.
    Initializing {
        /// What is being checked.
        credential: Credential,
    },
    /// There is nothing to link with.
    TokenMissing,
    /// A newly entered token, or a new sign-in of the host's, is being checked.
    Authenticating {
        /// What is being checked.
        credential: Credential,
    },
    /// The last check succeeded and is trusted.
    Authenticated {
        /// What is good.
        credential: Credential,
        /// Whose it is.
        user: User,
    },
    /// The token was good, the latest check failed, and the grace period runs.
    DistrustedWithGracePeriod {
        /// What could not be checked.
        credential: Credential,
        /// Whose it was.
        user: User,
        /// Why the check failed.
        error: Error,
    },
    /// The token could not be checked, with no grace left.
    Distrusted {
        /// What could not be checked.
        credential: Credential,
        /// Whose it was, if it ever was good.
        user: Option<User>,
        /// Why the check failed.
        error: Error,
    },
    /// The browser is offline and the token was never checked.
    NoInternetConnection {
        /// What could not be checked.
        credential: Credential,
    },
    /// The deployment cannot be reached, or something else answers in its place.
    DeploymentUnavailable {
        /// What could not be checked.
        credential: Credential,
        /// Whose it was, if it ever was good.
        user: Option<User>,
        /// How it is out of reach.
        error: Error,
    },
    /// Coder refused the token.
    Invalid {
        /// What was refused.
        credential: Credential,
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

    /// What the session rests on, whatever is known of it.
    pub fn credential(&self) -> Option<&Credential> {
        match self {
            Self::TokenMissing => None,
            Self::Initializing { credential }
            | Self::Authenticating { credential }
            | Self::Authenticated { credential, .. }
            | Self::DistrustedWithGracePeriod { credential, .. }
            | Self::Distrusted { credential, .. }
            | Self::NoInternetConnection { credential }
            | Self::DeploymentUnavailable { credential, .. }
            | Self::Invalid { credential, .. } => Some(credential),
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
