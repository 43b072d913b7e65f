//! The control of a boolean.

use crate::create_workspace::field_binding::FieldBinding;
use coder_core::create::boolean;
use leptos::prelude::*;

/// A checkbox or a switch.
#[component]
pub(super) fn Checkbox(bound: FieldBinding, #[prop(optional)] switch: bool) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
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
