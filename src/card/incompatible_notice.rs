//! The platform team's notice, which replaces the list on an entity that is not meant for Coder.

use super::dev_container_link::DevContainerLink;
use crate::ui::NewTabHint;
use coder_core::config;
use leptos::prelude::*;

#[component]
pub(super) fn IncompatibleNotice(
    /// The notice's text and link.
    notice: config::Incompatible,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/incompatible_notice.css");
    view! {
        class=class,
        <div class="incompatible" part="incompatible">
            <p>{notice.text}</p>
            {notice.link.map(|link| match link.is_in_portal {
                true => view! { class=class, <a class="coder-button" href=link.href>{link.text}</a> }.into_any(),
                false => view! {
                    class=class,
                    <a class="coder-button" href=link.href target="_blank" rel="noopener noreferrer">
                        {link.text}<NewTabHint/>
                    </a>
                }.into_any(),
            })}
        </div>
        <DevContainerLink/>
    }
}
