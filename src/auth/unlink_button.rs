//! The button that unlinks the account.

use crate::provider::use_provider;
use crate::texts::t;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A button that unlinks the account.
#[component]
pub fn UnlinkButton() -> impl IntoView {
    let account = use_provider().account;
    view! {
        <button type="button" class="coder-button" part="unlink-button" on:click=move |_| account.unlink()>
            {t(Message::Unlink)}
        </button>
    }
}
