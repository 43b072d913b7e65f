//! The dialog with the details of a workspace.

use super::discard_bar::{DiscardBar, UnsavedValues};
use crate::card_dialog::CardDialog;
use crate::provider::use_provider;
use crate::ui::Dialog;
use crate::workspace_details::WorkspaceDetails;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// The details view in a dialog, which asks for confirmation before it discards settings that are being edited.
#[component]
pub(super) fn DetailsDialog(
    /// Whether the dialog is open; closing the dialog sets this to `false`.
    open: RwSignal<bool>,
    /// The workspace at the time of opening.
    workspace: Arc<Workspace>,
    /// The card's current dialog.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let current = use_provider().account.observe_workspace(&workspace);
    let title = Signal::derive(move || current.read().name.clone());
    let unsaved = UnsavedValues::new();
    let (dirty, may_close) = (unsaved.dirty, unsaved.may_close());
    let discard = Callback::new(move |()| open.set(false));
    view! {
        <Dialog open title wide=true may_close>
            <DiscardBar unsaved discard/>
            <WorkspaceDetails workspace=workspace.clone() dialog dirty/>
        </Dialog>
    }
}
