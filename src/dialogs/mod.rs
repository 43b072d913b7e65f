//! The dialogs of a card: one at a time, in a chunk that is fetched with the first one.
//!
//! The card needs this file for its first paint; the dialogs' [`content`] is in the chunk.

mod confirm_form;
mod content;
mod create_dialog;
mod delete_form;
mod details_dialog;
mod discard_bar;
mod parameter_prompt_dialog;
mod props;

use crate::card_dialog::CardDialog;
use crate::effect::effect;
use crate::lazy_chunk::{ChunkState, LazyChunk, lazy_chunk};
use crate::style;
use crate::texts::t;
use crate::ui::ChunkError;
use coder_core::WorkspacesConfig;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::prelude::*;
use props::DialogProps;
use std::sync::Arc;

/// A function that renders a dialog.
type RenderDialog = fn(DialogProps) -> AnyView;

thread_local! {
    static DIALOG_CHUNK: LazyChunk<RenderDialog> = const { LazyChunk::new() };
}

lazy_chunk! {
    /// Loads the dialogs.
    fn load_dialogs() -> RenderDialog = dialogs { style::with_lazy_styles(content::show) }
}

fn fetch() {
    DIALOG_CHUNK.with(|chunk| chunk.fetch(load_dialogs));
}

/// Prefetches the chunk. A failed request is repeated only when a dialog is opened.
pub(crate) fn prefetch() {
    if !DIALOG_CHUNK.with(LazyChunk::is_requested) {
        fetch();
    }
}

/// The place where the current dialog of a card is shown.
#[component]
pub(crate) fn Dialogs(
    /// The current dialog.
    dialog: RwSignal<Option<CardDialog>>,
    /// The configuration from which a creation form is filled.
    config: Memo<Arc<WorkspacesConfig>>,
    /// Callback for a created workspace.
    #[prop(optional_no_strip)]
    on_created: Option<Callback<Arc<Workspace>>>,
) -> impl IntoView {
    let state = DIALOG_CHUNK.with(LazyChunk::state);
    let created = Callback::new(move |workspace: Arc<Workspace>| {
        if let Some(callback) = &on_created {
            callback.run(workspace.clone());
        }
        let _ = dialog.try_set(Some(CardDialog::Details(workspace)));
    });
    view! {
        {move || dialog.get().map(|current| {
            let open = RwSignal::new(true);
            effect(move || {
                if !open.get() {
                    dialog.set(None);
                }
            });
            fetch();
            let (current, state) = (StoredValue::new(current), state.clone());
            move || match state.get() {
                ChunkState::Ready(show) => {
                    let (current, config) = (current.get_value(), config.get_untracked());
                    show(DialogProps { current, open, dialog, config, created })
                }
                ChunkState::Failed => view! { <ChunkError open retry=Callback::new(|()| fetch())/> }.into_any(),
                // Not a dialog yet, so that the focus stays on the element to which the real dialog will return it.
                ChunkState::No | ChunkState::Fetching => view! {
                    <p class="coder-note" role="status">{t(Message::RowLoading)}</p>
                }.into_any(),
            }
        })}
    }
}
