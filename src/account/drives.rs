//! What is being done with workspaces: one thing at a time with each, whoever asked for it and in whichever tab.
//!
//! Lives as long as the session, so that a card that goes away in the middle leaves nothing half done. How it is done,
//! is in [`carry_out`].

use super::{Account, carry_out};
use crate::browser::{Abort, Failure};
use crate::spawn::spawn_local;
use crate::workspaces::WorkspacesQuery;
use coder_core::actions::Action;
use coder_core::create::Parameter;
use coder_core::drive::{Step, Values};
use coder_core::endpoint::Call;
use coder_core::json::Read;
use coder_core::status::{display, is_changing};
use coder_core::text::Text;
use coder_core::wire::{FieldError, Workspace};
use coder_core::{Error, status};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::AbortSignal;

/// Everything that is being done.
#[derive(Default)]
pub(super) struct Drives {
    /// What is being done, by the workspace's id.
    doing: ArcRwSignal<HashMap<String, Current>>,
    /// Counts what was begun.
    begun: Cell<u32>,
    troubles: ArcRwSignal<Vec<Trouble>>,
    /// Workspaces that something was done with, until they are at rest: what becomes of them is said aloud.
    followed: RefCell<HashMap<String, status::Label>>,
    said: ArcRwSignal<Option<Said>>,
    /// Workspaces that somebody looks at closely.
    shown: RefCell<Vec<ArcRwSignal<Arc<Workspace>>>>,
    /// Ends what is in flight with the session.
    abort: RefCell<Option<Abort>>,
}

/// What is being done with a workspace, and what ends it between two of its steps.
#[derive(Clone)]
struct Current {
    number: u32,
    doing: Doing,
    _end: SendWrapper<Rc<Abort>>,
}

/// Something that is being done with a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// One of its actions.
    Action(Action),
    /// A setting.
    Setting,
}

impl Doing {
    /// Whether an action can be begun meanwhile: a build can be canceled whoever waits for it.
    pub fn allows(self, action: Action) -> bool {
        action == Action::Cancel && self != Self::Action(Action::Cancel)
    }
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
pub(super) enum Task {
    Action(Action, Option<Values>),
    Setting(Step),
}

/// How it is done. A pointer, because what is called across the cut cannot be generic.
type CarryOut =
    fn(Account, Arc<Workspace>, Task, AbortSignal) -> Pin<Box<dyn Future<Output = Result<(), Cause>>>>;

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(actions, fallible)]
fn carrying_out() -> Result<CarryOut, wasm_split_helpers::SplitLoaderError> {
    Ok(carry_out::carry_out)
}

#[cfg(not(feature = "split"))]
async fn carrying_out() -> Result<CarryOut, std::convert::Infallible> {
    Ok(carry_out::carry_out)
}

/// Fetches what carries actions out before one is asked for, where one is likely.
pub(crate) fn prefetch() {
    spawn_local(async {
        // Whoever asks for an action hears of it, and it is tried again.
        let _ = carrying_out().await;
    });
}

impl Account {
    /// What is being done with a workspace right now.
    pub fn doing(&self, id: &str) -> Option<Doing> {
        self.0.drives.doing.with(|all| all.get(id).map(|current| current.doing))
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
    /// while the first is being carried out does nothing, unless it cancels: then the first ends with its step.
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
        let is_free = drives
            .doing
            .read_untracked()
            .get(&seen.id)
            .is_none_or(|current| matches!(doing, Doing::Action(action) if current.doing.allows(action)));
        if !is_free {
            return Err(Cause::Nothing);
        }
        let end = Abort::new()?;
        let ended = end.signal();
        let number = drives.begun.get().wrapping_add(1);
        drives.begun.set(number);
        let current = Current { number, doing, _end: SendWrapper::new(Rc::new(end)) };
        let before = drives.doing.try_update(|all| all.insert(seen.id.clone(), current)).flatten();
        // What was waited for is canceled: nothing comes after it.
        drop(before);
        self.dismiss(&seen.id);
        let result = match carrying_out().await {
            Ok(carry_out) => carry_out(self.clone(), Arc::new(seen.clone()), task, ended).await,
            Err(_) => Err(Cause::Error(Error::PartMissing)),
        };
        drives.doing.update(|all| {
            all.extract_if(|id, current| *id == seen.id && current.number == number).for_each(drop);
        });
        if !matches!(result, Err(Cause::Nothing | Cause::Asks(_))) {
            self.refresh_lists();
        }
        result
    }

    /// Ends what is in flight when the session ends.
    pub(super) fn drives_signal(&self) -> Result<AbortSignal, Failure> {
        let mut abort = self.0.drives.abort.borrow_mut();
        if abort.is_none() {
            *abort = Some(Abort::new()?);
        }
        abort.as_ref().map(Abort::signal).ok_or(Failure::Canceled)
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

    /// Shows a workspace as it was seen wherever it is shown.
    pub(super) fn saw(&self, workspace: &Workspace) {
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
