//! The lists of an account, one per search.

use super::WorkspacesQuery;
use super::context::ListContext;
use super::observers::Observers;
use super::tab_sync::TabSync;
use crate::client::{Client, Preferences, SessionContext};
use coder_core::models::Workspace;
use std::cell::RefCell;
use std::rc::Rc;
use vecmap::VecMap;

/// Number of cached lists at which a new list evicts those that no card shows.
const MAX_CACHED_LISTS: usize = 8;

/// The lists of an account. Clones share one state.
#[derive(Clone)]
pub(crate) struct Lists {
    context: ListContext,
    queries: Rc<RefCell<VecMap<String, WorkspacesQuery>>>,
}

impl Lists {
    /// Creates the lists of an account; none is fetched yet.
    pub fn new(
        session: Rc<SessionContext>,
        client: Client,
        preferences: Rc<Preferences>,
        observers: Rc<Observers>,
    ) -> Self {
        let tabs = TabSync::new(session.clone());
        let queries: Rc<RefCell<VecMap<String, WorkspacesQuery>>> = Rc::default();
        let shared = queries.clone();
        tabs.on_shared(move |search, pages| {
            let query = shared.borrow().get(search).cloned();
            if let Some(query) = query {
                query.apply_from_tab(pages);
            }
        });
        Self { context: ListContext { session, client, preferences, observers, tabs }, queries }
    }

    /// Returns the list of a search, shared by all cards on the page that show it.
    pub fn query(&self, search: &str) -> WorkspacesQuery {
        let mut queries = self.queries.borrow_mut();
        if let Some(query) = queries.get(search) {
            return query.clone();
        }
        if queries.len() >= MAX_CACHED_LISTS {
            queries.retain(|_, query| query.is_watched());
        }
        let query = WorkspacesQuery::new(self.context.clone(), search);
        queries.insert(search.to_owned(), query.clone());
        query
    }

    /// Returns a list of sample rows that is never fetched. Returns `None` if the response cannot be decoded.
    pub fn sample(&self, body: &str) -> Option<WorkspacesQuery> {
        WorkspacesQuery::with_sample(self.context.clone(), body)
    }

    /// Updates a workspace in all lists and details views.
    pub fn apply_workspace(&self, workspace: &Workspace) {
        self.each(|query| query.apply_workspace(workspace));
        self.context.observers.notify(workspace);
    }

    /// Fetches every shown list again.
    pub fn refresh(&self) {
        self.each(WorkspacesQuery::refresh);
    }

    /// Fetches again the lists whose last request was refused.
    pub fn resume(&self) {
        self.each(WorkspacesQuery::resume);
    }

    /// Drops all rows, because the session has ended.
    pub fn clear(&self) {
        self.each(WorkspacesQuery::clear);
    }

    /// Returns the lists that cards show.
    pub fn watched(&self) -> Vec<WorkspacesQuery> {
        self.queries.borrow().values().filter(|query| query.is_watched()).cloned().collect()
    }

    fn each(&self, act: impl Fn(&WorkspacesQuery)) {
        let queries: Vec<WorkspacesQuery> = self.queries.borrow().values().cloned().collect();
        queries.iter().for_each(act);
    }
}
