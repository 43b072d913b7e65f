//! Agents and their apps.

use super::enums::{AgentLifecycle, AgentStatus, AppHealth, AppOpenIn, StartupScriptBehavior};
use super::macros::model;
use crate::json::{DecodeError, Object};
use serde_json::Value;

model! {
    /// An agent of a build's resources.
    ///
    /// Environment variables and script bodies are deliberately not decoded: they may contain secrets, and nothing
    /// displays them.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub struct Agent {
        /// Whether the agent is healthy; an agent without a report is.
        pub healthy: bool = by(is_healthy, "health"; AgentHealth),
        /// The agent's UUID, which changes with each build.
        pub id: String = required,
        /// The parent agent's UUID, for a sub-agent (a dev container inside another agent).
        pub parent_id: Option<String> = optional,
        /// The agent's name in its template.
        pub name: String = or_default,
        /// The agent's connection status.
        pub status: AgentStatus = or_default,
        /// The progress of the agent's startup or shutdown scripts.
        pub lifecycle_state: AgentLifecycle = or_default,
        /// Whether logins wait for the startup script.
        pub startup_script_behavior: StartupScriptBehavior = or_default,
        /// Whether the agent's scripts wrote more log output than Coder keeps.
        pub logs_overflowed: bool = or_default,
        /// The directory that editors open, with `~` and variables expanded; empty until the agent has reported it.
        pub expanded_directory: String = or_default,
        /// The built-in buttons that the template enables: `vscode`, `vscode_insiders`, `web_terminal`,
        /// `port_forwarding_helper`, `ssh_helper`.
        pub display_apps: Vec<String> = or_default,
        /// The template's apps, in display order.
        pub apps: Vec<App> = or_default,
        /// The metadata that a list's request asked for, in the template's order.
        ///
        /// Not decoded with the list, where few portals ask for it: [`AgentMetadata`] decodes them.
        pub metadata: Vec<Value> = by(metadata, "metadata"; AgentMetadata),
    }
}

model! {
    /// A figure that a template's script measures in a workspace, such as the load of its CPU.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AgentMetadata {
        /// The figure's label.
        pub label: String = by(metadata_label, "description"; MetadataDescription),
        /// The first line of the script's output; empty if there is none or the script failed.
        pub value: String = by(metadata_value, "result"; MetadataResult),
    }
}

model! {
    struct MetadataDescription {
        display_name: String = or_default,
        key: String = or_default,
    }
}

model! {
    struct MetadataResult {
        value: String = or_default,
        error: String = or_default,
    }
}

fn metadata(agent: Object) -> Result<Vec<Value>, DecodeError> {
    Ok(agent.get("metadata").and_then(Value::as_array).cloned().unwrap_or_default())
}

fn metadata_label(metadata: Object) -> Result<String, DecodeError> {
    let description = metadata.optional::<MetadataDescription>("description")?;
    let label = description.map(|it| if it.display_name.is_empty() { it.key } else { it.display_name });
    Ok(label.unwrap_or_default())
}

fn metadata_value(metadata: Object) -> Result<String, DecodeError> {
    let result = metadata.optional::<MetadataResult>("result")?.filter(|it| it.error.is_empty());
    Ok(result.and_then(|it| Some(it.value.lines().next()?.trim().to_owned())).unwrap_or_default())
}

model! {
    struct AgentHealth {
        healthy: bool = required,
    }
}

fn is_healthy(agent: Object) -> Result<bool, DecodeError> {
    Ok(agent.optional::<AgentHealth>("health")?.is_none_or(|health| health.healthy))
}

model! {
    /// An app that a template defines for an agent.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub struct App {
        /// The app's UUID.
        pub id: String = required,
        /// The app's name in URLs.
        pub slug: String = or_default,
        /// The app's label; if empty, the slug is shown.
        pub display_name: String = or_default,
        /// The app's target URL; absent for apps that the deployment itself serves.
        pub url: Option<String> = optional,
        /// Whether [`App::url`] is opened directly, not through the deployment.
        pub external: bool = or_default,
        /// The command to run in the web terminal in place of a URL.
        pub command: Option<String> = optional,
        /// The icon: an absolute URL or a path on the deployment; empty if there is none.
        pub icon: String = or_default,
        /// Whether the app requires a host name of its own.
        pub subdomain: bool = or_default,
        /// The first label of the app's host name, on deployments with a wildcard host name.
        pub subdomain_name: Option<String> = optional,
        /// The result of the app's health check.
        pub health: AppHealth = or_default,
        /// Whether the template hides the app from lists.
        pub hidden: bool = or_default,
        /// Where the app opens: in a tab or in a small window.
        pub open_in: AppOpenIn = or_default,
        /// The heading of the app's group; empty if there is none.
        pub group: String = or_default,
    }
}
