//! Executes the steps of an action plan ([`coder_core::actions::plan`]).
//!
//! Lives in the `card` chunk.

use super::action_runner::{ActionRunner, Operation};
use super::failure::{FailureReason, ParameterPrompt};
use crate::browser::{CallError, Deadline, LiveState, WebLock, next_poll, now_ms, pause};
use crate::client::Follow;
use coder_core::Error;
use coder_core::actions::plan::{
    ExpectedChange, ParameterValues, Step, Verification, WaitState, is_ambiguous, plan, wait_state,
};
use coder_core::actions::{Action, Permissions, available_actions};
use coder_core::create::{Parameter, ResolvedParameters, RichParameter};
use coder_core::error::ServerMessage as ErrorSaid;
use coder_core::i18n::Message;
use coder_core::json::FromJson;
use coder_core::live::workspace_in;
use coder_core::models::{Build, BuildInfo, FieldError, ParameterValue, Transition, Workspace};
use coder_core::polling::{Pace, Poll, RetryCount, retry_delay};
use coder_core::request::Request;
use coder_core::storage_keys::{self, Purpose};
use js_sys::Array;
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::AbortSignal;

/// Executes an operation until it completes or `ended` is aborted.
pub(super) fn execute(
    runner: ActionRunner,
    workspace: Arc<Workspace>,
    task: Operation,
    ended: AbortSignal,
) -> Pin<Box<dyn Future<Output = Result<(), FailureReason>>>> {
    Box::pin(async move { runner.run_steps(&workspace, task, &ended).await })
}

impl ActionRunner {
    /// Acquires the workspace's lock, which keeps other tabs from writing to the workspace.
    async fn execute_locked(&self, id: &str, signal: &AbortSignal) -> Result<WebLock, FailureReason> {
        let name = storage_keys::name(Purpose::Workspace, &self.context().proxy_path, id);
        let limit = Deadline::start(signal, self.context().tuning().request_timeout_ms)?;
        WebLock::try_acquire(&name, &limit).await?.ok_or(FailureReason::Message(Message::BusyInOtherTab))
    }

    /// Executes the steps in order. Holds the workspace's lock while writing; releases it while waiting for a build.
    async fn run_steps(
        &self,
        workspace: &Workspace,
        task: Operation,
        ended: &AbortSignal,
    ) -> Result<(), FailureReason> {
        // A build can be canceled even while another tab holds the lock.
        let cancels = matches!(task, Operation::Action(Action::Cancel, _));
        let signal = self.abort_signal()?;
        let mut lock = if cancels { None } else { Some(self.execute_locked(&workspace.id, &signal).await?) };
        // The workspace on screen may be stale: another tab or user may have changed it since.
        let mut before = self.fetch_workspace(&workspace.id, &signal).await?;
        let mut started = None;
        let steps = match task {
            Operation::Settings(steps) => steps,
            Operation::Action(action, values) => {
                if !available_actions(&before, ALL_PERMISSIONS).contains(&action) {
                    return Err(FailureReason::Message(Message::NoLongerAvailable));
                }
                let values = match values {
                    Some(values) => values,
                    None if action.starts_build() => {
                        match self.ephemeral_parameters(&before, action, &signal).await? {
                            parameters if parameters.is_empty() => ParameterValues::new(),
                            parameters => return Err(prompt(before, action, parameters, Vec::new())),
                        }
                    }
                    None => ParameterValues::new(),
                };
                started = Some(action);
                let version = match action {
                    Action::Restart => self.version(&signal).await,
                    _ => String::new(),
                };
                plan(action, &before, &values, &version)
            }
        };
        for step in steps {
            if ended.aborted() {
                return Err(FailureReason::Silent);
            }
            before = match step {
                Step::Send(call, effect) => {
                    if lock.is_none() && !cancels {
                        lock = Some(self.execute_locked(&workspace.id, &signal).await?);
                    }
                    match self.write(before.clone(), &call, &effect, &signal).await {
                        // The template version rejects the workspace's parameter values; the user can enter others.
                        Err(FailureReason::Error(Error::Validation(message)))
                            if started.is_some_and(Action::starts_build) && !message.fields.is_empty() =>
                        {
                            let action = started.unwrap_or(Action::Start);
                            return self.prompt_for_rejected(before, action, message, &signal).await;
                        }
                        other => other?,
                    }
                }
                Step::WaitFor(transition) => {
                    lock = None;
                    let before = self.wait(before, &transition, &signal, ended).await?;
                    self.fetch_token_again(&signal, ended).await?;
                    before
                }
            };
        }
        Ok(())
    }

