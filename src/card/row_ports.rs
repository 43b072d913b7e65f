//! The listening ports in a row's open menu, fetched when the menu opens.

use crate::latest_request::LatestRequest;
use crate::session::Account;
use crate::spawn::spawn_local;
use coder_core::agents::has_ports;
use coder_core::json::FromJson as _;
use coder_core::models::{ListeningPorts, Port, Workspace};
use coder_core::request::Request;
use leptos::prelude::*;

/// The listening ports of a workspace's agents. An agent whose ports cannot be fetched has none: the details say why.
#[derive(Clone, Copy)]
pub(super) struct RowPorts {
    /// The agents' ids and ports.
    found: RwSignal<Vec<(String, Vec<Port>)>>,
    requests: LatestRequest,
}

impl RowPorts {
    /// Creates the ports of a menu, the view of the current owner.
    pub fn new() -> Self {
        Self { found: RwSignal::new(Vec::new()), requests: LatestRequest::new() }
    }

    /// Fetches the ports of all agents that can list them.
    pub fn fetch(self, account: &Account, workspace: &Workspace) {
        let agents = workspace.latest_build.agents().filter(|agent| has_ports(agent));
        let ids: Vec<String> = agents.map(|agent| agent.id.clone()).collect();
        let Some(signal) = self.requests.begin() else { return };
        let account = account.clone();
        spawn_local(async move {
            let mut found = Vec::new();
            for id in ids {
                let response = account.call(&Request::listening_ports(&id), &signal).await.ok();
                let listening = response.and_then(|value| ListeningPorts::from_json(&value).ok());
                found.extend(listening.map(|listening| (id, listening.ports)));
            }
            let _ = self.found.try_set(found);
        });
    }

    /// Returns the ports of an agent, as far as they are known.
    pub fn of(self, agent: &str) -> Vec<Port> {
        let found = self.found.read();
        found.iter().find(|(id, _)| id == agent).map(|(_, ports)| ports.clone()).unwrap_or_default()
    }
}
