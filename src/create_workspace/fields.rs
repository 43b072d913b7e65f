//! The field of a parameter: label, control, description, error.

use super::field_binding::{FieldBinding, SEARCHABLE_FROM};
use super::form_state::use_state;
use super::list_fields::{MultiSelect, TagSelect};
use super::option_label::OptionLabel;
use super::strays::{Strays, stray_label};
use crate::texts::{t, tf};
use crate::ui::RemoteIcon;
use crate::ui::{Markdown, unique_id};
use coder_core::create::{Control, Parameter, ParameterOption, boolean};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The fields of all parameters. A parameter that remains after an evaluation keeps its field, and the cursor in it.
#[component]
pub(super) fn Fields() -> impl IntoView {
    let state = use_state();
    let keys = Memo::new(move |_| {
        let evaluation = state.evaluation.read();
        let parameters = evaluation.iter().flat_map(|e| &e.parameters);
        parameters.map(|p| (p.name.clone(), p.control as u8)).collect::<Vec<_>>()
    });
    view! {
        <For each=move || keys.get() key=Clone::clone let((name, _))>
            <Field name/>
        </For>
    }
}

#[component]
fn Field(name: String) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/fields.css");
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
    let is_group = matches!(first.control, Control::Radio | Control::MultiSelect | Control::TagSelect);
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
            {move || preset.get().then(|| view! { class=class, <p class="note">{t(Message::ParameterPreset)}</p> })}
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

fn control(bound: FieldBinding) -> AnyView {
    match bound.parameter.control {
        Control::Input => view! { <TextInput bound/> }.into_any(),
        Control::Number => view! { <TextInput bound numeric=true/> }.into_any(),
        Control::Textarea => view! { <TextArea bound/> }.into_any(),
        Control::Slider => view! { <Slider bound/> }.into_any(),
        Control::Switch => view! { <Checkbox bound switch=true/> }.into_any(),
        Control::Checkbox => view! { <Checkbox bound/> }.into_any(),
        Control::Radio => view! { <Radio bound/> }.into_any(),
        Control::Dropdown => view! { <Dropdown bound/> }.into_any(),
        Control::MultiSelect => view! { <MultiSelect bound/> }.into_any(),
        Control::TagSelect => view! { <TagSelect bound/> }.into_any(),
        Control::Error => ().into_any(),
    }
}

#[component]
fn TextInput(bound: FieldBinding, #[prop(optional)] numeric: bool) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls.css");
    let (value, off, invalid) = (bound.value(), bound.off, bound.invalid());
    let masked = bound.parameter.masked;
    let keys = numeric.then_some(if bound.parameter.is_whole() { "numeric" } else { "decimal" });
    let visible = RwSignal::new(!masked);
    let kind = move || if visible.get() { "text" } else { "password" };
    let placeholder = bound.parameter.placeholder.clone();
    let (id, about) = (bound.id.clone(), bound.about.clone());
    let on_input = move |event: leptos::ev::Event| bound.set(&event_target_value(&event), true);
    view! {
        class=class,
        <div class="line">
            <input
                id=id class="coder-input" type=kind inputmode=keys autocomplete="off"
                autocapitalize="off" spellcheck="false" placeholder=placeholder aria-describedby=about
                aria-invalid=invalid disabled=off prop:value=value on:input=on_input
            />
            {masked.then(|| view! {
                <button
                    type="button" class="coder-button small" aria-pressed=move || if visible.get() { "true" } else { "false" }
                    on:click=move |_| visible.update(|on| *on = !*on)
                >
                    {t(Message::ParameterShow)}
                </button>
            })}
        </div>
    }
}

#[component]
fn TextArea(bound: FieldBinding) -> impl IntoView {
    let (value, off, invalid) = (bound.value(), bound.off, bound.invalid());
    let placeholder = bound.parameter.placeholder.clone();
    let (id, about) = (bound.id.clone(), bound.about.clone());
    let on_input = move |event: leptos::ev::Event| bound.set(&event_target_value(&event), true);
    view! {
        <textarea
            id=id class="coder-input" rows="4" placeholder=placeholder aria-describedby=about aria-invalid=invalid
            disabled=off prop:value=value on:input=on_input
        ></textarea>
    }
}

#[component]
fn Slider(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls.css");
    let (value, off, current) = (bound.value(), bound.off, bound.current);
    // Based on the initial value, so that the ends do not move while the user drags the slider.
    let first = value.get_untracked();
    let step = bound.parameter.slider_step(&first);
    let ends = Memo::new(move |_| {
        current.read().as_ref().map(|parameter| parameter.slider_ends(&first)).unwrap_or_default()
    });
    let (id, about) = (bound.id.clone(), bound.about.clone());
    let on_input = move |event: leptos::ev::Event| bound.set(&event_target_value(&event), true);
    view! {
        class=class,
        <div class="line">
            <input
                id=id class="slider" type="range" step=step min=move || ends.get().0.to_string()
                max=move || ends.get().1.to_string() aria-describedby=about disabled=off prop:value=value on:input=on_input
            />
            <output class="amount">{value}</output>
        </div>
    }
}

#[component]
fn Checkbox(bound: FieldBinding, #[prop(optional)] switch: bool) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls.css");
    let (value, off) = (bound.value(), bound.off);
    let (id, about) = (bound.id.clone(), bound.about.clone());
    let (label_for, label) = (id.clone(), bound.parameter.tick_label.clone());
    let change = move |event: leptos::ev::Event| {
        bound.set(if event_target_checked(&event) { "true" } else { "false" }, false);
    };
    view! {
        class=class,
        <div class="line">
            <input
                id=id class="tick" class:switch=switch type="checkbox" role=switch.then_some("switch") aria-describedby=about
                disabled=off prop:checked=move || boolean(&value.read()) == Some(true) on:change=change
            />
            {(!label.is_empty()).then(|| view! { <label for=label_for>{label}</label> })}
        </div>
    }
}

#[component]
fn Radio(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls.css");
    let (value, off, choices) = (bound.value(), bound.off, bound.choices());
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
                <OptionLabel choice/>
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

#[component]
fn Dropdown(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls.css");
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
        let (search, value) = (search.read().to_lowercase(), value.get());
        let fits =
            |choice: &ParameterOption| choice.value == value || choice.name.to_lowercase().contains(&search);
        choices.get().into_iter().filter(fits).collect::<Vec<_>>()
    };
    let unknown = Memo::new(move |_| {
        let value = value.read();
        (!choices.read().iter().any(|choice| choice.value == *value)).then(|| value.clone())
    });
    let change = move |event: leptos::ev::Event| bound.set(&event_target_value(&event), false);
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
