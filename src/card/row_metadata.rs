//! The metadata of a running workspace's agents in its row, where the configuration asks for it.

use super::row_controls::RowControls;
use super::row_display::RowNote;
use crate::effect::effect;
use coder_core::agents::metadata_texts;
use coder_core::models::WorkspaceStatus;
use leptos::prelude::*;

/// Keeps the metadata of the row's workspace in `note`.
pub(super) fn follow_metadata(controls: &RowControls, note: RwSignal<RowNote>) {
    let workspace = controls.row.workspace.clone();
    let text = Memo::new(move |_| {
        let workspace = workspace.read();
        let build = &workspace.latest_build;
        let agents = build.agents().filter(|_| build.status == WorkspaceStatus::Running);
        let text = agents.flat_map(metadata_texts).collect::<Vec<_>>().join(" · ");
        (!text.is_empty()).then_some(text)
    });
    effect(move || {
        let text = text.get();
        if note.read_untracked().metadata != text {
            note.update(|note| note.metadata = text);
        }
    });
}
