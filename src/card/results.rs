//! What a search came to: rows, nothing, an error, or not yet known.

use super::context::use_card;
use super::empty::Empty;
use super::list::Looks;
use super::virtual_rows::VirtualRows;
use crate::effect::effect;
use crate::texts::t;
use crate::ui::{ErrorNotice, Skeleton};
use crate::workspaces::{Load, WorkspacesQuery};
use coder_core::Error;
use coder_core::text::Text;
use leptos::prelude::*;

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Loading,
    Failed(Error),
    Empty,
    Rows,
}

/// The results of one search.
#[component]
pub(super) fn Results(
    /// The search.
    query: WorkspacesQuery,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/results.css");
    let card = use_card();
    query.watch();
    let load = query.load();
    let kind = {
        let load = load.clone();
        Memo::new(move |_| match &*load.read() {
            Load::Loading => Kind::Loading,
            Load::Failed(error) => Kind::Failed(error.clone()),
            Load::Ready { count: 0, .. } => Kind::Empty,
            Load::Ready { .. } => Kind::Rows,
        })
    };
    let stale = Memo::new(move |_| match &*load.read() {
        Load::Ready { stale, .. } => stale.clone(),
        _ => None,
    });
    effect(move || {
        if let Kind::Failed(error) = kind.get() {
            card.tell_error(&error);
        }
        if let Some(error) = stale.get() {
            card.tell_error(&error);
        }
    });
    let refreshing = query.refreshing();
    let refreshing = Signal::derive(move || refreshing.get());
    let retry = {
        let query = query.clone();
        Callback::new(move |()| query.refresh())
    };
    let looks = use_context::<Looks>().unwrap_or_default();
    let rows = query.rows_last_time();
    view! {
        class=class,
        {move || stale.get().map(|error| view! {
            class=class,
            <div class="stale">
                <p class="known">{t(Text::Stale)}</p>
                <ErrorNotice error retry busy=refreshing/>
            </div>
        })}
        {move || match kind.get() {
            Kind::Loading => view! { <LoadingRows rows/> }.into_any(),
            // The search box says what is wrong with the search.
            Kind::Failed(Error::Validation(_)) => ().into_any(),
            Kind::Failed(error) => view! { <ErrorNotice error retry busy=refreshing/> }.into_any(),
            Kind::Empty => match &looks.empty_state {
                Some(own) => own.run(),
                None => view! { <slot name="empty"><Empty/></slot> }.into_any(),
            },
            Kind::Rows => view! { <VirtualRows query=query.clone()/> }.into_any(),
        }}
    }
}

/// Bones in the room that the list took the last time.
#[component]
fn LoadingRows(
    /// How many rows that were, if there was a last time.
    rows: Option<usize>,
) -> impl IntoView {
    let bones = rows.unwrap_or(3).clamp(1, 5);
    view! { <Skeleton says=Text::Loading bones of_list=true/> }
}
