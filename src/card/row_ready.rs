//! Follows a workspace that was started in the card while its page is hidden, and says in the page's title that it is
//! ready.

use super::row_controls::RowControls;
use crate::browser::mark_title;
use crate::effect::effect;
use crate::session::PendingAction;
use crate::texts::tf;
use coder_core::i18n::Message;
use coder_core::models::WorkspaceStatus;
use coder_core::status::is_any_transitioning;
use leptos::prelude::*;

/// Follows the row's workspace from its start in this page until it is ready or at rest.
pub(super) fn follow_start(controls: &RowControls) {
    let (pending, workspace) = (controls.pending, controls.row.workspace.clone());
    let query = controls.card.query;
    let is_followed = RwSignal::new(false);
    effect(move || {
        if matches!(pending.get(), Some(PendingAction::Action(action)) if action.starts_build()) {
            is_followed.set(true);
        }
    });
    effect(move || {
        let query = query.get_untracked().ok();
        if let Some(query) = query.filter(|_| is_followed.get()) {
            query.follow_hidden(true);
            on_cleanup(move || query.follow_hidden(false));
        }
    });
    effect(move || {
        let (workspace, is_pending) = (workspace.get(), pending.get().is_some());
        if !is_followed.get() || is_pending || is_any_transitioning(&workspace) {
            return;
        }
        is_followed.set(false);
        if workspace.latest_build.status == WorkspaceStatus::Running {
            mark_title(&tf(Message::ReadyMark, &[("name", &workspace.name)]));
        }
    });
}
