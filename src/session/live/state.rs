//! The state of an account's live updates.

use super::tabs::Tabs;
use crate::browser::{AbortOnDrop, WebLock};
use crate::client::{Client, SessionContext};
use crate::workspaces::Lists;
use coder_core::live::Wanted;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// A stream without a sign of life for so many milliseconds is lost: the gateway gives one every 15 seconds.
pub(super) const SILENCE_MS: u32 = 45_000;

/// The live updates of an account. Clones share one state.
#[derive(Clone)]
pub(super) struct LiveUpdates(pub Rc<LiveUpdatesInner>);

pub(super) struct LiveUpdatesInner {
    pub context: Rc<SessionContext>,
    pub client: Client,
    pub lists: Lists,
    pub tabs: OnceCell<Tabs>,
    pub leader: Leader,
    /// The keys of the topics that this tab or another one follows.
    pub followed: RefCell<Vec<String>>,
    /// The timer that collects changes of the wanted topics.
    pub debounce: RefCell<Option<Timeout>>,
    /// Aborts the requests for workspaces that have changed.
    pub fetches: RefCell<Option<AbortOnDrop>>,
    /// The time limit for the next message of the tab that holds the lock.
    pub silence: RefCell<Option<Timeout>>,
    /// The listener for page events.
    pub page_events: OnceCell<Rc<dyn Fn()>>,
}

/// The lock and the streams of a tab.
#[derive(Default)]
pub(super) struct Leader {
    /// The wait for the lock, and then the lock.
    pub lock: RefCell<Option<(AbortOnDrop, Option<WebLock>)>>,
    pub is_leader: Cell<bool>,
    /// The stream that is open.
    pub stream: RefCell<Option<Stream>>,
    /// The stream that takes its place once it is open.
    pub next: RefCell<Option<Stream>>,
    /// The time of the next attempt, after a failure.
    pub retry: RefCell<Option<Timeout>>,
    pub failures: Cell<u32>,
    /// The number of the latest stream.
    pub number: Cell<u32>,
}

/// A stream, which ends when it is dropped.
pub(super) struct Stream {
    pub number: u32,
    pub wanted: Vec<Wanted>,
    /// The time at which it began, in milliseconds since 1970.
    pub since_ms: f64,
    pub _abort: AbortOnDrop,
}

impl LiveUpdates {
    /// Creates the state; nothing is followed yet.
    pub fn new(context: Rc<SessionContext>, client: Client, lists: Lists) -> Self {
        Self(Rc::new(LiveUpdatesInner {
            context,
            client,
            lists,
            tabs: OnceCell::new(),
            leader: Leader::default(),
            followed: RefCell::default(),
            debounce: RefCell::default(),
            fetches: RefCell::default(),
            silence: RefCell::default(),
            page_events: OnceCell::new(),
        }))
    }

    /// Returns the keys of the topics that are followed.
    pub fn followed(&self) -> Vec<String> {
        self.0.followed.borrow().clone()
    }
}
