//! A search's results: one list per account and search, shared by every card on the page that shows it.
//!
//! Rows are fetched in pages, only where some card shows them; the server counts the rest. A refresh asks
//! for the shown pages again and touches only rows that changed. When to ask again is `coder_core::refresh`.

use crate::account::Account;
use crate::browser::{Abort, Failure, Page, jitter, now_ms, on_page_event};
use coder_core::Error;
use coder_core::endpoint::Call;
use coder_core::json::Read;
use coder_core::refresh::{Outcome, Situation, next_delay};
use coder_core::status::is_changing;
use coder_core::wire::{Workspace, WorkspacesPage};
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// Rows per page of the server's.
pub const PAGE: usize = 25;
/// The most rows asked for in one request.
const LARGEST_REQUEST: usize = 4 * PAGE;
/// Milliseconds to wait for scrolling to come to rest before missing rows are asked for.
const SETTLE_MS: u32 = 80;
/// Milliseconds for which an answer is fresh enough not to be asked for again on focus.
const FRESH_MS: f64 = 2_000.0;

/// How far a list is.
#[derive(Clone, Debug, PartialEq)]
pub enum Load {
    /// Nothing is known yet.
    Loading,
    /// There is an answer.
    Ready {
        /// How many workspaces match in all.
        count: usize,
        /// Why the latest refresh failed, if it did: what is shown is older.
        stale: Option<Error>,
    },
    /// There is no answer, and this is why.
    Failed(Error),
}

/// A row that is known.
#[derive(Clone)]
pub struct Row {
    /// The workspace's id.
    pub id: Arc<str>,
    /// The workspace; changes when a refresh brings something new.
    pub workspace: ArcRwSignal<Arc<Workspace>>,
    /// Its place in the list, from 0.
    pub index: ArcRwSignal<usize>,
}

/// The results of one search. Clones are the same list.
#[derive(Clone)]
pub struct WorkspacesQuery(SendWrapper<Rc<Inner>>);

struct Inner {
    account: Account,
    text: String,
    load: ArcRwSignal<Load>,
    refreshing: ArcRwSignal<bool>,
    /// Changes when rows come, go or move.
    arranged: ArcRwSignal<u32>,
    rows: RefCell<HashMap<Arc<str>, Row>>,
    slots: RefCell<BTreeMap<usize, Arc<str>>>,
    /// Which rows each watching list shows.
    windows: RefCell<HashMap<u32, Range<usize>>>,
    next_watcher: Cell<u32>,
    request: RefCell<Option<Abort>>,
    timer: RefCell<Option<Timeout>>,
    settle: RefCell<Option<Timeout>>,
    page_events: RefCell<Option<Rc<dyn Fn()>>>,
    failures: Cell<u32>,
    /// The latest answer is another tab's.
    followed: Cell<bool>,
    answered_at: Cell<f64>,
    /// The session the rows were fetched in.
    epoch: Cell<u32>,
}

impl WorkspacesQuery {
    pub(crate) fn new(account: Account, text: &str) -> Self {
        Self(SendWrapper::new(Rc::new(Inner {
            epoch: Cell::new(account.epoch()),
            account,
            text: text.to_owned(),
            load: ArcRwSignal::new(Load::Loading),
            refreshing: ArcRwSignal::new(false),
            arranged: ArcRwSignal::new(0),
            rows: RefCell::default(),
            slots: RefCell::default(),
            windows: RefCell::default(),
            next_watcher: Cell::new(0),
            request: RefCell::default(),
            timer: RefCell::default(),
            settle: RefCell::default(),
            page_events: RefCell::default(),
            failures: Cell::new(0),
            followed: Cell::new(false),
            answered_at: Cell::new(f64::NEG_INFINITY),
        })))
    }

