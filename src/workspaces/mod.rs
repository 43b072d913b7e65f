//! Lists of workspaces: one per account and search, shared by every card on the page that shows it.
//!
//! Rows are fetched in pages, and only the pages that a card shows; Coder counts the rest. A refresh fetches the
//! shown pages again and updates only the rows that changed. The poll policy is in [`coder_core::polling`].

mod context;
mod fetch;
mod fetched_page;
mod follow;
mod lists;
mod observers;
mod page_size;
mod tab_sync;

pub(crate) use fetched_page::FetchedPage;
pub(crate) use lists::Lists;
pub(crate) use observers::{Announcement, Observers};
pub use page_size::PAGE_SIZE;

use crate::browser::{AbortOnDrop, Page, now_ms, on_page_event};
use coder_core::Error;
use coder_core::models::{PageReader, Workspace};
use coder_core::polling::Poll;
use coder_core::row_positions::RowPositions;
use context::ListContext;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;
use vecmap::VecMap;

/// Milliseconds without scrolling after which missing rows are fetched.
const SCROLL_DEBOUNCE_MS: u32 = 80;
/// Milliseconds for which a response is fresh, so that focusing the page fetches nothing.
const STALE_TIME_MS: f64 = 2_000.0;

/// The loading state of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListState {
    /// No response yet.
    Loading,
    /// The rows are available.
    Ready {
        /// The number of workspaces in the list.
        count: usize,
        /// The error of the latest refresh, if it failed: the rows are older.
        stale: Option<Error>,
    },
    /// The first request failed.
    Failed(Error),
}

/// A row that was fetched.
#[derive(Clone)]
pub struct Row {
    /// The workspace's id.
    pub id: Arc<str>,
    /// The workspace; set when a refresh finds a change.
    pub workspace: ArcRwSignal<Arc<Workspace>>,
    /// The row's index in the list, from 0.
    pub index: ArcRwSignal<usize>,
}

/// Callback that receives the pages of one fetch.
pub(crate) type OnPages = Rc<dyn Fn(&[FetchedPage])>;

/// A request in flight, aborted when dropped.
struct InFlight {
    _abort: AbortOnDrop,
    /// The rows it asks for.
    rows: Vec<Range<usize>>,
    /// The time it was sent at, in milliseconds since 1970.
    sent_at: f64,
    /// The workspaces that were updated meanwhile: the response may be older.
    updated: Vec<Workspace>,
}

/// The list of one search. Clones share one state.
#[derive(Clone)]
pub struct WorkspacesQuery(SendWrapper<Rc<QueryInner>>);

struct QueryInner {
    context: ListContext,
    text: String,
    reader: RefCell<PageReader>,
    load: ArcRwSignal<ListState>,
    refreshing: ArcRwSignal<bool>,
    /// Counter that changes when rows are added, removed or moved.
    arranged: ArcRwSignal<u32>,
    rows: RefCell<HashMap<Arc<str>, Row>>,
    positions: RefCell<RowPositions>,
    /// Rows shown by each subscription.
    windows: RefCell<VecMap<u32, Range<usize>>>,
    /// Callbacks for fetched pages, with the ids of their subscriptions.
    page_observers: RefCell<Vec<(u32, OnPages)>>,
    next_watcher: Cell<u32>,
    /// Number of rows that are followed while the page is hidden.
    followed: Cell<u32>,
    /// The request in flight.
    request: RefCell<Option<InFlight>>,
    timer: RefCell<Option<Timeout>>,
    settle: RefCell<Option<Timeout>>,
    page_events: RefCell<Option<Rc<dyn Fn()>>>,
    /// Poll state: failures and backoff.
    poll: RefCell<Poll>,
    /// Whether live updates bring the list's changes.
    live: Cell<bool>,
    responded_at: Cell<f64>,
    /// Number of the session ([`SessionContext::epoch`](crate::client::SessionContext::epoch)) that fetched the rows.
    epoch: Cell<u32>,
}

impl WorkspacesQuery {
    fn new(context: ListContext, text: &str) -> Self {
        Self(SendWrapper::new(Rc::new(QueryInner {
            epoch: Cell::new(context.session.epoch()),
            poll: RefCell::new(Poll::new(context.session.tuning().list_pace())),
            live: Cell::new(false),
            context,
            text: text.to_owned(),
            reader: RefCell::default(),
            load: ArcRwSignal::new(ListState::Loading),
            refreshing: ArcRwSignal::new(false),
            arranged: ArcRwSignal::new(0),
            rows: RefCell::default(),
            positions: RefCell::default(),
            windows: RefCell::default(),
            page_observers: RefCell::default(),
            next_watcher: Cell::new(0),
            followed: Cell::new(0),
            request: RefCell::default(),
            timer: RefCell::default(),
            settle: RefCell::default(),
            page_events: RefCell::default(),
            responded_at: Cell::new(f64::NEG_INFINITY),
        })))
    }

