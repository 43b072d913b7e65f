//! When a list is asked for, and what becomes of the answer.

use super::{Answer, Heed, Load, PAGE, WorkspacesQuery};
use crate::browser::{Abort, Failure, Page, jitter, now_ms, painted, seen};
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::endpoint::Call;
use coder_core::json::Malformed;
use coder_core::refresh::Pace;
use coder_core::status::is_changing;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::ops::Range;
use web_sys::AbortSignal;

/// The most rows asked for in one request.
const LARGEST_REQUEST: usize = 4 * PAGE;

impl WorkspacesQuery {
    /// Fetches the shown pages; only those with missing rows if `missing`. A newer request takes the place
    /// of an older one.
    pub(super) fn fetch(&self, missing: bool) {
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
        // Whose answer it will be: by the time it is shared, another user may be linked here.
        let whose = self.0.account.user_id();
        spawn_local(async move {
            let mut answers = Vec::new();
            query.0.reader.borrow_mut().begin();
            for rows in requests {
                match query.ask(rows, &signal).await {
                    Ok(answer) => answers.push(answer),
                    Err(Failure::Error(error)) => return query.failed(error),
                    Err(Failure::Canceled) => return,
                }
            }
            query.answered(&mut answers, false);
            // This tab's own screen comes first. One that is hidden meanwhile paints much later: others know more then.
            painted().await;
            if let Some(whose) = whose.filter(|_| query.is_fresh()) {
                query.0.account.share(&whose, &query.0.text, &answers);
            }
        });
    }

    async fn ask(&self, rows: Range<usize>, signal: &AbortSignal) -> Result<Answer, Failure> {
        let call = Call::workspaces(&self.0.text, to_u32(rows.len()), to_u32(rows.start));
        let answered = self.0.account.answer(&call, signal).await?;
        if rows.start == 0 && self.glimpse(&answered.answer.body) {
            painted().await;
            if signal.aborted() {
                return Err(Failure::Canceled);
            }
        }
        let page = self.0.account.page(&answered, &self.0.reader)?;
        Ok(Answer { rows, page, text: answered.answer.body })
    }

    /// Shows what can be seen of a first answer: to read all of it takes several times as long.
    fn glimpse(&self, text: &str) -> bool {
        let most = self.0.account.tuning().rows_at_first();
        // Nothing is painted of a page that is not shown, and who hears answers hears them whole.
        let waits = *self.0.load.read_untracked() == Load::Loading
            && Page::is_visible()
            && self.0.heeding.borrow().is_empty();
        if most >= PAGE || !waits {
            return false;
        }
        let mut reader = self.0.reader.borrow_mut();
        let Some(page) = reader.first(text, most) else { return false };
        reader.begin();
        drop(reader);
        let (rows, count) = (0..page.workspaces.len(), usize::try_from(page.count).unwrap_or(0));
        if rows.len() < most {
            return false;
        }
        self.arrange(&mut [Answer { rows, page, text: String::new() }], count);
        self.0.arranged.update(|n| *n = n.wrapping_add(1));
        self.0.load.set(Load::Ready { count, stale: None });
        true
    }

    /// Takes what another tab was answered, if that has all that is shown here.
    pub(crate) fn heard(&self, told: Vec<(Range<usize>, String)>) {
        let asks = self.0.request.borrow().is_some();
        if asks || !self.is_watched() || !Page::is_visible() {
            return;
        }
        let has = |wanted: &Range<usize>| {
            told.iter().any(|(rows, _)| rows.start <= wanted.start && wanted.end <= rows.end)
        };
        if !self.requests(false).iter().all(has) {
            return;
        }
        self.0.reader.borrow_mut().begin();
        let answers =
            told.into_iter().map(|(rows, text)| self.read(rows, text)).collect::<Result<Vec<_>, _>>();
        if let Ok(mut answers) = answers {
            self.answered(&mut answers, true);
        }
    }

    pub(super) fn read(&self, rows: Range<usize>, text: String) -> Result<Answer, Malformed> {
        let page = self.0.reader.borrow_mut().read(&text)?;
        Ok(Answer { rows, page, text })
    }

    /// The shown pages as few ranges of rows.
    pub(super) fn requests(&self, missing: bool) -> Vec<Range<usize>> {
        let (slots, absent) = (self.0.slots.borrow(), self.0.absent.borrow());
        let known = self.counted();
        let mut pages: Vec<usize> = Vec::new();
        for window in self.0.windows.borrow().values() {
            // What is shown stands further down in Coder's list, by the places that the list closed over.
            let end = window.end.max(1) + absent.len();
            pages.extend(window.start / PAGE..end.div_ceil(PAGE));
        }
        pages.sort_unstable();
        pages.dedup();
        // The first page is always asked for when nothing is known; pages behind the end never are.
        pages.retain(|page| *page == 0 || page * PAGE < known);
        if missing {
            pages.retain(|page| {
                (page * PAGE..((page + 1) * PAGE).min(known))
                    .any(|i| !slots.contains_key(&i) && !absent.contains(&i))
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

    /// Takes an answer, or one that another tab shared.
    fn answered(&self, answers: &mut [Answer], followed: bool) {
        self.0.request.borrow_mut().take();
        self.0.answered_at.set(now_ms());
        let count = answers.last().map_or(0, |answer| usize::try_from(answer.page.count).unwrap_or(0));
        let heeding: Vec<Heed> = self.0.heeding.borrow().iter().map(|(_, heed)| heed.clone()).collect();
        for heed in heeding {
            heed(answers);
        }
        if self.arrange(answers, count) {
            self.0.arranged.update(|n| *n = n.wrapping_add(1));
        }
        let count = count.saturating_sub(self.0.absent.borrow().len());
        self.0.account.keep_view(|view| view.set_rows(&self.0.text, count));
        let load = Load::Ready { count, stale: None };
        if *self.0.load.read_untracked() != load {
            self.0.load.set(load);
        }
        self.0.refreshing.set(false);
        let changing = self.is_changing();
        match followed {
            true => self.0.poll.borrow_mut().followed(changing),
            false => self.0.poll.borrow_mut().answered(changing),
        }
        self.schedule();
    }

    fn failed(&self, error: Error) {
        self.0.request.borrow_mut().take();
        self.0.answered_at.set(now_ms());
        self.0.poll.borrow_mut().failed(&error, now_ms());
        self.0.load.update(|load| match load {
            Load::Ready { stale, .. } => *stale = Some(error),
            _ => *load = Load::Failed(error),
        });
        self.0.refreshing.set(false);
        self.schedule();
    }

    fn is_changing(&self) -> bool {
        self.0.rows.borrow().values().any(|row| is_changing(&row.workspace.read_untracked()))
    }

    pub(super) fn schedule(&self) {
        let is_loading = *self.0.load.read_untracked() == Load::Loading;
        if is_loading && self.0.request.borrow().is_some() {
            return;
        }
        let next = {
            let mut poll = self.0.poll.borrow_mut();
            poll.keep_pace(Pace::list(&self.0.account.tuning()));
            poll.changes(self.is_changing());
            poll.next(seen(), jitter())
        };
        let delay = if self.is_watched() && !is_loading { next.ms() } else { None };
        let query = self.clone();
        self.0.timer.replace(delay.map(|ms| Timeout::new(ms, move || query.fetch(false))));
    }
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
