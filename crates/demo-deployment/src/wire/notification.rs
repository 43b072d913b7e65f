//! Notifications in the users' inboxes.

use crate::model::notification::{Notification, Subject};
use crate::store::Store;
use crate::templates;
use serde_json::{Value, json};

/// Returns a notification.
pub fn notification(store: &Store, notification: &Notification) -> Value {
    let workspace = &notification.workspace;
    let (owner, name) = (&store.users[workspace.owner], &workspace.name);
    let organization = templates::by_id(workspace.template.id).organization;
    let (template_id, title) = match notification.subject {
        Subject::BuildFailed => {
            ("381df2a9-c0c0-4749-420f-80a9280c66f9", format!("Workspace \"{name}\" autobuild failed"))
        }
        Subject::Dormant => {
            ("0ea69165-ec14-4314-91f1-69566ac3c5a0", format!("Workspace \"{name}\" marked as dormant"))
        }
        Subject::Deleted => ("f517da0b-cdc9-410f-ab89-a86107c420ed", format!("Workspace \"{name}\" deleted")),
    };
    let url = format!("https://coder.example.com/@{}/{name}", owner.username);
    json!({
        "id": format!("e{:07x}{}", notification.number, &workspace.id[8..]),
        "user_id": owner.id,
        "template_id": template_id,
        "targets": [workspace.id, owner.id, workspace.template.id, organization.id],
        "title": title,
        "content": format!("This is about your workspace **{name}**."),
        "icon": "DEFAULT_WORKSPACE_ICON",
        "actions": [{"label": "View workspace", "url": url}],
        "read_at": null,
        "created_at": notification.created_at,
    })
}
