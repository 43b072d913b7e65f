//! State shared by the parts of a card.

use super::search_state::SearchState;
use super::templates::Templates;
use crate::auth::Gate;
use crate::card_dialog::CardDialog;
use crate::launches::Launches;
use crate::provider::{Config, Provider};
use crate::session::Account;
use crate::workspaces::WorkspacesQuery;
use coder_core::config::Incompatible;
use coder_core::json::DecodeError;
use coder_core::models::Workspace;
use coder_core::search::{self, OWN_WORKSPACES, QueryControls, QuickFilter, Scope, SearchError};
use coder_core::{Entity, Error, WorkspacesConfig};
use leptos::prelude::*;
use std::sync::Arc;

/// The entity of a card: absent, valid, or the decode error of an invalid value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityInput(pub Option<Arc<Result<Entity, DecodeError>>>);

impl EntityInput {
    /// Parses a catalog entity object; null means no entity.
    pub fn from_json(value: &serde_json::Value) -> Self {
        if value.is_null() { Self(None) } else { Self(Some(Arc::new(Entity::read(value)))) }
    }

    /// Returns the entity, if it is valid.
    pub fn entity(&self) -> Option<&Entity> {
        self.0.as_deref().and_then(|r| r.as_ref().ok())
    }

    /// Returns the decode error of an invalid entity.
    pub(crate) fn problem(&self) -> Option<&DecodeError> {
        self.0.as_deref().and_then(|r| r.as_ref().err())
    }
}

/// The props of a card.
pub(super) struct CardProps {
    pub number: usize,
    pub gate: Memo<Gate>,
    pub entity: Signal<EntityInput>,
    pub read_entity_data: Signal<bool>,
    pub query_filter: Signal<Option<String>>,
    pub default_query_filter: Option<String>,
    pub on_filter_change: Option<Callback<String>>,
    pub on_error: Option<Callback<Error>>,
    pub on_workspace_created: Option<Callback<Arc<Workspace>>>,
}

/// State shared by the parts of a card; custom parts read it with [`use_card`].
#[derive(Clone)]
pub struct CardContext {
    /// The provider's and the entity's configuration, merged.
    pub config: Memo<Arc<WorkspacesConfig>>,
    /// The configuration by which the list is limited to a repository; without one while all are shown.
    pub(super) list_config: Memo<Arc<WorkspacesConfig>>,
    /// Whether workspaces of all repositories are shown, although the entity has one.
    pub(super) shows_all_repos: RwSignal<bool>,
    /// The provider's configuration.
    pub app: Signal<Arc<Config>>,
    /// The entity, as passed to the card.
    pub entity: Signal<EntityInput>,
    /// The query, as chosen and typed or as controlled by the parent.
    pub filter: Signal<String>,
    /// The list for the query, or the error of an invalid query.
    pub query: Memo<Result<WorkspacesQuery, SearchError>>,
    pub(super) gate: Memo<Gate>,
    /// The card's number on its page, from 0.
    pub(super) number: usize,
    /// The open dialog.
    pub(super) dialog: RwSignal<Option<CardDialog>>,
    /// The state of the search box and the filters.
    pub(super) search: SearchState,
    /// The apps that are opened.
    pub(super) launches: Launches,
    /// The templates of the workspaces that are being built.
    pub(super) templates: Templates,
    /// Notified to open the explanation why a workspace cannot be created.
    pub(super) explain_create: Trigger,
    own_filter: RwSignal<String>,
    /// Whether a chosen scope is stored as the next initial query.
    remembers: bool,
    account: Account,
    on_filter_change: Option<Callback<String>>,
    on_error: Option<Callback<Error>>,
    pub(super) on_workspace_created: Option<Callback<Arc<Workspace>>>,
}

impl CardContext {
    pub(super) fn new(provider: &Provider, props: CardProps) -> Self {
        let config_signal = provider.config.clone();
        let app = Signal::derive(move || config_signal.get());
        let CardProps { entity, read_entity_data, query_filter, .. } = props;
        let config = use_coder_workspaces_config(app, entity, read_entity_data);
        let remembers = props.default_query_filter.is_none();
        let account = provider.account.clone();
        let first = props.default_query_filter.unwrap_or_else(|| {
            let configured = || app.read_untracked().app.default_query_filter.clone();
            account
                .preferences()
                .lists()
                .filter
                // Earlier versions stored quick filters as well.
                .map(|stored| search::scope_only(&stored).to_owned())
                .or_else(configured)
                .unwrap_or_else(|| OWN_WORKSPACES.to_owned())
        });
        let own_filter = RwSignal::new(first);
        let filter = Signal::derive(move || query_filter.get().unwrap_or_else(|| own_filter.get()));
        let shows_all_repos = RwSignal::new(false);
        let list_config = Memo::new(move |_| {
            let config = config.get();
            match shows_all_repos.get() {
                true => Arc::new(WorkspacesConfig { repo_url: None, ..WorkspacesConfig::clone(&config) }),
                false => config,
            }
        });
        let query = use_coder_workspaces_query(&account, filter, list_config);
        let search = SearchState::new(filter, query);
        Self {
            config,
            list_config,
            shows_all_repos,
            app,
            entity,
            filter,
            query,
            gate: props.gate,
            number: props.number,
            dialog: RwSignal::new(None),
            search,
            launches: Launches::new(account.preferences()),
            templates: Templates::new(),
            explain_create: Trigger::new(),
            own_filter,
            remembers,
            account,
            on_filter_change: props.on_filter_change,
            on_error: props.on_error,
            on_workspace_created: props.on_workspace_created,
        }
    }

