//! Agents and apps inside a build.

use super::enums::{AgentLifecycle, AgentStatus, AppHealth, AppOpenIn, StartupScriptBehavior};
use crate::json::{Malformed, Object, Read};
use serde_json::Value;

/// One agent of a build's resources. Environment variables and script bodies are left unread on purpose:
/// they can hold secrets and nothing here shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The agent's UUID; new with each build.
    pub id: String,
    /// Set for a sub-agent (a dev container inside another agent).
    pub parent_id: Option<String>,
    /// The agent's name in its template.
    pub name: String,
    /// Its connection.
    pub status: AgentStatus,
    /// How far its scripts got.
    pub lifecycle_state: AgentLifecycle,
    /// Whether logging in waits for the startup script.
    pub startup_script_behavior: StartupScriptBehavior,
    /// `false` with [`Agent::health_reason`] saying why.
    pub healthy: bool,
    /// Why it is unhealthy, in Coder's words; empty while healthy.
    pub health_reason: String,
    /// Whether its scripts wrote more than Coder keeps.
    pub logs_overflowed: bool,
    /// The directory an editor opens, with `~` and variables resolved; empty until the agent reported it.
    pub expanded_directory: String,
    /// Built-in buttons the template allows: `vscode`, `vscode_insiders`, `web_terminal`,
    /// `port_forwarding_helper`, `ssh_helper`.
    pub display_apps: Vec<String>,
    /// The template's apps, in the order to show them.
    pub apps: Vec<App>,
}

impl Read for Agent {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let health = o.optional::<AgentHealth>("health")?.unwrap_or_default();
        Ok(Self {
            id: o.required("id")?,
            parent_id: o.optional("parent_id")?,
            name: o.or_default("name")?,
            status: o.or_default("status")?,
            lifecycle_state: o.or_default("lifecycle_state")?,
            startup_script_behavior: o.or_default("startup_script_behavior")?,
            healthy: health.healthy,
            health_reason: health.reason,
            logs_overflowed: o.or_default("logs_overflowed")?,
            expanded_directory: o.or_default("expanded_directory")?,
            display_apps: o.or_default("display_apps")?,
            apps: o.or_default("apps")?,
        })
    }
}

struct AgentHealth {
    healthy: bool,
    reason: String,
}

impl Default for AgentHealth {
    fn default() -> Self {
        Self { healthy: true, reason: String::new() }
    }
}

impl Read for AgentHealth {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self { healthy: o.required("healthy")?, reason: o.or_default("reason")? })
    }
}

/// A template's app on an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// The app's UUID.
    pub id: String,
    /// Its name in URLs.
    pub slug: String,
    /// Its label; empty means the slug.
    pub display_name: String,
    /// Where it points to; absent for apps the deployment serves itself.
    pub url: Option<String>,
    /// Whether [`App::url`] is opened as it is.
    pub external: bool,
    /// A command to run in the web terminal instead.
    pub command: Option<String>,
    /// An absolute URL or a path on the deployment; empty for none.
    pub icon: String,
    /// Whether the app wants a host of its own.
    pub subdomain: bool,
    /// The host's first label, where the deployment has a wildcard host.
    pub subdomain_name: Option<String>,
    /// What its health check says.
    pub health: AppHealth,
    /// The template does not want it listed.
    pub hidden: bool,
    /// A tab or a small window.
    pub open_in: AppOpenIn,
    /// A heading to list it under; empty for none.
    pub group: String,
}

impl Read for App {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self {
            id: o.required("id")?,
            slug: o.or_default("slug")?,
            display_name: o.or_default("display_name")?,
            url: o.optional("url")?,
            external: o.or_default("external")?,
            command: o.optional("command")?,
            icon: o.or_default("icon")?,
            subdomain: o.or_default("subdomain")?,
            subdomain_name: o.optional("subdomain_name")?,
            health: o.or_default("health")?,
            hidden: o.or_default("hidden")?,
            open_in: o.or_default("open_in")?,
            group: o.or_default("group")?,
        })
    }
}
