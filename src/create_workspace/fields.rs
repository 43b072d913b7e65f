//! The fields of all parameters. Those that the preset sets are behind a disclosure, unless there is an error or a
//! warning about them.

use super::field::Field;
use super::form_state::{FormState, use_state};
use crate::texts::{t, tf};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The name of a parameter, and its control.
type FieldKey = (String, u8);

#[component]
pub(super) fn Fields() -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let state = use_state();
    let (open, locked) = (keys(state, false), keys(state, true));
    let summary = move || {
        let preset = state.form.read().preset.as_ref().map(|preset| preset.name.clone()).unwrap_or_default();
        let count = locked.read().len();
        match count {
            1 => tf(Message::CreatePresetValue, &[("preset", &preset)]),
            count => tf(Message::CreatePresetValues, &[("count", &count.to_string()), ("preset", &preset)]),
        }
    };
    view! {
        class=class,
        <For each=move || open.get() key=Clone::clone let((name, _))>
            <Field name/>
        </For>
        <details class="locked" part="preset-values" hidden=move || locked.read().is_empty()>
            <summary class="summary">{summary}</summary>
            <p class="hint">{t(Message::ParameterPreset)}</p>
            <For each=move || locked.get() key=Clone::clone let((name, _))>
                <Field name/>
            </For>
        </details>
    }
}

/// Returns the fields that the preset sets and about which there is nothing to say, or all others.
fn keys(state: FormState, is_locked: bool) -> Memo<Vec<FieldKey>> {
    Memo::new(move |_| {
        let evaluation = state.evaluation.read();
        let parameters = evaluation.iter().flat_map(|e| &e.parameters);
        let of_group = parameters.filter(|parameter| {
            let is_preset = state.form.read().is_preset(&parameter.name);
            let is_plain = parameter.diagnostics.is_empty() && state.problem(parameter).is_none();
            (is_preset && is_plain) == is_locked
        });
        of_group.map(|p| (p.name.clone(), p.control as u8)).collect()
    })
}
