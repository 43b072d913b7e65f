//! The notice of a chunk that could not be loaded, in place of the chunk's view.

use crate::texts::t;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A notice with a button to try again. Unlike [`super::ErrorNotice`], it is part of the first chunk.
#[component]
pub(crate) fn ChunkNotice(
    /// Fetches the chunk again.
    retry: fn(),
) -> impl IntoView {
    view! {
        <div class="coder-note" role="alert">
            <p>{t(Message::PartMissingTitle)}</p>
            <button type="button" class="coder-button" on:click=move |_| retry()>{t(Message::TryAgain)}</button>
        </div>
    }
}
