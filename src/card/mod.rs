//! The card on an entity page: its workspaces, or the way to sign in.
//!
//! A composition of public parts, one file each, that share a [`CardContext`] and can be put together in
//! another way.

mod actions;
mod context;
mod create;
mod dev_container;
mod empty;
mod expiry;
mod filters;
mod header;
mod hold;
mod icon;
mod incompatible;
mod list;
mod menus;
mod permissions;
mod reminders;
mod results;
mod root;
mod row;
mod row_actions;
mod row_menu;
mod search_box;
mod troubles;
mod virtual_rows;
mod warm_up;

pub(crate) use icon::RemoteIcon;
pub(crate) use permissions::May;
pub(crate) use row_menu::{label as way_label, sign as way_sign};
pub(crate) use troubles::{CauseNotice, TroubleNotice};

pub use actions::ExtraActionsButton;
pub use context::{
    CardContext, EntityInput, use_card, use_coder_workspaces_config, use_coder_workspaces_query,
};
pub use create::{CreateWorkspaceButton, CreateWorkspaceLink};
pub use dev_container::DevContainerLink;
pub use expiry::SessionExpiry;
pub use filters::QuickFilters;
pub use header::HeaderRow;
pub use icon::WorkspacesListIcon;
pub use list::{ListItem, WorkspacesList};
pub use reminders::Reminders;
pub use root::CardRoot;
pub use row::WorkspacesListItem;
pub use search_box::SearchBox;

use coder_core::Error;
use coder_core::wire::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// The Coder workspaces of an entity, or of a user.
///
/// Needs a [`crate::CoderProvider`] above it.
#[component]
pub fn CoderWorkspacesCard(
    /// The catalog entity the card stands on.
    #[prop(optional, into)]
    entity: Signal<EntityInput>,
    /// Show only workspaces made from the entity's repository, and use its `spec.coder`.
    #[prop(optional, into)]
    read_entity_data: Signal<bool>,
    /// The search, where its owner controls it; changes are asked for by `on_filter_change`.
    #[prop(optional, into)]
    query_filter: Signal<Option<String>>,
    /// The search to begin with; see [`CardRoot`].
    #[prop(optional, into)]
    default_query_filter: Option<String>,
    /// Told when the search changes.
    #[prop(optional, into)]
    on_filter_change: Option<Callback<String>>,
    /// Told when a list cannot be fetched.
    #[prop(optional, into)]
    on_error: Option<Callback<Error>>,
    /// Told of a workspace that was created in the card.
    #[prop(optional, into)]
    on_workspace_created: Option<Callback<Arc<Workspace>>>,
    /// The heading's words.
    #[prop(optional, into)]
    header_text: Signal<Option<String>>,
    /// The heading's level, 1 to 6.
    #[prop(default = 2)]
    header_level: u8,
) -> impl IntoView {
    view! {
        <CardRoot
            entity read_entity_data query_filter nostrip:default_query_filter nostrip:on_filter_change nostrip:on_error nostrip:on_workspace_created
            header=move || view! { <HeaderRow header_text header_level/> }
        >
            <SearchBox/>
            <QuickFilters/>
            <WorkspacesList/>
            <DevContainerLink/>
            <slot name="footer"></slot>
            <Reminders can_show_template_name_reminder=false/>
        </CardRoot>
    }
}
