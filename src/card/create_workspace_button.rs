//! The button that opens the creation form in the card.

use super::context::use_card;
use crate::card_dialog::{CardDialog, Prefill};
use crate::texts::t;
use crate::ui::{Icon, IconName};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A button that opens the creation form in a dialog.
#[component]
pub fn CreateWorkspaceButton() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/create_workspace_button.css");
    let dialog = use_card().dialog;
    view! {
        class=class,
        <button
            type="button" class="coder-button new" part="create-button" aria-haspopup="dialog"
            aria-label=t(Message::CreateHere) title=t(Message::CreateHere)
            on:click=move |_| dialog.set(Some(CardDialog::Create(Prefill::default())))
        >
            <Icon icon=IconName::Plus/><span class="word">{t(Message::CreateShort)}</span>
        </button>
    }
}
