//! Carrying out what is to be done with a workspace: the steps that `coder_core::drive` decides, one after the other.
//!
//! Not needed to paint a list: loaded when somebody comes near an action.

use super::Account;
use super::drives::{Cause, Question, Task};
use crate::browser::{Failure, Limit, Lock};
use coder_core::Error;
use coder_core::actions::{Action, Permissions, actions};
use coder_core::create::{Classic, Evaluation, Parameter};
use coder_core::drive::{Effect, Outcome, Step, Values, Waited, is_in_doubt, steps, waited};
use coder_core::endpoint::Call;
use coder_core::error::Said as ErrorSaid;
use coder_core::json::Read;
use coder_core::refresh::{Retry, retry_delay};
use coder_core::storage;
use coder_core::text::Text;
use coder_core::wire::{Build, BuildInfo, FieldError, ParameterValue, Transition, Workspace};
use gloo_timers::future::TimeoutFuture;
use std::pin::Pin;
use std::sync::Arc;
use web_sys::AbortSignal;

/// Milliseconds between looks at a build that is waited for.
const WAIT_MS: u32 = 2_000;

/// Does it while no other tab does anything with the workspace.
pub(super) fn carry_out(
    account: Account,
    seen: Arc<Workspace>,
    task: Task,
) -> Pin<Box<dyn Future<Output = Result<(), Cause>>>> {
    Box::pin(async move { account.alone(&seen, task).await })
}

impl Account {
    /// Does it while no other tab does anything with the workspace.
    async fn alone(&self, seen: &Workspace, task: Task) -> Result<(), Cause> {
        let name = storage::name("workspace", &self.0.proxy_path, &seen.id);
        let signal = self.drives_signal()?;
        let limit = Limit::start(&signal, self.tuning().request_timeout_ms)?;
        let Some(_lock) = Lock::take(&name, &limit).await? else {
            return Err(Cause::Because(Text::OtherTab));
        };
        // What was seen may be older than what another tab, or somebody else, did.
        let mut before = self.look(&seen.id, &signal).await?;
        let mut started = None;
        let steps = match task {
            Task::Setting(step) => vec![step],
            Task::Action(action, values) => {
                if !actions(&before, EVERYTHING).contains(&action) {
                    return Err(Cause::Because(Text::NotOffered));
                }
                let values = match values {
                    Some(values) => values,
                    None if action.starts() => match self.to_be_asked(&before, action, &signal).await? {
                        asked if asked.is_empty() => Values::new(),
                        parameters => return Err(asks(before, action, parameters, Vec::new())),
                    },
                    None => Values::new(),
                };
                started = Some(action);
                let version = match action {
                    Action::Restart => self.version(&signal).await,
                    _ => String::new(),
                };
                steps(action, &before, &values, &version)
            }
        };
        for step in steps {
            before = match step {
                Step::Write(call, effect) => {
                    match self.write(before.clone(), &call, &effect, &signal).await {
                        // The template's version wants other values than the workspace has: they can be given.
                        Err(Cause::Error(Error::Validation(said)))
                            if started.is_some_and(Action::starts) && !said.fields.is_empty() =>
                        {
                            let action = started.unwrap_or(Action::Start);
                            return self.named(before, action, said, &signal).await;
                        }
                        other => other?,
                    }
                }
                Step::Await(transition) => self.wait(before, &transition, &signal).await?,
            };
        }
        Ok(())
    }

    /// Asks for the values that the server named; what it named that is no parameter stays an error.
    async fn named(
        &self,
        workspace: Workspace,
        action: Action,
        said: ErrorSaid,
        signal: &AbortSignal,
    ) -> Result<(), Cause> {
        let all = self.parameters(&workspace, action, signal).await?;
        let is_named = |p: &Parameter| said.fields.iter().any(|error| error.field == p.name);
        let named: Vec<Parameter> = all.into_iter().filter(is_named).collect();
        if named.is_empty() {
            return Err(Cause::Error(Error::Validation(said)));
        }
        Err(asks(workspace, action, named, said.fields))
    }

    /// What the template asks before each start.
    async fn to_be_asked(
        &self,
        workspace: &Workspace,
        action: Action,
        signal: &AbortSignal,
    ) -> Result<Vec<Parameter>, Cause> {
        let all = self.parameters(workspace, action, signal).await?;
        Ok(all.into_iter().filter(|parameter| parameter.ephemeral).collect())
    }

