//! Available actions of a workspace, by its status, its flags and the viewer's permissions.
//!
//! Follows Coder's dashboard. The first matching row decides which actions are available besides favorite and delete:
//!
//! | condition | actions | cancel |
//! |---|---|---|
//! | unreadable | (not even favorite) | |
//! | dormant | activate | |
//! | external agent | | |
//! | starting | | P |
//! | running | stop, restart | |
//! | running, outdated | update and restart, stop, restart | |
//! | running, outdated, automatic updates | update and restart, stop | |
//! | running, outdated, active version required | stop, update and restart | |
//! | stopping | | P |
//! | stopped | start | |
//! | stopped, outdated | update and start, start | |
//! | stopped, outdated, automatic updates or active version required | update and start | |
//! | canceled | start, stop | |
//! | failed | retry | |
//! | failed, outdated | update and start, retry | |
//! | pending, deleting | | yes |
//! | canceling, deleted, unknown | | |
//!
//! P: the template lets its users cancel, or the viewer has the role `owner`. While a build is in progress, cancel is
//! the only action besides favorite.

mod action;
#[cfg(test)]
pub(crate) mod fixture;
mod permissions;
pub mod plan;

pub use action::Action;
pub use permissions::Permissions;

use crate::models::{Workspace, WorkspaceStatus};

/// Returns the available actions, the most likely one first.
pub fn available_actions(workspace: &Workspace, may: Permissions) -> Vec<Action> {
    if workspace.unreadable.is_some() {
        return Vec::new();
    }
    let (mut actions, cancel, is_at_rest) = for_status(workspace, may);
    actions.retain(|action| match action {
        Action::Stop => may.stop,
        Action::Activate => may.update,
        // Coder requires both permissions for a restart.
        Action::Restart | Action::UpdateAndRestart => may.start && may.stop,
        _ => may.start,
    });
    if cancel && (may.start || may.stop) {
        actions.push(Action::Cancel);
    }
    if may.owns {
        actions.push(if workspace.favorite { Action::Unfavorite } else { Action::Favorite });
    }
    if is_at_rest && may.delete {
        actions.push(Action::Delete);
    }
    actions
}

