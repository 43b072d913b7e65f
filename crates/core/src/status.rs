//! Status display of a workspace: label, tone and icon.
//!
//! Follows Coder's dashboard. The first matching row applies:
//!
//! | condition | label | tone | icon |
//! |---|---|---|---|
//! | decode error in Coder's response | Cannot be read | warning | alert |
//! | build pending | Pending | active | hourglass |
//! | build starting | Starting | active | spinner |
//! | build stopping | Stopping | inactive | spinner |
//! | build stopped | Stopped | inactive | square |
//! | build canceling | Canceling | inactive | spinner |
//! | build canceled | Canceled | inactive | alert |
//! | build failed | Failed | error | alert |
//! | build deleting | Deleting | danger | spinner |
//! | build deleted | Deleted | danger | alert |
//! | running, an agent connecting, no other agent unhealthy | Connecting | active | spinner |
//! | running, an agent unhealthy | Unhealthy | warning | alert |
//! | running | Running | success | play |
//! | any unknown status | Coder's word for it | inactive | question mark |

use crate::agents::is_agent_transitioning;
use crate::i18n::Message;
use crate::models::{Agent, AgentStatus, Timestamp, Workspace, WorkspaceStatus};

/// The meaning of a status color. Color is never the only indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Running and healthy.
    Success,
    /// Starting.
    Active,
    /// Stopped or stopping.
    Inactive,
    /// Running but unhealthy.
    Warning,
    /// Failed.
    Error,
    /// Deleted or being deleted.
    Danger,
}

impl Tone {
    /// Returns the name that style sheets use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Danger => "danger",
        }
    }
}

/// The icon next to the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusIcon {
    /// Running.
    Play,
    /// Stopped.
    Square,
    /// A build in progress.
    Spinner,
    /// A build that waits for a provisioner.
    Hourglass,
    /// A state that needs attention.
    Alert,
    /// A status that this version does not know.
    Question,
}

/// A status label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A translated message.
    Known(Message),
    /// A status that this version does not know, as Coder spells it.
    Verbatim(String),
}

/// The status display of a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusDisplay {
    /// The label.
    pub label: Label,
    /// The tone of the label and icon.
    pub tone: Tone,
    /// The icon.
    pub picture: StatusIcon,
}

/// Looks up a workspace in the module's table.
pub fn status_display(workspace: &Workspace) -> StatusDisplay {
    use WorkspaceStatus as S;
    let display = |label, tone, picture| StatusDisplay { label: Label::Known(label), tone, picture };
    if workspace.unreadable.is_some() {
        return display(Message::StatusUnreadable, Tone::Warning, StatusIcon::Alert);
    }
    match &workspace.latest_build.status {
        S::Pending => display(Message::StatusPending, Tone::Active, StatusIcon::Hourglass),
        S::Starting => display(Message::StatusStarting, Tone::Active, StatusIcon::Spinner),
        S::Stopping => display(Message::StatusStopping, Tone::Inactive, StatusIcon::Spinner),
        S::Stopped => display(Message::StatusStopped, Tone::Inactive, StatusIcon::Square),
        S::Canceling => display(Message::StatusCanceling, Tone::Inactive, StatusIcon::Spinner),
        S::Canceled => display(Message::StatusCanceled, Tone::Inactive, StatusIcon::Alert),
        S::Failed => display(Message::StatusFailed, Tone::Error, StatusIcon::Alert),
        S::Deleting => display(Message::StatusDeleting, Tone::Danger, StatusIcon::Spinner),
        S::Deleted => display(Message::StatusDeleted, Tone::Danger, StatusIcon::Alert),
        S::Running if has_connecting_agent(workspace) && !is_unwell_otherwise(workspace) => {
            display(Message::StatusConnecting, Tone::Active, StatusIcon::Spinner)
        }
        S::Running if !workspace.health.healthy => {
            display(Message::StatusUnhealthy, Tone::Warning, StatusIcon::Alert)
        }
        S::Running => display(Message::StatusRunning, Tone::Success, StatusIcon::Play),
        S::Unknown(word) => StatusDisplay {
            label: Label::Verbatim(word.clone()),
            tone: Tone::Inactive,
            picture: StatusIcon::Question,
        },
    }
}