    /// A list with this answer that is nobody's: no other card sees it, and nothing is asked for it.
    pub(crate) fn sample(account: Account, answer: &str) -> Option<Self> {
        let page = WorkspacesPage::read(&serde_json::from_str(answer).ok()?).ok()?;
        let (query, count) = (Self::new(account, ""), page.workspaces.len());
        query.arrange(vec![(0..PAGE, page)], count);
        query.0.answered_at.set(now_ms());
        query.0.load.set(Load::Ready { count, stale: None });
        Some(query)
    }

    /// How far the list is.
    pub fn load(&self) -> ArcReadSignal<Load> {
        self.0.load.read_only()
    }

    /// Whether a request is in flight.
    pub fn refreshing(&self) -> ArcReadSignal<bool> {
        self.0.refreshing.read_only()
    }

    /// The rows of a range; `None` for those not fetched yet. Tracks rows coming, going and moving.
    pub fn rows(&self, range: Range<usize>) -> Vec<(usize, Option<Row>)> {
        self.0.arranged.track();
        let (rows, slots) = (self.0.rows.borrow(), self.0.slots.borrow());
        range.map(|index| (index, slots.get(&index).and_then(|id| rows.get(id)).cloned())).collect()
    }

    /// A row by its workspace's id, if it is known.
    pub(crate) fn row(&self, id: &str) -> Option<Row> {
        self.0.rows.borrow().get(id).cloned()
    }

    /// How many rows there were when the list was last shown in this browser.
    pub(crate) fn rows_last_time(&self) -> Option<usize> {
        self.0.account.view().rows_of(&self.0.text)
    }

    /// Whether some card shows the list.
    pub(crate) fn is_watched(&self) -> bool {
        !self.0.windows.borrow().is_empty()
    }

    /// Shows the list until the current owner is cleaned up; returns the handle that says which rows.
    pub fn watch(&self) -> Watcher {
        // A card may have held on to the list while the session changed hands.
        if self.0.epoch.replace(self.0.account.epoch()) != self.0.account.epoch() {
            self.clear();
        }
        let id = self.0.next_watcher.get();
        self.0.next_watcher.set(id + 1);
        self.0.windows.borrow_mut().insert(id, 0..PAGE);
        if self.0.windows.borrow().len() == 1 {
            self.0.account.listen_to_tabs();
            let query = self.clone();
            *self.0.page_events.borrow_mut() = Some(on_page_event(move || query.page_changed()));
        }
        if self.0.request.borrow().is_none() {
            if self.is_fresh() { self.schedule() } else { self.fetch(false) }
        }
        let query = self.clone();
        on_cleanup(move || query.unwatch(id));
        Watcher { query: self.clone(), id }
    }

    fn unwatch(&self, id: u32) {
        self.0.windows.borrow_mut().remove(&id);
        if !self.is_watched() {
            self.0.page_events.borrow_mut().take();
            self.0.timer.borrow_mut().take();
            self.0.settle.borrow_mut().take();
            self.cancel();
        }
    }

    /// Asks again now.
    pub fn refresh(&self) {
        self.fetch(false);
    }

    /// Shows a workspace as it was seen elsewhere.
    pub(crate) fn saw(&self, workspace: &Workspace) {
        let row = self.0.rows.borrow().get(workspace.id.as_str()).cloned();
        if let Some(row) = row
            && **row.workspace.read_untracked() != *workspace
        {
            row.workspace.set(Arc::new(workspace.clone()));
            self.schedule();
        }
    }

    /// Forgets everything and ends what is in flight: the session is gone.
    pub(crate) fn clear(&self) {
        self.cancel();
        self.0.timer.borrow_mut().take();
        self.0.rows.borrow_mut().clear();
        self.0.slots.borrow_mut().clear();
        self.0.answered_at.set(f64::NEG_INFINITY);
        self.0.load.set(Load::Loading);
    }

    fn cancel(&self) {
        if self.0.request.borrow_mut().take().is_some() {
            self.0.refreshing.set(false);
        }
    }

    fn is_fresh(&self) -> bool {
        now_ms() - self.0.answered_at.get() < FRESH_MS
    }

