//! Failures of actions.

use crate::browser::CallError;
use coder_core::Error;
use coder_core::actions::Action;
use coder_core::create::Parameter;
use coder_core::i18n::Message;
use coder_core::models::{FieldError, Workspace};
use std::sync::Arc;

/// The parameters that the user must enter before a workspace starts: ephemeral parameters, or parameters whose
/// values Coder rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterPrompt {
    /// The workspace to start.
    pub workspace: Arc<Workspace>,
    /// The action to run again with the entered values.
    pub action: Action,
    /// The parameters to enter.
    pub parameters: Vec<Parameter>,
    /// Coder's errors for rejected values.
    pub rejected: Vec<FieldError>,
}

/// A failed action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionFailure {
    /// The workspace's id.
    pub id: String,
    /// The workspace's name.
    pub name: String,
    /// The title of the notice, with the placeholder `{name}`.
    pub title: Message,
    /// The reason.
    pub cause: FailureReason,
}

/// The reason why a write failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureReason {
    /// A failed request.
    Error(Error),
    /// Any other reason, e.g. that the workspace was changed elsewhere in the meantime.
    Message(Message),
    /// Parameters that the user must enter first.
    NeedsParameters(Box<ParameterPrompt>),
    /// An aborted operation, or one that is already running; no notice is shown.
    Silent,
}

impl From<CallError> for FailureReason {
    fn from(failure: CallError) -> Self {
        match failure {
            CallError::Failed(error) => Self::Error(error),
            CallError::Aborted | CallError::SignedOut => Self::Silent,
        }
    }
}
