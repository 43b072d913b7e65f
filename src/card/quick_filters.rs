//! The scope switch and the quick filters, which change terms of the query without typing.

use super::context::use_card;
use crate::texts::t;
use crate::ui::unique_id;
use coder_core::i18n::Message;
use coder_core::search::{QuickFilter, Scope};
use leptos::prelude::*;

/// The scope switch and the quick filters of a card. The scope is stored for the next visit.
#[component]
pub fn QuickFilters() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/quick_filters.css");
    let card = use_card();
    // A click applies to the typed text, even before the debounce has ended.
    let (filter, search_text) = (card.filter, card.search_text);
    let scope = Memo::new(move |_| Scope::of(&filter.read()));
    let group = unique_id("scope");
    let choice = |one: Scope, text: Message| {
        let card = card.clone();
        let choose = move |_| card.choose_scope(one);
        view! {
            class=class,
            <label class="choice" class:chosen=move || scope.get() == Some(one)>
                <input
                    class="radio" type="radio" name=group.clone() prop:checked=move || scope.get() == Some(one)
                    on:change=choose
                />
                {t(text)}
            </label>
        }
    };
    let quick_filter = |quick_filter: QuickFilter| {
        let card = card.clone();
        let on = Memo::new(move |_| quick_filter.is_on(&filter.read()));
        let toggle = move |_| card.set_filter(quick_filter.toggled(&search_text.read_untracked()));
        view! {
            class=class,
            <button
                type="button" class="chip" part="chip" class:on=on on:click=toggle
                aria-pressed=move || if on.get() { "true" } else { "false" }
            >
                {t(quick_filter.text())}
            </button>
        }
    };
    view! {
        class=class,
        <div class="filters" part="filters">
            <div class="scope" part="scope" role="radiogroup" aria-label=t(Message::ScopeLabel)>
                {choice(Scope::Mine, Message::ScopeMine)}
                {choice(Scope::All, Message::ScopeAll)}
            </div>
            <div class="chips" role="group" aria-label=t(Message::ChipsLabel)>
                {QuickFilter::ALL.into_iter().map(quick_filter).collect_view()}
            </div>
        </div>
    }
}
