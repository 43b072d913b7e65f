//! The field of a parameter: label, control, description, error.

use super::controls::{Strays, control};
use super::field_binding::FieldBinding;
use super::form_state::use_state;
use crate::texts::t;
use crate::ui::RemoteIcon;
use crate::ui::{Markdown, unique_id};
use coder_core::create::Parameter;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The field of one parameter.
#[component]
pub(super) fn Field(name: String) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/field.css");
    let state = use_state();
    // Keeps the last value while the field is being removed.
    let last = StoredValue::new(None::<Parameter>);
    let parameter = Memo::new(move |_| {
        let current = state.parameter(&name);
        if current.is_some() {
            last.set_value(current.clone());
        }
        current.or_else(|| last.get_value())
    });
    let first = parameter.get_untracked()?;
    let ids = (unique_id("field"), unique_id("field-about"));
    let problem = Memo::new(move |_| parameter.read().as_ref().and_then(|p| state.problem(p)));
    let preset = {
        let name = first.name.clone();
        Memo::new(move |_| state.form.read().is_preset(&name))
    };
    let off = Signal::derive(move || preset.get() || parameter.read().as_ref().is_some_and(|p| p.disabled));
    let warnings = move || {
        let parameter = parameter.read();
        let warnings = parameter.iter().flat_map(|p| &p.diagnostics).filter(|d| !d.is_error);
        warnings.map(|d| view! { class=class, <p class="warning">{d.text()}</p> }).collect_view()
    };
    let notes = [
        (!first.mutable).then_some(Message::ParameterImmutable),
        first.ephemeral.then_some(Message::ParameterEphemeral),
    ];
    let bound = FieldBinding {
        state,
        parameter: first.clone(),
        current: parameter,
        id: ids.0.clone(),
        about: ids.1.clone(),
        problem,
        off,
    };
    // A group of controls is named by its legend, a single control by its label.
    let is_group = first.control.is_group();
    let label = first.label().to_owned();
    // Marks the field as an obstacle. The field itself can have the focus if none of its controls can.
    let obstacle = move || problem.read().is_some().then_some("true");
    let strays = view! { <Strays bound=bound.clone()/> }.into_any();
    let name_row = view! {
        class=class,
        {(!first.icon.is_empty()).then(|| view! {
            <RemoteIcon field=Signal::stored(first.icon.clone()) name=Signal::stored(label.clone()) part="parameter-icon"/>
        })}
        {label.clone()}
        {first.required.then(|| view! { <span aria-hidden="true">" *"</span> })}
    }
    .into_any();
    let about = view! {
        class=class,
        <div class="about" id=ids.1.clone()>
            {(!first.description.is_empty()).then(|| view! { <Markdown text=first.description.clone()/> })}
            {notes.into_iter().flatten().map(|note| view! { class=class, <p class="note">{t(note)}</p> }).collect_view()}
            {warnings}
            <p class="problem" role="alert">{move || problem.get()}</p>
        </div>
    }
    .into_any();
    Some(match is_group {
        true => view! {
            class=class,
            <fieldset class="field" part="parameter" aria-describedby=ids.1 data-obstacle=obstacle tabindex="-1">
                <legend class="label">{name_row}</legend>
                {control(bound)}
                {strays}
                {about}
            </fieldset>
        }
        .into_any(),
        false => view! {
            class=class,
            <div class="field" part="parameter" data-obstacle=obstacle tabindex="-1">
                <label class="label" for=ids.0>{name_row}</label>
                {control(bound)}
                {strays}
                {about}
            </div>
        }
        .into_any(),
    })
}
