//! The control of a few options.

use super::option_label::OptionLabel;
use crate::create_workspace::field_binding::FieldBinding;
use coder_core::create::ParameterOption;
use leptos::prelude::*;

/// Radio buttons, for one of the options.
#[component]
pub(super) fn Radio(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
    let (value, off, choices) = (bound.value(), bound.off, bound.choices());
    let has_icons = Memo::new(move |_| choices.read().iter().any(|choice| !choice.icon.is_empty()));
    let group = bound.id.clone();
    let one = move |choice: ParameterOption| {
        let (own, selected) = (choice.value.clone(), choice.value.clone());
        let bound = bound.clone();
        view! {
            class=class,
            <label class="choice">
                <input
                    type="radio" name=group.clone() disabled=off prop:checked=move || *value.read() == own
                    on:change=move |_| bound.set(&selected, false)
                />
                <OptionLabel choice has_icons/>
            </label>
        }
    };
    view! {
        class=class,
        <div class="choices">
            <For each=move || choices.get() key=|choice| choice.value.clone() let(choice)>{one(choice)}</For>
        </div>
    }
}
