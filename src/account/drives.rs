//! What is being done with workspaces: one thing at a time with each, whoever asked for it and in whichever tab.
//!
//! Carries out the steps that `coder_core::drive` decides. Lives as long as the session, so that a card that goes
//! away in the middle leaves nothing half done.

use super::Account;
use crate::browser::{Abort, Failure, Lock};
use crate::workspaces::WorkspacesQuery;
use coder_core::actions::{Action, Permissions, actions};
use coder_core::create::{Classic, Evaluation, Parameter};
use coder_core::drive::{Effect, Outcome, Step, Values, Waited, is_in_doubt, steps, waited};
use coder_core::endpoint::Call;
use coder_core::error::Said as ErrorSaid;
use coder_core::json::Read;
use coder_core::refresh::{Retry, retry_delay};
use coder_core::status::{display, is_changing};
use coder_core::text::Text;
use coder_core::wire::{Build, BuildInfo, FieldError, ParameterValue, Transition, Workspace};
use coder_core::{Error, status};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortSignal;

/// Milliseconds between looks at a build that is waited for.
const WAIT_MS: u32 = 2_000;

/// Everything that is being done.
#[derive(Default)]
pub(super) struct Drives {
    /// What is being done, by the workspace's id.
    doing: ArcRwSignal<HashMap<String, Doing>>,
    troubles: ArcRwSignal<Vec<Trouble>>,
    /// Workspaces that something was done with, until they are at rest: what becomes of them is said aloud.
    followed: RefCell<HashMap<String, status::Label>>,
    said: ArcRwSignal<Option<Said>>,
    /// Workspaces that somebody looks at closely.
    shown: RefCell<Vec<ArcRwSignal<Arc<Workspace>>>>,
    /// Ends what is in flight with the session.
    abort: RefCell<Option<Abort>>,
}

/// Something that is being done with a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// One of its actions.
    Action(Action),
    /// A setting.
    Setting,
}

/// A sentence for who cannot see the list change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub name: String,
    pub label: status::Label,
}

/// What a person has to say before a workspace starts: values for one build, or values that the template's new
/// version wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is to start.
    pub workspace: Arc<Workspace>,
    /// By which action; to be driven again with the values.
    pub action: Action,
    /// The parameters that are asked for.
    pub parameters: Vec<Parameter>,
    /// What the server said of them.
    pub refused: Vec<FieldError>,
}

/// Why something came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The workspace's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What came to nothing; has the place `{name}`.
    pub title: Text,
    /// Why.
    pub cause: Cause,
}

/// Why a write came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A call went wrong.
    Error(Error),
    /// It is not as it was.
    Because(Text),
    /// A person has to give values first.
    Asks(Box<Question>),
    /// The session is gone, or the same is being done already: there is nothing to say.
    Nothing,
}

impl From<Failure> for Cause {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Error(error) => Self::Error(error),
            Failure::Canceled => Self::Nothing,
        }
    }
}

/// What is to be done.
enum Task {
    Action(Action, Option<Values>),
    Setting(Step),
}

impl Account {
    /// What is being done with a workspace right now.
    pub fn doing(&self, id: &str) -> Option<Doing> {
        self.0.drives.doing.with(|all| all.get(id).copied())
    }

    /// What came to nothing and was not dismissed yet.
    pub fn troubles(&self) -> ArcReadSignal<Vec<Trouble>> {
        self.0.drives.troubles.read_only()
    }

    /// Takes a workspace's troubles away.
    pub fn dismiss(&self, id: &str) {
        self.0.drives.troubles.update(|all| all.retain(|trouble| trouble.id != id));
    }

    /// What to say aloud.
    pub(crate) fn said(&self) -> ArcReadSignal<Option<Said>> {
        self.0.drives.said.read_only()
    }

    /// Does something with a workspace; what comes in the way becomes one of [`Account::troubles`]. A second call
    /// while the first is being carried out does nothing.
    ///
    /// `values` are parameters for what starts it; without them, what the template asks before each start is told to
    /// `ask`.
    pub fn drive(
        &self,
        workspace: &Arc<Workspace>,
        action: Action,
        values: Option<Values>,
        ask: impl FnOnce(Question) + 'static,
    ) {
        let (account, workspace) = (self.clone(), workspace.clone());
        spawn_local(async move {
            let task = Task::Action(action, values);
            let Err(cause) = account.perform(&workspace, Doing::Action(action), task).await else { return };
            match cause {
                Cause::Nothing => {}
                Cause::Asks(question) => ask(*question),
                cause => account.trouble(&workspace, action.failed(), cause),
            }
        });
    }

    /// Writes a setting of a workspace's.
    ///
    /// # Errors
    /// Why it came to nothing.
    pub(crate) async fn set(&self, workspace: &Workspace, step: Step) -> Result<(), Cause> {
        self.perform(workspace, Doing::Setting, Task::Setting(step)).await
    }

    fn trouble(&self, workspace: &Workspace, title: Text, cause: Cause) {
        self.0.drives.troubles.update(|all| {
            all.retain(|trouble| trouble.id != workspace.id);
            let (id, name) = (workspace.id.clone(), workspace.name.clone());
            all.push(Trouble { id, name, title, cause });
        });
    }