/// A badge next to a workspace's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// The template has a newer version.
    Outdated,
    /// The workspace is dormant and must be activated before it starts.
    Dormant,
    /// The workspace is dormant and scheduled for deletion.
    DeletionPending,
}

impl Badge {
    /// Returns the label.
    pub fn text(self) -> Message {
        match self {
            Self::Outdated => Message::BadgeOutdated,
            Self::Dormant => Message::BadgeDormant,
            Self::DeletionPending => Message::BadgeDeletionPending,
        }
    }

    /// Returns the tone.
    pub fn tone(self) -> Tone {
        match self {
            Self::Outdated => Tone::Active,
            Self::Dormant => Tone::Warning,
            Self::DeletionPending => Tone::Error,
        }
    }
}

/// Returns the badges of a workspace, the most severe first.
pub fn badges(workspace: &Workspace) -> Vec<Badge> {
    let mut badges = Vec::new();
    if workspace.dormant_at.is_some() {
        badges.push(if workspace.deleting_at.is_some() { Badge::DeletionPending } else { Badge::Dormant });
    }
    if workspace.outdated {
        badges.push(Badge::Outdated);
    }
    badges
}

/// Returns the texts after a workspace's status: the owner, unless it is the viewer, and the template's label.
pub fn subtitle(workspace: &Workspace, viewer: Option<&str>) -> Vec<String> {
    let mut parts = vec![workspace.template_label().to_owned()];
    if viewer != Some(workspace.owner_name.as_str()) {
        parts.insert(0, workspace.owner_name.clone());
    }
    parts.retain(|word| !word.is_empty());
    parts
}

/// Returns the autostop deadline of a running workspace; `None` if the workspace is not running or has no deadline.
pub fn auto_stop_deadline(workspace: &Workspace) -> Option<&Timestamp> {
    let build = &workspace.latest_build;
    build
        .deadline
        .as_ref()
        .filter(|deadline| build.status == WorkspaceStatus::Running && !deadline.is_never())
}

/// Whether the workspace's status is about to change by itself, so that it is polled at the fast interval.
pub fn is_transitioning(workspace: &Workspace) -> bool {
    is_building(workspace)
        || (workspace.latest_build.status == WorkspaceStatus::Running && has_connecting_agent(workspace))
}

/// Whether the workspace, one of its agents or a startup script is about to change by itself, so that a details view
/// polls at the fast interval.
pub fn is_any_transitioning(workspace: &Workspace) -> bool {
    is_transitioning(workspace) || workspace.latest_build.agents().any(is_agent_transitioning)
}

/// Whether a build is in progress.
pub fn is_building(workspace: &Workspace) -> bool {
    use WorkspaceStatus as S;
    matches!(
        workspace.latest_build.status,
        S::Pending | S::Starting | S::Stopping | S::Canceling | S::Deleting
    )
}

/// Whether a workspace is unhealthy for a reason other than connecting agents.
fn is_unwell_otherwise(workspace: &Workspace) -> bool {
    let health = &workspace.health;
    let is_explained = |agent: &Agent| agent.status == AgentStatus::Connecting;
    let agents = || workspace.latest_build.agents();
    let fails = |id: &String| !agents().any(|agent| agent.id == *id && is_explained(agent));
    !health.healthy
        && (health.failing_agents.iter().any(fails)
            || agents().any(|agent| !agent.healthy && !is_explained(agent)))
}

