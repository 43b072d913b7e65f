//! The dialog for a chunk that could not be loaded.

use super::{Dialog, ErrorNotice};
use crate::texts::t;
use coder_core::Error;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A dialog that reports a chunk that could not be loaded, with a button to try again.
#[component]
pub(crate) fn ChunkError(
    /// Whether the dialog is open; closing the dialog sets this to `false`.
    #[prop(optional, default = RwSignal::new(true))]
    open: RwSignal<bool>,
    /// Callback that fetches the chunk again.
    retry: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open title=t(Message::PartMissingTitle)>
            <ErrorNotice error=Error::ChunkLoadFailed retry busy=false/>
        </Dialog>
    }
}
