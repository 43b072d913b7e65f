//! The choice of a preset, and a word on one that does not fit.

use super::state::use_state;
use crate::card::RemoteIcon;
use crate::texts::{t, tf};
use crate::ui::{focus_soon, unique_id};
use coder_core::text::Text;
use coder_core::wire::Preset;
use leptos::prelude::*;

/// The presets, as a choice of one or none.
#[component]
pub(super) fn PresetChoice(presets: RwSignal<Vec<Preset>>) -> impl IntoView {
    let class = stylers::style_sheet!("./style/presets.css");
    let state = use_state();
    let group = unique_id("preset");
    let chosen = Memo::new(move |_| state.form.read().preset.as_ref().map(|preset| preset.id.clone()));
    let one = move |preset: Option<Preset>| {
        let own = preset.as_ref().map(|preset| preset.id.clone());
        let known = own.clone();
        let name = preset.as_ref().map_or_else(|| t(Text::CreateNoPreset).to_owned(), |p| p.name.clone());
        let (icon, description) =
            preset.as_ref().map(|p| (p.icon.clone(), p.description.clone())).unwrap_or_default();
        view! {
            class=class,
            <label class="preset" part="preset" class:chosen=move || *chosen.read() == own>
                <input
                    type="radio" name=group.clone() prop:checked=move || *chosen.read() == known
                    on:change=move |_| state.choose(preset.clone())
                />
                {(!icon.is_empty()).then(|| view! {
                    <RemoteIcon field=Signal::stored(icon) name=Signal::stored(name.clone()) part="preset-icon"/>
                })}
                <span class="words">
                    <b class="name">{name.clone()}</b>
                    {(!description.is_empty()).then(|| view! { class=class, <span class="about">{description}</span> })}
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
                    <legend class="legend">{t(Text::CreatePreset)}</legend>
                    {all.map(one.clone()).collect_view()}
                    <Misfit/>
                </fieldset>
            }
        })}
    }
}

/// Says which fields the chosen preset does not fit, and offers to do without it.
#[component]
fn Misfit() -> impl IntoView {
    let class = stylers::style_sheet!("./style/presets.css");
    let state = use_state();
    let misfit = Memo::new(move |_| {
        let (form, evaluation) = (state.form.read(), state.evaluation.read());
        let misfits = form.misfits(evaluation.as_ref()?, !state.evaluating.get());
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
            <div class="misfit" role="alert" data-obstacle="true" part="preset-misfit">
                <p class="problem">{tf(Text::CreatePresetMisfit, &[("preset", &name), ("fields", &fields)])}</p>
                <button type="button" class="coder-button small" on:click=without>{t(Text::CreateWithoutPreset)}</button>
            </div>
        })}
    }
}
