//! How a workspace is shown: label, tone and icon by its state.
//!
//! Follows Coder's dashboard. First match wins:
//!
//! | condition | label | tone | icon |
//! |---|---|---|---|
//! | Coder's answer about it cannot be read | Cannot be read | warning | alert |
//! | build pending | Pending | active | hourglass |
//! | build starting | Starting | active | spinner |
//! | build stopping | Stopping | inactive | spinner |
//! | build stopped | Stopped | inactive | square |
//! | build canceling | Canceling | inactive | spinner |
//! | build canceled | Canceled | inactive | alert |
//! | build failed | Failed | error | alert |
//! | build deleting | Deleting | danger | spinner |
//! | build deleted | Deleted | danger | alert |
//! | running, an agent connecting, no other unwell | Connecting | active | spinner |
//! | running, an agent unwell | Unhealthy | warning | alert |
//! | running | Running | success | play |
//! | anything newer | as the server says it | inactive | question mark |

use crate::text::Text;
use crate::wire::{Agent, AgentLifecycle, AgentStatus, Timestamp, Workspace, WorkspaceStatus};

/// What a color (and never a color alone) says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Up and well.
    Success,
    /// On its way up.
    Active,
    /// Down, or on its way down.
    Inactive,
    /// Up, but not well.
    Warning,
    /// Did not work.
    Error,
    /// Going away.
    Danger,
}

impl Tone {
    /// The word style sheets use.
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

/// The picture beside the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Running.
    Play,
    /// Stopped.
    Square,
    /// Something is being done.
    Spinner,
    /// Waiting for a provisioner.
    Hourglass,
    /// Look here.
    Alert,
    /// A state this version does not know.
    Question,
}

/// The label: one of ours, or a state this version does not know in the server's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Label {
    /// A text of ours.
    Known(Text),
    /// The server's word.
    Verbatim(String),
}

/// How to show a workspace's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Display {
    /// What to write.
    pub label: Label,
    /// In which tone.
    pub tone: Tone,
    /// With which picture.
    pub picture: Picture,
}

/// Looks a workspace up in this module's table.
pub fn display(workspace: &Workspace) -> Display {
    use WorkspaceStatus as S;
    let known = |label, tone, picture| Display { label: Label::Known(label), tone, picture };
    if workspace.unreadable.is_some() {
        return known(Text::StatusUnreadable, Tone::Warning, Picture::Alert);
    }
    match &workspace.latest_build.status {
        S::Pending => known(Text::StatusPending, Tone::Active, Picture::Hourglass),
        S::Starting => known(Text::StatusStarting, Tone::Active, Picture::Spinner),
        S::Stopping => known(Text::StatusStopping, Tone::Inactive, Picture::Spinner),
        S::Stopped => known(Text::StatusStopped, Tone::Inactive, Picture::Square),
        S::Canceling => known(Text::StatusCanceling, Tone::Inactive, Picture::Spinner),
        S::Canceled => known(Text::StatusCanceled, Tone::Inactive, Picture::Alert),
        S::Failed => known(Text::StatusFailed, Tone::Error, Picture::Alert),
        S::Deleting => known(Text::StatusDeleting, Tone::Danger, Picture::Spinner),
        S::Deleted => known(Text::StatusDeleted, Tone::Danger, Picture::Alert),
        S::Running if has_connecting_agent(workspace) && !is_unwell_otherwise(workspace) => {
            known(Text::StatusConnecting, Tone::Active, Picture::Spinner)
        }
        S::Running if !workspace.health.healthy => {
            known(Text::StatusUnhealthy, Tone::Warning, Picture::Alert)
        }
        S::Running => known(Text::StatusRunning, Tone::Success, Picture::Play),
        S::Unknown(word) => {
            Display { label: Label::Verbatim(word.clone()), tone: Tone::Inactive, picture: Picture::Question }
        }
    }
}

/// What is to be known of a workspace beside its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// Its template has a newer version.
    Outdated,
    /// Put to sleep for lack of use; starting it wakes it.
    Dormant,
    /// Dormant, and about to be deleted.
    DeletionPending,
}

impl Badge {
    /// What to write.
    pub fn text(self) -> Text {
        match self {
            Self::Outdated => Text::BadgeOutdated,
            Self::Dormant => Text::BadgeDormant,
            Self::DeletionPending => Text::BadgeDeletionPending,
        }
    }

