//! Stray pieces of a parameter's value, which its control cannot show: listed, and removed on request.

use super::tag::Tag;
use crate::create_workspace::field_binding::FieldBinding;
use crate::texts::tf;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// Returns the label of a value that is not among the options.
pub(super) fn stray_label(value: &str) -> String {
    tf(Message::ParameterStray, &[("word", value)])
}

/// The list of the stray pieces: whatever is not an option, a list or a boolean.
#[component]
pub(in crate::create_workspace) fn Strays(bound: FieldBinding) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
    let (state, current) = (bound.state, bound.current);
    let value = bound.value();
    let strays = Memo::new(move |_| {
        let parameter = current.read();
        let Some(parameter) = parameter.as_ref() else { return Vec::new() };
        let can_drop = state.form.read().can_drop(parameter);
        parameter.strays(&value.read()).into_iter().map(|stray| (stray, can_drop)).collect::<Vec<_>>()
    });
    let masked = bound.parameter.masked;
    let one = move |(stray, can_drop): (String, bool)| {
        let name = if masked { "•••".to_owned() } else { stray.clone() };
        let on_remove = can_drop.then(|| {
            Callback::new(move |()| {
                if let Some(parameter) = current.get_untracked() {
                    state.drop_stray(&parameter, &stray);
                }
            })
        });
        view! { <Tag text=stray_label(&name) name on_remove off=Signal::stored(false)/> }
    };
    view! {
        class=class,
        {move || (!strays.read().is_empty()).then(|| view! {
            class=class,
            <ul class="tags" part="strays">
                <For each=move || strays.get() key=Clone::clone let(stray)>{one(stray)}</For>
            </ul>
        })}
    }
}
