//! Whose workspaces, and quick filters: parts of the search that one need not type.

use super::context::use_card;
use crate::texts::t;
use crate::ui::unique_id;
use coder_core::search::{Chip, Scope};
use coder_core::text::Text;
use leptos::prelude::*;

/// The scope switch and the chips. What is chosen here is how the list begins the next time.
#[component]
pub fn QuickFilters() -> impl IntoView {
    let class = stylers::style_sheet!("./style/filters.css");
    let card = use_card();
    // A click counts for what has been typed, whether it was sent already or not.
    let (filter, typed) = (card.filter, card.typed);
    let scope = Memo::new(move |_| Scope::of(&filter.read()));
    let group = unique_id("scope");
    let choice = |one: Scope, text: Text| {
        let card = card.clone();
        let choose = move |_| card.choose_filter(one.set(&typed.read_untracked()));
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
    let chip = |chip: Chip| {
        let card = card.clone();
        let on = Memo::new(move |_| chip.is_on(&filter.read()));
        let switch = move |_| card.choose_filter(chip.switched(&typed.read_untracked()));
        view! {
            class=class,
            <button
                type="button" class="chip" part="chip" class:on=on on:click=switch
                aria-pressed=move || if on.get() { "true" } else { "false" }
            >
                {t(chip.text())}
            </button>
        }
    };
    view! {
        class=class,
        <div class="filters" part="filters">
            <div class="scope" part="scope" role="radiogroup" aria-label=t(Text::ScopeLabel)>
                {choice(Scope::Mine, Text::ScopeMine)}
                {choice(Scope::All, Text::ScopeAll)}
            </div>
            <div class="chips" role="group" aria-label=t(Text::ChipsLabel)>
                {Chip::ALL.into_iter().map(chip).collect_view()}
            </div>
        </div>
    }
}
