//! Workspaces, their health, and the names in a list of workspaces.

use super::Timestamp;
use super::build::Build;
use super::macros::model;
use crate::json::{DecodeError, FromJson as _};
use serde_json::Value;

model! {
    /// A workspace, as in lists and lookups.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Workspace {
        /// The workspace's UUID.
        pub id: String = required,
        /// The workspace's name, unique per owner regardless of case.
        pub name: String = required,
        /// The owner's UUID.
        pub owner_id: String = or_default,
        /// The owner's username.
        pub owner_name: String = required,
        /// The absolute URL of the owner's avatar, or a path on the deployment; empty if there is none.
        pub owner_avatar_url: String = or_default,
        /// The template's UUID.
        pub template_id: String = or_default,
        /// The template's name in URLs and searches.
        pub template_name: String = or_default,
        /// The template's display name; empty if there is none.
        pub template_display_name: String = or_default,
        /// The template's icon: an absolute URL, a path on the deployment, or empty.
        pub template_icon: String = or_default,
        /// The UUID of the template's active version, which a new start should use.
        pub template_active_version_id: String = or_default,
        /// Whether the template requires its active version.
        pub template_require_active_version: bool = or_default,
        /// Whether the template lets users cancel running builds.
        pub template_allow_user_cancel_workspace_jobs: bool = or_default,
        /// Whether the latest build's version differs from the template's active one.
        pub outdated: bool = or_default,
        /// Whether the deployment allows renaming.
        pub allow_renames: bool = or_default,
        /// Whether the workspace is a favorite; only ever `true` for the requester's own workspaces.
        pub favorite: bool = or_default,
        /// Whether the template has rich parameters.
        pub template_use_classic_parameter_flow: bool = or_default,
        /// The automatic update policy: `always` or `never`.
        pub automatic_updates: String = or_default,
        /// The health of the agents; a stopped workspace is healthy.
        pub health: Health = or_default,
        /// The time since which the workspace is dormant; `None` if it is not dormant.
        pub dormant_at: Option<Timestamp> = optional,
        /// The time at which a dormant workspace will be deleted.
        pub deleting_at: Option<Timestamp> = optional,
        /// The time of the last use; Go's zero time means never.
        pub last_used_at: Option<Timestamp> = optional,
        /// The autostart schedule, as a cron line with `CRON_TZ=`; `None` if autostart is off.
        pub autostart_schedule: Option<String> = optional,
        /// The milliseconds from start to autostop; `None` if autostop is off.
        pub ttl_ms: Option<i64> = optional,
        /// The latest build.
        pub latest_build: Build = required,
        /// The decode error of a row of which only the identifying fields could be decoded.
        pub unreadable: Option<DecodeError> = not_in_json,
    }
}

impl Workspace {
    /// Returns the template's display name or, if empty, its name.
    pub fn template_label(&self) -> &str {
        if self.template_display_name.is_empty() { &self.template_name } else { &self.template_display_name }
    }
}

impl Workspace {
    /// Returns the workspace with the agents' metadata of an earlier response where it has none: only lists ask for
    /// metadata.
    pub fn with_metadata_of(mut self, earlier: &Self) -> Self {
        let agents = self.latest_build.resources.iter_mut().flat_map(|resource| &mut resource.agents);
        for agent in agents.filter(|agent| agent.metadata.is_empty()) {
            if let Some(known) = earlier.latest_build.agents().find(|known| known.id == agent.id) {
                agent.metadata.clone_from(&known.metadata);
            }
        }
        self
    }

    /// Decodes a row of a list.
    ///
    /// An invalid row does not invalidate the list: the result has the row's identifying fields and the decode error
    /// in `unreadable`.
    pub fn read_row(value: &Value, index: usize) -> Self {
        match Self::from_json(value) {
            Ok(workspace) => workspace,
            Err(wrong) => Self::unreadable(value, index, wrong),
        }
    }

    fn unreadable(value: &Value, index: usize, wrong: DecodeError) -> Self {
        let text = |key| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        // A row without an ID is identified by its index.
        let id = Some(text("id")).filter(|id| !id.is_empty()).unwrap_or_else(|| format!("#{index}"));
        let name = Some(text("name")).filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone());
        Self {
            id,
            name,
            owner_id: text("owner_id"),
            owner_name: text("owner_name"),
            template_name: text("template_name"),
            template_display_name: text("template_display_name"),
            unreadable: Some(wrong),
            ..Self::default()
        }
    }
}

model! {
    /// The health of a workspace's agents.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub struct Health {
        /// Whether no agent is failing.
        pub healthy: bool = required,
        /// The UUIDs of the failing agents.
        pub failing_agents: Vec<String> = or_default,
    }
}

impl Default for Health {
    fn default() -> Self {
        Self { healthy: true, failing_agents: Vec::new() }
    }
}

/// The workspace names in a page of `GET /workspaces`, as far as they can be decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(pub Vec<String>);

impl Names {
    /// Collects the names of a page; rows without a name are skipped.
    pub fn of(page: &Value) -> Self {
        let rows = page.get("workspaces").and_then(Value::as_array).into_iter().flatten();
        Self(rows.filter_map(|row| row.get("name").and_then(Value::as_str).map(str::to_owned)).collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;

    #[test]
    fn metadata_stays_where_a_response_is_without_it() {
        let with = |agent: &str, metadata: Value| {
            let agent = json!({"id": agent, "metadata": metadata});
            let build = json!({"id": "b", "job": {"id": "j", "status": "succeeded"}, "status": "running",
                "resources": [{"id": "r", "name": "r", "agents": [agent]}]});
            let json = json!({"id": "w", "name": "w", "owner_name": "o", "latest_build": build});
            Workspace::from_json(&json).unwrap()
        };
        let known = with("a", json!([{"result": {"value": "1"}}]));
        assert_eq!(with("a", json!([])).with_metadata_of(&known), known);
        let newer = with("a", json!([{"result": {"value": "2"}}]));
        assert_eq!(newer.clone().with_metadata_of(&known), newer);
        let rebuilt = with("another", json!([]));
        assert_eq!(rebuilt.clone().with_metadata_of(&known), rebuilt);
    }

    #[test]
    fn names_are_in_the_order_of_the_rows_and_a_row_without_one_is_skipped() {
        let names = |page: Value| Names::of(&page).0;
        let rows = json!([{"name": "b"}, {"id": "1"}, {"name": 7}, null, {"name": "a", "id": "2"}]);
        assert_eq!(names(json!({"workspaces": rows, "count": 5})), ["b", "a"]);
        for page in [json!({"count": 0}), json!({"workspaces": null}), json!([{"name": "a"}]), Value::Null] {
            assert!(names(page.clone()).is_empty(), "{page}");
        }
    }
}
