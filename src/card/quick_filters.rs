//! The choices of scope and of a quick filter, which change terms of the query without typing.

use super::context::use_card;
use crate::texts::t;
use coder_core::i18n::Message;
use coder_core::search::{QuickFilter, Scope};
use js_sys::Reflect;
use leptos::ev::Event;
use leptos::prelude::*;

/// The scopes and their labels, in display order.
const SCOPES: [(Scope, Message); 3] = [
    (Scope::Mine, Message::ScopeMine),
    (Scope::Shared, Message::ScopeShared),
    (Scope::All, Message::ScopeAll),
];

/// The scope and the quick filters of a card. The scope is stored for the next visit.
#[component]
pub fn QuickFilters() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/quick_filters.css");
    let card = use_card();
    let filter = card.filter;
    card.search.add_controls(filter);
    let scope = Memo::new(move |_| Scope::of(&filter.read()));
    let quick = Memo::new(move |_| QuickFilter::ALL.into_iter().find(|quick| quick.is_on(&filter.read())));
    let for_quick = card.clone();
    let choose_scope = move |event: Event| {
        let value = event_target_value(&event);
        let chosen = SCOPES.into_iter().find(|(scope, _)| scope_value(*scope) == value);
        card.choose_scope(chosen.map_or(Scope::Mine, |(scope, _)| scope));
        show(&event, scope.get_untracked().map_or("", scope_value));
    };
    let choose_quick = move |event: Event| {
        let term = event_target_value(&event);
        for_quick.choose_quick_filter(QuickFilter::ALL.into_iter().find(|quick| quick.term() == term));
        show(&event, quick.get_untracked().map_or("", QuickFilter::term));
    };
    let option = |value: &'static str, text: Message, is_chosen: Signal<bool>| {
        view! { <option value=value prop:selected=is_chosen>{t(text)}</option> }
    };
    let is_scope = |one| Signal::derive(move || scope.get() == Some(one));
    let is_quick = |one| Signal::derive(move || quick.get() == one);
    view! {
        class=class,
        <div class="filters" part="filters">
            <select class="filter" part="scope" aria-label=t(Message::ScopeLabel) on:change=choose_scope>
                {SCOPES.map(|(scope, text)| option(scope_value(scope), text, is_scope(scope))).collect_view()}
                // A query for another owner's workspaces.
                {move || scope.get().is_none().then(|| view! {
                    <option value="" disabled=true prop:selected=true>{t(Message::ScopeOther)}</option>
                })}
            </select>
            <select
                class="filter" part="chip" aria-label=t(Message::StatusFilter) class:on=move || quick.get().is_some()
                on:change=choose_quick
            >
                {option("", Message::AnyStatus, is_quick(None))}
                {QuickFilter::ALL
                    .into_iter()
                    .map(|quick| option(quick.term(), quick.text(), is_quick(Some(quick))))
                    .collect_view()}
            </select>
        </div>
    }
}

fn scope_value(scope: Scope) -> &'static str {
    match scope {
        Scope::Mine => "mine",
        Scope::Shared => "shared",
        Scope::All => "all",
    }
}

/// Sets the value of a select that was changed: the parent of the card may have decided otherwise.
fn show(event: &Event, value: &str) {
    if let Some(select) = event.target() {
        let _ = Reflect::set(&select, &"value".into(), &value.into());
    }
}
