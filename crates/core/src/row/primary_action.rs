//! The primary action of a row: what its one labelled button does. The first matching row applies:
//!
//! | condition | primary action |
//! |---|---|
//! | an action is pending, a build is in progress, or the agents connect | wait |
//! | running, and the configuration asks for Coder's dashboard | open the dashboard |
//! | running, and an app can be opened | open the app |
//! | running, but no longer healthy, and a restart is available | restart |
//! | running | open the dashboard |
//! | an action that brings the workspace up is available | that action |
//! | any other | open the dashboard |

use crate::actions::Action;
use crate::apps::AppLink;
use crate::models::{Workspace, WorkspaceStatus};
use crate::status::{StatusDisplay, StatusIcon, Tone};

/// The primary action of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrimaryAction {
    /// Nothing, until the workspace has changed by itself.
    Wait,
    /// Opens the workspace in an app.
    OpenApp(AppLink),
    /// Opens the workspace's page in Coder's dashboard.
    OpenDashboard,
    /// Runs an action.
    Run(Action),
}

/// Looks up the module's table.
///
/// `status` is the displayed status, which is that of a pending action if there is one. `app` is the app to open, if
/// one can be opened ([`preferred_app`](crate::apps::preferred_app)). `opens_dashboard` is the configuration's
/// `workspaces.openDefault: dashboard`.
pub fn primary_action(
    workspace: &Workspace,
    status: &StatusDisplay,
    actions: &[Action],
    app: Option<&AppLink>,
    opens_dashboard: bool,
) -> PrimaryAction {
    if matches!(status.picture, StatusIcon::Spinner | StatusIcon::Hourglass) {
        return PrimaryAction::Wait;
    }
    if workspace.latest_build.status != WorkspaceStatus::Running {
        let startup = actions.iter().copied().find(|action| action.is_startup());
        return startup.map_or(PrimaryAction::OpenDashboard, PrimaryAction::Run);
    }
    match app {
        _ if opens_dashboard => PrimaryAction::OpenDashboard,
        Some(app) => PrimaryAction::OpenApp(app.clone()),
        None if status.tone == Tone::Warning && actions.contains(&Action::Restart) => {
            PrimaryAction::Run(Action::Restart)
        }
        None => PrimaryAction::OpenDashboard,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
    use super::PrimaryAction as P;
    use super::*;
    use crate::actions::available_actions;
    use crate::actions::fixture::{MINE, workspace};
    use crate::actions::{Action as A, Permissions};
    use crate::apps::{AppContext, app_links, preferred_app};
    use crate::i18n::Message;
    use crate::json::FromJson as _;
    use crate::models::Workspace;
    use crate::status::{Label, status_display};
    use crate::url::HttpUrl;
    use serde_json::{Value, json};

    fn with_agent(status: &str, healthy: bool) -> Workspace {
        Workspace::from_json(&json!({
            "id": "w", "name": "w", "owner_name": "alice", "health": {"healthy": healthy},
            "latest_build": {"id": "b", "status": "running", "job": {"status": "succeeded"}, "resources": [{"agents": [
                {"id": "a", "name": "main", "status": status, "display_apps": ["vscode"], "health": {"healthy": healthy}},
            ]}]},
        }))
        .unwrap()
    }

    fn primary(workspace: &Workspace, may: Permissions, opens_dashboard: bool) -> PrimaryAction {
        let access = HttpUrl::parse("https://c.example").unwrap();
        let place =
            AppContext { access: &access, api: &access, wildcard: "", owner: "alice", workspace: "w" };
        let links: Vec<_> =
            workspace.latest_build.agents().flat_map(|agent| app_links(place, agent)).collect();
        let status = status_display(workspace);
        let actions = available_actions(workspace, may);
        primary_action(workspace, &status, &actions, preferred_app(&links, None), opens_dashboard)
    }

    fn at_rest(status: &str, more: Value) -> PrimaryAction {
        primary(&workspace(status, &more), MINE, false)
    }

    #[test]
    fn a_running_workspace_opens_its_app() {
        let P::OpenApp(app) = primary(&with_agent("connected", true), MINE, false) else { panic!("no app") };
        assert_eq!(app.key(), "vscode");
        assert_eq!(primary(&with_agent("connected", true), MINE, true), P::OpenDashboard, "as configured");
        assert_eq!(at_rest("running", json!({})), P::OpenDashboard, "it has no agents");
    }

    #[test]
    fn a_workspace_that_lost_its_agent_is_restarted() {
        let lost = with_agent("disconnected", false);
        assert_eq!(primary(&lost, MINE, false), P::Run(A::Restart));
        assert_eq!(primary(&lost, Permissions { stop: false, ..MINE }, false), P::OpenDashboard);
        let unhealthy = primary(&with_agent("connected", false), MINE, false);
        assert!(matches!(unhealthy, P::OpenApp(_)), "it can still be opened: {unhealthy:?}");
    }

    #[test]
    fn a_workspace_at_rest_is_brought_up() {
        assert_eq!(at_rest("stopped", json!({})), P::Run(A::Start));
        assert_eq!(at_rest("stopped", json!({"outdated": true})), P::Run(A::UpdateAndStart));
        assert_eq!(at_rest("failed", json!({})), P::Run(A::Retry));
        assert_eq!(at_rest("canceled", json!({})), P::Run(A::Start));
        assert_eq!(at_rest("stopped", json!({"dormant_at": "2026-01-01T00:00:00Z"})), P::Run(A::Activate));
        assert_eq!(at_rest("deleted", json!({})), P::OpenDashboard);
        assert_eq!(at_rest("hibernating", json!({})), P::OpenDashboard);
        let stranger = Permissions {
            owns: false,
            start: false,
            stop: false,
            update: false,
            delete: false,
            cancel: false,
        };
        assert_eq!(primary(&workspace("stopped", &json!({})), stranger, false), P::OpenDashboard);
    }

    #[test]
    fn a_changing_workspace_is_waited_for() {
        for status in ["pending", "starting", "stopping", "canceling", "deleting"] {
            assert_eq!(at_rest(status, json!({})), P::Wait, "{status}");
        }
        assert_eq!(primary(&with_agent("connecting", true), MINE, false), P::Wait);
        let stopped = workspace("stopped", &json!({}));
        let label = Label::Known(Message::StatusStarting);
        let pending = StatusDisplay { label, picture: StatusIcon::Spinner, ..status_display(&stopped) };
        assert_eq!(
            primary_action(&stopped, &pending, &[A::Start], None, false),
            P::Wait,
            "the click was just made"
        );
    }
}
