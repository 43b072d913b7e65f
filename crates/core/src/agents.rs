//! The state of an agent, and what its template allows.

use crate::i18n::Message;
use crate::json::FromJson as _;
use crate::models::{Agent, AgentLifecycle, AgentMetadata, AgentStatus};

/// Whether an agent's connection or startup script is about to change by itself.
///
/// Since Coder 2.37, an agent that is connecting counts as unhealthy.
pub fn is_agent_transitioning(agent: &Agent) -> bool {
    let starts = matches!(agent.lifecycle_state, AgentLifecycle::Created | AgentLifecycle::Starting);
    agent.status == AgentStatus::Connecting || (starts && agent.healthy)
}

/// Returns the label of an agent's state: its connection first, then its lifecycle.
pub fn agent_label(agent: &Agent) -> Message {
    use AgentLifecycle as L;
    match (&agent.status, &agent.lifecycle_state) {
        (AgentStatus::Connecting, _) => Message::AgentConnecting,
        (AgentStatus::Timeout, _) => Message::AgentTimeout,
        (AgentStatus::Disconnected, _) => Message::AgentLost,
        (_, L::Starting | L::Created) => Message::AgentStarting,
        (_, L::StartError) => Message::ScriptFailedTitle,
        (_, L::StartTimeout) => Message::AgentScriptSlow,
        (_, L::ShuttingDown | L::ShutdownTimeout | L::ShutdownError | L::Off) => Message::AgentStopping,
        _ => Message::AgentReady,
    }
}

/// Whether the template shows the SSH command of an agent.
pub fn has_ssh(agent: &Agent) -> bool {
    has_app(agent, "ssh_helper")
}

/// Whether the ports of an agent can be listed: it is connected, and the template allows port forwarding.
pub fn has_ports(agent: &Agent) -> bool {
    agent.status == AgentStatus::Connected && has_app(agent, "port_forwarding_helper")
}

/// Returns the metadata of an agent as texts: "CPU 12 %". Figures without a value are left out.
pub fn metadata_texts(agent: &Agent) -> impl Iterator<Item = String> {
    let figures = agent.metadata.iter().filter_map(|figure| AgentMetadata::from_json(figure).ok());
    figures
        .filter(|figure| !figure.value.is_empty())
        .map(|figure| format!("{} {}", figure.label, figure.value).trim().to_owned())
}

fn has_app(agent: &Agent, name: &str) -> bool {
    agent.display_apps.iter().any(|app| app == name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::FromJson;
    use serde_json::json;

    fn agent(status: &str, lifecycle: &str, apps: &[&str]) -> Agent {
        Agent::from_json(&json!({
            "id": "a", "name": "main", "status": status, "lifecycle_state": lifecycle, "display_apps": apps,
            "health": {"healthy": true},
        }))
        .unwrap()
    }

    #[test]
    fn the_connection_is_named_before_the_lifecycle() {
        for (status, lifecycle, label) in [
            ("connecting", "start_error", Message::AgentConnecting),
            ("timeout", "ready", Message::AgentTimeout),
            ("disconnected", "ready", Message::AgentLost),
            ("connected", "created", Message::AgentStarting),
            ("connected", "starting", Message::AgentStarting),
            ("connected", "start_error", Message::ScriptFailedTitle),
            ("connected", "start_timeout", Message::AgentScriptSlow),
            ("connected", "shutting_down", Message::AgentStopping),
            ("connected", "shutdown_timeout", Message::AgentStopping),
            ("connected", "shutdown_error", Message::AgentStopping),
            ("connected", "off", Message::AgentStopping),
            ("connected", "ready", Message::AgentReady),
            ("connected", "new in 2030", Message::AgentReady),
        ] {
            assert_eq!(agent_label(&agent(status, lifecycle, &[])), label, "{status} {lifecycle}");
        }
    }

    #[test]
    fn metadata_is_told_as_far_as_it_was_measured() {
        let figure = |name: &str, result: serde_json::Value| json!({"result": result, "description": {"display_name": name, "key": "k"}});
        let agent = Agent::from_json(&json!({"id": "a", "metadata": [
            figure("CPU", json!({"value": "12 %\n", "error": ""})),
            figure("", json!({"value": "3 GB"})),
            figure("Disk", json!({"value": "old", "error": "exit status 1"})),
            figure("Load", json!({"value": ""})),
            {"unknown": 1},
        ]}))
        .unwrap();
        assert_eq!(metadata_texts(&agent).collect::<Vec<_>>(), ["CPU 12 %", "k 3 GB"]);
    }

    #[test]
    fn ports_need_a_connection_and_the_templates_permission() {
        assert!(has_ports(&agent("connected", "ready", &["port_forwarding_helper"])));
        assert!(!has_ports(&agent("connecting", "ready", &["port_forwarding_helper"])));
        assert!(!has_ports(&agent("connected", "ready", &["ssh_helper"])));
        assert!(has_ssh(&agent("connecting", "ready", &["vscode", "ssh_helper"])));
        assert!(!has_ssh(&agent("connected", "ready", &["vscode"])));
    }

    #[test]
    fn an_agent_changes_by_itself_while_it_connects_and_while_it_starts() {
        let agent = |status: &str, lifecycle: &str, healthy: bool| {
            let agent = json!({"id": "a", "status": status, "lifecycle_state": lifecycle, "health": {"healthy": healthy}});
            is_agent_transitioning(&Agent::from_json(&agent).unwrap())
        };
        assert!(agent("connecting", "created", false) && agent("connecting", "created", true));
        assert!(agent("connected", "starting", true) && agent("connected", "created", true));
        assert!(!agent("connected", "ready", true) && !agent("connected", "start_error", false));
        assert!(!agent("timeout", "created", false) && !agent("disconnected", "starting", false));
    }
}