    /// Creates a list from the body of a response, for a warm-up render. The list is not shared with other cards and
    /// fetches nothing.
    fn with_sample(context: ListContext, answer: &str) -> Option<Self> {
        let query = Self::new(context, "");
        let mut answer = query.read(0..PAGE_SIZE, answer.to_owned()).ok()?;
        let count = answer.page.workspaces.len();
        query.reconcile(std::slice::from_mut(&mut answer), count);
        query.0.responded_at.set(now_ms());
        query.0.load.set(ListState::Ready { count, stale: None });
        Some(query)
    }

    /// Returns the loading state.
    pub fn load(&self) -> ArcReadSignal<ListState> {
        self.0.load.read_only()
    }

    /// Whether a request is in flight.
    pub fn refreshing(&self) -> ArcReadSignal<bool> {
        self.0.refreshing.read_only()
    }

    /// Returns the rows of a range, `None` for each that was not fetched yet. Tracks rows being added, removed and
    /// moved.
    pub fn rows(&self, range: Range<usize>) -> Vec<(usize, Option<Row>)> {
        self.0.arranged.track();
        let rows = self.0.rows.borrow();
        let ids = self.0.positions.borrow().ids(range);
        ids.into_iter().map(|(index, id)| (index, id.and_then(|id| rows.get(&id)).cloned())).collect()
    }

    /// Returns the row of a workspace by its id, if it was fetched.
    pub(crate) fn row(&self, id: &str) -> Option<Row> {
        self.0.rows.borrow().get(id).cloned()
    }

    /// Returns the number of rows that the list had when it was last shown in this browser.
    pub(crate) fn previous_row_count(&self) -> Option<usize> {
        self.0.context.preferences.lists().rows_of(&self.0.text)
    }

    /// Whether a card shows the list.
    pub(crate) fn is_watched(&self) -> bool {
        !self.0.windows.borrow().is_empty()
    }

    /// Subscribes to the list until the current owner is cleaned up. The subscription sets which rows are shown.
    pub fn watch(&self) -> Subscription {
        // A card may have kept the list while the session changed.
        if self.0.epoch.replace(self.0.context.session.epoch()) != self.0.context.session.epoch() {
            self.clear();
        }
        let id = self.0.next_watcher.get();
        self.0.next_watcher.set(id + 1);
        self.0.windows.borrow_mut().insert(id, 0..PAGE_SIZE);
        if self.0.windows.borrow().len() == 1 {
            self.0.context.tabs.listen();
            let query = self.clone();
            *self.0.page_events.borrow_mut() = Some(on_page_event(move || query.page_changed()));
        }
        if self.0.request.borrow().is_none() {
            if self.is_fresh() { self.schedule() } else { self.fetch(false) }
        }
        let query = self.clone();
        on_cleanup(move || query.unwatch(id));
        Subscription { query: self.clone(), id }
    }

    /// Adds or removes a row whose change is followed while the page is hidden: until none is left, polling goes on.
    pub(crate) fn follow_hidden(&self, follows: bool) {
        let followed = self.0.followed.get();
        self.0.followed.set(if follows { followed + 1 } else { followed.saturating_sub(1) });
        self.schedule();
    }

    fn unwatch(&self, id: u32) {
        self.0.windows.borrow_mut().remove(&id);
        self.0.page_observers.borrow_mut().retain(|(observer_id, _)| *observer_id != id);
        if !self.is_watched() {
            self.0.page_events.borrow_mut().take();
            self.0.timer.borrow_mut().take();
            self.0.settle.borrow_mut().take();
            self.cancel();
            self.0.context.session.live.changed();
        }
    }

    /// Fetches the shown rows again.
    pub fn refresh(&self) {
        self.fetch(false);
    }

    /// Fetches again after the session was found valid, if the latest request failed meanwhile. If requests keep
    /// failing with 401 although the session is valid, the list waits for the next poll instead.
    pub(crate) fn resume(&self) {
        let is_unauthorized = match &*self.0.load.read_untracked() {
            ListState::Failed(error) | ListState::Ready { stale: Some(error), .. } => {
                matches!(error, Error::Unauthorized(_))
            }
            _ => return,
        };
        if !is_unauthorized || self.0.poll.borrow().failures() <= 1 {
            self.fetch(false);
        }
    }

    /// Updates a workspace that was fetched elsewhere.
    pub(crate) fn apply_workspace(&self, workspace: &Workspace) {
        let row = self.0.rows.borrow().get(workspace.id.as_str()).cloned();
        let Some(row) = row else { return };
        if let Some(request) = &mut *self.0.request.borrow_mut() {
            request.updated.push(workspace.clone());
        }
        let current = row.workspace.get_untracked();
        if *current != *workspace {
            let workspace = workspace.clone().with_metadata_of(&current);
            if *current != workspace {
                row.workspace.set(Arc::new(workspace));
                self.schedule();
            }
        }
    }

