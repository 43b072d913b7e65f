//! Workspaces and permissions of the tests of actions.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use crate::actions::Permissions;
use crate::json::FromJson as _;
use crate::models::Workspace;
use serde_json::{Value, json};

/// The permissions of an owner.
pub const MINE: Permissions =
    Permissions { owns: true, start: true, stop: true, update: true, delete: true, cancel: false };

/// Returns a workspace of `alice` with this status and more fields.
pub fn workspace(status: &str, more: &Value) -> Workspace {
    let mut body = json!({
        "id": "w", "name": "w", "owner_name": "alice", "automatic_updates": "never",
        "template_allow_user_cancel_workspace_jobs": false,
        "latest_build": {"id": "b", "status": status, "job": {"status": "succeeded"}},
    });
    let o = body.as_object_mut().unwrap();
    o.extend(more.as_object().unwrap().clone());
    Workspace::from_json(&body).unwrap()
}
