//! Runs workspace actions, whose plans are executed in [`super::execute`].

use super::action_runner::{ActionRunner, Operation, PendingAction};
use super::execute;
use super::failure::{FailureReason, ParameterPrompt};
use crate::lazy_chunk::lazy_chunk;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::actions::Action;
use coder_core::actions::plan::{ParameterValues, Step};
use coder_core::models::Workspace;
use std::pin::Pin;
use std::sync::Arc;
use web_sys::AbortSignal;

/// The type of [`super::execute::execute`]. A function pointer, because a function at a chunk boundary cannot be
/// generic.
type ExecuteFn = fn(
    ActionRunner,
    Arc<Workspace>,
    Operation,
    AbortSignal,
) -> Pin<Box<dyn Future<Output = Result<(), FailureReason>>>>;

lazy_chunk! {
    /// Loads the executor.
    fn load_executor() -> ExecuteFn = card { execute::execute }
}

impl ActionRunner {
    /// Runs an action on a workspace; a failure is added to [`ActionRunner::failures`]. Does nothing while another
    /// operation runs on the workspace, except for [`Action::Cancel`]: then the running operation ends after its
    /// current step.
    ///
    /// `values` are the parameter values of the build that the action starts. `on_prompt` receives the parameters to
    /// enter first: the template's ephemeral parameters if `values` is `None`, or those whose values Coder rejected.
    pub fn run_action(
        &self,
        workspace: &Arc<Workspace>,
        action: Action,
        values: Option<ParameterValues>,
        on_prompt: impl FnOnce(ParameterPrompt) + 'static,
    ) {
        let (runner, workspace) = (self.clone(), workspace.clone());
        spawn_local(async move {
            let task = Operation::Action(action, values);
            let Err(cause) = runner.run_exclusive(&workspace, PendingAction::Action(action), task).await
            else {
                return;
            };
            match cause {
                FailureReason::Silent => {}
                FailureReason::NeedsParameters(prompt) => on_prompt(*prompt),
                cause => runner.report_failure(&workspace, action.failure_title(), cause),
            }
        });
    }

    /// Changes a setting of a workspace.
    ///
    /// # Errors
    /// The reason why the setting was not changed.
    pub async fn update_settings(
        &self,
        workspace: &Workspace,
        steps: Vec<Step>,
    ) -> Result<(), FailureReason> {
        self.run_exclusive(workspace, PendingAction::Setting, Operation::Settings(steps)).await
    }

    async fn run_exclusive(
        &self,
        workspace: &Workspace,
        pending: PendingAction,
        operation: Operation,
    ) -> Result<(), FailureReason> {
        let Some((number, ended)) = self.begin(&workspace.id, pending)? else {
            return Err(FailureReason::Silent);
        };
        self.dismiss(&workspace.id);
        let result = match load_executor().await {
            Ok(execute) => execute(self.clone(), Arc::new(workspace.clone()), operation, ended).await,
            Err(_) => Err(FailureReason::Error(Error::ChunkLoadFailed)),
        };
        self.end(&workspace.id, number);
        if !matches!(result, Err(FailureReason::Silent | FailureReason::NeedsParameters(_))) {
            self.lists().refresh();
        }
        result
    }
}
