//! The ways to a new workspace: the form in the card, and the one in Coder's dashboard, or the reason why there is
//! none.

use super::context::use_card;
use crate::create::Prefill;
use crate::dialogs::CardDialog;
use crate::texts::t;
use crate::ui::{Glyph, Sign};
use coder_core::text::Text;
use leptos::prelude::*;

/// A round button that opens the creation form in place.
#[component]
pub fn CreateWorkspaceButton() -> impl IntoView {
    let dialog = use_card().dialog;
    view! {
        <button
            type="button" class="coder-icon-button" part="create-button" aria-haspopup="dialog"
            aria-label=t(Text::CreateHere) title=t(Text::CreateHere)
            on:click=move |_| dialog.set(Some(CardDialog::Create(Prefill::default())))
        >
            <Glyph sign=Sign::Plus/>
        </button>
    }
}

/// A round link to Coder's own creation form. Without one it stays reachable and leads to its explanation.
#[component]
pub fn CreateWorkspaceLink() -> impl IntoView {
    let card = use_card();
    let url = Memo::new(move |_| card.config.read().creation_url.clone());
    view! {
        {move || match url.get() {
            Some(href) => {
                let label = format!("{} {}", t(Text::CreateLink), t(Text::NewTab));
                view! {
                    <a
                        class="coder-icon-button" part="create-link" href=href target="_blank" rel="noopener noreferrer"
                        aria-label=label title=t(Text::CreateLink)
                    >
                        <Glyph sign=Sign::Plus/>
                    </a>
                }.into_any()
            }
            None => view! {
                <button
                    type="button" class="coder-icon-button" part="create-link" aria-disabled="true"
                    aria-label=t(Text::CreateDisabled) title=t(Text::CreateDisabled) on:click=move |_| card.explain_create.notify()
                >
                    <Glyph sign=Sign::Plus/>
                </button>
            }.into_any(),
        }}
    }
}
