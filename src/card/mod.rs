//! The workspaces card: a list of workspaces, or the sign-in form while no account is linked.
//!
//! Composed of public parts, one file each, which share a [`CardContext`] and can be arranged differently.

mod action_notices;
mod card_root;
mod context;
mod create_workspace_button;
mod create_workspace_link;
mod dev_container_link;
mod empty_state;
mod extra_actions;
mod extra_actions_button;
mod header_row;
mod incompatible_notice;
mod lazy_views;
mod list_slots;
mod loading_row;
mod loading_rows;
mod preserve_focus;
mod quick_filters;
mod reminders;
mod results;
mod row_actions;
mod row_menu;
mod search_box;
mod session_expiry;
mod virtual_list;
mod warm_up;
mod workspaces_list;
mod workspaces_list_icon;
mod workspaces_list_item;

pub use card_root::CardRoot;
pub use context::{
    CardContext, EntityInput, use_card, use_coder_workspaces_config, use_coder_workspaces_query,
};
pub use create_workspace_button::CreateWorkspaceButton;
pub use create_workspace_link::CreateWorkspaceLink;
pub use dev_container_link::DevContainerLink;
pub use extra_actions_button::ExtraActionsButton;
pub use header_row::HeaderRow;
pub use list_slots::ListItem;
pub use quick_filters::QuickFilters;
pub use reminders::Reminders;
pub use search_box::SearchBox;
pub use session_expiry::SessionExpiry;
pub use workspaces_list::WorkspacesList;
pub use workspaces_list_icon::WorkspacesListIcon;
pub use workspaces_list_item::WorkspacesListItem;

use coder_core::Error;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// A card with the Coder workspaces of an entity or of a user.
///
/// Requires a [`crate::CoderProvider`] above it.
#[component]
pub fn CoderWorkspacesCard(
    /// The catalog entity that the card belongs to.
    #[prop(optional, into)]
    entity: Signal<EntityInput>,
    /// Whether to show only workspaces made from the entity's repository, and to read the entity's `spec.coder`.
    #[prop(optional, into)]
    read_entity_data: Signal<bool>,
    /// The query, if the parent controls it; `on_filter_change` requests changes.
    #[prop(optional, into)]
    query_filter: Signal<Option<String>>,
    /// The initial query; see [`CardRoot`].
    #[prop(optional, into)]
    default_query_filter: Option<String>,
    /// Callback for changes of the query.
    #[prop(optional, into)]
    on_filter_change: Option<Callback<String>>,
    /// Callback for failed requests for the list.
    #[prop(optional, into)]
    on_error: Option<Callback<Error>>,
    /// Callback for workspaces created in the card.
    #[prop(optional, into)]
    on_workspace_created: Option<Callback<Arc<Workspace>>>,
    /// The heading's text.
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
            {lazy_views::optional(|views| (views.dev_container_link)())}
            <slot name="footer"></slot>
            {lazy_views::optional(|views| (views.reminders)())}
        </CardRoot>
    }
}
