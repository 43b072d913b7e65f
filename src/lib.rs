//! Coder workspaces in Backstage: Leptos components and custom elements.
//!
//! [`CoderProvider`] provides configuration and session; [`CoderWorkspacesCard`] shows the Coder workspaces of a
//! catalog entity or of a user. Both are also custom elements ([`element::define`]), which a Backstage entity page
//! embeds.
//!
//! Everything that needs no browser (configuration, search, models of Coder's API, errors, the session reducer) lives
//! in [`coder_core`].
//!
//! The example below is `examples/leptos`, a member of the workspace, which each test run compiles.
#![doc = concat!("```ignore\n", include_str!("../examples/leptos/src/main.rs"), "```")]
#![cfg_attr(
    not(test),
    warn(
        clippy::use_debug,
        reason = "release builds are compiled with `-Zfmt-debug=none`, in which `{:?}` writes nothing"
    )
)]

mod auth;
mod autostop;
mod browser;
mod card;
mod card_dialog;
mod client;
mod coder_error_boundary;
mod coder_provider;
mod create_workspace;
mod dialogs;
mod dictionary;
mod effect;
pub mod element;
mod foreign;
pub mod hooks;
mod latest_request;
mod launch;
mod launches;
mod lazy_chunk;
mod open_button;
mod provider;
mod session;
mod spawn;
#[cfg(feature = "standalone")]
pub mod standalone;
pub mod style;
mod texts;
mod ui;
mod workspace_details;
mod workspace_permissions;
mod workspaces;

pub use auth::{
    CoderAuthWrapper, CoderProviderSettings, FallbackAuth, FallbackAuthUi, TokenForm, UnlinkButton,
};
pub use browser::{Host, TokenStorage};
pub use card::{
    CardContext, CardRoot, CoderWorkspacesCard, CreateWorkspaceButton, CreateWorkspaceLink, DevContainerLink,
    EntityInput, ExtraActionsButton, HeaderRow, ListItem, QuickFilters, Reminders, SearchBox, SessionExpiry,
    WorkspacesList, WorkspacesListIcon, WorkspacesListItem, use_card, use_coder_workspaces_config,
    use_coder_workspaces_query,
};
pub use coder_core::AppConfig;
pub use coder_core::models::Workspace;
pub use coder_error_boundary::CoderErrorBoundary;
pub use coder_provider::CoderProvider;
pub use hooks::{
    CoderApi, CoderMutation, CoderQuery, MutationState, QueryState, use_coder_api, use_coder_auth,
    use_coder_mutation, use_coder_query,
};
pub use open_button::OpenButton;
pub use provider::{Config, Provider, use_provider};
pub use session::{Account, ActionFailure, FailureReason, ParameterPrompt, PendingAction};
pub use workspaces::{ListState, Row, Subscription, WorkspacesQuery};
