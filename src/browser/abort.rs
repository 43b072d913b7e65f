//! Abort signals that end with their owner.

use super::call_error::CallError;
use coder_core::Error;
use web_sys::{AbortController, AbortSignal};

/// Handle that aborts the requests made with its signal when it is dropped.
#[derive(Debug)]
pub struct AbortOnDrop(AbortController);

impl AbortOnDrop {
    /// Creates a handle.
    ///
    /// # Errors
    /// Never in a browser; the constructor can throw only where there is none.
    pub fn new() -> Result<Self, CallError> {
        AbortController::new().map(Self).map_err(|_| Error::Unreachable.into())
    }

    /// Returns the signal for requests.
    pub fn signal(&self) -> AbortSignal {
        self.0.signal()
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
