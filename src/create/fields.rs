//! A parameter as a field: label, control, description, what is wrong with it.

use super::lists::{MultiSelect, TagSelect};
use super::state::{State, use_state};
use super::strays::{Strays, stray_words};
use crate::card::RemoteIcon;
use crate::texts::{t, tf};
use crate::ui::{Markdown, unique_id};
use coder_core::create::{Choice, Control, Parameter, boolean};
use coder_core::text::Text;
use leptos::prelude::*;

/// From how many choices on a list can be searched.
pub(super) const MANY: usize = 10;

/// All parameters there are. One that stays keeps its field, and the cursor in it.
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
    let class = stylers::style_sheet!("./style/field.css");
    let state = use_state();
    // What it was stays while it goes.
    let last = StoredValue::new(None::<Parameter>);
    let parameter = Memo::new(move |_| {
        let now = state.parameter(&name);
        if now.is_some() {
            last.set_value(now.clone());
        }
        now.or_else(|| last.get_value())
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
        warnings.map(|d| view! { class=class, <p class="warning">{d.words()}</p> }).collect_view()
    };
    let notes = [
        (!first.mutable).then_some(Text::ParameterImmutable),
        first.ephemeral.then_some(Text::ParameterEphemeral),
    ];
    let bound = Bound {
        state,
        parameter: first.clone(),
        now: parameter,
        id: ids.0.clone(),
        about: ids.1.clone(),
        problem,
        off,
    };
    // A group of controls is named by its legend, a single one by its label.
    let is_group = matches!(first.control, Control::Radio | Control::MultiSelect | Control::TagSelect);
    let label = first.label().to_owned();
    // What says that it stands in the way, and can have the focus where no control can.
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
            {move || preset.get().then(|| view! { class=class, <p class="note">{t(Text::ParameterPreset)}</p> })}
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

/// A control's ties to the form.
#[derive(Clone)]
pub(super) struct Bound {
    pub state: State,
    /// The parameter as it was first.
    pub parameter: Parameter,
    /// The parameter as it is.
    pub now: Memo<Option<Parameter>>,
    /// The control's id.
    pub id: String,
    /// The id of the words about it.
    pub about: String,
    pub problem: Memo<Option<String>>,
    pub off: Signal<bool>,
}

impl Bound {
    /// The value.
    pub fn value(&self) -> Signal<String> {
        let (state, now) = (self.state, self.now);
        Memo::new(move |_| now.read().as_ref().map(|p| state.value(p)).unwrap_or_default()).into()
    }

    /// Gives the value.
    pub fn set(&self, value: &str, typing: bool) {
        if !self.off.get_untracked() {
            self.state.set(&self.parameter.name, value, typing);
        }
    }

    /// The choices there are.
    pub fn choices(&self) -> Memo<Vec<Choice>> {
        let now = self.now;
        Memo::new(move |_| now.read().as_ref().map(|p| p.choices.clone()).unwrap_or_default())
    }

    fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + use<> {
        let problem = self.problem;
        move || problem.read().is_some().then_some("true")
    }
}

fn control(bound: Bound) -> AnyView {
    match bound.parameter.control {
        Control::Input => view! { <Line bound/> }.into_any(),
        Control::Number => view! { <Line bound numeric=true/> }.into_any(),
        Control::Textarea => view! { <Lines bound/> }.into_any(),
        Control::Slider => view! { <Slider bound/> }.into_any(),
        Control::Switch => view! { <Tick bound switch=true/> }.into_any(),
        Control::Checkbox => view! { <Tick bound/> }.into_any(),
        Control::Radio => view! { <Radio bound/> }.into_any(),
        Control::Dropdown => view! { <Dropdown bound/> }.into_any(),
        Control::MultiSelect => view! { <MultiSelect bound/> }.into_any(),
        Control::TagSelect => view! { <TagSelect bound/> }.into_any(),
        Control::Error => ().into_any(),
    }
}

#[component]
fn Line(bound: Bound, #[prop(optional)] numeric: bool) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
    let (value, off, invalid) = (bound.value(), bound.off, bound.invalid());
    let masked = bound.parameter.masked;
    let keys = numeric.then_some(if bound.parameter.is_whole() { "numeric" } else { "decimal" });
    let shown = RwSignal::new(!masked);
    let kind = move || if shown.get() { "text" } else { "password" };
    let placeholder = bound.parameter.placeholder.clone();
    let (id, about) = (bound.id.clone(), bound.about.clone());
    let typed = move |event: leptos::ev::Event| bound.set(&event_target_value(&event), true);
    view! {
        class=class,
        <div class="line">
            <input
                id=id class="coder-input" type=kind inputmode=keys autocomplete="off"
                autocapitalize="off" spellcheck="false" placeholder=placeholder aria-describedby=about
                aria-invalid=invalid disabled=off prop:value=value on:input=typed
            />
            {masked.then(|| view! {
                <button
                    type="button" class="coder-button small" aria-pressed=move || if shown.get() { "true" } else { "false" }
                    on:click=move |_| shown.update(|on| *on = !*on)
                >
                    {t(Text::ParameterShow)}
                </button>
            })}
        </div>
    }
}

#[component]
fn Lines(bound: Bound) -> impl IntoView {
    let (value, off, invalid) = (bound.value(), bound.off, bound.invalid());
    let placeholder = bound.parameter.placeholder.clone();
    let (id, about) = (bound.id.clone(), bound.about.clone());
    let typed = move |event: leptos::ev::Event| bound.set(&event_target_value(&event), true);
    view! {
        <textarea
            id=id class="coder-input" rows="4" placeholder=placeholder aria-describedby=about aria-invalid=invalid
            disabled=off prop:value=value on:input=typed
        ></textarea>
    }
}

#[component]
fn Slider(bound: Bound) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
    let (value, off, now) = (bound.value(), bound.off, bound.now);
    // By the value it begins with: its ends do not run away from who drags it.
    let first = value.get_untracked();
    let step = bound.parameter.slider_step(&first);
    let ends = Memo::new(move |_| {
        now.read().as_ref().map(|parameter| parameter.slider_ends(&first)).unwrap_or_default()
    });
    let (id, about) = (bound.id.clone(), bound.about.clone());
    let typed = move |event: leptos::ev::Event| bound.set(&event_target_value(&event), true);
    view! {
        class=class,
        <div class="line">
            <input
                id=id class="slider" type="range" step=step min=move || ends.get().0.to_string()
                max=move || ends.get().1.to_string() aria-describedby=about disabled=off prop:value=value on:input=typed
            />
            <output class="amount">{value}</output>
        </div>
    }
}