    /// In which tone.
    pub fn tone(self) -> Tone {
        match self {
            Self::Outdated => Tone::Active,
            Self::Dormant => Tone::Warning,
            Self::DeletionPending => Tone::Error,
        }
    }
}

/// A workspace's badges, the gravest first.
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

/// The words behind a workspace's state: its template's label, and its owner where that is not the viewer.
pub fn origin(workspace: &Workspace, viewer: Option<&str>) -> Vec<String> {
    let mut words = vec![workspace.template_label().to_owned()];
    if viewer != Some(workspace.owner_name.as_str()) {
        words.insert(0, workspace.owner_name.clone());
    }
    words.retain(|word| !word.is_empty());
    words
}

/// When the workspace stops by itself: only a running one does, and only if it has a deadline.
pub fn auto_stop(workspace: &Workspace) -> Option<&Timestamp> {
    let build = &workspace.latest_build;
    build
        .deadline
        .as_ref()
        .filter(|deadline| build.status == WorkspaceStatus::Running && !deadline.is_never())
}

/// Whether the workspace's state is about to change by itself, so that it is worth asking often.
pub fn is_changing(workspace: &Workspace) -> bool {
    use WorkspaceStatus as S;
    match workspace.latest_build.status {
        S::Pending | S::Starting | S::Stopping | S::Canceling | S::Deleting => true,
        S::Running => has_connecting_agent(workspace),
        _ => false,
    }
}

/// Whether an agent's connection or startup script is about to change by itself. An agent that connects is unhealthy
/// for Coder since 2.37.
pub fn is_agent_changing(agent: &Agent) -> bool {
    let starts = matches!(agent.lifecycle_state, AgentLifecycle::Created | AgentLifecycle::Starting);
    agent.status == AgentStatus::Connecting || (starts && agent.healthy)
}

