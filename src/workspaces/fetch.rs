//! Requests of a list, their responses, and the poll timer.

use super::page_size::{MAX_PAGE_SIZE, PAGE_SIZE};
use super::{FetchedPage, InFlight, ListState, OnPages, WorkspacesQuery};
use crate::browser::{AbortOnDrop, CallError, Page, jitter, next_paint, now_ms, poll_state};
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::json::DecodeError;
use coder_core::request::Request;
use coder_core::search;
use coder_core::status::is_transitioning;
use gloo_timers::callback::Timeout;
#[allow(
    unused_imports,
    reason = "signals of Leptos have their methods by traits, those of leptos-compact by themselves"
)]
use leptos::prelude::*;
use std::ops::Range;
use web_sys::AbortSignal;

impl WorkspacesQuery {
    /// Fetches the shown pages; if `missing`, only those with missing rows. Aborts the previous request, unless only
    /// rows are missing that it asks for: the first rows of a response are shown before the others are read.
    pub(super) fn fetch(&self, missing: bool) {
        let requests = self.requests(missing);
        if requests.is_empty() || !self.is_watched() || (missing && self.is_in_flight(&requests)) {
            return;
        }
        let Ok(abort) = AbortOnDrop::new() else { return };
        let signal = abort.signal();
        self.0.request.replace(Some(InFlight {
            _abort: abort,
            rows: requests.clone(),
            sent_at: now_ms(),
            updated: Vec::new(),
        }));
        self.0.timer.borrow_mut().take();
        if !self.0.refreshing.get_untracked() {
            self.0.refreshing.set(true);
        }
        let query = self.clone();
        // Taken before the request: when the pages are shared, another user may be linked.
        let user_id = self.0.context.session.user_id();
        spawn_local(async move {
            let mut pages = Vec::new();
            query.0.reader.borrow_mut().start_refresh();
            for rows in requests {
                match query.fetch_page(rows, &signal).await {
                    Ok(page) => pages.push(page),
                    Err(CallError::Failed(error)) => return query.on_error(error),
                    Err(CallError::Aborted | CallError::SignedOut) => return,
                }
            }
            query.on_success(&mut pages, false);
            // Pages are shared after this tab has painted. A tab that is hidden meanwhile paints much later, when its
            // pages are stale.
            next_paint().await;
            if let Some(user_id) = user_id.filter(|_| query.is_fresh()) {
                query.0.context.tabs.broadcast(&user_id, &query.0.text, &pages);
            }
        });
    }

    /// Requests the first page before the session is known to be valid, so that the list need not wait for two responses
    /// in turn.
    pub(crate) fn request_early(&self) {
        self.0.context.client.send_early(self.page_request(&(0..PAGE_SIZE)));
    }

    fn page_request(&self, rows: &Range<usize>) -> Request {
        Request::workspaces(&self.0.text, to_u32(rows.len()), to_u32(rows.start))
    }

    /// Whether the request in flight asks for these rows.
    fn is_in_flight(&self, rows: &[Range<usize>]) -> bool {
        self.0.request.borrow().as_ref().is_some_and(|request| covers(&request.rows, rows))
    }

    async fn fetch_page(&self, rows: Range<usize>, signal: &AbortSignal) -> Result<FetchedPage, CallError> {
        let call = self.page_request(&rows);
        let authenticated = self.0.context.client.send(&call, signal).await?;
        if rows.start == 0 && self.render_first_rows(&authenticated.response.body) {
            next_paint().await;
            if signal.aborted() {
                return Err(CallError::Aborted);
            }
        }
        let page = self.0.context.client.page(&authenticated, &self.0.reader)?;
        Ok(FetchedPage { rows, page, text: authenticated.response.body })
    }

    /// Renders the rows of a first response that fit into the list, before the whole response is parsed: that takes
    /// several times as long. Returns whether it did.
    fn render_first_rows(&self, text: &str) -> bool {
        let max_rows = self.0.context.session.tuning().initial_rows();
        // A hidden page paints nothing, and callbacks for fetched pages receive whole pages only.
        let is_waiting = *self.0.load.read_untracked() == ListState::Loading
            && Page::is_visible()
            && self.0.page_observers.borrow().is_empty();
        if max_rows >= PAGE_SIZE || !is_waiting {
            return false;
        }
        let mut reader = self.0.reader.borrow_mut();
        let Some(page) = reader.read_prefix(text, max_rows) else { return false };
        reader.start_refresh();
        drop(reader);
        let (rows, count) = (0..page.workspaces.len(), usize::try_from(page.count).unwrap_or(0));
        if rows.len() < max_rows {
            return false;
        }
        self.reconcile(&mut [FetchedPage { rows, page, text: String::new() }], count);
        self.0.arranged.update(|n| *n = n.wrapping_add(1));
        self.0.load.set(ListState::Ready { count, stale: None });
        true
    }

