//! The control of a number between two others.

use crate::create_workspace::field_binding::FieldBinding;
use leptos::prelude::*;

/// A slider between two numbers.
#[component]
pub(super) fn Slider(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
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
