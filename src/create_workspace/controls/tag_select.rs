//! The control of a list of any strings.

use super::tag::Tag;
use crate::create_workspace::field_binding::FieldBinding;
use crate::texts::t;
use coder_core::create::{format_list, parse_list};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// An input for tags; Enter or a comma completes a tag.
#[component]
pub(super) fn TagSelect(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
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
