//! The search box and the filters, for a list that is long or filtered.

use super::context::use_card;
use super::lazy_views;
use leptos::prelude::*;

/// The search box and the filters in one line, in lists of more than six rows, in filtered lists, or once the search
/// was opened.
#[component]
pub(super) fn SearchTools() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/search_tools.css");
    let is_open = use_card().search.is_open;
    move || {
        is_open.get().then(|| {
            view! {
                class=class,
                <div class="tools">{lazy_views::optional(|views| (views.search_tools)())}</div>
            }
        })
    }
}
