//! The state of the search box and the filters: the controls, the text, and whether they are shown.

use crate::effect::effect;
use crate::workspaces::{ListState, WorkspacesQuery};
use coder_core::search::{OWN_WORKSPACES, QueryControls, SearchError, scope_only};
use leptos::prelude::*;

/// The greatest number of rows that need no search.
const FEW_ROWS: usize = 6;

/// The state of the search box and the filters of a card.
#[derive(Clone, Copy)]
pub(super) struct SearchState {
    /// The chosen scope and quick filter; none in a card without controls for them.
    pub controls: RwSignal<Option<QueryControls>>,
    /// The text in the search box, which becomes the query after the debounce: what the controls do not show of it.
    pub text: RwSignal<String>,
    /// Whether the search box and the filters are shown. They stay once they are.
    pub is_open: RwSignal<bool>,
    /// Whether the search box is to take the focus.
    pub takes_focus: RwSignal<bool>,
}

impl SearchState {
    /// Creates the state for a query, and follows the query from then on.
    pub fn new(filter: Signal<String>, query: Memo<Result<WorkspacesQuery, SearchError>>) -> Self {
        let has_many = query.with_untracked(|query| {
            query.as_ref().is_ok_and(|query| query.previous_row_count().is_some_and(|rows| rows > FEW_ROWS))
        });
        let state = Self {
            controls: RwSignal::new(None),
            text: RwSignal::new(filter.get_untracked()),
            is_open: RwSignal::new(has_many || is_filtered(&filter.read_untracked())),
            takes_focus: RwSignal::new(false),
        };
        state.follow_filter(filter);
        state.follow_count(filter, query);
        state
    }

    /// Shows the search box and the filters, and moves the focus to the search box.
    pub fn open(self) {
        // Drawn anew otherwise, which would drop the focus.
        if !self.is_open.get_untracked() {
            self.is_open.set(true);
        }
        self.takes_focus.set(true);
    }

    /// Shows the scope and the quick filter in controls of their own, until the current owner is cleaned up.
    pub fn add_controls(self, filter: Signal<String>) {
        self.show(&filter.get_untracked(), true);
        on_cleanup(move || {
            if let Some(filter) = filter.try_get_untracked() {
                self.show(&filter, false);
            }
        });
    }

    /// Returns the query for a text in the search box. Tracks the controls.
    pub fn query_for(self, text: &str) -> String {
        self.controls.get().map_or_else(|| text.to_owned(), |controls| controls.query(text))
    }

    /// Whether there is nothing to clear. Tracks the controls and the text.
    pub fn is_clear(self) -> bool {
        let query = self.query_for(&self.text.read());
        query == scope_only(&query)
    }

    /// Returns the scope and the quick filter, and the rest of the text in the search box.
    pub fn parts(self) -> (QueryControls, String) {
        let text = self.text.get_untracked();
        match self.controls.get_untracked() {
            Some(controls) => (controls, text),
            None => QueryControls::split(&text),
        }
    }

    /// Changes the controls, if there are any, and returns the text for the search box.
    pub fn set_parts(self, controls: QueryControls, text: String) -> String {
        if self.controls.get_untracked().is_none() {
            return controls.query(&text);
        }
        self.controls.set(Some(controls));
        text
    }

    fn show(self, filter: &str, has_controls: bool) {
        let (controls, text) = match has_controls {
            true => {
                let (controls, text) = QueryControls::split(filter);
                (Some(controls), text)
            }
            false => (None, filter.to_owned()),
        };
        // The card may be gone by now.
        let _ = (self.controls.try_set(controls), self.text.try_set(text));
    }

    /// Shows a query that was set elsewhere. The text of a query that was typed stays as it was typed.
    fn follow_filter(self, filter: Signal<String>) {
        effect(move || {
            let filter = filter.get();
            if self.query_for(&self.text.get_untracked()) != filter {
                self.show(&filter, self.controls.get_untracked().is_some());
            }
        });
    }

    /// Shows the search box and the filters for a list that is long or filtered.
    fn follow_count(self, filter: Signal<String>, query: Memo<Result<WorkspacesQuery, SearchError>>) {
        effect(move || {
            if self.is_open.get() {
                return;
            }
            let count = query.read().as_ref().map_or(0, |query| match *query.load().read() {
                ListState::Ready { count, .. } => count,
                ListState::Loading | ListState::Failed(_) => 0,
            });
            if count > FEW_ROWS || is_filtered(&filter.read()) {
                self.is_open.set(true);
            }
        });
    }
}

fn is_filtered(filter: &str) -> bool {
    filter.trim() != OWN_WORKSPACES
}
