//! The command line of a shell in a workspace.

use crate::models::{Agent, Workspace};
use crate::shell;

/// Returns the `coder ssh` command line that opens a shell in a workspace, in its shortest form: without the owner if
/// that is the viewer (by username), and without the agent if it is the only one.
pub fn ssh_command(workspace: &Workspace, agent: &Agent, viewer: Option<&str>) -> String {
    let mut target = workspace.name.clone();
    if viewer != Some(workspace.owner_name.as_str()) {
        target = format!("{}/{target}", workspace.owner_name);
    }
    if workspace.latest_build.agents().nth(1).is_some() {
        target = format!("{target}.{}", agent.name);
    }
    // Prevents a leading hyphen from being parsed as an option.
    let end_of_options = if target.starts_with('-') { "-- " } else { "" };
    format!("coder ssh {end_of_options}{}", shell::quote(&target))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::FromJson as _;
    use serde_json::json;

    fn line(owner: &str, name: &str, agents: &[&str]) -> String {
        let agents: Vec<_> = agents.iter().map(|name| json!({"id": name, "name": name})).collect();
        let workspace = Workspace::from_json(&json!({
            "id": "w", "name": name, "owner_name": owner,
            "latest_build": {"id": "b", "job": {"status": "succeeded"}, "resources": [{"agents": agents}]},
        }))
        .unwrap();
        let agent = workspace.latest_build.agents().last().unwrap();
        ssh_command(&workspace, agent, Some("alice"))
    }

    #[test]
    fn a_command_is_as_short_as_it_can_be() {
        assert_eq!(line("alice", "ws", &["main"]), "coder ssh ws");
        assert_eq!(line("alice", "ws", &["main", "gpu"]), "coder ssh ws.gpu");
        assert_eq!(line("bob", "ws", &["main"]), "coder ssh bob/ws");
        assert_eq!(line("bob", "ws", &["main", "gpu"]), "coder ssh bob/ws.gpu");
    }

    #[test]
    fn a_name_is_one_word_of_the_shell_and_no_option() {
        assert_eq!(line("al", "a;curl x|sh", &["main"]), "coder ssh 'al/a;curl x|sh'");
        assert_eq!(line("-x", "ws", &["main"]), "coder ssh -- -x/ws");
        assert_eq!(line("alice", "-ws", &["main"]), "coder ssh -- -ws");
    }
}
