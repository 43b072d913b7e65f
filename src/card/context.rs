//! What the parts of a card share.

use crate::account::Account;
use crate::auth::Gate;
use crate::dialogs::CardDialog;
use crate::provider::{Config, Provider};
use crate::workspaces::WorkspacesQuery;
use coder_core::config::Incompatible;
use coder_core::json::Malformed;
use coder_core::search::{self, SearchProblem};
use coder_core::wire::Workspace;
use coder_core::{Entity, Error, WorkspacesConfig};
use leptos::prelude::*;
use std::sync::Arc;

/// The entity a card stands on: none, one, or something that is no entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityInput(pub Option<Arc<Result<Entity, Malformed>>>);

impl EntityInput {
    /// Reads a catalog entity object; null means none.
    pub fn from_json(value: &serde_json::Value) -> Self {
        if value.is_null() { Self(None) } else { Self(Some(Arc::new(Entity::read(value)))) }
    }

    /// The entity, if it is one.
    pub fn entity(&self) -> Option<&Entity> {
        self.0.as_deref().and_then(|r| r.as_ref().ok())
    }

    /// Why it is no entity.
    pub(crate) fn problem(&self) -> Option<&Malformed> {
        self.0.as_deref().and_then(|r| r.as_ref().err())
    }
}

/// What a card was given.
pub(super) struct CardProps {
    pub gate: Memo<Gate>,
    pub entity: Signal<EntityInput>,
    pub read_entity_data: Signal<bool>,
    pub query_filter: Signal<Option<String>>,
    pub default_query_filter: Option<String>,
    pub on_filter_change: Option<Callback<String>>,
    pub on_error: Option<Callback<Error>>,
    pub on_workspace_created: Option<Callback<Arc<Workspace>>>,
}

/// What the parts of a card share; an integrator's own parts may use it too.
#[derive(Clone)]
pub struct CardContext {
    /// Configuration of provider and entity, merged.
    pub config: Memo<Arc<WorkspacesConfig>>,
    /// The provider's configuration.
    pub app: Signal<Arc<Config>>,
    /// The entity as given.
    pub entity: Signal<EntityInput>,
    /// The search as typed or controlled.
    pub filter: Signal<String>,
    /// The list to show, or why the search cannot be sent.
    pub query: Memo<Result<WorkspacesQuery, SearchProblem>>,
    pub(super) gate: Memo<Gate>,
    /// The dialog that is open.
    pub(super) dialog: RwSignal<Option<CardDialog>>,
    /// What stands in the search box: the search, or what it will be once typing rests.
    pub(super) typed: RwSignal<String>,
    /// Somebody wants to know why a workspace cannot be created.
    pub(super) explain_create: Trigger,
    own_filter: RwSignal<String>,
    /// Whether the search to begin with is what was chosen the last time.
    remembers: bool,
    account: Account,
    on_filter_change: Option<Callback<String>>,
    on_error: Option<Callback<Error>>,
    pub(super) on_workspace_created: Option<Callback<Arc<Workspace>>>,
}

/// Everything of the user's own: the search to begin with where nobody says otherwise.
pub(super) const OWN: &str = "owner:me";

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
            account.view().filter.or_else(configured).unwrap_or_else(|| OWN.to_owned())
        });
        let own_filter = RwSignal::new(first);
        let filter = Signal::derive(move || query_filter.get().unwrap_or_else(|| own_filter.get()));
        let query = use_coder_workspaces_query(&account, filter, config);
        Self {
            config,
            app,
            entity,
            filter,
            query,
            gate: props.gate,
            dialog: RwSignal::new(None),
            typed: RwSignal::new(filter.get_untracked()),
            explain_create: Trigger::new(),
            own_filter,
            remembers,
            account,
            on_filter_change: props.on_filter_change,
            on_error: props.on_error,
            on_workspace_created: props.on_workspace_created,
        }
    }

    /// Changes the search, or asks its owner to.
    pub fn set_filter(&self, filter: String) {
        if self.own_filter.read_untracked() != filter {
            self.own_filter.set(filter.clone());
        }
        if let Some(told) = &self.on_filter_change {
            told.run(filter);
        }
    }

    /// Changes the search by a quick filter, which is how the list begins the next time.
    pub fn choose_filter(&self, filter: String) {
        if self.remembers {
            self.account.keep_view(|view| view.filter = Some(search::worth_keeping(&filter)));
        }
        self.set_filter(filter);
    }

    /// What to say instead of a list: the entity is not meant for Coder, and the platform team has words for
    /// that.
    pub(super) fn not_meant_for_coder(&self) -> Option<Incompatible> {
        let reads = self.config.read().is_reading_entity_data;
        let entity = self.entity.read();
        let is_meant = entity.entity().is_none_or(Entity::is_compatible);
        self.app.read().app.incompatible.clone().filter(|_| reads && !is_meant)
    }

    pub(super) fn tell_error(&self, error: &Error) {
        if let Some(told) = &self.on_error {
            told.run(error.clone());
        }
    }
}

/// Configuration of a provider and of an entity, merged, as the React plugin's `useCoderWorkspacesConfig`.
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

/// The list for a search and, where the configuration has one, a repository; as the React plugin's
/// `useCoderWorkspacesQuery`. Nothing is asked for until someone calls [`WorkspacesQuery::watch`].
///
/// Its error says why the search cannot be sent.
pub fn use_coder_workspaces_query(
    account: &Account,
    filter: Signal<String>,
    config: Memo<Arc<WorkspacesConfig>>,
) -> Memo<Result<WorkspacesQuery, SearchProblem>> {
    let account = account.clone();
    Memo::new(move |_| {
        let config = config.read();
        search::query(&filter.read(), config.repo_filter()).map(|text| account.query(&text))
    })
}

/// The context of the card one stands in.
///
/// # Panics
/// Outside of a [`crate::CoderWorkspacesCard`]: using a part of a card without one is a mistake in the
/// program.
pub fn use_card() -> CardContext {
    expect_context()
}