    /// Returns a prompt for the parameters that Coder rejected, or the original error if it names no parameter.
    async fn prompt_for_rejected(
        &self,
        workspace: Workspace,
        action: Action,
        message: ErrorSaid,
        signal: &AbortSignal,
    ) -> Result<(), FailureReason> {
        let all = self.parameters(&workspace, action, signal).await?;
        let is_rejected = |p: &Parameter| message.fields.iter().any(|error| error.field == p.name);
        let rejected: Vec<Parameter> = all.into_iter().filter(is_rejected).collect();
        if rejected.is_empty() {
            return Err(FailureReason::Error(Error::Validation(message)));
        }
        Err(prompt(workspace, action, rejected, message.fields))
    }

    /// Fetches the ephemeral parameters of the template version that an action uses.
    async fn ephemeral_parameters(
        &self,
        workspace: &Workspace,
        action: Action,
        signal: &AbortSignal,
    ) -> Result<Vec<Parameter>, FailureReason> {
        let all = self.parameters(workspace, action, signal).await?;
        Ok(all.into_iter().filter(|parameter| parameter.ephemeral).collect())
    }

    /// Fetches the parameters of the template version that an action uses, with the workspace's values.
    async fn parameters(
        &self,
        workspace: &Workspace,
        action: Action,
        signal: &AbortSignal,
    ) -> Result<Vec<Parameter>, CallError> {
        let version = match action.updates_version() {
            true => &workspace.template_active_version_id,
            false => &workspace.latest_build.template_version_id,
        };
        let values = self.values_of(workspace, signal).await?;
        let inputs: ParameterValues = values.into_iter().map(|value| (value.name, value.value)).collect();
        let mut all = if workspace.template_use_classic_parameter_flow {
            let all = self.client().call(&Request::rich_parameters(version), signal).await?;
            let all = Vec::<RichParameter>::from_json(&all).map_err(Error::from)?;
            all.into_iter().map(|classic| classic.0).collect()
        } else {
            let call = Request::evaluate_parameters(version, &workspace.owner_id, &inputs);
            let evaluation = self.client().call(&call, signal).await?;
            ResolvedParameters::from_json(&evaluation).map_err(Error::from)?.parameters
        };
        for parameter in all.iter_mut().filter(|parameter| !parameter.ephemeral) {
            if let Some((_, before)) = inputs.iter().find(|(name, _)| *name == parameter.name) {
                parameter.continue_from(before);
            }
        }
        Ok(all)
    }

    /// Fetches the deployment's version; empty if that fails.
    async fn version(&self, signal: &AbortSignal) -> String {
        let result = self.client().call(&Request::build_info(), signal).await;
        let info = result.ok().and_then(|value| BuildInfo::from_json(&value).ok());
        info.map(|info| info.version).unwrap_or_default()
    }

    /// Sends a write once. If its outcome is unknown, fetches the workspace to verify it.
    async fn write(
        &self,
        before: Workspace,
        call: &Request,
        effect: &ExpectedChange,
        signal: &AbortSignal,
    ) -> Result<Workspace, FailureReason> {
        let error = match (self.client().call(call, signal).await, effect) {
            (Ok(value), ExpectedChange::Build(_) | ExpectedChange::Restart(_)) => {
                match Build::from_json(&value) {
                    Ok(build) => {
                        let mut after = before;
                        after.latest_build = build;
                        self.apply_started(&after);
                        return Ok(after);
                    }
                    Err(malformed) => Error::from(malformed),
                }
            }
            // The response does not contain the workspace.
            (Ok(_), _) => return Ok(self.fetch_workspace(&before.id, signal).await.unwrap_or(before)),
            (Err(CallError::Failed(error)), _) if is_ambiguous(&error) => error,
            (Err(failure), _) => return Err(failure.into()),
        };
        let after = match self.fetch_with_retry(&before.id, signal).await {
            Ok(after) => after,
            Err(CallError::Failed(Error::Gone(_))) if effect.verify_gone() == Verification::Applied => {
                return Ok(before);
            }
            Err(CallError::Failed(Error::Gone(_))) => {
                return Err(FailureReason::Message(Message::Superseded));
            }
            Err(_) => return Err(FailureReason::Message(Message::OutcomeUnknown)),
        };
        let values = match effect.is_about_values() {
            true => self
                .values_of(&after, signal)
                .await
                .map_err(|_| FailureReason::Message(Message::OutcomeUnknown))?,
            false => Vec::new(),
        };
        match (effect.verify(&before, &after, &values), error) {
            (Verification::Applied, _) => {
                self.apply_started(&after);
                Ok(after)
            }
            (Verification::Superseded, _) => Err(FailureReason::Message(Message::Superseded)),
            (
                Verification::NotApplied,
                error @ (Error::Conflict(_) | Error::Server(_) | Error::NotCoder { .. }),
            ) => Err(FailureReason::Error(error)),
            (Verification::NotApplied, _) => Err(FailureReason::Message(Message::NotApplied)),
        }
    }

