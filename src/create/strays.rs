//! What a value has that its control cannot show: said, and dropped on request.

use super::fields::Bound;
use crate::texts::tf;
use crate::ui::{Glyph, Sign, focus_soon};
use coder_core::text::Text;
use leptos::prelude::*;

/// What a value is called that is none of the options.
pub(super) fn stray_words(value: &str) -> String {
    tf(Text::ParameterStray, &[("word", value)])
}

/// Everything in a field's value that is no option, no list or no truth value.
#[component]
pub(super) fn Strays(bound: Bound) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
    let (state, now) = (bound.state, bound.now);
    let value = bound.value();
    let strays = Memo::new(move |_| {
        let parameter = now.read();
        let Some(parameter) = parameter.as_ref() else { return Vec::new() };
        let can_drop = state.form.read().can_drop(parameter);
        parameter.strays(&value.read()).into_iter().map(|stray| (stray, can_drop)).collect::<Vec<_>>()
    });
    let masked = bound.parameter.masked;
    let one = move |(stray, can_drop): (String, bool)| {
        let shown = if masked { "•••".to_owned() } else { stray.clone() };
        let drop = can_drop.then(|| {
            Callback::new(move |()| {
                if let Some(parameter) = &*now.read_untracked() {
                    state.drop_stray(parameter, &stray);
                }
            })
        });
        view! { <Tag words=stray_words(&shown) names=shown drop off=Signal::stored(false)/> }
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

/// A word with a button that drops it; the focus stays in its field.
#[component]
pub(super) fn Tag(
    /// What stands there.
    words: String,
    /// What the button says it drops.
    names: String,
    /// Drops it; none where that cannot be done.
    drop: Option<Callback<()>>,
    /// It cannot be done now.
    off: Signal<bool>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/controls.css");
    view! {
        class=class,
        <li class="tag">
            {words}
            {drop.map(|drop| {
                let says = tf(Text::ParameterRemove, &[("word", &names)]);
                let act = move |event: leptos::ev::MouseEvent| {
                    let field = event_target::<web_sys::Element>(&event).closest("[part=parameter]");
                    drop.run(());
                    focus_soon(field.ok().flatten());
                };
                view! {
                    <button type="button" class="coder-icon-button small" aria-label=says.clone() title=says disabled=off on:click=act>
                        <Glyph sign=Sign::Cross/>
                    </button>
                }
            })}
        </li>
    }
}