/// Whether a workspace is unhealthy for another reason than agents that are connecting.
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
    use crate::json::Read;
    use serde_json::{Value, json};

    fn workspace(status: &str, agent: Option<&str>, healthy: bool) -> Workspace {
        let agents: Vec<Value> =
            agent.map(|s| json!({"id": "a", "name": "main", "status": s})).into_iter().collect();
        Workspace::read(&json!({
            "id": "w", "name": "w", "owner_name": "o", "health": {"healthy": healthy, "failing_agents": []},
            "latest_build": {"id": "b", "status": status, "job": {"status": "succeeded"}, "resources": [{"agents": agents}]},
        }))
        .unwrap()
    }

    fn shown(status: &str, agent: Option<&str>, healthy: bool) -> (String, Tone, Picture) {
        let display = display(&workspace(status, agent, healthy));
        let label = match display.label {
            Label::Known(text) => text.english().to_owned(),
            Label::Verbatim(word) => word,
        };
        (label, display.tone, display.picture)
    }

    #[test]
    fn every_status_is_shown_as_what_it_is() {
        let table = [
            ("pending", "Pending", Tone::Active, Picture::Hourglass),
            ("starting", "Starting", Tone::Active, Picture::Spinner),
            ("running", "Running", Tone::Success, Picture::Play),
            ("stopping", "Stopping", Tone::Inactive, Picture::Spinner),
            ("stopped", "Stopped", Tone::Inactive, Picture::Square),
            ("failed", "Failed", Tone::Error, Picture::Alert),
            ("canceling", "Canceling", Tone::Inactive, Picture::Spinner),
            ("canceled", "Canceled", Tone::Inactive, Picture::Alert),
            ("deleting", "Deleting", Tone::Danger, Picture::Spinner),
            ("deleted", "Deleted", Tone::Danger, Picture::Alert),
        ];
        assert_eq!(table.map(|row| row.0).len(), WorkspaceStatus::KNOWN.len());
        for (status, label, tone, picture) in table {
            assert_eq!(shown(status, None, true), (label.to_owned(), tone, picture));
        }
    }

    #[test]
    fn a_running_workspace_is_unhealthy_or_connecting_before_it_is_running() {
        assert_eq!(shown("running", Some("connecting"), true).0, "Connecting");
        assert_eq!(shown("running", Some("connected"), true).0, "Running");
        assert_eq!(shown("running", Some("disconnected"), false).0, "Unhealthy");
        assert_eq!(shown("running", None, false).0, "Unhealthy");
    }

    /// A running, unhealthy workspace with these agents and those of them that fail.
    fn unhealthy(agents: &Value, failing: &Value) -> Workspace {
        Workspace::read(&json!({
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
            (json!([connecting]), json!(["a"]), Text::StatusConnecting),
            (json!([connecting]), json!([]), Text::StatusConnecting),
            (json!([connecting, well]), json!(["a"]), Text::StatusConnecting),
            (json!([older, well]), json!(["a"]), Text::StatusConnecting),
            (json!([connecting, lost]), json!(["a", "b"]), Text::StatusUnhealthy),
            (json!([connecting, lost]), json!([]), Text::StatusUnhealthy),
            (json!([connecting, broken]), json!(["a", "b"]), Text::StatusUnhealthy),
            (json!([connecting, well]), json!(["a", "b"]), Text::StatusUnhealthy),
            (json!([connecting]), json!(["somebody"]), Text::StatusUnhealthy),
            (json!([agent("a", "timeout", false)]), json!(["a"]), Text::StatusUnhealthy),
            (json!([lost]), json!(["b"]), Text::StatusUnhealthy),
            (json!([]), json!([]), Text::StatusUnhealthy),
        ];
        for (agents, failing, wanted) in table {
            let workspace = unhealthy(&agents, &failing);
            assert_eq!(display(&workspace).label, Label::Known(wanted), "{agents} {failing}");
        }
    }

    #[test]
    fn an_agent_changes_by_itself_while_it_connects_and_while_it_starts() {
        let agent = |status: &str, lifecycle: &str, healthy: bool| {
            let agent = json!({"id": "a", "status": status, "lifecycle_state": lifecycle, "health": {"healthy": healthy}});
            is_agent_changing(&Agent::read(&agent).unwrap())
        };
        assert!(agent("connecting", "created", false) && agent("connecting", "created", true));
        assert!(agent("connected", "starting", true) && agent("connected", "created", true));
        assert!(!agent("connected", "ready", true) && !agent("connected", "start_error", false));
        assert!(!agent("timeout", "created", false) && !agent("disconnected", "starting", false));
    }

    #[test]
    fn a_row_that_cannot_be_read_says_so() {
        let row = Workspace::read_row(&json!({"id": "w", "name": "w"}), 0);
        assert_eq!(display(&row).label, Label::Known(Text::StatusUnreadable));
        assert_eq!((badges(&row), is_changing(&row)), (Vec::new(), false));
    }

    #[test]
    fn a_status_of_a_newer_coder_is_shown_in_its_own_word() {
        assert_eq!(
            shown("hibernating", None, true),
            ("hibernating".to_owned(), Tone::Inactive, Picture::Question)
        );
    }

    #[test]
    fn badges_tell_outdated_dormant_and_about_to_be_deleted() {
        let mut ws = workspace("stopped", None, true);
        assert_eq!(badges(&ws), []);
        ws.outdated = true;
        ws.dormant_at = Some(crate::wire::Timestamp("2026-01-01T00:00:00Z".into()));
        assert_eq!(badges(&ws), [Badge::Dormant, Badge::Outdated]);
        ws.deleting_at = ws.dormant_at.clone();
        assert_eq!(badges(&ws), [Badge::DeletionPending, Badge::Outdated]);
    }

    #[test]
    fn the_owner_is_named_unless_it_is_the_viewer() {
        let mut ws = workspace("running", None, true);
        ws.template_name = "docker".into();
        assert_eq!(origin(&ws, Some("o")), ["docker"]);
        assert_eq!(origin(&ws, Some("alice")), ["o", "docker"]);
        assert_eq!(origin(&ws, None), ["o", "docker"]);
    }

    #[test]
    fn only_a_running_workspace_stops_by_itself_and_gos_zero_time_is_no_deadline() {
        let stops = |status: &str, deadline: Option<&str>| {
            let mut ws = workspace(status, None, true);
            ws.latest_build.deadline = deadline.map(|time| Timestamp(time.to_owned()));
            auto_stop(&ws).map(|time| time.0.clone())
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
            assert!(is_changing(&workspace(status, None, true)), "{status}");
        }
        for status in ["running", "stopped", "failed", "canceled", "deleted", "hibernating"] {
            assert!(!is_changing(&workspace(status, None, true)), "{status}");
        }
        assert!(is_changing(&workspace("running", Some("connecting"), true)));
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
        assert_eq!(origin(&workspace("running", None, true), Some("o")), [""; 0]);
    }
}
