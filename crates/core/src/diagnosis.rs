//! Diagnosis of a workspace: the problem and the recommended fix.
//!
//! The first matching row applies:
//!
//! | condition | diagnosis |
//! |---|---|
//! | decode error in Coder's response | the response is invalid |
//! | build failed, `INSUFFICIENT_QUOTA` | the quota is used up |
//! | build failed, `REQUIRED_TEMPLATE_VARIABLES` | the template is not set up |
//! | build failed | the build failed, with its error |
//! | build pending, no matching provisioner | no provisioner can run the build |
//! | build pending, all matching provisioners busy | the build waits |
//! | agent timed out | the agent takes too long to connect |
//! | agent disconnected | the connection to the agent was lost |
//! | startup script ended with an error | the startup script failed |
//! | startup script over its time limit | the startup script takes long |

use crate::i18n::Message;
use crate::models::{AgentLifecycle, AgentStatus, Workspace, WorkspaceStatus};

/// A problem of a workspace, and its fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The title of the problem.
    pub title: Message,
    /// The explanation and the recommended fix.
    pub advice: Message,
    /// The error that Coder reported; empty if none.
    pub detail: String,
    /// Whether the problem persists until a user intervenes.
    pub is_blocking: bool,
}

/// Returns the diagnosis of a workspace; `None` if there is no problem.
pub fn diagnosis(workspace: &Workspace) -> Option<Diagnosis> {
    let build = &workspace.latest_build;
    let say = |title, advice, is_grave| {
        Some(Diagnosis { title, advice, detail: String::new(), is_blocking: is_grave })
    };
    if let Some(wrong) = &workspace.unreadable {
        let (title, advice) = (Message::InvalidResponseTitle, Message::InvalidResponseAdvice);
        return Some(Diagnosis { title, advice, detail: wrong.to_string(), is_blocking: true });
    }
    match build.status {
        WorkspaceStatus::Failed => {
            let (title, advice) = match build.job.error_code.as_str() {
                "INSUFFICIENT_QUOTA" => (Message::QuotaTitle, Message::QuotaAdvice),
                "REQUIRED_TEMPLATE_VARIABLES" => (Message::VariablesTitle, Message::VariablesAdvice),
                _ => (Message::BuildFailedTitle, Message::BuildFailedAdvice),
            };
            Some(Diagnosis { title, advice, detail: build.job.error.clone(), is_blocking: true })
        }
        WorkspaceStatus::Pending => match build.matched_provisioners {
            Some(fit) if fit.count == 0 => {
                say(Message::NoProvisionerTitle, Message::NoProvisionerAdvice, true)
            }
            Some(fit) if fit.available == 0 => {
                say(Message::BusyProvisionerTitle, Message::BusyProvisionerAdvice, false)
            }
            _ => None,
        },
        WorkspaceStatus::Running => {
            let agents = || build.agents().filter(|agent| agent.parent_id.is_none());
            if agents().any(|agent| agent.status == AgentStatus::Timeout) {
                say(Message::AgentTimeout, Message::AgentLostAdvice, true)
            } else if agents().any(|agent| agent.status == AgentStatus::Disconnected) {
                say(Message::AgentLost, Message::AgentLostAdvice, true)
            } else if agents().any(|agent| agent.lifecycle_state == AgentLifecycle::StartError) {
                say(Message::ScriptFailedTitle, Message::AgentScriptFailed, true)
            } else if agents().any(|agent| agent.lifecycle_state == AgentLifecycle::StartTimeout) {
                say(Message::AgentScriptSlow, Message::ScriptSlowAdvice, false)
            } else {
                None
            }
        }
        _ => None,
    }
}

/// Returns the id of a failed build whose error does not say what went wrong: Terraform's exit status alone. Its log
/// does.
pub fn unexplained_failure(workspace: &Workspace) -> Option<&str> {
    let build = &workspace.latest_build;
    let is_unexplained = build.status == WorkspaceStatus::Failed && build.job.error.contains("exit status");
    is_unexplained.then_some(build.id.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::FromJson;
    use serde_json::{Value, json};

    fn title_of(build: Value) -> Option<Message> {
        let mut latest = json!({"id": "b", "job": {"status": "succeeded"}});
        latest.as_object_mut().unwrap().extend(build.as_object().unwrap().clone());
        let workspace = json!({"id": "w", "name": "w", "owner_name": "o", "latest_build": latest});
        diagnosis(&Workspace::from_json(&workspace).unwrap()).map(|d| d.title)
    }

    #[test]
    fn a_workspace_that_cannot_be_read_says_where_it_went_wrong() {
        let unreadable = diagnosis(&Workspace::read_row(&json!({"id": "w", "name": 7}), 0)).unwrap();
        assert_eq!(unreadable.title, Message::InvalidResponseTitle);
        assert_eq!(unreadable.detail, "name: expected a string, found a number");
    }

    #[test]
    fn an_exit_status_alone_explains_nothing() {
        let unexplained = |status: &str, error: &str| {
            let build = json!({"id": "b", "status": status, "job": {"status": "failed", "error": error}});
            let json = json!({"id": "w", "name": "w", "owner_name": "o", "latest_build": build});
            unexplained_failure(&Workspace::from_json(&json).unwrap()).map(str::to_owned)
        };
        assert_eq!(unexplained("failed", "terraform apply: exit status 1").as_deref(), Some("b"));
        assert_eq!(unexplained("failed", "insufficient quota"), None);
        assert_eq!(unexplained("stopped", "terraform apply: exit status 1"), None);
    }

    #[test]
    fn each_kind_of_trouble_is_said_as_what_it_is() {
        let failed = |code: &str| json!({"status": "failed", "job": {"status": "failed", "error": "x", "error_code": code}});
        let pending = |count, available| json!({"status": "pending", "matched_provisioners": {"count": count, "available": available}});
        let agent = |status: &str, lifecycle: &str| json!({"status": "running", "resources": [{"agents": [{"id": "a", "status": status, "lifecycle_state": lifecycle}]}]});
        let table = [
            (failed("INSUFFICIENT_QUOTA"), Some(Message::QuotaTitle)),
            (failed("REQUIRED_TEMPLATE_VARIABLES"), Some(Message::VariablesTitle)),
            (failed(""), Some(Message::BuildFailedTitle)),
            (pending(0, 0), Some(Message::NoProvisionerTitle)),
            (pending(2, 0), Some(Message::BusyProvisionerTitle)),
            (pending(2, 1), None),
            (json!({"status": "pending"}), None),
            (agent("timeout", "created"), Some(Message::AgentTimeout)),
            (agent("disconnected", "ready"), Some(Message::AgentLost)),
            (agent("connected", "start_error"), Some(Message::ScriptFailedTitle)),
            (agent("connected", "start_timeout"), Some(Message::AgentScriptSlow)),
            (agent("connected", "ready"), None),
            (json!({"status": "stopped"}), None),
        ];
        for (build, expected) in table {
            assert_eq!(title_of(build.clone()), expected, "{build}");
        }
    }
}