    /// Applies pages that another tab fetched, if they cover all shown rows.
    pub(crate) fn apply_from_tab(&self, shared: Vec<(Range<usize>, String)>) {
        let is_fetching = self.0.request.borrow().is_some();
        if is_fetching || !self.is_watched() || !Page::is_visible() {
            return;
        }
        let ranges: Vec<Range<usize>> = shared.iter().map(|(rows, _)| rows.clone()).collect();
        if !covers(&ranges, &self.requests(false)) {
            return;
        }
        self.0.reader.borrow_mut().start_refresh();
        let pages =
            shared.into_iter().map(|(rows, text)| self.read(rows, text)).collect::<Result<Vec<_>, _>>();
        if let Ok(mut pages) = pages {
            self.on_success(&mut pages, true);
        }
    }

    pub(super) fn read(&self, rows: Range<usize>, text: String) -> Result<FetchedPage, DecodeError> {
        let page = self.0.reader.borrow_mut().read(&text)?;
        Ok(FetchedPage { rows, page, text })
    }

    /// Returns the shown pages, merged into as few ranges of rows as possible.
    pub(super) fn requests(&self, missing: bool) -> Vec<Range<usize>> {
        let positions = self.0.positions.borrow();
        let count = self.counted();
        let mut pages: Vec<usize> = Vec::new();
        for window in self.0.windows.borrow().values() {
            // Rows are further down in Coder's list, by the number of absent positions.
            let end = window.end.max(1) + positions.absent_count();
            pages.extend(window.start / PAGE_SIZE..end.div_ceil(PAGE_SIZE));
        }
        pages.sort_unstable();
        pages.dedup();
        // The first page is always fetched; pages beyond the end never are.
        pages.retain(|page| *page == 0 || page * PAGE_SIZE < count);
        if missing {
            pages.retain(|page| {
                (page * PAGE_SIZE..((page + 1) * PAGE_SIZE).min(count)).any(|i| !positions.is_known(i))
            });
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for page in pages {
            let range = page * PAGE_SIZE..(page + 1) * PAGE_SIZE;
            match ranges.last_mut() {
                Some(last) if last.end == range.start && last.len() < MAX_PAGE_SIZE => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        ranges
    }

    /// Applies the pages that this tab fetched or, if `followed`, reused from another tab.
    fn on_success(&self, pages: &mut [FetchedPage], followed: bool) {
        let request = self.0.request.borrow_mut().take();
        self.0.responded_at.set(now_ms());
        let count = pages.last().map_or(0, |last| usize::try_from(last.page.count).unwrap_or(0));
        let page_observers: Vec<OnPages> =
            self.0.page_observers.borrow().iter().map(|(_, observer)| observer.clone()).collect();
        for observer in page_observers {
            observer(pages);
        }
        if self.reconcile(pages, count) {
            self.0.arranged.update(|n| *n = n.wrapping_add(1));
        }
        let count = count.saturating_sub(self.0.positions.borrow().absent_count());
        self.0.context.preferences.update_lists(|view| view.set_rows(&self.0.text, count));
        let load = ListState::Ready { count, stale: None };
        if *self.0.load.read_untracked() != load {
            self.0.load.set(load);
        }
        self.0.refreshing.set(false);
        let changing = self.is_changing();
        match followed {
            true => self.0.poll.borrow_mut().reused_from_tab(changing),
            false => self.0.poll.borrow_mut().succeeded(changing),
        }
        self.schedule();
        for workspace in request.into_iter().flat_map(|request| request.updated) {
            self.apply_workspace(&workspace);
        }
    }

    fn on_error(&self, error: Error) {
        self.0.request.borrow_mut().take();
        self.0.responded_at.set(now_ms());
        if search::lacks_agent_metadata(&error) {
            // Cards whose configuration asks for metadata go on with another query. One that a user typed has failed.
            self.0.context.session.lacks_agent_metadata.set(true);
        }
        self.0.poll.borrow_mut().failed(&error, now_ms());
        self.0.load.update(|load| match load {
            ListState::Ready { stale, .. } => *stale = Some(error),
            _ => *load = ListState::Failed(error),
        });
        self.0.refreshing.set(false);
        self.schedule();
    }

    fn is_changing(&self) -> bool {
        self.0.rows.borrow().values().any(|row| is_transitioning(&row.workspace.read_untracked()))
    }

    pub(super) fn schedule(&self) {
        let is_loading = *self.0.load.read_untracked() == ListState::Loading;
        if is_loading && self.0.request.borrow().is_some() {
            return;
        }
        let next = {
            let mut poll = self.0.poll.borrow_mut();
            let pace = self.0.context.session.tuning().list_pace();
            poll.keep_pace(if self.0.followed.get() > 0 { pace.also_hidden() } else { pace });
            poll.changes(self.is_changing());
            poll.next(poll_state(self.0.live.get()), jitter())
        };
        let delay = if self.is_watched() && !is_loading { next.ms() } else { None };
        let query = self.clone();
        self.0.timer.replace(delay.map(|ms| Timeout::new(ms, move || query.fetch(false))));
        self.0.context.session.live.changed();
    }
}

/// Whether each of the wanted ranges lies in one of `ranges`.
fn covers(ranges: &[Range<usize>], wanted: &[Range<usize>]) -> bool {
    wanted.iter().all(|want| ranges.iter().any(|range| range.start <= want.start && want.end <= range.end))
}

pub(super) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
