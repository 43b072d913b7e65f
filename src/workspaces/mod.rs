//! A search's results: one list per account and search, shared by every card on the page that shows it.
//!
//! Rows are fetched in pages, only where some card shows them; the server counts the rest. A refresh asks
//! for the shown pages again and touches only rows that changed. When to ask again is `coder_core::refresh`.

mod asking;

use crate::account::Account;
use crate::browser::{Abort, Page, now_ms, on_page_event};
use coder_core::Error;
use coder_core::refresh::{Pace, Poll};
use coder_core::wire::{PageReader, Workspace, WorkspacesPage};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// Rows per page of the server's.
pub const PAGE: usize = 25;
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

/// A page of an answer.
pub(crate) struct Answer {
    /// The rows that were asked for.
    pub rows: Range<usize>,
    pub page: WorkspacesPage,
    /// The page as it came.
    pub text: String,
}

/// Takes the answers to one asking.
pub(crate) type Heed = Rc<dyn Fn(&[Answer])>;

/// The results of one search. Clones are the same list.
#[derive(Clone)]
pub struct WorkspacesQuery(SendWrapper<Rc<Inner>>);

struct Inner {
    account: Account,
    text: String,
    reader: RefCell<PageReader>,
    load: ArcRwSignal<Load>,
    refreshing: ArcRwSignal<bool>,
    /// Changes when rows come, go or move.
    arranged: ArcRwSignal<u32>,
    rows: RefCell<HashMap<Arc<str>, Row>>,
    /// Which workspace stands at which place of Coder's.
    slots: RefCell<HashMap<usize, Arc<str>>>,
    /// Places that Coder counts and has no row for: workspaces that the user may not read. The list closes over them.
    absent: RefCell<BTreeSet<usize>>,
    /// Which rows each watching list shows.
    windows: RefCell<HashMap<u32, Range<usize>>>,
    /// Who hears answers as they come, by watcher.
    heeding: RefCell<Vec<(u32, Heed)>>,
    next_watcher: Cell<u32>,
    request: RefCell<Option<Abort>>,
    timer: RefCell<Option<Timeout>>,
    settle: RefCell<Option<Timeout>>,
    page_events: RefCell<Option<Rc<dyn Fn()>>>,
    /// How the latest requests went.
    poll: RefCell<Poll>,
    answered_at: Cell<f64>,
    /// The session the rows were fetched in.
    epoch: Cell<u32>,
}

impl WorkspacesQuery {
    pub(crate) fn new(account: Account, text: &str) -> Self {
        Self(SendWrapper::new(Rc::new(Inner {
            epoch: Cell::new(account.epoch()),
            poll: RefCell::new(Poll::new(Pace::list(&account.tuning()))),
            account,
            text: text.to_owned(),
            reader: RefCell::default(),
            load: ArcRwSignal::new(Load::Loading),
            refreshing: ArcRwSignal::new(false),
            arranged: ArcRwSignal::new(0),
            rows: RefCell::default(),
            slots: RefCell::default(),
            absent: RefCell::default(),
            windows: RefCell::default(),
            heeding: RefCell::default(),
            next_watcher: Cell::new(0),
            request: RefCell::default(),
            timer: RefCell::default(),
            settle: RefCell::default(),
            page_events: RefCell::default(),
            answered_at: Cell::new(f64::NEG_INFINITY),
        })))
    }

