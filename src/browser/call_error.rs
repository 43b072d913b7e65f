//! The outcome of a request that has no result.

use coder_core::Error;

/// The reason why a request has no result.
#[derive(Clone, Debug, PartialEq)]
pub enum CallError {
    /// The caller aborted the request.
    Aborted,
    /// There is no session.
    SignedOut,
    /// The request failed.
    Failed(Error),
}

impl CallError {
    /// Converts the error of waiting for a function of the host: [`Error::Timeout`] is about Coder, so a timeout of
    /// the host becomes [`Error::Unreachable`].
    pub(super) fn of_host(self) -> Self {
        match self {
            Self::Failed(Error::Timeout) => Error::Unreachable.into(),
            other => other,
        }
    }
}

impl From<Error> for CallError {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}
