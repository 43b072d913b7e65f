//! What a list follows by live updates.

use super::fetch::to_u32;
use super::{ListState, WorkspacesQuery};
use coder_core::live::Wanted;
use coder_core::request::Request;
#[allow(
    unused_imports,
    reason = "signals of Leptos have their methods by traits, those of leptos-compact by themselves"
)]
use leptos::prelude::*;
use std::ops::Range;

impl WorkspacesQuery {
    /// Returns the topics of the list: its shown pages, and the workspaces of its shown rows.
    pub(crate) fn topics(&self) -> Vec<Wanted> {
        if *self.0.load.read_untracked() == ListState::Loading {
            return Vec::new();
        }
        let mut topics = self.pages();
        for window in self.0.windows.borrow().values() {
            topics.extend(self.ids(window.clone()).iter().map(|id| of_workspace(id)));
        }
        topics
    }

    /// Returns the topics of the shown pages.
    fn pages(&self) -> Vec<Wanted> {
        let page = |rows: Range<usize>| {
            let topic = Request::workspaces(&self.0.text, to_u32(rows.len()), to_u32(rows.start)).path;
            Wanted { topic, ids: self.ids(rows) }
        };
        self.requests(false).into_iter().map(page).collect()
    }

    fn ids(&self, rows: Range<usize>) -> Vec<String> {
        let ids = self.0.positions.borrow().ids(rows);
        ids.into_iter().filter_map(|(_, id)| id.map(|id| id.to_string())).collect()
    }

    /// Sets whether live updates bring the list's changes, by the topics that are followed.
    pub(crate) fn set_followed(&self, followed: &[String]) {
        let was_live = self.0.live.get();
        let is_live = self.pages().iter().all(|page| followed.contains(&page.topic));
        self.0.live.set(is_live);
        match (was_live, is_live) {
            // What changed in between is not known.
            (false, true) if !self.is_fresh() => self.fetch(false),
            (false, true) | (true, false) => self.schedule(),
            (false, false) | (true, true) => {}
        }
    }

    /// Whether the list has this page.
    pub(crate) fn has_page(&self, topic: &str) -> bool {
        self.pages().iter().any(|page| page.topic == topic)
    }

    /// Whether a row is followed while the page is hidden.
    pub(crate) fn is_followed_hidden(&self) -> bool {
        self.0.followed.get() > 0
    }
}

/// Returns the topic of a workspace.
fn of_workspace(id: &str) -> Wanted {
    Wanted { topic: Request::workspace(id).path, ids: Vec::new() }
}
