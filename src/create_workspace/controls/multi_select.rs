//! The control of a list of options.

use super::option_label::OptionLabel;
use super::option_search::OptionSearch;
use crate::browser::lowercase;
use crate::create_workspace::field_binding::FieldBinding;
use coder_core::create::{ParameterOption, format_list, parse_list};
use leptos::prelude::*;

/// Checkboxes for the options of a parameter.
#[component]
pub(super) fn MultiSelect(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
    let (value, off, choices) = (bound.value(), bound.off, bound.choices());
    let has_icons = Memo::new(move |_| choices.read().iter().any(|choice| !choice.icon.is_empty()));
    let selected = Memo::new(move |_| parse_list(&value.read()).unwrap_or_default());
    let search = RwSignal::new(String::new());
    let label = bound.parameter.label().to_owned();
    let visible = move || {
        let search = lowercase(&search.read());
        let fits = |choice: &ParameterOption| lowercase(&choice.name).contains(&search);
        choices.get().into_iter().filter(fits).collect::<Vec<_>>()
    };
    let one = move |choice: ParameterOption| {
        let (own, name) = (choice.value.clone(), choice.value.clone());
        let bound = bound.clone();
        let change = move |event: leptos::ev::Event| {
            let mut items = selected.get_untracked();
            items.retain(|item| *item != name);
            if event_target_checked(&event) {
                items.push(name.clone());
            }
            bound.set(&format_list(&items), false);
        };
        view! {
            class=class,
            <label class="choice">
                <input type="checkbox" disabled=off prop:checked=move || selected.read().contains(&own) on:change=change/>
                <OptionLabel choice has_icons/>
            </label>
        }
    };
    view! {
        class=class,
        <OptionSearch label choices search/>
        <div class="choices">
            <For each=visible key=|choice| choice.value.clone() let(choice)>{one(choice)}</For>
        </div>
    }
}