    /// The parameters of the version that an action uses, with the workspace's values.
    async fn parameters(
        &self,
        workspace: &Workspace,
        action: Action,
        signal: &AbortSignal,
    ) -> Result<Vec<Parameter>, Failure> {
        let version = match action.updates() {
            true => &workspace.template_active_version_id,
            false => &workspace.latest_build.template_version_id,
        };
        let values = self.call(&Call::build_parameters(&workspace.latest_build.id), signal).await?;
        let values = Vec::<ParameterValue>::read(&values).map_err(Error::from)?;
        let inputs: Values = values.into_iter().map(|value| (value.name, value.value)).collect();
        let mut all = if workspace.template_use_classic_parameter_flow {
            let all = self.call(&Call::rich_parameters(version), signal).await?;
            let all = Vec::<Classic>::read(&all).map_err(Error::from)?;
            all.into_iter().map(|classic| classic.0).collect()
        } else {
            let call = Call::evaluate(version, &workspace.owner_id, &inputs);
            let evaluation = self.call(&call, signal).await?;
            Evaluation::read(&evaluation).map_err(Error::from)?.parameters
        };
        for parameter in all.iter_mut().filter(|parameter| !parameter.ephemeral) {
            if let Some((_, before)) = inputs.iter().find(|(name, _)| *name == parameter.name) {
                parameter.continue_from(before);
            }
        }
        Ok(all)
    }

    /// The deployment's version; empty if it does not say.
    async fn version(&self, signal: &AbortSignal) -> String {
        let answer = self.call(&Call::build_info(), signal).await;
        let info = answer.ok().and_then(|value| BuildInfo::read(&value).ok());
        info.map(|info| info.version).unwrap_or_default()
    }

    /// Sends one write, once; if its answer was lost, looks whether it took place.
    async fn write(
        &self,
        before: Workspace,
        call: &Call,
        effect: &Effect,
        signal: &AbortSignal,
    ) -> Result<Workspace, Cause> {
        let error = match (self.call(call, signal).await, effect) {
            (Ok(value), Effect::Build(_)) => match Build::read(&value) {
                Ok(build) => {
                    let mut after = before;
                    after.latest_build = build;
                    self.follow(&after);
                    self.saw(&after);
                    return Ok(after);
                }
                Err(malformed) => Error::from(malformed),
            },
            // The answer says nothing of the workspace.
            (Ok(_), _) => return Ok(self.look(&before.id, signal).await.unwrap_or(before)),
            (Err(Failure::Error(error)), _) if is_in_doubt(&error) => error,
            (Err(failure), _) => return Err(failure.into()),
        };
        let Ok(after) = self.look_again(&before.id, signal).await else {
            return Err(Cause::Because(Text::LostTrack));
        };
        match (effect.of(&before, &after), error) {
            (Outcome::Done, _) => {
                self.follow(&after);
                self.saw(&after);
                Ok(after)
            }
            (Outcome::Overtaken, _) => Err(Cause::Because(Text::Overtaken)),
            (Outcome::NotDone, error @ (Error::Conflict(_) | Error::Server(_))) => Err(Cause::Error(error)),
            (Outcome::NotDone, _) => Err(Cause::Because(Text::LostAnswer)),
        }
    }

    /// As [`Account::look`], more than once if need be.
    async fn look_again(&self, id: &str, signal: &AbortSignal) -> Result<Workspace, Failure> {
        let (mut retry, call) = (Retry::default(), Call::workspace(id));
        loop {
            let error = match self.look(id, signal).await {
                Err(Failure::Error(error)) => error,
                other => return other,
            };
            let pause = retry_delay(&mut retry, call.method, &error, crate::browser::jitter());
            let Some(pause_ms) = pause else { return Err(error.into()) };
            TimeoutFuture::new(pause_ms).await;
        }
    }

    /// Looks until a build has ended. What is out of reach is waited for as long as the session lasts: the next
    /// step must not be forgotten.
    async fn wait(
        &self,
        mut last: Workspace,
        transition: &Transition,
        signal: &AbortSignal,
    ) -> Result<Workspace, Cause> {
        loop {
            match waited(&last, transition) {
                Waited::Succeeded => return Ok(last),
                Waited::Failed => return Err(Cause::Because(Text::StopFailed)),
                Waited::NotYet => TimeoutFuture::new(WAIT_MS).await,
            }
            match self.look(&last.id, signal).await {
                Ok(now) => last = now,
                Err(Failure::Error(error)) if error.is_transient() => {}
                Err(failure) => return Err(failure.into()),
            }
        }
    }
}

fn asks(workspace: Workspace, action: Action, parameters: Vec<Parameter>, refused: Vec<FieldError>) -> Cause {
    Cause::Asks(Box::new(Question { workspace: Arc::new(workspace), action, parameters, refused }))
}

/// The server decides who may; here only the workspace's state counts.
const EVERYTHING: Permissions =
    Permissions { owns: true, start: true, stop: true, update: true, delete: true, cancel: true };
