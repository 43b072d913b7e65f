//! The states of a list: loading, failed, empty, or rows.

use super::context::use_card;
use super::lazy_views;
use super::list_slots::ListSlots;
use super::loading_rows::LoadingRows;
use super::virtual_list::VirtualList;
use crate::effect::effect;
use crate::texts::t;
use crate::workspaces::{ListState, WorkspacesQuery};
use coder_core::Error;
use coder_core::i18n::Message;
use leptos::prelude::*;

#[derive(Clone, Debug, PartialEq)]
enum ResultKind {
    Loading,
    Failed(Error),
    Empty,
    Rows,
}

/// The view of a list in its current state.
#[component]
pub(super) fn Results(
    /// The list to show.
    query: WorkspacesQuery,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/results.css");
    let card = use_card();
    query.watch();
    let load = query.load();
    let kind = {
        let load = load.clone();
        Memo::new(move |_| match &*load.read() {
            ListState::Loading => ResultKind::Loading,
            ListState::Failed(error) => ResultKind::Failed(error.clone()),
            ListState::Ready { count: 0, .. } => ResultKind::Empty,
            ListState::Ready { .. } => ResultKind::Rows,
        })
    };
    let stale = Memo::new(move |_| match &*load.read() {
        ListState::Ready { stale, .. } => stale.clone(),
        _ => None,
    });
    effect(move || {
        if let ResultKind::Failed(error) = kind.get() {
            card.report_error(&error);
        }
        if let Some(error) = stale.get() {
            card.report_error(&error);
        }
    });
    let refreshing = query.refreshing();
    let refreshing = Signal::derive(move || refreshing.get());
    let retry = {
        let query = query.clone();
        Callback::new(move |()| query.refresh())
    };
    let slots = use_context::<ListSlots>().unwrap_or_default();
    let rows = query.previous_row_count();
    view! {
        class=class,
        {move || stale.get().map(|error| view! {
            class=class,
            <div class="stale">
                <p class="known">{t(Message::Stale)}</p>
                {lazy_views::required(move |views| (views.error_notice)(error.clone(), retry, refreshing))}
            </div>
        })}
        {move || match kind.get() {
            ResultKind::Loading => view! { <LoadingRows rows/> }.into_any(),
            // The search box shows validation errors.
            ResultKind::Failed(Error::Validation(_)) => ().into_any(),
            ResultKind::Failed(error) => {
                lazy_views::required(move |views| (views.error_notice)(error.clone(), retry, refreshing))
            }
            ResultKind::Empty => match &slots.empty_state {
                Some(own) => own.run().into_any(),
                None => {
                    let own = lazy_views::required(|views| (views.empty_state)());
                    view! { <slot name="empty">{own}</slot> }.into_any()
                }
            },
            ResultKind::Rows => {
                lazy_views::prefetch_after_rows();
                view! { <VirtualList query=query.clone()/> }.into_any()
            }
        }}
    }
}
