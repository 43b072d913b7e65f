//! Observers of single workspaces: signals of details views, and announcements of status changes.

use coder_core::models::Workspace;
use coder_core::status::{Label, is_transitioning, status_display};
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;
use vecmap::VecMap;

/// A status change, announced in a live region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    pub name: String,
    pub label: Label,
}

/// The observers of an account's workspaces.
#[derive(Default)]
pub(crate) struct Observers {
    /// Signals returned by [`Observers::observe`].
    signals: RefCell<Vec<ArcRwSignal<Arc<Workspace>>>>,
    /// Last announced labels, by the id of each workspace whose status changes are announced until its build has
    /// ended.
    announced: RefCell<VecMap<String, Label>>,
    announcement: ArcRwSignal<Option<Announcement>>,
}

impl Observers {
    /// Returns a signal of a workspace that every later fetch on the page updates.
    pub fn observe(&self, workspace: &Arc<Workspace>) -> ArcRwSignal<Arc<Workspace>> {
        let signal = ArcRwSignal::new(workspace.clone());
        self.signals.borrow_mut().push(signal.clone());
        signal
    }

    /// Ends the updates of a signal.
    pub fn forget(&self, signal: &ArcRwSignal<Arc<Workspace>>) {
        self.signals.borrow_mut().retain(|current| current != signal);
    }

    /// Returns the latest announcement.
    pub fn announcement(&self) -> ArcReadSignal<Option<Announcement>> {
        self.announcement.read_only()
    }

    /// Announces a workspace's status changes until its build has ended.
    pub fn announce_changes(&self, workspace: &Workspace) {
        let none = Label::Verbatim(String::new());
        self.announced.borrow_mut().entry(workspace.id.clone()).or_insert(none);
    }

    /// Updates the signals of a workspace, and announces a changed status once if [`Observers::announce_changes`] was
    /// called for the workspace.
    pub fn notify(&self, workspace: &Workspace) {
        for signal in self.signals.borrow().iter() {
            let current = signal.get_untracked();
            if current.id == workspace.id && *current != *workspace {
                let workspace = workspace.clone().with_metadata_of(&current);
                if *current != workspace {
                    signal.set(Arc::new(workspace));
                }
            }
        }
        let mut announced = self.announced.borrow_mut();
        let Some(last) = announced.get_mut(&workspace.id) else { return };
        let label = status_display(workspace).label;
        if *last == label {
            return;
        }
        last.clone_from(&label);
        if !is_transitioning(workspace) {
            announced.remove(&workspace.id);
        }
        self.announcement.set(Some(Announcement { name: workspace.name.clone(), label }));
    }

    /// Drops the announcements, because the session has ended.
    pub fn clear(&self) {
        self.announced.borrow_mut().clear();
        self.announcement.set(None);
    }
}
