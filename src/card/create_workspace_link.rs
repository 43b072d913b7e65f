//! The link to the creation form in Coder's dashboard, or a button that explains why there is no link.

use super::context::use_card;
use crate::texts::t;
use crate::ui::{Icon, IconName};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A round link to the creation form in Coder's dashboard.
///
/// Without a creation URL, a disabled button that keeps its place in the tab order opens the explanation in
/// [`super::Reminders`].
#[component]
pub fn CreateWorkspaceLink() -> impl IntoView {
    let card = use_card();
    let url = Memo::new(move |_| card.config.read().creation_url.clone());
    view! {
        {move || match url.get() {
            Some(href) => {
                let label = format!("{} {}", t(Message::CreateLink), t(Message::NewTab));
                view! {
                    <a
                        class="coder-icon-button" part="create-link" href=href target="_blank" rel="noopener noreferrer"
                        aria-label=label title=t(Message::CreateLink)
                    >
                        <Icon icon=IconName::Plus/>
                    </a>
                }.into_any()
            }
            None => view! {
                <button
                    type="button" class="coder-icon-button" part="create-link" aria-disabled="true"
                    aria-label=t(Message::CreateDisabled) title=t(Message::CreateDisabled) on:click=move |_| card.explain_create.notify()
                >
                    <Icon icon=IconName::Plus/>
                </button>
            }.into_any(),
        }}
    }
}