    fn page_changed(&self) {
        if Page::is_visible() && Page::is_online() && self.is_watched() && !self.is_fresh() {
            self.fetch(false);
        } else {
            self.schedule();
        }
    }

    /// Fetches the shown pages; only those with missing rows if `missing`. A newer request takes the place
    /// of an older one.
    fn fetch(&self, missing: bool) {
        let requests = self.requests(missing);
        if requests.is_empty() || !self.is_watched() {
            return;
        }
        let Ok(abort) = Abort::new() else { return };
        let signal = abort.signal();
        self.0.request.replace(Some(abort));
        self.0.timer.borrow_mut().take();
        if !self.0.refreshing.get_untracked() {
            self.0.refreshing.set(true);
        }
        let query = self.clone();
        spawn_local(async move {
            let (mut pages, mut shared) = (Vec::new(), Vec::new());
            for Range { start, end } in requests {
                let (limit, offset) = (to_u32(end - start), to_u32(start));
                let call = Call::workspaces(&query.0.text, limit, offset);
                let result = match query.0.account.call(&call, &signal).await {
                    Ok(value) => {
                        let page = WorkspacesPage::read(&value).map_err(Error::from);
                        shared.push((start..end, value));
                        page
                    }
                    Err(Failure::Error(error)) => Err(error),
                    Err(Failure::Canceled) => return,
                };
                match result {
                    Ok(page) => pages.push((start..end, page)),
                    Err(error) => return query.failed(error),
                }
            }
            query.0.followed.set(false);
            query.answered(pages);
            // This tab's own screen comes first.
            TimeoutFuture::new(0).await;
            query.0.account.share(&query.0.text, &shared);
        });
    }

    /// Takes what another tab was answered, if that has all that is shown here.
    pub(crate) fn heard(&self, pages: Vec<(Range<usize>, WorkspacesPage)>) {
        let asks = self.0.request.borrow().is_some();
        if asks || !self.is_watched() || !Page::is_visible() {
            return;
        }
        let has = |wanted: &Range<usize>| {
            pages.iter().any(|(range, _)| range.start <= wanted.start && wanted.end <= range.end)
        };
        if self.requests(false).iter().all(has) {
            self.0.followed.set(true);
            self.answered(pages);
        }
    }

