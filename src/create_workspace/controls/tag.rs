//! A removable tag.

use crate::texts::tf;
use crate::ui::{Icon, IconName, focus_soon};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A tag with a button that removes it; the focus stays in the tag's field.
#[component]
pub(super) fn Tag(
    /// The tag's text.
    text: String,
    /// The name of the tag in the button's label.
    name: String,
    /// Callback that removes the tag; `None` if the tag cannot be removed.
    on_remove: Option<Callback<()>>,
    /// Whether the button is disabled.
    off: Signal<bool>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/controls/controls.css");
    view! {
        class=class,
        <li class="tag">
            {text}
            {on_remove.map(|on_remove| {
                let label = tf(Message::ParameterRemove, &[("word", &name)]);
                let act = move |event: leptos::ev::MouseEvent| {
                    let field = event_target::<web_sys::Element>(&event).closest("[part=parameter]");
                    on_remove.run(());
                    focus_soon(field.ok().flatten());
                };
                view! {
                    <button type="button" class="coder-icon-button small" aria-label=label.clone() title=label disabled=off on:click=act>
                        <Icon icon=IconName::Close/>
                    </button>
                }
            })}
        </li>
    }
}
