//! Coder workspaces in Backstage: Leptos components and custom elements.
//!
//! [`CoderProvider`] holds configuration and session; [`CoderWorkspacesCard`] shows, for a catalog entity or
//! for a user, the Coder workspaces that belong to it. Both are also custom elements
//! ([`element::define`]), which is how a Backstage entity page embeds them.
//!
//! What is true without a browser (configuration, search, wire types, errors, the session machine) lives in
//! [`coder_core`].

mod account;
pub mod api;
mod auth;
mod boundary;
mod browser;
mod card;
mod create;
mod details;
mod dialogs;
mod effect;
pub mod element;
mod foreign;
mod icons;
mod open_button;
mod part;
mod provider;
mod reading;
mod spawn;
#[cfg(feature = "standalone")]
pub mod standalone;
pub mod style;
mod texts;
mod ui;
mod ways;
mod workspaces;

pub use account::{Account, Cause, Doing, Question, Trouble};
pub use api::{
    CoderApi, CoderMutation, CoderQuery, MutationState, QueryState, use_coder_api, use_coder_auth,
    use_coder_mutation, use_coder_query,
};
pub use auth::{
    CoderAuthWrapper, CoderProviderSettings, FallbackAuth, FallbackAuthUi, TokenForm, UnlinkButton,
};
pub use boundary::CoderErrorBoundary;
pub use browser::{Host, TokenStorage};
pub use card::{
    CardContext, CardRoot, CoderWorkspacesCard, CreateWorkspaceButton, CreateWorkspaceLink, DevContainerLink,
    EntityInput, ExtraActionsButton, HeaderRow, ListItem, QuickFilters, Reminders, SearchBox, SessionExpiry,
    WorkspacesList, WorkspacesListIcon, WorkspacesListItem, use_card, use_coder_workspaces_config,
    use_coder_workspaces_query,
};
pub use coder_core::AppConfig;
pub use open_button::OpenButton;
pub use provider::{CoderProvider, Config, Provider, use_provider};
pub use workspaces::{Load, Row, Watcher, WorkspacesQuery};