    /// The shown pages as few ranges of rows.
    fn requests(&self, missing: bool) -> Vec<Range<usize>> {
        let slots = self.0.slots.borrow();
        let known = match &*self.0.load.read_untracked() {
            Load::Ready { count, .. } => *count,
            _ => 0,
        };
        let mut pages: Vec<usize> = Vec::new();
        for window in self.0.windows.borrow().values() {
            pages.extend(window.start / PAGE..window.end.max(1).div_ceil(PAGE));
        }
        pages.sort_unstable();
        pages.dedup();
        // The first page is always asked for when nothing is known; pages behind the end never are.
        pages.retain(|page| *page == 0 || page * PAGE < known);
        if missing {
            pages.retain(|page| {
                (page * PAGE..((page + 1) * PAGE).min(known)).any(|i| !slots.contains_key(&i))
            });
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for page in pages {
            let range = page * PAGE..(page + 1) * PAGE;
            match ranges.last_mut() {
                Some(last) if last.end == range.start && last.len() < LARGEST_REQUEST => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        ranges
    }

    fn answered(&self, pages: Vec<(Range<usize>, WorkspacesPage)>) {
        self.0.request.borrow_mut().take();
        self.0.failures.set(0);
        self.0.answered_at.set(now_ms());
        let count = pages.last().map_or(0, |(_, page)| usize::try_from(page.count).unwrap_or(0));
        if self.arrange(pages, count) {
            self.0.arranged.update(|n| *n = n.wrapping_add(1));
        }
        self.0.account.keep_view(|view| view.set_rows(&self.0.text, count));
        let load = Load::Ready { count, stale: None };
        if *self.0.load.read_untracked() != load {
            self.0.load.set(load);
        }
        self.0.refreshing.set(false);
        self.schedule();
    }

    /// Puts pages into place; `true` if rows came, went or moved.
    fn arrange(&self, pages: Vec<(Range<usize>, WorkspacesPage)>, count: usize) -> bool {
        let mut rows = self.0.rows.borrow_mut();
        let mut slots = self.0.slots.borrow_mut();
        let before = slots.clone();
        for (range, page) in pages {
            slots.retain(|index, _| !range.contains(index));
            for (index, workspace) in range.zip(page.workspaces) {
                let id: Arc<str> = workspace.id.as_str().into();
                // A row that moved between two requests is shown once, where it was seen last.
                slots.retain(|_, known| *known != id);
                slots.insert(index, id.clone());
                self.0.account.noticed(&workspace);
                place(&mut rows, id, workspace, index);
            }
        }
        slots.retain(|index, _| *index < count);
        rows.retain(|id, _| slots.values().any(|known| known == id));
        *slots != before
    }

    fn failed(&self, error: Error) {
        self.0.request.borrow_mut().take();
        self.0.answered_at.set(now_ms());
        self.0.failures.set(self.0.failures.get().saturating_add(1));
        self.0.load.update(|load| match load {
            Load::Ready { stale, .. } => *stale = Some(error),
            _ => *load = Load::Failed(error),
        });
        self.0.refreshing.set(false);
        self.schedule();
    }

    fn schedule(&self) {
        let outcome = match &*self.0.load.read_untracked() {
            Load::Failed(error) | Load::Ready { stale: Some(error), .. } if error.is_transient() => {
                Outcome::Failed { in_a_row: self.0.failures.get() }
            }
            Load::Failed(_) | Load::Ready { stale: Some(_), .. } => Outcome::Refused,
            Load::Loading if self.0.request.borrow().is_some() => return,
            Load::Loading => Outcome::Refused,
            Load::Ready { .. } => {
                let rows = self.0.rows.borrow();
                let changing = rows.values().any(|row| is_changing(&row.workspace.read_untracked()));
                Outcome::Answered { changing }
            }
        };
        let situation = Situation {
            outcome,
            visible: Page::is_visible(),
            online: Page::is_online(),
            followed: self.0.followed.get(),
        };
        let tuning = self.0.account.tuning();
        let delay = if self.is_watched() { next_delay(situation, &tuning, jitter()) } else { None };
        let query = self.clone();
        self.0.timer.replace(delay.map(|ms| Timeout::new(ms, move || query.fetch(false))));
    }

    fn show(&self, watcher: u32, range: Range<usize>) {
        if let Some(window) = self.0.windows.borrow_mut().get_mut(&watcher) {
            *window = range;
        }
        if self.requests(true).is_empty() || matches!(*self.0.load.read_untracked(), Load::Loading) {
            return;
        }
        let query = self.clone();
        let settle = Timeout::new(SETTLE_MS, move || query.fetch(true));
        self.0.settle.replace(Some(settle));
    }
}

fn place(rows: &mut HashMap<Arc<str>, Row>, id: Arc<str>, workspace: Workspace, index: usize) {
    match rows.get(&id) {
        Some(row) => {
            if **row.workspace.read_untracked() != workspace {
                row.workspace.set(Arc::new(workspace));
            }
            if row.index.get_untracked() != index {
                row.index.set(index);
            }
        }
        None => {
            let row = Row {
                id: id.clone(),
                workspace: ArcRwSignal::new(Arc::new(workspace)),
                index: ArcRwSignal::new(index),
            };
            rows.insert(id, row);
        }
    }
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A list's hold on its query.
#[derive(Clone)]
pub struct Watcher {
    query: WorkspacesQuery,
    id: u32,
}

impl Watcher {
    /// Says which rows are shown; missing ones are fetched once scrolling rests.
    pub fn show(&self, range: Range<usize>) {
        self.query.show(self.id, range);
    }
}

impl PartialEq for WorkspacesQuery {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
