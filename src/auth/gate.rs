//! The kind of UI that a session allows.

use coder_core::session::SessionStatus;

/// The kind of UI that a session's status allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// The first check of the credential is in flight.
    Checking,
    /// The form: there is no token, or the token is being checked or was rejected.
    Form,
    /// There is a credential, but the session cannot be checked right now.
    Unverified,
    /// The content.
    Open,
}

impl Gate {
    /// Returns the gate for a status, by the React plugin's table.
    pub fn of(status: SessionStatus) -> Self {
        match status {
            SessionStatus::Initializing => Self::Checking,
            SessionStatus::TokenMissing | SessionStatus::Authenticating | SessionStatus::Invalid => {
                Self::Form
            }
            SessionStatus::Distrusted
            | SessionStatus::NoInternetConnection
            | SessionStatus::DeploymentUnavailable => Self::Unverified,
            SessionStatus::Authenticated | SessionStatus::DistrustedWithGracePeriod => Self::Open,
        }
    }

    /// Whether there is the content or its placeholder.
    pub fn shows_content(self) -> bool {
        matches!(self, Self::Open | Self::Checking)
    }
}
