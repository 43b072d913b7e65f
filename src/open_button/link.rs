//! The button for the only workspace.

use crate::texts::t;
use crate::ui::{Icon, IconName, NewTabHint};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A link to the workspace's page that looks like the button.
#[component]
pub(super) fn Link(
    /// The URL of the workspace's page.
    href: String,
) -> impl IntoView {
    view! {
        <a class="coder-button" part="open-button" href=href target="_blank" rel="noopener noreferrer">
            {t(Message::OpenInCoder)}<Icon icon=IconName::External/><NewTabHint/>
        </a>
    }
}
