//! The whole card, of its parts.

use super::card_root::CardRoot;
use super::context::EntityInput;
use super::header_row::HeaderRow;
use super::lazy_views;
use super::search_tools::SearchTools;
use super::workspaces_list::WorkspacesList;
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
            footer
        >
            <SearchTools/>
            <WorkspacesList/>
        </CardRoot>
    }
}

/// Renders what follows the list.
fn footer() -> impl IntoView {
    view! {
        {lazy_views::optional(|views| (views.dev_container_link)())}
        <slot name="footer"></slot>
        {lazy_views::optional(|views| (views.reminders)())}
    }
}
