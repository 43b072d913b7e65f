//! What is wrong with a workspace, and what to do about it.
//!
//! First match wins:
//!
//! | seen | said |
//! |---|---|
//! | Coder's answer about it cannot be read | where it went wrong |
//! | build failed, `INSUFFICIENT_QUOTA` | out of quota |
//! | build failed, `REQUIRED_TEMPLATE_VARIABLES` | the template is not set up |
//! | build failed | it failed, with its error |
//! | build pending, no provisioner fits | nobody can carry it out |
//! | build pending, none is free | it waits |
//! | agent timed out | it takes too long to connect |
//! | agent disconnected | it was lost |
//! | startup script ended with an error | it failed |
//! | startup script over its time | it takes long |

use crate::text::Text;
use crate::wire::{AgentLifecycle, AgentStatus, Workspace, WorkspaceStatus};

/// What is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// What is wrong.
    pub title: Text,
    /// What it means and what to do.
    pub advice: Text,
    /// What Coder said; empty if nothing.
    pub detail: String,
    /// Whether nothing goes on without somebody's doing.
    pub is_grave: bool,
}

/// What is wrong with a workspace, if anything is.
pub fn diagnosis(workspace: &Workspace) -> Option<Diagnosis> {
    let build = &workspace.latest_build;
    let say = |title, advice, is_grave| Some(Diagnosis { title, advice, detail: String::new(), is_grave });
    if let Some(wrong) = &workspace.unreadable {
        let (title, advice) = (Text::InvalidResponseTitle, Text::InvalidResponseAdvice);
        return Some(Diagnosis { title, advice, detail: wrong.to_string(), is_grave: true });
    }
    match build.status {
        WorkspaceStatus::Failed => {
            let (title, advice) = match build.job.error_code.as_str() {
                "INSUFFICIENT_QUOTA" => (Text::QuotaTitle, Text::QuotaAdvice),
                "REQUIRED_TEMPLATE_VARIABLES" => (Text::VariablesTitle, Text::VariablesAdvice),
                _ => (Text::BuildFailedTitle, Text::BuildFailedAdvice),
            };
            Some(Diagnosis { title, advice, detail: build.job.error.clone(), is_grave: true })
        }
        WorkspaceStatus::Pending => match build.matched_provisioners {
            Some(fit) if fit.count == 0 => say(Text::NoProvisionerTitle, Text::NoProvisionerAdvice, true),
            Some(fit) if fit.available == 0 => {
                say(Text::BusyProvisionerTitle, Text::BusyProvisionerAdvice, false)
            }
            _ => None,
        },
        WorkspaceStatus::Running => {
            let agents = || build.agents().filter(|agent| agent.parent_id.is_none());
            if agents().any(|agent| agent.status == AgentStatus::Timeout) {
                say(Text::AgentTimeout, Text::AgentLostAdvice, true)
            } else if agents().any(|agent| agent.status == AgentStatus::Disconnected) {
                say(Text::AgentLost, Text::AgentLostAdvice, true)
            } else if agents().any(|agent| agent.lifecycle_state == AgentLifecycle::StartError) {
                say(Text::ScriptFailedTitle, Text::AgentScriptFailed, true)
            } else if agents().any(|agent| agent.lifecycle_state == AgentLifecycle::StartTimeout) {
                say(Text::AgentScriptSlow, Text::ScriptSlowAdvice, false)
            } else {
                None
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::Read;
    use serde_json::{Value, json};

    fn said(build: Value) -> Option<Text> {
        let mut latest = json!({"id": "b", "job": {"status": "succeeded"}});
        latest.as_object_mut().unwrap().extend(build.as_object().unwrap().clone());
        let workspace = json!({"id": "w", "name": "w", "owner_name": "o", "latest_build": latest});
        diagnosis(&Workspace::read(&workspace).unwrap()).map(|d| d.title)
    }

    #[test]
    fn a_workspace_that_cannot_be_read_says_where_it_went_wrong() {
        let said = diagnosis(&Workspace::read_row(&json!({"id": "w", "name": 7}), 0)).unwrap();
        assert_eq!(said.title, Text::InvalidResponseTitle);
        assert_eq!(said.detail, "name: expected a string, found a number");
    }

    #[test]
    fn each_kind_of_trouble_is_said_as_what_it_is() {
        let failed = |code: &str| json!({"status": "failed", "job": {"status": "failed", "error": "x", "error_code": code}});
        let pending = |count, available| json!({"status": "pending", "matched_provisioners": {"count": count, "available": available}});
        let agent = |status: &str, lifecycle: &str| json!({"status": "running", "resources": [{"agents": [{"id": "a", "status": status, "lifecycle_state": lifecycle}]}]});
        let table = [
            (failed("INSUFFICIENT_QUOTA"), Some(Text::QuotaTitle)),
            (failed("REQUIRED_TEMPLATE_VARIABLES"), Some(Text::VariablesTitle)),
            (failed(""), Some(Text::BuildFailedTitle)),
            (pending(0, 0), Some(Text::NoProvisionerTitle)),
            (pending(2, 0), Some(Text::BusyProvisionerTitle)),
            (pending(2, 1), None),
            (json!({"status": "pending"}), None),
            (agent("timeout", "created"), Some(Text::AgentTimeout)),
            (agent("disconnected", "ready"), Some(Text::AgentLost)),
            (agent("connected", "start_error"), Some(Text::ScriptFailedTitle)),
            (agent("connected", "start_timeout"), Some(Text::AgentScriptSlow)),
            (agent("connected", "ready"), None),
            (json!({"status": "stopped"}), None),
        ];
        for (build, wanted) in table {
            assert_eq!(said(build.clone()), wanted, "{build}");
        }
    }
}
