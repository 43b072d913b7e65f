//! The props of a dialog.

use crate::card_dialog::CardDialog;
use coder_core::WorkspacesConfig;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// The props of an open dialog.
pub(super) struct DialogProps {
    /// The dialog to show.
    pub current: CardDialog,
    /// Whether the dialog is open; closing the dialog sets this to `false`.
    pub open: RwSignal<bool>,
    /// The card's current dialog; another value opens another dialog.
    pub dialog: RwSignal<Option<CardDialog>>,
    /// The configuration from which a creation form is filled.
    pub config: Arc<WorkspacesConfig>,
    /// Callback for a created workspace.
    pub created: Callback<Arc<Workspace>>,
}
