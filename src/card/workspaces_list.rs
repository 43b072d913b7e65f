//! The list for the current query. The previous list stays until the first response to the new query, and if the new
//! query is refused.

use super::action_notices::ActionNotices;
use super::context::use_card;
use super::list_slots::{ListSlots, RenderItem};
use super::results::Results;
use crate::effect::effect;
use crate::texts::workspace_count;
use crate::workspaces::{ListState, WorkspacesQuery};
use coder_core::Error;
use leptos::children::ViewFn;
use leptos::prelude::*;

/// The list of workspaces.
///
/// ```no_run
/// use backstage_plugin_coder::{ListItem, WorkspacesList};
/// use leptos::prelude::*;
/// # fn list() -> impl IntoView {
/// let render_item = Callback::new(|item: ListItem| {
///     view! { <b>{move || item.row.workspace.read().name.clone()}</b> }.into_any()
/// });
/// view! { <WorkspacesList render_item empty_state=|| "Nothing here yet."/> }
/// # }
/// ```
#[component]
pub fn WorkspacesList(
    /// Callback that renders the content of a row. All rows must have the same height.
    #[prop(optional, into)]
    render_item: Option<RenderItem>,
    /// The view that is shown if no workspace matches.
    #[prop(optional, into)]
    empty_state: Option<ViewFn>,
) -> impl IntoView {
    provide_context(ListSlots { render_item, empty_state });
    let class = stylers::style_sheet!("./src/card/workspaces_list.css");
    let card = use_card();
    let current = RwSignal::new(None::<WorkspacesQuery>);
    let query = card.query;
    effect(move || {
        let Ok(query) = query.get() else { return };
        // Watched until the next query replaces this one, so that the list is fetched before it is shown.
        query.watch();
        let load = query.load();
        let card = card.clone();
        effect(move || {
            let has_rows_before =
                current.with_untracked(|current| current.as_ref().is_some_and(|c| *c != query));
            // A copy: the host's callback may change the query.
            let state = load.get();
            if let (ListState::Failed(error @ Error::Validation(_)), true) = (&state, has_rows_before) {
                // The search box says why; the rows stay.
                card.report_error(error);
                return;
            }
            let has_result = state != ListState::Loading;
            if (has_result || current.read_untracked().is_none())
                && current.read_untracked().as_ref() != Some(&query)
            {
                current.set(Some(query.clone()));
            }
        });
    });
    let is_behind = move || {
        let current = current.read();
        query.read().as_ref().is_ok_and(|query| current.as_ref().is_some_and(|current| current != query))
    };
    let announcement = move || {
        let current = current.read();
        let load = current.as_ref()?.load();
        match *load.read() {
            ListState::Ready { count, .. } => Some(workspace_count(count)),
            _ => None,
        }
    };
    view! {
        class=class,
        <ActionNotices/>
        <div class="list" part="list" class:behind=is_behind>
            {move || current.get().map(|query| view! { <Results query/> })}
            <p class="coder-hidden" role="status">{announcement}</p>
        </div>
    }
}
