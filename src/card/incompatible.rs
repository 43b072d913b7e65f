//! What stands in place of a list on an entity that is not meant for Coder: the platform team's words.

use super::dev_container::DevContainerLink;
use crate::ui::NewTab;
use coder_core::config;
use leptos::prelude::*;

#[component]
pub(super) fn Incompatible(
    /// What to say.
    words: config::Incompatible,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/incompatible.css");
    view! {
        class=class,
        <div class="incompatible" part="incompatible">
            <p>{words.text}</p>
            {words.link.map(|link| match link.is_in_portal {
                true => view! { class=class, <a class="coder-button" href=link.href>{link.text}</a> }.into_any(),
                false => view! {
                    class=class,
                    <a class="coder-button" href=link.href target="_blank" rel="noopener noreferrer">
                        {link.text}<NewTab/>
                    </a>
                }.into_any(),
            })}
        </div>
        <DevContainerLink/>
    }
}
