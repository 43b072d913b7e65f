//! Saving of a setting.

use crate::session::{Account, FailureReason};
use crate::spawn::spawn_local;
use coder_core::actions::plan::Step;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// The state of a form's write.
#[derive(Clone, PartialEq)]
pub(super) enum SaveState {
    /// Nothing was sent.
    Idle,
    /// The request is in flight.
    Busy,
    /// The setting is saved.
    Done,
    /// The setting is not saved.
    Failed(FailureReason),
}

/// Sends settings, one after the other until one fails, stores the result in `save_state`, and calls back once all
/// are saved.
pub(super) fn save(
    account: &Account,
    workspace: Arc<Workspace>,
    steps: Vec<Step>,
    save_state: RwSignal<SaveState>,
    on_saved: impl Fn() + 'static,
) {
    if *save_state.read_untracked() == SaveState::Busy {
        return;
    }
    save_state.set(SaveState::Busy);
    let account = account.clone();
    spawn_local(async move {
        let result = match account.update_settings(&workspace, steps).await {
            Ok(()) => SaveState::Done,
            Err(cause) => SaveState::Failed(cause),
        };
        let is_saved = result == SaveState::Done;
        // The dialog may be closed by then.
        if save_state.try_set(result).is_none() && is_saved {
            on_saved();
        }
    });
}
