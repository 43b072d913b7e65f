//! Workspaces and the paged list of them.

use super::Timestamp;
use super::build::Build;
use crate::json::{Malformed, Object, Read};
use serde_json::Value;

/// A workspace as lists and lookups answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// The workspace's UUID.
    pub id: String,
    /// Unique per owner, case-insensitively.
    pub name: String,
    /// The owner's UUID.
    pub owner_id: String,
    /// The owner's username.
    pub owner_name: String,
    /// The organization its template belongs to.
    pub organization_name: String,
    /// The template's UUID.
    pub template_id: String,
    /// The template's name in URLs and searches.
    pub template_name: String,
    /// The template's label; empty means its name.
    pub template_display_name: String,
    /// An absolute URL, a path on the deployment, or empty.
    pub template_icon: String,
    /// The template version a new start should use.
    pub template_active_version_id: String,
    /// The template insists on its active version.
    pub template_require_active_version: bool,
    /// The template lets users cancel running builds.
    pub template_allow_user_cancel_workspace_jobs: bool,
    /// The latest build's version is not the template's active one.
    pub outdated: bool,
    /// The deployment allows renaming.
    pub allow_renames: bool,
    /// Only ever true for the requester's own workspaces.
    pub favorite: bool,
    /// Its template's parameters are static.
    pub template_use_classic_parameter_flow: bool,
    /// `always` or `never`.
    pub automatic_updates: String,
    /// Whether its agents are well; a stopped workspace is.
    pub health: Health,
    /// Set while the workspace is dormant.
    pub dormant_at: Option<Timestamp>,
    /// When a dormant workspace will be deleted.
    pub deleting_at: Option<Timestamp>,
    /// Zero time means never.
    pub last_used_at: Option<Timestamp>,
    /// A cron line with `CRON_TZ=`, where autostart is on.
    pub autostart_schedule: Option<String>,
    /// Milliseconds from start to auto-stop, where it is on.
    pub ttl_ms: Option<i64>,
    /// The newest build.
    pub latest_build: Build,
    /// Why no more than its name could be read of Coder's answer, where that is so.
    pub unreadable: Option<Malformed>,
}

impl Workspace {
    /// The template's label, else its name.
    pub fn template_label(&self) -> &str {
        if self.template_display_name.is_empty() { &self.template_name } else { &self.template_display_name }
    }
}

impl Read for Workspace {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self {
            id: o.required("id")?,
            name: o.required("name")?,
            owner_id: o.or_default("owner_id")?,
            owner_name: o.required("owner_name")?,
            organization_name: o.or_default("organization_name")?,
            template_id: o.or_default("template_id")?,
            template_name: o.or_default("template_name")?,
            template_display_name: o.or_default("template_display_name")?,
            template_icon: o.or_default("template_icon")?,
            template_active_version_id: o.or_default("template_active_version_id")?,
            template_require_active_version: o.or_default("template_require_active_version")?,
            template_allow_user_cancel_workspace_jobs: o
                .or_default("template_allow_user_cancel_workspace_jobs")?,
            outdated: o.or_default("outdated")?,
            allow_renames: o.or_default("allow_renames")?,
            favorite: o.or_default("favorite")?,
            template_use_classic_parameter_flow: o.or_default("template_use_classic_parameter_flow")?,
            automatic_updates: o.or_default("automatic_updates")?,
            health: o.optional("health")?.unwrap_or_default(),
            dormant_at: o.optional("dormant_at")?,
            deleting_at: o.optional("deleting_at")?,
            last_used_at: o.optional("last_used_at")?,
            autostart_schedule: o.optional("autostart_schedule")?,
            ttl_ms: o.optional("ttl_ms")?,
            latest_build: o.required("latest_build")?,
            unreadable: None,
        })
    }
}

impl Workspace {
    /// Reads a row of a list. One that cannot be read costs itself, not the list: what is left of it is its name, and
    /// where it went wrong.
    pub fn read_row(value: &Value, index: usize) -> Self {
        match Self::read(value) {
            Ok(workspace) => workspace,
            Err(wrong) => Self::unreadable(value, index, wrong),
        }
    }

    fn unreadable(value: &Value, index: usize, wrong: Malformed) -> Self {
        let text = |key| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        // A row without an id has one of its place.
        let id = Some(text("id")).filter(|id| !id.is_empty()).unwrap_or_else(|| format!("#{index}"));
        let name = Some(text("name")).filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone());
        Self {
            id,
            name,
            owner_id: text("owner_id"),
            owner_name: text("owner_name"),
            organization_name: text("organization_name"),
            template_id: String::new(),
            template_name: text("template_name"),
            template_display_name: text("template_display_name"),
            template_icon: String::new(),
            template_active_version_id: String::new(),
            template_require_active_version: false,
            template_allow_user_cancel_workspace_jobs: false,
            outdated: false,
            allow_renames: false,
            favorite: false,
            template_use_classic_parameter_flow: false,
            automatic_updates: String::new(),
            health: Health::default(),
            dormant_at: None,
            deleting_at: None,
            last_used_at: None,
            autostart_schedule: None,
            ttl_ms: None,
            latest_build: Build::unknown(),
            unreadable: Some(wrong),
        }
    }
}

/// Whether a workspace's agents are well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// No agent is failing.
    pub healthy: bool,
    /// UUIDs of those that are.
    pub failing_agents: Vec<String>,
}

impl Default for Health {
    fn default() -> Self {
        Self { healthy: true, failing_agents: Vec::new() }
    }
}

impl Read for Health {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self { healthy: o.required("healthy")?, failing_agents: o.or_default("failing_agents")? })
    }
}

/// The names in a page of `GET /workspaces`, as far as they can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(pub Vec<String>);

impl Names {
    /// Reads what there is to read.
    pub fn of(page: &Value) -> Self {
        let rows = page.get("workspaces").and_then(Value::as_array).into_iter().flatten();
        Self(rows.filter_map(|row| row.get("name").and_then(Value::as_str).map(str::to_owned)).collect())
    }
}
