//! Carrying out what is to be done with a workspace: the steps that `coder_core::drive` decides, one after the other.
//!
//! Not needed to paint a list: loaded when somebody comes near an action.

use super::Account;
use super::drives::{Cause, Question, Task};
use crate::browser::{Failure, Limit, Lock, now_ms, pause, turn};
use coder_core::Error;
use coder_core::actions::{Action, Permissions, actions};
use coder_core::create::{Classic, Evaluation, Parameter};
use coder_core::drive::{Effect, Outcome, Step, Values, Waited, is_in_doubt, steps, waited};
use coder_core::endpoint::Call;
use coder_core::error::Said as ErrorSaid;
use coder_core::json::Read;
use coder_core::refresh::{Pace, Poll, Retry, retry_delay};
use coder_core::storage;
use coder_core::text::Text;
use coder_core::wire::{Build, BuildInfo, FieldError, ParameterValue, Transition, Workspace};
use js_sys::Array;
use std::pin::Pin;
use std::sync::Arc;
use web_sys::AbortSignal;

/// Does it, until it is done or `ended`.
pub(super) fn carry_out(
    account: Account,
    seen: Arc<Workspace>,
    task: Task,
    ended: AbortSignal,
) -> Pin<Box<dyn Future<Output = Result<(), Cause>>>> {
    Box::pin(async move { account.go_through(&seen, task, &ended).await })
}

impl Account {
    /// Keeps other tabs from writing to the workspace.
    async fn alone(&self, id: &str, signal: &AbortSignal) -> Result<Lock, Cause> {
        let name = storage::name("workspace", &self.0.proxy_path, id);
        let limit = Limit::start(signal, self.tuning().request_timeout_ms)?;
        Lock::take(&name, &limit).await?.ok_or(Cause::Because(Text::OtherTab))
    }

    /// Does one step after the other; while it writes, no other tab does. To wait keeps nobody from anything.
    async fn go_through(&self, seen: &Workspace, task: Task, ended: &AbortSignal) -> Result<(), Cause> {
        // A build can be canceled whoever waits for it.
        let cancels = matches!(task, Task::Action(Action::Cancel, _));
        let signal = self.drives_signal()?;
        let mut lock = if cancels { None } else { Some(self.alone(&seen.id, &signal).await?) };
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
            if ended.aborted() {
                return Err(Cause::Nothing);
            }
            before = match step {
                Step::Write(call, effect) => {
                    if lock.is_none() && !cancels {
                        lock = Some(self.alone(&seen.id, &signal).await?);
                    }
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
                Step::Await(transition) => {
                    lock = None;
                    let before = self.wait(before, &transition, &signal, ended).await?;
                    self.token_again(&signal, ended).await?;
                    before
                }
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
        let values = self.values_of(workspace, signal).await?;
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
            (Ok(value), Effect::Build(_) | Effect::Restart(_)) => match Build::read(&value) {
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
        let after = match self.look_again(&before.id, signal).await {
            Ok(after) => after,
            Err(Failure::Error(Error::Gone(_))) if effect.of_gone() == Outcome::Done => return Ok(before),
            Err(Failure::Error(Error::Gone(_))) => return Err(Cause::Because(Text::Overtaken)),
            Err(_) => return Err(Cause::Because(Text::LostTrack)),
        };
        let values = match effect.is_about_values() {
            true => self.values_of(&after, signal).await.map_err(|_| Cause::Because(Text::LostTrack))?,
            false => Vec::new(),
        };
        match (effect.of(&before, &after, &values), error) {
            (Outcome::Done, _) => {
                self.follow(&after);
                self.saw(&after);
                Ok(after)
            }
            (Outcome::Overtaken, _) => Err(Cause::Because(Text::Overtaken)),
            (Outcome::NotDone, error @ (Error::Conflict(_) | Error::Server(_) | Error::NotCoder { .. })) => {
                Err(Cause::Error(error))
            }
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
            let delay = retry_delay(&mut retry, call.method, &error, crate::browser::jitter());
            let Some(pause_ms) = delay else { return Err(error.into()) };
            pause(pause_ms, signal).await;
        }
    }

    /// Looks until a build has ended, or what waits for it is `ended`.
    async fn wait(
        &self,
        mut last: Workspace,
        transition: &Transition,
        signal: &AbortSignal,
        ended: &AbortSignal,
    ) -> Result<Workspace, Cause> {
        let number = last.latest_build.build_number;
        let either = AbortSignal::any(&Array::of2(signal, ended));
        let mut poll = Poll::new(Pace::build(&self.tuning()));
        loop {
            match waited(&last, transition, number) {
                Waited::Succeeded => return Ok(last),
                Waited::Failed => return Err(Cause::Because(Text::StopFailed)),
                Waited::Canceled => return Err(Cause::Because(Text::BuildCanceled)),
                Waited::Overtaken => return Err(Cause::Because(Text::Overtaken)),
                Waited::NotYet => {}
            }
            if !turn(&poll, &either).await {
                let is_over = either.aborted();
                return Err(if is_over { Cause::Nothing } else { Cause::Because(Text::WaitedTooLong) });
            }
            match self.look(&last.id, &either).await {
                Ok(now) => {
                    last = now;
                    poll.answered(true);
                }
                Err(Failure::Error(error)) if error.is_transient() => poll.failed(&error, now_ms()),
                Err(Failure::Error(error @ Error::Unauthorized(_))) => poll.failed(&error, now_ms()),
                Err(failure) => return Err(failure.into()),
            }
        }
    }

    /// Waits until the host has a token for the next step again: it must not be lost to one silence.
    async fn token_again(&self, signal: &AbortSignal, ended: &AbortSignal) -> Result<(), Cause> {
        let either = AbortSignal::any(&Array::of2(signal, ended));
        let mut poll = Poll::new(Pace::build(&self.tuning()));
        while let Err(Failure::Error(error)) = self.token(&either).await {
            poll.failed(&error, now_ms());
            if !turn(&poll, &either).await {
                return Err(Cause::Nothing);
            }
        }
        Ok(())
    }

    /// The parameter values of a workspace's build.
    async fn values_of(
        &self,
        workspace: &Workspace,
        signal: &AbortSignal,
    ) -> Result<Vec<ParameterValue>, Failure> {
        let values = self.call(&Call::build_parameters(&workspace.latest_build.id), signal).await?;
        Ok(Vec::<ParameterValue>::read(&values).map_err(Error::from)?)
    }
}

fn asks(workspace: Workspace, action: Action, parameters: Vec<Parameter>, refused: Vec<FieldError>) -> Cause {
    Cause::Asks(Box::new(Question { workspace: Arc::new(workspace), action, parameters, refused }))
}

/// The server decides who may; here only the workspace's state counts.
const EVERYTHING: Permissions =
    Permissions { owns: true, start: true, stop: true, update: true, delete: true, cancel: true };
