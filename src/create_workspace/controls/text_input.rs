//! The control of a text or a number.

use crate::create_workspace::field_binding::FieldBinding;
use crate::texts::t;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A single-line input for a text or a number; a masked value can be shown.
#[component]
pub(super) fn TextInput(bound: FieldBinding, #[prop(optional)] numeric: bool) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
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
