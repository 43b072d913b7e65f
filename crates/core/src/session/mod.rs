//! The session of a linked Coder account: a state machine with nine states.
//!
//! [`Session::handle`] is a pure reducer: it takes an event and returns the effects to execute. Checks are numbered,
//! so the result of an outdated check changes nothing.

mod credential;
mod reducer;
mod token;

pub use credential::Credential;
pub use reducer::{SessionEffect, SessionEvent};
pub use token::{SessionToken, TokenError};

use crate::error::Error;
use crate::models::User;

/// The state of a session, with the React plugin's names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// The first check of a stored token, or of the host's sign-in, is in flight.
    Initializing {
        /// The credential that is being checked.
        credential: Credential,
    },
    /// There is no credential.
    TokenMissing,
    /// A newly entered token, or a new sign-in through the host, is being checked.
    Authenticating {
        /// The credential that is being checked.
        credential: Credential,
    },
    /// The latest check succeeded.
    Authenticated {
        /// The valid credential.
        credential: Credential,
        /// The credential's user.
        user: User,
    },
    /// The credential was valid, the latest check failed, and the grace period is running.
    DistrustedWithGracePeriod {
        /// The credential that could not be checked.
        credential: Credential,
        /// The user as of the last successful check.
        user: User,
        /// The error of the failed check.
        error: Error,
    },
    /// The credential could not be checked, and no grace period is running.
    Distrusted {
        /// The credential that could not be checked.
        credential: Credential,
        /// The user as of the last successful check, if there was one.
        user: Option<User>,
        /// The error of the failed check.
        error: Error,
    },
    /// The browser is offline, and the credential was never valid.
    NoInternetConnection {
        /// The credential that could not be checked.
        credential: Credential,
    },
    /// The deployment is unreachable, or another server responds in its place.
    DeploymentUnavailable {
        /// The credential that could not be checked.
        credential: Credential,
        /// The user as of the last successful check, if there was one.
        user: Option<User>,
        /// The error of the failed check.
        error: Error,
    },
    /// Coder refused the credential, or the sign-in through the host failed.
    Invalid {
        /// The refused credential.
        credential: Credential,
        /// The error of the refused check.
        error: Error,
    },
}

/// The state of a session without its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionStatus {
    /// See [`SessionState::Initializing`].
    Initializing,
    /// See [`SessionState::TokenMissing`].
    TokenMissing,
    /// See [`SessionState::Authenticating`].
    Authenticating,
    /// See [`SessionState::Authenticated`].
    Authenticated,
    /// See [`SessionState::DistrustedWithGracePeriod`].
    DistrustedWithGracePeriod,
    /// See [`SessionState::Distrusted`].
    Distrusted,
    /// See [`SessionState::NoInternetConnection`].
    NoInternetConnection,
    /// See [`SessionState::DeploymentUnavailable`].
    DeploymentUnavailable,
    /// See [`SessionState::Invalid`].
    Invalid,
}

impl SessionStatus {
    /// Returns the React plugin's name of the state, as in the `coder-session-change` event.
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

    /// Whether content that needs a session is shown.
    pub fn is_authenticated(self) -> bool {
        matches!(self, Self::Authenticated | Self::DistrustedWithGracePeriod)
    }

    /// Whether an automatic re-check may restore the session.
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

impl SessionState {
    /// Returns the state without its data.
    pub fn status(&self) -> SessionStatus {
        match self {
            Self::Initializing { .. } => SessionStatus::Initializing,
            Self::TokenMissing => SessionStatus::TokenMissing,
            Self::Authenticating { .. } => SessionStatus::Authenticating,
            Self::Authenticated { .. } => SessionStatus::Authenticated,
            Self::DistrustedWithGracePeriod { .. } => SessionStatus::DistrustedWithGracePeriod,
            Self::Distrusted { .. } => SessionStatus::Distrusted,
            Self::NoInternetConnection { .. } => SessionStatus::NoInternetConnection,
            Self::DeploymentUnavailable { .. } => SessionStatus::DeploymentUnavailable,
            Self::Invalid { .. } => SessionStatus::Invalid,
        }
    }

    /// Returns the credential, whether valid or not.
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

    /// Returns the user, if known.
    pub fn user(&self) -> Option<&User> {
        match self {
            Self::Authenticated { user, .. } | Self::DistrustedWithGracePeriod { user, .. } => Some(user),
            Self::Distrusted { user, .. } | Self::DeploymentUnavailable { user, .. } => user.as_ref(),
            _ => None,
        }
    }

    /// Returns the error that led to the state, if one did.
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

/// A session, and the check that is in flight, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    state: SessionState,
    /// The number of the newest check; results and timers of earlier checks are stale.
    attempt: u32,
    /// The number of the check whose failure started the grace period.
    grace: u32,
    checking: bool,
}

impl Default for Session {
    fn default() -> Self {
        Self { state: SessionState::TokenMissing, attempt: 0, grace: 0, checking: false }
    }
}

impl Session {
    /// Returns the current state.
    pub fn state(&self) -> &SessionState {
        &self.state
    }

    /// Whether a check is in flight.
    pub fn is_checking(&self) -> bool {
        self.checking
    }
}

#[cfg(test)]
mod tests;
