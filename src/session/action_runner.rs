//! The state of workspace actions: at most one runs per workspace, across all cards of the page.
//!
//! Actions belong to the session: unmounting a card does not cancel them.

use super::failure::{ActionFailure, FailureReason};
use crate::browser::{AbortOnDrop, CallError};
use crate::client::{Client, SessionContext};
use crate::workspaces::{Lists, Observers};
use coder_core::Error;
use coder_core::actions::Action;
use coder_core::actions::plan::{ParameterValues, Step};
use coder_core::i18n::Message;
use coder_core::json::FromJson;
use coder_core::models::Workspace;
use coder_core::request::Request;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use vecmap::VecMap;
use web_sys::AbortSignal;

/// Runs the actions of one account. Clones share one state.
#[derive(Clone)]
pub(super) struct ActionRunner(Rc<RunnerInner>);

struct RunnerInner {
    context: Rc<SessionContext>,
    client: Client,
    lists: Lists,
    observers: Rc<Observers>,
    /// Running actions by workspace id.
    running: ArcRwSignal<VecMap<String, RunningAction>>,
    /// Number of the latest action.
    begun: Cell<u32>,
    failures: ArcRwSignal<Vec<ActionFailure>>,
    /// Abort handle of all requests in flight, dropped with the session.
    abort: RefCell<Option<AbortOnDrop>>,
}

/// A running action. Dropping all of its clones ends the action before its next request.
#[derive(Clone)]
struct RunningAction {
    number: u32,
    pending_action: PendingAction,
    _end: SendWrapper<Rc<AbortOnDrop>>,
}

/// An operation that is running on a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PendingAction {
    /// A workspace action.
    Action(Action),
    /// A change of a setting.
    Setting,
}

impl PendingAction {
    /// Whether `action` may start while this operation runs. A build can be canceled at any time, but only once.
    pub fn allows(self, action: Action) -> bool {
        action == Action::Cancel && self != Self::Action(Action::Cancel)
    }

    /// Returns the status label of the workspace meanwhile; `None` for operations that leave its status as it is.
    pub(crate) fn label(self) -> Option<Message> {
        match self {
            Self::Action(action) => action.pending_label(),
            Self::Setting => None,
        }
    }
}

/// An operation on a workspace.
pub(super) enum Operation {
    Action(Action, Option<ParameterValues>),
    Settings(Vec<Step>),
}

impl ActionRunner {
    /// Creates the runner of an account.
    pub fn new(context: Rc<SessionContext>, client: Client, lists: Lists, observers: Rc<Observers>) -> Self {
        Self(Rc::new(RunnerInner {
            context,
            client,
            lists,
            observers,
            running: ArcRwSignal::default(),
            begun: Cell::default(),
            failures: ArcRwSignal::default(),
            abort: RefCell::default(),
        }))
    }

    /// Returns the session's context.
    pub fn context(&self) -> &SessionContext {
        &self.0.context
    }

    /// Returns the client.
    pub fn client(&self) -> &Client {
        &self.0.client
    }

    /// Returns the lists that show the outcome of an action.
    pub fn lists(&self) -> &Lists {
        &self.0.lists
    }

    /// Returns the operation that is running on a workspace.
    pub fn pending_action(&self, id: &str) -> Option<PendingAction> {
        self.0.running.with(|all| all.get(id).map(|current| current.pending_action))
    }

    /// Returns the failures that were not dismissed yet.
    pub fn failures(&self) -> ArcReadSignal<Vec<ActionFailure>> {
        self.0.failures.read_only()
    }

    /// Dismisses the failure of a workspace.
    pub fn dismiss(&self, id: &str) {
        self.0.failures.update(|all| all.retain(|failure| failure.id != id));
    }

    /// Adds a failure to [`ActionRunner::failures`].
    pub fn report_failure(&self, workspace: &Workspace, title: Message, cause: FailureReason) {
        self.0.failures.update(|all| {
            all.retain(|failure| failure.id != workspace.id);
            let (id, name) = (workspace.id.clone(), workspace.name.clone());
            all.push(ActionFailure { id, name, title, cause });
        });
    }

    /// Begins an operation on a workspace; returns its number, and the signal that ends it early. Returns `None` while
    /// another operation runs on the workspace that does not allow this one.
    ///
    /// # Errors
    /// Never in a browser.
    pub fn begin(&self, id: &str, pending: PendingAction) -> Result<Option<(u32, AbortSignal)>, CallError> {
        let is_free = self.0.running.read_untracked().get(id).is_none_or(
            |current| matches!(pending, PendingAction::Action(action) if current.pending_action.allows(action)),
        );
        if !is_free {
            return Ok(None);
        }
        let end = AbortOnDrop::new()?;
        let ended = end.signal();
        let number = self.0.begun.get().wrapping_add(1);
        self.0.begun.set(number);
        let current = RunningAction { number, pending_action: pending, _end: SendWrapper::new(Rc::new(end)) };
        let before = self.0.running.try_update(|all| all.insert(id.to_owned(), current)).flatten();
        // Ends the replaced operation, whose build is about to be canceled.
        drop(before);
        Ok(Some((number, ended)))
    }

    /// Ends the operation of this number on a workspace.
    pub fn end(&self, id: &str, number: u32) {
        self.0.running.update(|all| {
            all.retain(|key, current| key != id || current.number != number);
        });
    }

    /// Returns the signal that is aborted when the session ends.
    pub fn abort_signal(&self) -> Result<AbortSignal, CallError> {
        let mut abort = self.0.abort.borrow_mut();
        if abort.is_none() {
            *abort = Some(AbortOnDrop::new()?);
        }
        abort.as_ref().map(AbortOnDrop::signal).ok_or(CallError::Aborted)
    }

    /// Fetches a workspace and updates it in all lists.
    ///
    /// # Errors
    /// Same as [`Client::call`].
    pub async fn fetch_workspace(&self, id: &str, signal: &AbortSignal) -> Result<Workspace, CallError> {
        let value = self.0.client.call(&Request::workspace(id), signal).await?;
        let workspace = Workspace::from_json(&value).map_err(Error::from)?;
        self.0.lists.apply_workspace(&workspace);
        Ok(workspace)
    }

    /// Updates a workspace in all lists and details views, and announces its status changes until its build has ended.
    pub fn apply_started(&self, workspace: &Workspace) {
        self.0.observers.announce_changes(workspace);
        self.0.lists.apply_workspace(workspace);
    }

    /// Aborts all actions and drops their failures, because the session has ended.
    pub fn clear(&self) {
        self.0.abort.borrow_mut().take();
        self.0.failures.set(Vec::new());
    }
}
