//! What a page shows of workspaces, as marks to compare: Coder reports a workspace again when nothing of that changed.

use crate::json::{FromJson as _, Object, parse};
use crate::models::{Workspace, WorkspaceStatus, WorkspacesPage};
use crate::status::is_transitioning;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// The mark of one workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub id: String,
    pub status: WorkspaceStatus,
    /// Whether the workspace is about to change by itself.
    pub is_changing: bool,
    /// The hash of all that is shown. The time of the last use is left out: it changes all the time in use.
    hash: u64,
}

impl Mark {
    fn of(workspace: &Workspace) -> Self {
        let shown = Workspace { last_used_at: None, ..workspace.clone() };
        let mut hasher = DefaultHasher::new();
        shown.hash(&mut hasher);
        Self {
            id: workspace.id.clone(),
            status: workspace.latest_build.status.clone(),
            is_changing: is_transitioning(workspace),
            hash: hasher.finish(),
        }
    }
}

/// Returns the marks of a page of a list, in order; `None` if the text is none.
pub(super) fn of_page(body: &str) -> Option<Vec<Mark>> {
    let page = WorkspacesPage::from_json(&parse(body)?).ok()?;
    Some(page.workspaces.iter().map(|workspace| Mark::of(workspace)).collect())
}

/// Returns the mark of the workspace in a frame of `watch-ws`; `None` for its other frames.
pub(super) fn of_frame(frame: &str) -> Option<Mark> {
    let frame = parse(frame)?;
    let frame = Object::new(&frame).ok()?;
    let is_data = frame.get("type")?.as_str() == Some("data");
    is_data.then(|| Workspace::from_json(frame.get("data")?).ok()).flatten().as_ref().map(Mark::of)
}
