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

/// Sends a setting, and stores the result in `save_state`.
pub(super) fn send(
    account: &Account,
    workspace: Arc<Workspace>,
    step: Step,
    save_state: RwSignal<SaveState>,
) {
    if *save_state.read_untracked() == SaveState::Busy {
        return;
    }
    save_state.set(SaveState::Busy);
    let account = account.clone();
    spawn_local(async move {
        let result = match account.update_setting(&workspace, step).await {
            Ok(()) => SaveState::Done,
            Err(cause) => SaveState::Failed(cause),
        };
        let _ = save_state.try_set(result);
    });
}
