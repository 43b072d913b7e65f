//! The control of a long text.

use crate::create_workspace::field_binding::FieldBinding;
use leptos::prelude::*;

/// A multi-line input.
#[component]
pub(super) fn TextArea(bound: FieldBinding) -> impl IntoView {
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
