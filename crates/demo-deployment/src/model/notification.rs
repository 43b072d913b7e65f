//! Notifications in the users' inboxes.

use super::workspace::Workspace;

/// What a notification is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A build failed.
    BuildFailed,
    /// The workspace was marked as dormant.
    Dormant,
    /// The workspace was deleted.
    Deleted,
}

/// A notification of a workspace's owner.
#[derive(Clone, Debug)]
pub struct Notification {
    /// Number within the deployment, from 1.
    pub number: usize,
    pub subject: Subject,
    /// The workspace at the time of the notification.
    pub workspace: Workspace,
    /// Creation time in RFC 3339.
    pub created_at: String,
}
