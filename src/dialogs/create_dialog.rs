//! The dialog that creates a workspace.

use super::discard_bar::{DiscardBar, UnsavedValues};
use crate::card_dialog::Prefill;
use crate::create_workspace::CreateWorkspace;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::Dialog;
use coder_core::WorkspacesConfig;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// The creation form in a dialog, which asks for confirmation before it discards entered values.
#[component]
pub(super) fn CreateDialog(
    /// Whether the dialog is open; closing the dialog sets this to `false`.
    open: RwSignal<bool>,
    /// The initial values.
    prefill: Prefill,
    /// The configuration from which the form is filled.
    config: Arc<WorkspacesConfig>,
    /// Callback for the created workspace.
    created: Callback<Arc<Workspace>>,
) -> impl IntoView {
    let account = use_provider().account;
    let title = match &prefill.original {
        Some(name) => tf(Message::CreateDuplicateTitle, &[("name", name)]),
        None => t(Message::CreateHere).to_owned(),
    };
    let unsaved = UnsavedValues::new();
    let (dirty, may_close) = (unsaved.dirty, unsaved.may_close());
    let cancel = Callback::new(move |()| {
        if may_close.run(()) {
            open.set(false);
        }
    });
    let discard = Callback::new(move |()| {
        account.preferences().forget_draft();
        open.set(false);
    });
    view! {
        <Dialog open title wide=true may_close>
            <DiscardBar unsaved discard/>
            <CreateWorkspace config=config.clone() prefill=prefill.clone() dirty cancel on_created=created/>
        </Dialog>
    }
}