    /// Drops all rows and aborts the request in flight, because the session has ended.
    pub(crate) fn clear(&self) {
        self.cancel();
        self.0.timer.borrow_mut().take();
        self.0.reader.take();
        self.0.poll.replace(Poll::new(self.0.context.session.tuning().list_pace()));
        self.0.rows.borrow_mut().clear();
        self.0.positions.take();
        self.0.responded_at.set(f64::NEG_INFINITY);
        self.0.load.set(ListState::Loading);
        self.0.context.session.live.changed();
    }

    fn cancel(&self) {
        if self.0.request.borrow_mut().take().is_some() {
            self.0.refreshing.set(false);
        }
    }

    fn is_fresh(&self) -> bool {
        now_ms() - self.0.responded_at.get() < STALE_TIME_MS
    }

    /// Whether a request was sent so recently that its response is awaited. An older one may be lost: the network
    /// was gone, or the computer slept.
    fn is_awaited(&self) -> bool {
        self.0.request.borrow().as_ref().is_some_and(|request| now_ms() - request.sent_at < STALE_TIME_MS)
    }

    fn page_changed(&self) {
        let is_held = self.is_fresh() || self.is_awaited() || self.0.poll.borrow().is_held(now_ms());
        if Page::is_visible() && Page::is_online() && self.is_watched() && !is_held {
            self.fetch(false);
        } else {
            self.schedule();
        }
    }

    /// Merges fetched pages into the rows; returns whether rows were added, removed or moved. Takes the workspaces
    /// out of the pages.
    fn reconcile(&self, pages: &mut [FetchedPage], count: usize) -> bool {
        let mut rows = self.0.rows.borrow_mut();
        let mut positions = self.0.positions.borrow_mut();
        let before = positions.clone();
        for FetchedPage { rows: range, page, .. } in pages {
            let workspaces = std::mem::take(&mut page.workspaces);
            let ids: Vec<Arc<str>> =
                workspaces.iter().map(|workspace| workspace.id.as_str().into()).collect();
            positions.place(range.clone(), &ids);
            for (id, workspace) in ids.into_iter().zip(workspaces) {
                self.0.context.observers.notify(&workspace);
                upsert_row(&mut rows, id, workspace);
            }
        }
        positions.truncate(count);
        if *positions == before {
            return false;
        }
        let mut former = std::mem::take(&mut *rows);
        for (index, id) in positions.fetched() {
            let Some(row) = former.remove(&id) else { continue };
            if row.index.get_untracked() != index {
                row.index.set(index);
            }
            rows.insert(id, row);
        }
        true
    }

    /// Returns the number of workspaces that Coder counts.
    fn counted(&self) -> usize {
        match &*self.0.load.read_untracked() {
            ListState::Ready { count, .. } => count + self.0.positions.borrow().absent_count(),
            _ => 0,
        }
    }

    fn show(&self, watcher: u32, range: Range<usize>) {
        if let Some(window) = self.0.windows.borrow_mut().get_mut(&watcher) {
            *window = range;
        }
        self.0.context.session.live.changed();
        if self.requests(true).is_empty() || matches!(*self.0.load.read_untracked(), ListState::Loading) {
            return;
        }
        let query = self.clone();
        let settle = Timeout::new(SCROLL_DEBOUNCE_MS, move || query.fetch(true));
        self.0.settle.replace(Some(settle));
    }
}

fn upsert_row(rows: &mut HashMap<Arc<str>, Row>, id: Arc<str>, workspace: Arc<Workspace>) {
    match rows.get(&id) {
        // Comparing an `Arc` with its own clone costs nothing.
        Some(row) if *row.workspace.read_untracked() == workspace => {}
        Some(row) => row.workspace.set(workspace),
        None => {
            let (workspace, index) = (ArcRwSignal::new(workspace), ArcRwSignal::new(0));
            rows.insert(id.clone(), Row { id, workspace, index });
        }
    }
}

/// A subscription to a list.
#[derive(Clone)]
pub struct Subscription {
    query: WorkspacesQuery,
    id: u32,
}

impl Subscription {
    /// Sets the shown rows; missing ones are fetched once scrolling pauses.
    pub fn show(&self, range: Range<usize>) {
        self.query.show(self.id, range);
    }

    /// Registers a callback for the pages that this or another tab fetches, until the subscription ends.
    pub(crate) fn on_pages(&self, observer: OnPages) {
        self.query.0.page_observers.borrow_mut().push((self.id, observer));
    }
}

impl PartialEq for WorkspacesQuery {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