fn has_connecting_agent(workspace: &Workspace) -> bool {
    workspace.latest_build.agents().any(|a| a.status == AgentStatus::Connecting)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::FromJson;
    use serde_json::{Value, json};

    fn workspace(status: &str, agent: Option<&str>, healthy: bool) -> Workspace {
        let agents: Vec<Value> =
            agent.map(|s| json!({"id": "a", "name": "main", "status": s})).into_iter().collect();
        Workspace::from_json(&json!({
            "id": "w", "name": "w", "owner_name": "o", "health": {"healthy": healthy, "failing_agents": []},
            "latest_build": {"id": "b", "status": status, "job": {"status": "succeeded"}, "resources": [{"agents": agents}]},
        }))
        .unwrap()
    }

    fn display(status: &str, agent: Option<&str>, healthy: bool) -> (String, Tone, StatusIcon) {
        let display = status_display(&workspace(status, agent, healthy));
        let label = match display.label {
            Label::Known(text) => text.en().to_owned(),
            Label::Verbatim(word) => word,
        };
        (label, display.tone, display.picture)
    }

    #[test]
    fn every_status_is_shown_as_what_it_is() {
        let table = [
            ("pending", "Pending", Tone::Active, StatusIcon::Hourglass),
            ("starting", "Starting", Tone::Active, StatusIcon::Spinner),
            ("running", "Running", Tone::Success, StatusIcon::Play),
            ("stopping", "Stopping", Tone::Inactive, StatusIcon::Spinner),
            ("stopped", "Stopped", Tone::Inactive, StatusIcon::Square),
            ("failed", "Failed", Tone::Error, StatusIcon::Alert),
            ("canceling", "Canceling", Tone::Inactive, StatusIcon::Spinner),
            ("canceled", "Canceled", Tone::Inactive, StatusIcon::Alert),
            ("deleting", "Deleting", Tone::Danger, StatusIcon::Spinner),
            ("deleted", "Deleted", Tone::Danger, StatusIcon::Alert),
        ];
        assert_eq!(table.map(|row| row.0).len(), WorkspaceStatus::KNOWN.len());
        for (status, label, tone, picture) in table {
            assert_eq!(display(status, None, true), (label.to_owned(), tone, picture));
        }
    }

    #[test]
    fn a_running_workspace_is_unhealthy_or_connecting_before_it_is_running() {
        assert_eq!(display("running", Some("connecting"), true).0, "Connecting");
        assert_eq!(display("running", Some("connected"), true).0, "Running");
        assert_eq!(display("running", Some("disconnected"), false).0, "Unhealthy");
        assert_eq!(display("running", None, false).0, "Unhealthy");
    }

    /// Returns a running, unhealthy workspace with these agents, of which `failing` are unhealthy.
    fn unhealthy(agents: &Value, failing: &Value) -> Workspace {
        Workspace::from_json(&json!({
            "id": "w", "name": "w", "owner_name": "o", "health": {"healthy": false, "failing_agents": failing},
            "latest_build": {"id": "b", "status": "running", "job": {"status": "succeeded"}, "resources": [{"agents": agents}]},
        }))
        .unwrap()
    }

    #[test]
    fn health_is_asked_after_what_explains_it() {
        let agent = |id: &str, status: &str, healthy: bool| json!({"id": id, "status": status, "health": {"healthy": healthy}});
        let (connecting, lost) = (agent("a", "connecting", false), agent("b", "disconnected", false));
        let (well, older) = (agent("b", "connected", true), agent("a", "connecting", true));
        let broken = agent("b", "connected", false);
        let table = [
            (json!([connecting]), json!(["a"]), Message::StatusConnecting),
            (json!([connecting]), json!([]), Message::StatusConnecting),
            (json!([connecting, well]), json!(["a"]), Message::StatusConnecting),
            (json!([older, well]), json!(["a"]), Message::StatusConnecting),
            (json!([connecting, lost]), json!(["a", "b"]), Message::StatusUnhealthy),
            (json!([connecting, lost]), json!([]), Message::StatusUnhealthy),
            (json!([connecting, broken]), json!(["a", "b"]), Message::StatusUnhealthy),
            (json!([connecting, well]), json!(["a", "b"]), Message::StatusUnhealthy),
            (json!([connecting]), json!(["somebody"]), Message::StatusUnhealthy),
            (json!([agent("a", "timeout", false)]), json!(["a"]), Message::StatusUnhealthy),
            (json!([lost]), json!(["b"]), Message::StatusUnhealthy),
            (json!([]), json!([]), Message::StatusUnhealthy),
        ];
        for (agents, failing, expected) in table {
            let workspace = unhealthy(&agents, &failing);
            assert_eq!(status_display(&workspace).label, Label::Known(expected), "{agents} {failing}");
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_says_so() {
        let row = Workspace::read_row(&json!({"id": "w", "name": "w"}), 0);
        assert_eq!(status_display(&row).label, Label::Known(Message::StatusUnreadable));
        assert_eq!((badges(&row), is_transitioning(&row)), (Vec::new(), false));
    }

    #[test]
    fn a_status_of_a_newer_coder_is_shown_in_its_own_word() {
        assert_eq!(
            display("hibernating", None, true),
            ("hibernating".to_owned(), Tone::Inactive, StatusIcon::Question)
        );
    }

    #[test]
    fn badges_tell_outdated_dormant_and_about_to_be_deleted() {
        let mut ws = workspace("stopped", None, true);
        assert_eq!(badges(&ws), []);
        ws.outdated = true;
        ws.dormant_at = Some(crate::models::Timestamp("2026-01-01T00:00:00Z".into()));
        assert_eq!(badges(&ws), [Badge::Dormant, Badge::Outdated]);
        ws.deleting_at = ws.dormant_at.clone();
        assert_eq!(badges(&ws), [Badge::DeletionPending, Badge::Outdated]);
    }

    #[test]
    fn the_owner_is_named_unless_it_is_the_viewer() {
        let mut ws = workspace("running", None, true);
        ws.template_name = "docker".into();
        assert_eq!(subtitle(&ws, Some("o")), ["docker"]);
        assert_eq!(subtitle(&ws, Some("alice")), ["o", "docker"]);
        assert_eq!(subtitle(&ws, None), ["o", "docker"]);
    }

    #[test]
    fn only_a_running_workspace_stops_by_itself_and_gos_zero_time_is_no_deadline() {
        let stops = |status: &str, deadline: Option<&str>| {
            let mut ws = workspace(status, None, true);
            ws.latest_build.deadline = deadline.map(|time| Timestamp(time.to_owned()));
            auto_stop_deadline(&ws).map(|time| time.0.clone())
        };
        let noon = "2026-08-01T12:00:00Z";
        assert_eq!(stops("running", Some(noon)).as_deref(), Some(noon));
        assert_eq!(stops("running", None), None);
        assert_eq!(stops("running", Some("0001-01-01T00:00:00Z")), None);
        for status in ["pending", "starting", "stopping", "stopped", "failed"] {
            assert_eq!(stops(status, Some(noon)), None, "{status}");
        }
    }

    #[test]
    fn everything_in_transition_counts_as_changing() {
        for status in ["pending", "starting", "stopping", "canceling", "deleting"] {
            assert!(is_transitioning(&workspace(status, None, true)), "{status}");
        }
        for status in ["running", "stopped", "failed", "canceled", "deleted", "hibernating"] {
            assert!(!is_transitioning(&workspace(status, None, true)), "{status}");
        }
        assert!(is_transitioning(&workspace("running", Some("connecting"), true)));
    }

    #[test]
    fn tones_have_the_names_that_style_sheets_use() {
        let tones = [Tone::Success, Tone::Active, Tone::Inactive, Tone::Warning, Tone::Error, Tone::Danger];
        assert_eq!(tones.map(Tone::as_str), ["success", "active", "inactive", "warning", "error", "danger"]);
        assert_eq!(Badge::Outdated.tone(), Tone::Active);
        assert_eq!(Badge::Dormant.tone(), Tone::Warning);
        assert_eq!(Badge::DeletionPending.tone(), Tone::Error);
    }

    #[test]
    fn nothing_is_said_of_a_template_without_a_name() {
        assert_eq!(subtitle(&workspace("running", None, true), Some("o")), [""; 0]);
    }
}
