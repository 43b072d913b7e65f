//! The context of a session: its host, deployment, tuning and state.

use super::LiveFeed;
use crate::browser::{Host, Transport};
use coder_core::config::Tuning;
use coder_core::session::{Credential, Session, SessionState};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The context of one account's session, shared by everything that belongs to the account.
pub(crate) struct SessionContext {
    /// The deployment's path below the proxy, e.g. `/coder`.
    pub proxy_path: String,
    host: RefCell<Host>,
    tuning: RefCell<Tuning>,
    /// The session reducer; only the session's controller changes it.
    pub session: RefCell<Session>,
    /// The session's state, as published to components.
    pub state: ArcRwSignal<SessionState>,
    /// Whether the deployment does not know the search term for agents' metadata.
    pub lacks_agent_metadata: ArcRwSignal<bool>,
    /// What is followed by live updates, beside lists.
    pub live: Rc<LiveFeed>,
    /// Number of times the cached data was dropped.
    epoch: Cell<u32>,
    /// Number of checks of the session.
    checks: Cell<u32>,
}

impl SessionContext {
    /// Creates the context of a session that has not started.
    pub fn new(host: &Host, proxy_path: String) -> Self {
        let session = Session::default();
        Self {
            proxy_path,
            host: RefCell::new(host.clone()),
            tuning: RefCell::default(),
            state: ArcRwSignal::new(session.state().clone()),
            session: RefCell::new(session),
            lacks_agent_metadata: ArcRwSignal::new(false),
            live: Rc::default(),
            epoch: Cell::new(0),
            checks: Cell::new(0),
        }
    }

    /// Returns a clone of the current host, because the host's functions may re-enter the account and replace it.
    pub fn host(&self) -> Host {
        self.host.borrow().clone()
    }

    /// Merges in another host object for the same user.
    pub fn merge_host(&self, host: &Host) {
        let merged = self.host().merged_with(host);
        self.host.replace(merged);
    }

    /// Returns the intervals, timeouts and limits of the latest provider configuration.
    pub fn tuning(&self) -> Tuning {
        self.tuning.borrow().clone()
    }

    /// Replaces the tuning.
    pub fn set_tuning(&self, tuning: &Tuning) {
        tuning.clone_into(&mut self.tuning.borrow_mut());
    }

    /// Returns the number of the current session. Data fetched under another number must not be shown.
    pub fn epoch(&self) -> u32 {
        self.epoch.get()
    }

    /// Begins another session.
    pub fn next_epoch(&self) {
        self.epoch.set(self.epoch.get().wrapping_add(1));
    }

    /// Returns the number of the latest check of the session.
    pub fn check(&self) -> u32 {
        self.checks.get()
    }

    /// Begins another check of the session.
    pub fn next_check(&self) {
        self.checks.set(self.checks.get().wrapping_add(1));
    }

    /// Returns the session's credential.
    pub fn credential(&self) -> Option<Credential> {
        self.session.borrow().state().credential().cloned()
    }

    /// Returns the id of the session's user.
    pub fn user_id(&self) -> Option<String> {
        self.state.read_untracked().user().map(|user| user.id.clone())
    }

    /// Returns the transport to the deployment.
    pub fn transport(&self) -> Transport {
        Transport {
            host: self.host(),
            proxy_path: self.proxy_path.clone(),
            timeout_ms: self.tuning.borrow().request_timeout_ms,
        }
    }
}
