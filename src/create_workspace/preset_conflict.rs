//! The warning about a preset that does not fit.

use super::form_state::use_state;
use crate::texts::{t, tf};
use crate::ui::focus_soon;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A warning that names the parameters in conflict with the chosen preset, and a button that deselects the preset.
#[component]
pub(super) fn PresetConflict() -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/presets.css");
    let state = use_state();
    let misfit = Memo::new(move |_| {
        let (form, evaluation) = (state.form.read(), state.evaluation.read());
        let misfits = form.conflicts(evaluation.as_ref()?, !state.evaluating.get());
        let fields = misfits.map(|parameter| parameter.label()).collect::<Vec<_>>().join(", ");
        let name = form.preset.as_ref().map(|preset| preset.name.clone()).unwrap_or_default();
        (!fields.is_empty()).then_some((name, fields))
    });
    let without = move |event: leptos::ev::MouseEvent| {
        let presets = event_target::<web_sys::Element>(&event).closest("fieldset");
        state.choose(None);
        focus_soon(presets.ok().flatten());
    };
    view! {
        class=class,
        {move || misfit.get().map(|(name, fields)| view! {
            class=class,
            <div class="mismatch" role="alert" data-obstacle="true" part="preset-misfit">
                <p class="problem">{tf(Message::CreatePresetMisfit, &[("preset", &name), ("fields", &fields)])}</p>
                <button type="button" class="coder-button small" on:click=without>{t(Message::CreateWithoutPreset)}</button>
            </div>
        })}
    }
}