#[component]
fn Tick(bound: Bound, #[prop(optional)] switch: bool) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
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
fn Radio(bound: Bound) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
    let (value, off, choices) = (bound.value(), bound.off, bound.choices());
    let group = bound.id.clone();
    let one = move |choice: Choice| {
        let (own, chosen) = (choice.value.clone(), choice.value.clone());
        let bound = bound.clone();
        view! {
            class=class,
            <label class="choice">
                <input
                    type="radio" name=group.clone() disabled=off prop:checked=move || *value.read() == own
                    on:change=move |_| bound.set(&chosen, false)
                />
                <ChoiceWords choice/>
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

/// A choice's icon, name and description.
#[component]
pub(super) fn ChoiceWords(choice: Choice) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
    let Choice { name, description, icon, .. } = choice;
    view! {
        class=class,
        {(!icon.is_empty()).then(|| view! {
            <RemoteIcon field=Signal::stored(icon) name=Signal::stored(name.clone()) part="choice-icon"/>
        })}
        <span class="choice-words">
            {name}
            {(!description.is_empty()).then(|| view! { <Markdown text=description/> })}
        </span>
    }
}

#[component]
fn Dropdown(bound: Bound) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
    let (value, off, choices, invalid) = (bound.value(), bound.off, bound.choices(), bound.invalid());
    let search = RwSignal::new(String::new());
    let label = bound.parameter.label().to_owned();
    let (id, about) = (bound.id.clone(), bound.about.clone());
    let description = move || {
        let choices = choices.read();
        let chosen = choices.iter().find(|choice| choice.value == *value.read())?;
        (!chosen.description.is_empty()).then(|| view! { <Markdown text=chosen.description.clone()/> })
    };
    let shown = move || {
        let (search, value) = (search.read().to_lowercase(), value.get());
        let fits = |choice: &Choice| choice.value == value || choice.name.to_lowercase().contains(&search);
        choices.get().into_iter().filter(fits).collect::<Vec<_>>()
    };
    let other = Memo::new(move |_| {
        let value = value.read();
        (!choices.read().iter().any(|choice| choice.value == *value)).then(|| value.clone())
    });
    let change = move |event: leptos::ev::Event| bound.set(&event_target_value(&event), false);
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
        <select
            id=id class="coder-input" aria-describedby=about aria-invalid=invalid disabled=off on:change=change
        >
            // What is chosen is shown, also where it cannot be chosen.
            {move || other.get().map(|value| {
                let words = if value.is_empty() { t(Text::ParameterChoose).to_owned() } else { stray_words(&value) };
                view! { <option value=value selected=true>{words}</option> }
            })}
            <For each=shown key=|choice| choice.value.clone() let(choice)>
                <option value=choice.value.clone() selected=move || *value.read() == choice.value>{choice.name.clone()}</option>
            </For>
        </select>
        {description}
    }
}
