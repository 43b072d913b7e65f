//! Workspaces of the tests of action plans.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use crate::json::FromJson as _;
use crate::models::Workspace;
use serde_json::json;

/// Returns a workspace whose latest build has this status, transition, job status and number.
pub fn workspace(status: &str, transition: &str, job: &str, number: i64) -> Workspace {
    Workspace::from_json(&json!({
        "id": "w", "name": "w", "owner_name": "alice", "template_active_version_id": "v2",
        "latest_build": {"id": "b", "status": status, "transition": transition, "build_number": number, "job": {"status": job}},
    }))
    .unwrap()
}