    async fn perform(&self, seen: &Workspace, doing: Doing, task: Task) -> Result<(), Cause> {
        let drives = &self.0.drives;
        if drives.doing.read_untracked().contains_key(&seen.id) {
            return Err(Cause::Nothing);
        }
        drives.doing.update(|all| {
            all.insert(seen.id.clone(), doing);
        });
        self.dismiss(&seen.id);
        let result = self.alone(seen, task).await;
        drives.doing.update(|all| {
            all.remove(&seen.id);
        });
        if !matches!(result, Err(Cause::Nothing | Cause::Asks(_))) {
            self.refresh_lists();
        }
        result
    }

    /// Does it while no other tab does anything with the workspace.
    async fn alone(&self, seen: &Workspace, task: Task) -> Result<(), Cause> {
        let name = format!("backstage-plugin-coder/workspace{}/{}", self.0.proxy_path, seen.id);
        let Some(_lock) = Lock::take(&name).await else { return Err(Cause::Because(Text::OtherTab)) };
        let signal = self.drives_signal()?;
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
        if workspace.template_use_classic_parameter_flow {
            let all = self.call(&Call::rich_parameters(version), signal).await?;
            let all = Vec::<Classic>::read(&all).map_err(Error::from)?;
            return Ok(all.into_iter().map(|classic| classic.0).collect());
        }
        let values = self.call(&Call::build_parameters(&workspace.latest_build.id), signal).await?;
        let values = Vec::<ParameterValue>::read(&values).map_err(Error::from)?;
        let inputs: Values = values.into_iter().map(|value| (value.name, value.value)).collect();
        let evaluation = self.call(&Call::evaluate(version, &workspace.owner_id, &inputs), signal).await?;
        Ok(Evaluation::read(&evaluation).map_err(Error::from)?.parameters)
    }

    fn drives_signal(&self) -> Result<AbortSignal, Failure> {
        let mut abort = self.0.drives.abort.borrow_mut();
        if abort.is_none() {
            *abort = Some(Abort::new()?);
        }
        abort.as_ref().map(Abort::signal).ok_or(Failure::Canceled)
    }

    /// The deployment's version; empty if it does not say.
    async fn version(&self, signal: &AbortSignal) -> String {
        let answer = self.call(&Call::build_info(), signal).await;
        let info = answer.ok().and_then(|value| BuildInfo::read(&value).ok());
        info.map(|info| info.version).unwrap_or_default()
    }

    /// The workspace as it is now; the lists show it so as well.
    ///
    /// # Errors
    /// As [`Account::call`].
    pub(crate) async fn look(&self, id: &str, signal: &AbortSignal) -> Result<Workspace, Failure> {
        let value = self.call(&Call::workspace(id), signal).await?;
        let workspace = Workspace::read(&value).map_err(Error::from)?;
        self.saw(&workspace);
        Ok(workspace)
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

    /// Shows a workspace as it was seen wherever it is shown.
    fn saw(&self, workspace: &Workspace) {
        self.0.queries.borrow().values().for_each(|query| query.saw(workspace));
        self.noticed(workspace);
    }

    /// A workspace as it was seen last, whoever saw it, until the current owner is cleaned up.
    pub(crate) fn showing(&self, workspace: &Arc<Workspace>) -> ArcRwSignal<Arc<Workspace>> {
        let signal = ArcRwSignal::new(workspace.clone());
        self.0.drives.shown.borrow_mut().push(signal.clone());
        let (account, own) = (self.clone(), signal.clone());
        on_cleanup(move || account.0.drives.shown.borrow_mut().retain(|signal| *signal != own));
        signal
    }

    /// Asks every shown list again.
    pub(crate) fn refresh_lists(&self) {
        let queries: Vec<WorkspacesQuery> = self.0.queries.borrow().values().cloned().collect();
        queries.iter().for_each(WorkspacesQuery::refresh);
    }

    /// Says aloud what becomes of a workspace from here on.
    pub(crate) fn follow(&self, workspace: &Workspace) {
        let none = status::Label::Verbatim(String::new());
        self.0.drives.followed.borrow_mut().entry(workspace.id.clone()).or_insert(none);
    }

    /// Shows a workspace to who looks closely, and says a followed one's state aloud, once.
    pub(crate) fn noticed(&self, workspace: &Workspace) {
        for signal in self.0.drives.shown.borrow().iter() {
            let is_news = {
                let known = signal.read_untracked();
                known.id == workspace.id && **known != *workspace
            };
            if is_news {
                signal.set(Arc::new(workspace.clone()));
            }
        }
        let mut followed = self.0.drives.followed.borrow_mut();
        let Some(last) = followed.get_mut(&workspace.id) else { return };
        let label = display(workspace).label;
        if *last == label {
            return;
        }
        last.clone_from(&label);
        if !is_changing(workspace) {
            followed.remove(&workspace.id);
        }
        self.0.drives.said.set(Some(Said { name: workspace.name.clone(), label }));
    }

    /// Ends everything: the session is gone.
    pub(super) fn forget_drives(&self) {
        let drives = &self.0.drives;
        drives.abort.borrow_mut().take();
        drives.followed.borrow_mut().clear();
        drives.troubles.set(Vec::new());
        drives.said.set(None);
    }
}

fn asks(workspace: Workspace, action: Action, parameters: Vec<Parameter>, refused: Vec<FieldError>) -> Cause {
    Cause::Asks(Box::new(Question { workspace: Arc::new(workspace), action, parameters, refused }))
}

/// The server decides who may; here only the workspace's state counts.
const EVERYTHING: Permissions =
    Permissions { owns: true, start: true, stop: true, update: true, delete: true, cancel: true };
