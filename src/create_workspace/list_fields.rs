//! Controls for parameters that are lists: options or tags.

use super::field_binding::{FieldBinding, SEARCHABLE_FROM};
use super::option_label::OptionLabel;
use super::tag::Tag;
use crate::texts::{t, tf};
use coder_core::create::{ParameterOption, format_list, parse_list};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// Checkboxes for the options of a parameter.
#[component]
pub(super) fn MultiSelect(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls.css");
    let (value, off, choices) = (bound.value(), bound.off, bound.choices());
    let selected = Memo::new(move |_| parse_list(&value.read()).unwrap_or_default());
    let search = RwSignal::new(String::new());
    let label = bound.parameter.label().to_owned();
    let visible = move || {
        let search = search.read().to_lowercase();
        let fits = |choice: &ParameterOption| choice.name.to_lowercase().contains(&search);
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
                <OptionLabel choice/>
            </label>
        }
    };
    view! {
        class=class,
        {move || (choices.read().len() > SEARCHABLE_FROM).then(|| {
            let label = tf(Message::ParameterSearch, &[("label", &label)]);
            view! {
                <input
                    class="coder-input" type="text" role="searchbox" aria-label=label.clone() placeholder=label
                    prop:value=search on:input=move |event| search.set(event_target_value(&event))
                />
            }
        })}
        <div class="choices">
            <For each=visible key=|choice| choice.value.clone() let(choice)>{one(choice)}</For>
        </div>
    }
}

/// An input for tags; Enter or a comma completes a tag.
#[component]
pub(super) fn TagSelect(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls.css");
    let (value, off) = (bound.value(), bound.off);
    let tags = Memo::new(move |_| parse_list(&value.read()).unwrap_or_default());
    let entered = RwSignal::new(String::new());
    let (id, about, label) = (bound.id.clone(), bound.about.clone(), bound.parameter.label().to_owned());
    let bound = StoredValue::new(bound);
    let set = move |items: &[String]| bound.with_value(|bound| bound.set(&format_list(items), false));
    let add = move || {
        let tag = entered.read_untracked().trim().trim_end_matches(',').trim().to_owned();
        entered.set(String::new());
        let mut items = tags.get_untracked();
        if !tag.is_empty() && !items.contains(&tag) {
            items.push(tag);
            set(&items);
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | ",") {
            event.prevent_default();
            add();
        } else if event.key() == "Backspace" && entered.read_untracked().is_empty() {
            let mut items = tags.get_untracked();
            if items.pop().is_some() {
                set(&items);
            }
        }
    };
    let remove = move |tag: &str| {
        let items: Vec<String> = tags.get_untracked().into_iter().filter(|item| item != tag).collect();
        set(&items);
    };
    view! {
        class=class,
        <ul class="tags">
            <For each=move || tags.get() key=Clone::clone let(tag)>
                {
                    let own = tag.clone();
                    view! { <Tag text=tag.clone() name=tag on_remove=Some(Callback::new(move |()| remove(&own))) off/> }
                }
            </For>
        </ul>
        <div class="line">
            <input
                id=id class="coder-input" type="text" autocomplete="off" aria-label=label aria-describedby=about disabled=off
                prop:value=entered on:input=move |event| entered.set(event_target_value(&event)) on:keydown=on_key
            />
            <button type="button" class="coder-button small" disabled=off on:click=move |_| add()>{t(Message::ParameterAdd)}</button>
        </div>
    }
}
