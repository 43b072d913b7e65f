//! Users and their workspaces.

use super::build::Build;
use super::template::Template;

/// A user.
#[derive(Clone, Debug)]
pub struct User {
    pub id: String,
    pub username: &'static str,
    /// The path of the avatar; empty for none.
    pub avatar_url: &'static str,
    pub name: &'static str,
}

/// A workspace, with the fields in which responses differ.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub id: String,
    pub name: String,
    /// Index into the users.
    pub owner: usize,
    pub template: Template,
    pub status: String,
    /// Status of the agents while the workspace runs.
    pub agent: Option<String>,
    /// Status of the second agent, if it is another.
    pub second_agent: Option<String>,
    /// Lifecycle state of the agents.
    pub lifecycle: String,
    /// The time at which the example's build was created, if it is in progress.
    pub since: String,
    /// Latest build created through the API; the examples start without one.
    pub latest_build: Option<Build>,
    pub parameters: Vec<(String, String)>,
    pub outdated: bool,
    pub favorite: bool,
    pub dormant: bool,
    /// Last use in RFC 3339; the zero time for never.
    pub last_used_at: String,
    /// Autostop deadline of the running workspace, in RFC 3339.
    pub deadline: String,
    pub build_number: u32,
    /// Autostart schedule as a cron line with a time zone, if there is one.
    pub autostart: Option<String>,
    /// Milliseconds from a start to the autostop deadline; `None` for a workspace that never stops by itself.
    pub ttl_ms: Option<i64>,
    /// Whether the build log exceeded Coder's size limit, so that its end is missing.
    pub logs_overflowed: bool,
    /// Whether only the owner can see the workspace.
    pub private: bool,
    /// Indices of the users that the owner shares the workspace with.
    pub shared_with: Vec<usize>,
}

impl Workspace {
    /// Whether all agents are healthy; true for a workspace without a running agent.
    pub fn healthy(&self) -> bool {
        !matches!(self.agent.as_deref(), Some("connecting" | "disconnected" | "timeout"))
    }

    /// Whether a user can see the workspace.
    pub fn is_visible_to(&self, user: usize) -> bool {
        !self.private || self.owner == user
    }

    /// Whether a build is in progress.
    pub fn is_building(&self) -> bool {
        matches!(self.status.as_str(), "pending" | "starting" | "stopping" | "deleting" | "canceling")
    }
}

/// Returns the id of the n-th workspace.
pub fn workspace_id(n: usize) -> String {
    format!("7b8f1f62-3333-4333-8333-{n:012}")
}

/// Returns the lifecycle state of an agent with this status.
pub fn agent_lifecycle(status: Option<&str>) -> String {
    if status == Some("connected") { "ready" } else { "created" }.to_owned()
}
