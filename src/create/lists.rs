//! Parameters that are lists: some of many, or any words.

use super::fields::{Bound, ChoiceWords, MANY};
use super::strays::Tag;
use crate::texts::{t, tf};
use coder_core::create::{Choice, list, list_value};
use coder_core::text::Text;
use leptos::prelude::*;

/// Some of a parameter's choices.
#[component]
pub(super) fn MultiSelect(bound: Bound) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
    let (value, off, choices) = (bound.value(), bound.off, bound.choices());
    let chosen = Memo::new(move |_| list(&value.read()).unwrap_or_default());
    let search = RwSignal::new(String::new());
    let label = bound.parameter.label().to_owned();
    let shown = move || {
        let search = search.read().to_lowercase();
        let fits = |choice: &Choice| choice.name.to_lowercase().contains(&search);
        choices.get().into_iter().filter(fits).collect::<Vec<_>>()
    };
    let one = move |choice: Choice| {
        let (own, name) = (choice.value.clone(), choice.value.clone());
        let bound = bound.clone();
        let change = move |event: leptos::ev::Event| {
            let mut items = chosen.get_untracked();
            items.retain(|item| *item != name);
            if event_target_checked(&event) {
                items.push(name.clone());
            }
            bound.set(&list_value(&items), false);
        };
        view! {
            class=class,
            <label class="choice">
                <input type="checkbox" disabled=off prop:checked=move || chosen.read().contains(&own) on:change=change/>
                <ChoiceWords choice/>
            </label>
        }
    };
    view! {
        class=class,
        {move || (choices.read().len() > MANY).then(|| {
            let label = tf(Text::ParameterSearch, &[("label", &label)]);
            view! {
                <input
                    class="coder-input" type="text" role="searchbox" aria-label=label.clone() placeholder=label
                    prop:value=search on:input=move |event| search.set(event_target_value(&event))
                />
            }
        })}
        <div class="choices">
            <For each=shown key=|choice| choice.value.clone() let(choice)>{one(choice)}</For>
        </div>
    }
}

/// Any words; Enter or a comma ends one.
#[component]
pub(super) fn TagSelect(bound: Bound) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
    let (value, off) = (bound.value(), bound.off);
    let words = Memo::new(move |_| list(&value.read()).unwrap_or_default());
    let typed = RwSignal::new(String::new());
    let (id, about, label) = (bound.id.clone(), bound.about.clone(), bound.parameter.label().to_owned());
    let bound = StoredValue::new(bound);
    let give = move |items: &[String]| bound.with_value(|bound| bound.set(&list_value(items), false));
    let add = move || {
        let word = typed.read_untracked().trim().trim_end_matches(',').trim().to_owned();
        typed.set(String::new());
        let mut items = words.get_untracked();
        if !word.is_empty() && !items.contains(&word) {
            items.push(word);
            give(&items);
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | ",") {
            event.prevent_default();
            add();
        } else if event.key() == "Backspace" && typed.read_untracked().is_empty() {
            let mut items = words.get_untracked();
            if items.pop().is_some() {
                give(&items);
            }
        }
    };
    let remove = move |word: &str| {
        let items: Vec<String> = words.get_untracked().into_iter().filter(|item| item != word).collect();
        give(&items);
    };
    view! {
        class=class,
        <ul class="tags">
            <For each=move || words.get() key=Clone::clone let(word)>
                {
                    let own = word.clone();
                    view! { <Tag words=word.clone() names=word drop=Some(Callback::new(move |()| remove(&own))) off/> }
                }
            </For>
        </ul>
        <div class="line">
            <input
                id=id class="coder-input" type="text" autocomplete="off" aria-label=label aria-describedby=about disabled=off
                prop:value=typed on:input=move |event| typed.set(event_target_value(&event)) on:keydown=on_key
            />
            <button type="button" class="coder-button small" disabled=off on:click=move |_| add()>{t(Text::ParameterAdd)}</button>
        </div>
    }
}
