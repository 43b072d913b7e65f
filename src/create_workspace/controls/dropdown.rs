//! The control of many options.

use super::option_search::OptionSearch;
use super::strays::stray_label;
use crate::browser::lowercase;
use crate::create_workspace::field_binding::FieldBinding;
use crate::texts::t;
use crate::ui::Markdown;
use coder_core::create::ParameterOption;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A dropdown for one of the options; long lists can be searched.
#[component]
pub(super) fn Dropdown(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
    let (value, off, choices, invalid) = (bound.value(), bound.off, bound.choices(), bound.invalid());
    let search = RwSignal::new(String::new());
    let label = bound.parameter.label().to_owned();
    let (id, about) = (bound.id.clone(), bound.about.clone());
    let description = move || {
        let choices = choices.read();
        let selected = choices.iter().find(|choice| choice.value == *value.read())?;
        (!selected.description.is_empty()).then(|| view! { <Markdown text=selected.description.clone()/> })
    };
    let visible = move || {
        let (search, value) = (lowercase(&search.read()), value.get());
        let fits =
            |choice: &ParameterOption| choice.value == value || lowercase(&choice.name).contains(&search);
        choices.get().into_iter().filter(fits).collect::<Vec<_>>()
    };
    let unknown = Memo::new(move |_| {
        let value = value.read();
        (!choices.read().iter().any(|choice| choice.value == *value)).then(|| value.clone())
    });
    let change = move |event: leptos::ev::Event| bound.set(&event_target_value(&event), false);
    view! {
        class=class,
        <OptionSearch label choices search/>
        <select
            id=id class="coder-input" aria-describedby=about aria-invalid=invalid disabled=off on:change=change
        >
            // The current value is shown even if it is not among the options.
            {move || unknown.get().map(|value| {
                let text = if value.is_empty() { t(Message::ParameterChoose).to_owned() } else { stray_label(&value) };
                view! { <option value=value selected=true>{text}</option> }
            })}
            <For each=visible key=|choice| choice.value.clone() let(choice)>
                <option value=choice.value.clone() selected=move || *value.read() == choice.value>{choice.name.clone()}</option>
            </For>
        </select>
        {description}
    }
}
