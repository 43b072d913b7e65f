//! Workspace creation.

use super::action_runner::ActionRunner;
use super::failure::FailureReason;
use crate::browser::{CallError, pause};
use coder_core::Error;
use coder_core::actions::plan::is_ambiguous;
use coder_core::create::{free_name, name_stem};
use coder_core::i18n::Message;
use coder_core::json::FromJson;
use coder_core::models::{Names, Workspace};
use coder_core::polling::{RetryCount, retry_delay};
use coder_core::request::Request;
use serde_json::Value;
use web_sys::AbortSignal;

impl ActionRunner {
    /// Creates a workspace. Sends the request once; if its outcome is unknown, looks the workspace up by name.
    ///
    /// # Errors
    /// The reason why the workspace was not created, or may not have been.
    pub async fn create(&self, body: Value, name: &str, template: &str) -> Result<Workspace, FailureReason> {
        // Aborted with the session, the page or the request timeout, but not when the form is closed.
        let signal = self.abort_signal()?;
        let owner = self.context().user_id();
        let error = match self.client().call(&Request::create_workspace(body), &signal).await {
            Ok(value) => match Workspace::from_json(&value) {
                Ok(workspace) => return Ok(self.on_created(workspace)),
                Err(malformed) => Error::from(malformed),
            },
            Err(CallError::Failed(error @ Error::Conflict(_))) => return Err(FailureReason::Error(error)),
            Err(CallError::Failed(error)) if is_ambiguous(&error) => error,
            Err(failure) => return Err(failure.into()),
        };
        let (mut retry, call) = (RetryCount::default(), Request::workspace_by_name(name));
        loop {
            let failure = match self.client().call(&call, &signal).await {
                Ok(value) => match Workspace::from_json(&value) {
                    Ok(existing)
                        if existing.template_id == template
                            && existing.latest_build.build_number == 1
                            && Some(&existing.owner_id) == owner.as_ref() =>
                    {
                        return Ok(self.on_created(existing));
                    }
                    // A different workspace of the same name.
                    Ok(_) => return Err(FailureReason::Message(Message::Superseded)),
                    Err(_) => return Err(FailureReason::Message(Message::OutcomeUnknown)),
                },
                Err(CallError::Failed(Error::NotFound(_) | Error::Gone(_))) => {
                    return Err(match error {
                        error @ (Error::Server(_) | Error::NotCoder { .. }) => FailureReason::Error(error),
                        _ => FailureReason::Message(Message::CreateLost),
                    });
                }
                Err(CallError::Aborted | CallError::SignedOut) => return Err(FailureReason::Silent),
                Err(CallError::Failed(failure)) => failure,
            };
            let Some(pause_ms) = retry_delay(&mut retry, call.method, &failure, crate::browser::jitter())
            else {
                return Err(FailureReason::Message(Message::OutcomeUnknown));
            };
            pause(pause_ms, &signal).await;
        }
    }

    /// Returns the first of `name` and its numbered variants that the user has no workspace of. If the names in use
    /// cannot be fetched, only `is_taken` (`name` is known to be in use) is considered.
    pub async fn free_name(&self, name: &str, is_taken: bool, signal: &AbortSignal) -> String {
        let result = self.client().call(&Request::own_workspaces_named_like(name_stem(name)), signal).await;
        let names = result.map(|page| Names::of(&page)).unwrap_or_default().0;
        free_name(name, names.iter().map(String::as_str).chain(is_taken.then_some(name)))
    }

    fn on_created(&self, workspace: Workspace) -> Workspace {
        self.apply_started(&workspace);
        self.lists().refresh();
        workspace
    }
}
