//! Ids that responses share, and the times and versions that never change.

use crate::model::template::DEFAULT_ORGANIZATION;
use crate::model::workspace::Workspace;
use crate::templates;

/// Version that the deployment reports.
pub const VERSION: &str = "v2.36.0+demo";
/// Id of what the deployment does not model.
pub const NIL: &str = "00000000-0000-0000-0000-000000000000";
/// Id of the default organization.
pub const ORGANIZATION: &str = DEFAULT_ORGANIZATION.id;
/// Creation time of everything that was not created through the API.
pub const CREATED: &str = "2026-07-01T08:00:00.123456Z";
/// Id of the log source for startup scripts.
pub const SCRIPT_SOURCE: &str = "1c1c1c1c-8888-4888-8888-000000000001";

/// Returns the id of a workspace's latest build.
pub fn build_id(workspace: &Workspace) -> String {
    format!("b{:07x}{}", workspace.build_number, &workspace.id[8..])
}

/// Returns the ids of a workspace's agents.
pub fn agent_ids(workspace: &Workspace) -> Vec<String> {
    let count = templates::by_id(workspace.template.id).agents.len();
    (0..count).map(|n| format!("e{n:x}{:06x}{}", workspace.build_number, &workspace.id[8..])).collect()
}
