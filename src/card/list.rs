//! The list for the current search; the one before stays until the next has an answer.

use super::context::use_card;
use super::results::Results;
use super::troubles::Troubles;
use crate::effect::effect;
use crate::texts::{t, tf};
use crate::workspaces::{Load, Row, WorkspacesQuery};
use coder_core::text::Text;
use leptos::prelude::*;

/// What a row of an integrator's own gets.
#[derive(Clone)]
pub struct ListItem {
    /// The workspace and its place.
    pub row: Row,
    /// How many rows there are in all.
    pub count: Memo<usize>,
}

/// How the list is put on screen, beside what is in it.
#[derive(Clone, Default)]
pub(super) struct Looks {
    pub render_item: Option<Callback<ListItem, AnyView>>,
    pub empty_state: Option<ViewFn>,
}

/// The workspaces list.
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
    /// Draws the inside of a row; all rows must be of one height, whatever it is.
    #[prop(optional, into)]
    render_item: Option<Callback<ListItem, AnyView>>,
    /// Stands in place of rows where there are none.
    #[prop(optional, into)]
    empty_state: Option<ViewFn>,
) -> impl IntoView {
    provide_context(Looks { render_item, empty_state });
    let class = stylers::style_sheet!("./style/list.css");
    let card = use_card();
    let shown = RwSignal::new(None::<WorkspacesQuery>);
    let wanted = card.query;
    effect(move || {
        let Ok(query) = wanted.get() else { return };
        // Watched from here until the next search takes its place, so that it is fetched before it is shown.
        query.watch();
        let load = query.load();
        effect(move || {
            let answered = *load.read() != Load::Loading;
            if (answered || shown.read_untracked().is_none())
                && shown.read_untracked().as_ref() != Some(&query)
            {
                shown.set(Some(query.clone()));
            }
        });
    });
    let is_behind = move || {
        let shown = shown.read();
        wanted.read().as_ref().is_ok_and(|wanted| shown.as_ref().is_some_and(|shown| shown != wanted))
    };
    let announcement = move || {
        let shown = shown.read();
        let load = shown.as_ref()?.load();
        match *load.read() {
            Load::Ready { count: 1, .. } => Some(t(Text::CountOne).to_owned()),
            Load::Ready { count, .. } => Some(tf(Text::CountMany, &[("count", &count.to_string())])),
            _ => None,
        }
    };
    view! {
        class=class,
        <Troubles/>
        <div class="list" part="list" class:behind=is_behind>
            {move || shown.get().map(|query| view! { <Results query/> })}
            <p class="coder-hidden" role="status">{announcement}</p>
        </div>
    }
}