    /// A list with this answer that is nobody's: no other card sees it, and nothing is asked for it.
    pub(crate) fn sample(account: Account, answer: &str) -> Option<Self> {
        let query = Self::new(account, "");
        let mut answer = query.read(0..PAGE, answer.to_owned()).ok()?;
        let count = answer.page.workspaces.len();
        query.arrange(std::slice::from_mut(&mut answer), count);
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
        let (rows, slots, absent) = (self.0.rows.borrow(), self.0.slots.borrow(), self.0.absent.borrow());
        let places = (0..).filter(|place| !absent.contains(place)).skip(range.start);
        let row = |place| slots.get(&place).and_then(|id| rows.get(id)).cloned();
        range.zip(places).map(|(index, place)| (index, row(place))).collect()
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
        self.0.heeding.borrow_mut().retain(|(heeding, _)| *heeding != id);
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

    /// Asks again what failed while the session was doubted. What Coder refuses again and again although the session is
    /// good waits for its turn.
    pub(crate) fn resume(&self) {
        let refused = match &*self.0.load.read_untracked() {
            Load::Failed(error) | Load::Ready { stale: Some(error), .. } => {
                matches!(error, Error::Unauthorized(_))
            }
            _ => return,
        };
        if !refused || self.0.poll.borrow().failures() <= 1 {
            self.fetch(false);
        }
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
        self.0.reader.take();
        self.0.poll.replace(Poll::new(Pace::list(&self.0.account.tuning())));
        self.0.rows.borrow_mut().clear();
        self.0.slots.borrow_mut().clear();
        self.0.absent.borrow_mut().clear();
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
        let is_held = self.is_fresh() || self.0.poll.borrow().is_held(now_ms());
        if Page::is_visible() && Page::is_online() && self.is_watched() && !is_held {
            self.fetch(false);
        } else {
            self.schedule();
        }
    }

    /// Puts pages into place; `true` if rows came, went or moved. Takes the rows out of the answers.
    fn arrange(&self, answers: &mut [Answer], count: usize) -> bool {
        let mut rows = self.0.rows.borrow_mut();
        let mut slots = self.0.slots.borrow_mut();
        let mut absent = self.0.absent.borrow_mut();
        let before = (slots.clone(), absent.clone());
        for Answer { rows: range, page, .. } in answers {
            slots.retain(|index, _| !range.contains(index));
            absent.retain(|index| !range.contains(index));
            absent.extend(range.start + page.workspaces.len()..range.end);
            for (index, workspace) in range.clone().zip(std::mem::take(&mut page.workspaces)) {
                let id: Arc<str> = workspace.id.as_str().into();
                // A row that moved between two requests is shown once, where it was seen last.
                slots.retain(|_, known| *known != id);
                slots.insert(index, id.clone());
                self.0.account.noticed(&workspace);
                place(&mut rows, id, workspace);
            }
        }
        slots.retain(|index, _| *index < count);
        absent.retain(|index| *index < count);
        let indexes: HashMap<&Arc<str>, usize> =
            slots.iter().map(|(place, id)| (id, place - absent.range(..place).count())).collect();
        rows.retain(|id, row| {
            let index = indexes.get(id);
            if let Some(index) = index.filter(|index| row.index.get_untracked() != **index) {
                row.index.set(*index);
            }
            index.is_some()
        });
        (&*slots, &*absent) != (&before.0, &before.1)
    }

    /// How many workspaces Coder counts.
    fn counted(&self) -> usize {
        match &*self.0.load.read_untracked() {
            Load::Ready { count, .. } => count + self.0.absent.borrow().len(),
            _ => 0,
        }
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

fn place(rows: &mut HashMap<Arc<str>, Row>, id: Arc<str>, workspace: Arc<Workspace>) {
    match rows.get(&id) {
        // Comparing two of one and the same costs nothing.
        Some(row) if *row.workspace.read_untracked() == workspace => {}
        Some(row) => row.workspace.set(workspace),
        None => {
            let (workspace, index) = (ArcRwSignal::new(workspace), ArcRwSignal::new(0));
            rows.insert(id.clone(), Row { id, workspace, index });
        }
    }
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

    /// Hears what this or another tab is answered, as it came, while it watches.
    pub(crate) fn heed(&self, heed: Heed) {
        self.query.0.heeding.borrow_mut().push((self.id, heed));
    }
}

impl PartialEq for WorkspacesQuery {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
