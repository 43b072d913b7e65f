//! What a page shows of workspaces, as marks to compare: Coder reports a workspace again when nothing of that changed.

use crate::json::{FromJson as _, Object, parse};
use crate::models::{Workspace, WorkspaceStatus, WorkspacesPage};
use crate::status::is_transitioning;
use std::hash::{DefaultHasher, Hash, Hasher as _};

/// The mark of one workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub id: String,
    pub status: WorkspaceStatus,
    /// Whether the workspace is about to change by itself.
    pub is_changing: bool,
    /// The hash of what is shown, but for metadata. The time of the last use is left out: it changes all the time in use.
    hash: u64,
    /// The hash of the agents' metadata, which only lists have.
    pub metadata: u64,
}

impl Mark {
    fn of(workspace: &Workspace) -> Self {
        let mut shown = Workspace { last_used_at: None, ..workspace.clone() };
        let agents = shown.latest_build.resources.iter_mut().flat_map(|resource| &mut resource.agents);
        let metadata: Vec<_> = agents.map(|agent| std::mem::take(&mut agent.metadata)).collect();
        Self {
            id: workspace.id.clone(),
            status: workspace.latest_build.status.clone(),
            is_changing: is_transitioning(workspace),
            hash: hash(&shown),
            metadata: hash(&metadata),
        }
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The marks of a page of a list, in order, and the number of workspaces on all pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    pub marks: Vec<Mark>,
    pub count: i64,
}

impl Rows {
    /// Returns the marks of a page; `None` if the text is none.
    pub fn of(body: &str) -> Option<Self> {
        let page = WorkspacesPage::from_json(&parse(body)?).ok()?;
        Some(Self { marks: page.workspaces.iter().map(|it| Mark::of(it)).collect(), count: page.count })
    }

    /// Returns the ids of the workspaces.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        self.marks.iter().map(|mark| &mark.id)
    }

    /// Whether a page that had the rows `before` has to read them again, although it follows some workspaces.
    pub fn differ_from(&self, before: &Self, is_followed: impl Fn(&str) -> bool) -> bool {
        let is_same = |(now, before): (&Mark, &Mark)| {
            now == before || (now.id == before.id && now.metadata == before.metadata && is_followed(&now.id))
        };
        self.count != before.count
            || self.marks.len() != before.marks.len()
            || !self.marks.iter().zip(&before.marks).all(is_same)
    }
}

/// Returns the mark of the workspace in a frame of `watch-ws`; `None` for its other frames.
pub(super) fn of_frame(frame: &str) -> Option<Mark> {
    let frame = parse(frame)?;
    let frame = Object::new(&frame).ok()?;
    let is_data = frame.get("type")?.as_str() == Some("data");
    is_data.then(|| Workspace::from_json(frame.get("data")?).ok()).flatten().as_ref().map(Mark::of)
}