    /// Fetches a workspace as [`ActionRunner::fetch_workspace`] does, with retries.
    async fn fetch_with_retry(&self, id: &str, signal: &AbortSignal) -> Result<Workspace, CallError> {
        let (mut retry, call) = (RetryCount::default(), Request::workspace(id));
        loop {
            let error = match self.fetch_workspace(id, signal).await {
                Err(CallError::Failed(error)) => error,
                other => return other,
            };
            let delay = retry_delay(&mut retry, call.method, &error, crate::browser::jitter());
            let Some(pause_ms) = delay else { return Err(error.into()) };
            pause(pause_ms, signal).await;
        }
    }

    /// Polls the workspace until its build has ended, or until `signal` or `ended` is aborted.
    async fn wait(
        &self,
        mut last: Workspace,
        transition: &Transition,
        signal: &AbortSignal,
        ended: &AbortSignal,
    ) -> Result<Workspace, FailureReason> {
        let number = last.latest_build.build_number;
        let either = AbortSignal::any(&Array::of2(signal, ended));
        let mut poll = Poll::new(Pace::build(self.context().tuning().idle_poll_ms));
        let latest = Rc::new(RefCell::new(None::<Workspace>));
        let follow = self.follow_build(&last.id, latest.clone());
        loop {
            match wait_state(&last, transition, number) {
                WaitState::Succeeded => return Ok(last),
                WaitState::Failed => return Err(FailureReason::Message(Message::StopFailed)),
                WaitState::Canceled => return Err(FailureReason::Message(Message::BuildCanceled)),
                WaitState::Superseded => return Err(FailureReason::Message(Message::Superseded)),
                WaitState::NotYet => {}
            }
            if !next_poll(&poll, &follow.state, &either).await {
                let is_over = either.aborted();
                return Err(if is_over {
                    FailureReason::Silent
                } else {
                    FailureReason::Message(Message::WaitedTooLong)
                });
            }
            let followed = latest.borrow_mut().take();
            let current = match followed {
                Some(current) => Ok(current),
                None => self.fetch_workspace(&last.id, &either).await,
            };
            match current {
                Ok(current) => {
                    last = current;
                    poll.succeeded(true);
                }
                Err(CallError::Failed(error)) if error.is_transient() => poll.failed(&error, now_ms()),
                Err(CallError::Failed(error @ Error::Unauthorized(_))) => poll.failed(&error, now_ms()),
                Err(failure) => return Err(failure.into()),
            }
        }
    }

    /// Follows a workspace whose build an action waits for. Each frame of it is put into `latest`, and ends the wait for
    /// the next request.
    fn follow_build(&self, id: &str, latest: Rc<RefCell<Option<Workspace>>>) -> Rc<Follow> {
        let topic = Request::workspace(id).path;
        let on_frame = move |state: &LiveState, frame: &str| {
            latest.replace(workspace_in(frame));
            state.wake();
        };
        self.context().live.follow(Box::new(move || topic.clone()), true, Box::new(on_frame))
    }

    /// Waits until the host has a token for the next step: one missing token must not end the action.
    async fn fetch_token_again(
        &self,
        signal: &AbortSignal,
        ended: &AbortSignal,
    ) -> Result<(), FailureReason> {
        let either = AbortSignal::any(&Array::of2(signal, ended));
        let mut poll = Poll::new(Pace::build(self.context().tuning().idle_poll_ms));
        while let Err(CallError::Failed(error)) = self.client().token(&either).await {
            poll.failed(&error, now_ms());
            if !next_poll(&poll, &LiveState::default(), &either).await {
                return Err(FailureReason::Silent);
            }
        }
        Ok(())
    }

    /// Fetches the parameter values of the workspace's latest build.
    async fn values_of(
        &self,
        workspace: &Workspace,
        signal: &AbortSignal,
    ) -> Result<Vec<ParameterValue>, CallError> {
        let values =
            self.client().call(&Request::build_parameters(&workspace.latest_build.id), signal).await?;
        Ok(Vec::<ParameterValue>::from_json(&values).map_err(Error::from)?)
    }
}

fn prompt(
    workspace: Workspace,
    action: Action,
    parameters: Vec<Parameter>,
    rejected: Vec<FieldError>,
) -> FailureReason {
    FailureReason::NeedsParameters(Box::new(ParameterPrompt {
        workspace: Arc::new(workspace),
        action,
        parameters,
        rejected,
    }))
}

/// All permissions: Coder checks them, so only the workspace's state matters here.
const ALL_PERMISSIONS: Permissions =
    Permissions { owns: true, start: true, stop: true, update: true, delete: true, cancel: true };
