//! The choice of a preset.

use super::form_state::{FormState, use_state};
use super::preset_conflict::PresetConflict;
use crate::texts::t;
use crate::ui::{RemoteIcon, unique_id};
use coder_core::create::Form;
use coder_core::i18n::Message;
use coder_core::models::Preset;
use leptos::prelude::*;

/// A radio group of the presets, with an option for none.
#[component]
pub(super) fn PresetPicker(presets: RwSignal<Vec<Preset>>) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/presets.css");
    let state = use_state();
    let group = unique_id("preset");
    let selected = Memo::new(move |_| state.form.read().preset.as_ref().map(|preset| preset.id.clone()));
    let one = move |preset: Option<Preset>| {
        let own = preset.as_ref().map(|preset| preset.id.clone());
        let id = own.clone();
        let name = preset.as_ref().map_or_else(|| t(Message::CreateNoPreset).to_owned(), |p| p.name.clone());
        let ids = (unique_id("preset-name"), unique_id("preset-about"));
        let icon = preset.as_ref().map(|p| p.icon.clone()).unwrap_or_default();
        let (description, sets) = match &preset {
            None => (t(Message::CreateNoPresetAbout).to_owned(), None),
            Some(preset) => (preset.description.clone(), Some(preset_values(preset.clone(), state))),
        };
        view! {
            class=class,
            <label class="preset" part="preset" class:chosen=move || *selected.read() == own>
                <input
                    class="radio" type="radio" name=group.clone() aria-labelledby=ids.0.clone() aria-describedby=ids.1.clone()
                    prop:checked=move || *selected.read() == id
                    on:change=move |_| state.choose(preset.clone())
                />
                {(!icon.is_empty()).then(|| view! {
                    <RemoteIcon field=Signal::stored(icon) name=Signal::stored(name.clone()) part="preset-icon"/>
                })}
                <span class="text">
                    <b class="name" id=ids.0>{name.clone()}</b>
                    <span class="about" id=ids.1>
                        {(!description.is_empty()).then(|| view! { <span>{description}" "</span> })}
                        {sets.map(|sets| view! { <span>{sets}</span> })}
                    </span>
                </span>
            </label>
        }
    };
    view! {
        class=class,
        {move || (!presets.read().is_empty()).then(|| {
            let all = presets.get().into_iter().map(Some).chain([None]);
            view! {
                class=class,
                <fieldset class="presets">
                    <legend class="legend">{t(Message::CreatePreset)}</legend>
                    {all.map(one.clone()).collect_view()}
                    <PresetConflict/>
                </fieldset>
            }
        })}
    }
}

/// Returns what a preset sets, in words.
fn preset_values(preset: Preset, state: FormState) -> Memo<String> {
    Memo::new(move |_| {
        let evaluation = state.evaluation.read();
        let parameters = evaluation.as_ref().map(|e| e.parameters.as_slice()).unwrap_or_default();
        Form::preset_summary(&preset, parameters)
    })
}