/// Looks up the module's table: the actions, whether cancel is available, and whether no build is in progress.
fn for_status(workspace: &Workspace, may: Permissions) -> (Vec<Action>, bool, bool) {
    use Action as A;
    use WorkspaceStatus as S;
    let build = &workspace.latest_build;
    let always = workspace.automatic_updates == "always";
    let (outdated, required) = (workspace.outdated, workspace.template_require_active_version);
    let cancel = workspace.template_allow_user_cancel_workspace_jobs || may.cancel;
    if workspace.dormant_at.is_some() {
        return (vec![A::Activate], false, true);
    }
    if build.has_external_agent {
        return (vec![], false, true);
    }
    let at_rest = |actions: &[Action]| (actions.to_vec(), false, true);
    match &build.status {
        S::Starting | S::Stopping => (vec![], cancel, false),
        S::Pending | S::Deleting => (vec![], true, false),
        S::Running if outdated && always => at_rest(&[A::UpdateAndRestart, A::Stop]),
        S::Running if outdated && required => at_rest(&[A::Stop, A::UpdateAndRestart]),
        S::Running if outdated => at_rest(&[A::UpdateAndRestart, A::Stop, A::Restart]),
        S::Running => at_rest(&[A::Stop, A::Restart]),
        S::Stopped if outdated && (always || required) => at_rest(&[A::UpdateAndStart]),
        S::Stopped if outdated => at_rest(&[A::UpdateAndStart, A::Start]),
        S::Stopped => at_rest(&[A::Start]),
        S::Canceled => at_rest(&[A::Start, A::Stop]),
        S::Failed if outdated => at_rest(&[A::UpdateAndStart, A::Retry]),
        S::Failed => at_rest(&[A::Retry]),
        S::Canceling | S::Deleted | S::Unknown(_) => (vec![], false, false),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::Action as A;
    use super::fixture::{MINE, workspace};
    use super::*;
    use crate::models::User;
    use serde_json::{Value, json};

    fn actions_of(status: &str, more: Value) -> Vec<Action> {
        let mut actions = available_actions(&workspace(status, &more), MINE);
        actions.retain(|a| *a != A::Favorite);
        actions
    }

    #[test]
    fn every_row_of_the_table_offers_what_the_dashboard_does() {
        let none = || json!({});
        let outdated = || json!({"outdated": true});
        let always = || json!({"outdated": true, "automatic_updates": "always"});
        let required = || json!({"outdated": true, "template_require_active_version": true});
        let cancelable = || json!({"template_allow_user_cancel_workspace_jobs": true});
        let table = [
            ("stopped", json!({"dormant_at": "2026-01-01T00:00:00Z"}), vec![A::Activate, A::Delete]),
            ("starting", none(), vec![]),
            ("starting", cancelable(), vec![A::Cancel]),
            ("running", none(), vec![A::Stop, A::Restart, A::Delete]),
            ("running", outdated(), vec![A::UpdateAndRestart, A::Stop, A::Restart, A::Delete]),
            ("running", always(), vec![A::UpdateAndRestart, A::Stop, A::Delete]),
            ("running", required(), vec![A::Stop, A::UpdateAndRestart, A::Delete]),
            ("stopping", none(), vec![]),
            ("stopping", cancelable(), vec![A::Cancel]),
            ("stopped", none(), vec![A::Start, A::Delete]),
            ("stopped", outdated(), vec![A::UpdateAndStart, A::Start, A::Delete]),
            ("stopped", always(), vec![A::UpdateAndStart, A::Delete]),
            ("stopped", required(), vec![A::UpdateAndStart, A::Delete]),
            ("canceled", none(), vec![A::Start, A::Stop, A::Delete]),
            ("failed", none(), vec![A::Retry, A::Delete]),
            ("failed", outdated(), vec![A::UpdateAndStart, A::Retry, A::Delete]),
            ("pending", none(), vec![A::Cancel]),
            ("canceling", cancelable(), vec![]),
            ("deleting", none(), vec![A::Cancel]),
            ("deleted", cancelable(), vec![]),
            ("hibernating", cancelable(), vec![]),
        ];
        for (status, more, expected) in table {
            assert_eq!(actions_of(status, more.clone()), expected, "{status} {more}");
        }
    }

    #[test]
    fn with_what_cannot_be_read_nothing_is_done() {
        let ws = Workspace::read_row(&json!({"id": "w", "name": "w", "owner_name": "alice"}), 0);
        assert_eq!(available_actions(&ws, Permissions { cancel: true, ..MINE }), []);
    }

    #[test]
    fn an_external_agent_is_started_elsewhere() {
        let mut ws = workspace("running", &json!({}));
        ws.latest_build.has_external_agent = true;
        assert_eq!(available_actions(&ws, MINE), [A::Favorite, A::Delete]);
    }

    #[test]
    fn a_favorite_is_offered_to_be_none_and_only_to_its_owner() {
        let ws = workspace("stopped", &json!({"favorite": true}));
        assert!(available_actions(&ws, MINE).contains(&A::Unfavorite));
        let theirs = Permissions { owns: false, ..MINE };
        assert!(!available_actions(&ws, theirs).contains(&A::Unfavorite));
    }

    #[test]
    fn each_action_needs_its_own_right() {
        const NONE: Permissions = Permissions {
            owns: false,
            start: false,
            stop: false,
            update: false,
            delete: false,
            cancel: false,
        };
        let (start, stop) = (Permissions { start: true, ..NONE }, Permissions { stop: true, ..NONE });
        let both = Permissions { start: true, stop: true, ..NONE };
        let update = Permissions { update: true, ..NONE };
        let running = workspace("running", &json!({"outdated": true}));
        assert_eq!(available_actions(&running, start), [], "who may not stop may not restart");
        assert_eq!(available_actions(&running, stop), [A::Stop], "nor who may not start");
        assert_eq!(available_actions(&running, both), [A::UpdateAndRestart, A::Stop, A::Restart]);
        let dormant = workspace("stopped", &json!({"dormant_at": "2026-01-01T00:00:00Z"}));
        assert_eq!(available_actions(&dormant, both), [], "waking is a change of settings");
        assert_eq!(available_actions(&dormant, update), [A::Activate]);
        let starting = workspace("starting", &json!({"template_allow_user_cancel_workspace_jobs": true}));
        let cancel = Permissions { cancel: true, ..NONE };
        for may in [NONE, update, cancel, Permissions { delete: true, ..NONE }] {
            assert_eq!(available_actions(&starting, may), [], "{may:?}");
        }
        for may in [start, stop] {
            assert_eq!(available_actions(&starting, may), [A::Cancel], "{may:?}");
        }
        assert_eq!(
            available_actions(&workspace("stopped", &json!({})), Permissions { delete: true, ..NONE }),
            [A::Delete]
        );
    }

    #[test]
    fn what_the_viewer_may_not_do_is_not_offered() {
        let user = |roles: Vec<String>| User {
            id: "u".into(),
            username: "bob".into(),
            name: String::new(),
            avatar_url: String::new(),
            roles,
        };
        let ws = workspace("running", &json!({}));
        let stranger = Permissions::from_role(&ws, &user(vec![]));
        assert_eq!(available_actions(&ws, stranger), []);
        assert!(!stranger.is_conclusive());
        let shared = stranger.with_authcheck(&json!({"start": true, "stop": true, "delete": false})).unwrap();
        assert_eq!(available_actions(&ws, shared), [A::Stop, A::Restart]);
        let stop_only = stranger.with_authcheck(&json!({"stop": true})).unwrap();
        assert_eq!(available_actions(&ws, stop_only), [A::Stop]);
        let admin = Permissions::from_role(&workspace("starting", &json!({})), &user(vec!["owner".into()]));
        assert_eq!(available_actions(&workspace("starting", &json!({})), admin), [A::Cancel]);
    }
}