    /// Changes the query and calls `on_filter_change`.
    ///
    /// If the parent controls the query, the parent decides whether the change takes effect.
    pub fn set_filter(&self, filter: String) {
        if self.own_filter.read_untracked() != filter {
            self.own_filter.set(filter.clone());
        }
        if let Some(callback) = &self.on_filter_change {
            callback.run(filter);
        }
    }

    /// Changes the query's text and leaves its scope and quick filter, unless the text has terms for them.
    pub(super) fn search_for(&self, text: String) {
        let filter = self.search.query_for(&text);
        self.search.text.set(text);
        self.set_filter(filter);
    }

    /// Changes the query's scope, and stores it as the next initial query.
    ///
    /// It is not stored if the card has a `default_query_filter`.
    pub fn choose_scope(&self, scope: Scope) {
        let (controls, text) = self.search.parts();
        self.choose(QueryControls { scope, ..controls }, search::without_scope(&text));
        if self.remembers {
            let stored = scope.query().to_owned();
            self.account.preferences().update_lists(|view| view.filter = Some(stored));
        }
    }

    /// Changes the query's quick filter; `None` removes it.
    pub fn choose_quick_filter(&self, quick: Option<QuickFilter>) {
        let (controls, text) = self.search.parts();
        self.choose(QueryControls { quick, ..controls }, search::without_quick_filters(&text));
    }

    /// Clears search terms and the quick filter, leaves the scope, and moves the focus to the search box.
    pub fn clear_filters(&self) {
        let (controls, _) = self.search.parts();
        self.choose(QueryControls { quick: None, ..controls }, String::new());
        self.search.open();
    }

    fn choose(&self, controls: QueryControls, text: String) {
        let text = self.search.set_parts(controls, text);
        self.search_for(text);
    }

    /// Returns the platform team's notice for an entity that is not meant for Coder; it replaces the list.
    ///
    /// Returns `None` if the entity is compatible, if entity data is not read, or if no notice is configured.
    pub(super) fn incompatibility(&self) -> Option<Incompatible> {
        let reads = self.config.read().is_reading_entity_data;
        let entity = self.entity.read();
        let is_meant = entity.entity().is_none_or(Entity::is_compatible);
        self.app.read().app.incompatible.clone().filter(|_| reads && !is_meant)
    }

    pub(super) fn report_error(&self, error: &Error) {
        if let Some(callback) = &self.on_error {
            callback.run(error.clone());
        }
    }
}

/// Merges the configuration of a provider and of an entity, like the React plugin's `useCoderWorkspacesConfig`.
pub fn use_coder_workspaces_config(
    app: Signal<Arc<Config>>,
    entity: Signal<EntityInput>,
    read_entity_data: Signal<bool>,
) -> Memo<Arc<WorkspacesConfig>> {
    Memo::new(move |_| {
        let entity = entity.read();
        let entity = read_entity_data.get().then(|| entity.entity().cloned().unwrap_or_default());
        Arc::new(WorkspacesConfig::merge(&app.read().app, entity.as_ref()))
    })
}

/// Returns the list for a query, limited to the configured repository if there is one, like the React plugin's
/// `useCoderWorkspacesQuery`.
///
/// No request is sent before [`WorkspacesQuery::watch`] is called.
///
/// The error explains why the query is invalid.
pub fn use_coder_workspaces_query(
    account: &Account,
    filter: Signal<String>,
    config: Memo<Arc<WorkspacesConfig>>,
) -> Memo<Result<WorkspacesQuery, SearchError>> {
    let account = account.clone();
    Memo::new(move |_| {
        let config = config.read();
        let keys = if account.lacks_agent_metadata() { &[] } else { config.agent_metadata.as_slice() };
        search::build(&filter.read(), config.repo_filter())
            .map(|text| account.query(&search::with_agent_metadata(&text, keys)))
    })
}

/// Returns the context of the enclosing card.
///
/// # Panics
/// Panics outside of a [`crate::CoderWorkspacesCard`] or a [`crate::CardRoot`]: a part without a card is a
/// programming error.
pub fn use_card() -> CardContext {
    expect_context()
}
