//! What can be done with a workspace: by its state, its flags, and who looks.
//!
//! Follows Coder's dashboard; the first row that fits decides what is offered beside favorite and delete:
//!
//! | condition | actions | cancel |
//! |---|---|---|
//! | cannot be read | (not even favorite) | |
//! | dormant | activate | |
//! | run by an external agent | | |
//! | starting | | P |
//! | running | stop, restart | |
//! | running, outdated | update and restart, stop, restart | |
//! | running, outdated, always updated | update and restart, stop | |
//! | running, outdated, template wants its active version | stop, update and restart | |
//! | stopping | | P |
//! | stopped | start | |
//! | stopped, outdated | update and start, start | |
//! | stopped, outdated, and always updated or active version wanted | update and start | |
//! | canceled | start, stop | |
//! | failed | retry | |
//! | failed, outdated | update and start, retry | |
//! | pending, deleting | | yes |
//! | canceling, deleted, unknown | | |
//!
//! P: the template lets its users cancel, or the viewer has the role `owner`. While a build is under way only
//! canceling it is offered.

use crate::endpoint::{Call, Method};
use crate::json::{Malformed, Object};
use crate::text::Text;
use crate::wire::{User, Workspace, WorkspaceStatus};
use serde_json::{Value, json};

/// Something to do with a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Wakes a dormant workspace without starting it.
    Activate,
    /// Starts it with the version it has.
    Start,
    /// Starts it with its template's active version.
    UpdateAndStart,
    /// Stops it.
    Stop,
    /// Stops and starts it.
    Restart,
    /// Stops it and starts it with its template's active version.
    UpdateAndRestart,
    /// Does again what failed.
    Retry,
    /// Ends the build under way.
    Cancel,
    /// Puts it first in its owner's lists.
    Favorite,
    /// Takes it from there.
    Unfavorite,
    /// Destroys it and what belongs to it.
    Delete,
}

impl Action {
    /// What the button or menu item says.
    pub fn text(self) -> Text {
        match self {
            Self::Activate => Text::ActionActivate,
            Self::Start => Text::ActionStart,
            Self::UpdateAndStart => Text::ActionUpdateAndStart,
            Self::Stop => Text::ActionStop,
            Self::Restart => Text::ActionRestart,
            Self::UpdateAndRestart => Text::ActionUpdateAndRestart,
            Self::Retry => Text::ActionRetry,
            Self::Cancel => Text::ActionCancel,
            Self::Favorite => Text::ActionFavorite,
            Self::Unfavorite => Text::ActionUnfavorite,
            Self::Delete => Text::ActionDelete,
        }
    }

    /// What the workspace's state says while Coder has not answered yet; none for what answers at once.
    pub fn under_way(self) -> Option<Text> {
        match self {
            Self::Start | Self::UpdateAndStart => Some(Text::StatusStarting),
            Self::Stop => Some(Text::StatusStopping),
            Self::Restart | Self::UpdateAndRestart => Some(Text::StatusRestarting),
            Self::Retry => Some(Text::StatusRetrying),
            Self::Cancel => Some(Text::StatusCanceling),
            Self::Delete => Some(Text::StatusDeleting),
            Self::Activate => Some(Text::StatusActivating),
            Self::Favorite | Self::Unfavorite => None,
        }
    }

    /// Why it came to nothing, for the head of a notice; has the place `{name}`.
    pub fn failed(self) -> Text {
        match self {
            Self::Start | Self::UpdateAndStart => Text::FailedStart,
            Self::Stop => Text::FailedStop,
            Self::Restart | Self::UpdateAndRestart => Text::FailedRestart,
            Self::Retry => Text::FailedRetry,
            Self::Cancel => Text::FailedCancel,
            Self::Delete => Text::FailedDelete,
            Self::Activate | Self::Favorite | Self::Unfavorite => Text::FailedChange,
        }
    }

    /// Whether it is what one wants of a workspace that is not up.
    pub fn brings_up(self) -> bool {
        matches!(self, Self::Start | Self::UpdateAndStart | Self::Retry | Self::Activate)
    }

    /// Whether it starts the workspace, so that its parameters matter.
    pub fn starts(self) -> bool {
        matches!(
            self,
            Self::Start | Self::UpdateAndStart | Self::Restart | Self::UpdateAndRestart | Self::Retry
        )
    }

    /// Whether it moves the workspace to its template's active version.
    pub fn updates(self) -> bool {
        matches!(self, Self::UpdateAndStart | Self::UpdateAndRestart)
    }
}

/// What the viewer may do with a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// It is the viewer's own.
    pub owns: bool,
    /// Start and update it.
    pub start: bool,
    /// Stop it.
    pub stop: bool,
    /// Change its settings.
    pub update: bool,
    /// Delete it.
    pub delete: bool,
    /// Cancel whatever the template says.
    pub cancel: bool,
}

impl Permissions {
    /// What is known without asking: everything for one's own and for the role `owner`; nothing of what is
    /// somebody else's, until [`Permissions::ask`] was answered.
    pub fn known(workspace: &Workspace, viewer: &User) -> Self {
        let owns = workspace.owner_name == viewer.username;
        let role = viewer.roles.iter().any(|role| role == "owner");
        let all = owns || role;
        Self { owns, start: all, stop: all, update: all, delete: all, cancel: role }
    }

    /// Whether asking may tell more.
    pub fn is_complete(self) -> bool {
        self.owns || self.cancel
    }

    /// `POST /authcheck`: what the viewer may do with somebody else's workspace.
    pub fn ask(workspace: &Workspace) -> Call {
        let check = |action: &str| {
            json!({
                "object": {
                    "resource_type": "workspace",
                    "resource_id": workspace.id,
                    "owner_id": workspace.owner_id,
                },
                "action": action,
            })
        };
        let checks = json!({
            "start": check("start"), "stop": check("stop"), "update": check("update"), "delete": check("delete"),
        });
        Call::new(Method::Post, "/api/v2/authcheck", Some(json!({ "checks": checks })))
    }

    /// These, with the answer to [`Permissions::ask`].
    ///
    /// # Errors
    /// If the answer is not an object of booleans.
    pub fn answered(self, answer: &Value) -> Result<Self, Malformed> {
        let o = Object::new(answer)?;
        let may = |key| o.or_default::<bool>(key);
        Ok(Self {
            start: may("start")?,
            stop: may("stop")?,
            update: may("update")?,
            delete: may("delete")?,
            ..self
        })
    }
}

/// What is offered, the nearest at hand first.
pub fn actions(workspace: &Workspace, may: Permissions) -> Vec<Action> {
    if workspace.unreadable.is_some() {
        return Vec::new();
    }
    let (mut actions, cancel, is_at_rest) = by_state(workspace, may);
    actions.retain(|action| match action {
        Action::Stop => may.stop,
        Action::Activate => may.update,
        // Coder asks for both of who restarts.
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

/// This module's table: actions, whether canceling is offered, whether nothing is under way.
fn by_state(workspace: &Workspace, may: Permissions) -> (Vec<Action>, bool, bool) {
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
    use super::*;
    use crate::json::Read;

    const MINE: Permissions =
        Permissions { owns: true, start: true, stop: true, update: true, delete: true, cancel: false };

    fn workspace(status: &str, more: &Value) -> Workspace {
        let mut body = json!({
            "id": "w", "name": "w", "owner_name": "alice", "automatic_updates": "never",
            "template_allow_user_cancel_workspace_jobs": false,
            "latest_build": {"id": "b", "status": status, "job": {"status": "succeeded"}},
        });
        let o = body.as_object_mut().unwrap();
        o.extend(more.as_object().unwrap().clone());
        Workspace::read(&body).unwrap()
    }

    fn offered(status: &str, more: Value) -> Vec<Action> {
        let mut actions = actions(&workspace(status, &more), MINE);
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
        for (status, more, wanted) in table {
            assert_eq!(offered(status, more.clone()), wanted, "{status} {more}");
        }
    }

    #[test]
    fn with_what_cannot_be_read_nothing_is_done() {
        let ws = Workspace::read_row(&json!({"id": "w", "name": "w", "owner_name": "alice"}), 0);
        assert_eq!(actions(&ws, Permissions { cancel: true, ..MINE }), []);
    }

    #[test]
    fn an_external_agent_is_started_elsewhere() {
        let mut ws = workspace("running", &json!({}));
        ws.latest_build.has_external_agent = true;
        assert_eq!(actions(&ws, MINE), [A::Favorite, A::Delete]);
    }

    #[test]
    fn a_favorite_is_offered_to_be_none_and_only_to_its_owner() {
        let ws = workspace("stopped", &json!({"favorite": true}));
        assert!(actions(&ws, MINE).contains(&A::Unfavorite));
        let theirs = Permissions { owns: false, ..MINE };
        assert!(!actions(&ws, theirs).contains(&A::Unfavorite));
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
        assert_eq!(actions(&running, start), [], "who may not stop may not restart");
        assert_eq!(actions(&running, stop), [A::Stop], "nor who may not start");
        assert_eq!(actions(&running, both), [A::UpdateAndRestart, A::Stop, A::Restart]);
        let dormant = workspace("stopped", &json!({"dormant_at": "2026-01-01T00:00:00Z"}));
        assert_eq!(actions(&dormant, both), [], "waking is a change of settings");
        assert_eq!(actions(&dormant, update), [A::Activate]);
        let starting = workspace("starting", &json!({"template_allow_user_cancel_workspace_jobs": true}));
        let cancel = Permissions { cancel: true, ..NONE };
        for may in [NONE, update, cancel, Permissions { delete: true, ..NONE }] {
            assert_eq!(actions(&starting, may), [], "{may:?}");
        }
        for may in [start, stop] {
            assert_eq!(actions(&starting, may), [A::Cancel], "{may:?}");
        }
        assert_eq!(
            actions(&workspace("stopped", &json!({})), Permissions { delete: true, ..NONE }),
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
        let stranger = Permissions::known(&ws, &user(vec![]));
        assert_eq!(actions(&ws, stranger), []);
        assert!(!stranger.is_complete());
        let shared = stranger.answered(&json!({"start": true, "stop": true, "delete": false})).unwrap();
        assert_eq!(actions(&ws, shared), [A::Stop, A::Restart]);
        let stop_only = stranger.answered(&json!({"stop": true})).unwrap();
        assert_eq!(actions(&ws, stop_only), [A::Stop]);
        let admin = Permissions::known(&workspace("starting", &json!({})), &user(vec!["owner".into()]));
        assert_eq!(actions(&workspace("starting", &json!({})), admin), [A::Cancel]);
    }

    #[test]
    fn what_an_action_does_is_told_apart() {
        let all = [
            A::Activate,
            A::Start,
            A::UpdateAndStart,
            A::Stop,
            A::Restart,
            A::UpdateAndRestart,
            A::Retry,
            A::Cancel,
            A::Favorite,
            A::Unfavorite,
            A::Delete,
        ];
        let those = |which: fn(Action) -> bool| all.into_iter().filter(|a| which(*a)).collect::<Vec<_>>();
        assert_eq!(those(Action::brings_up), [A::Activate, A::Start, A::UpdateAndStart, A::Retry]);
        assert_eq!(
            those(Action::starts),
            [A::Start, A::UpdateAndStart, A::Restart, A::UpdateAndRestart, A::Retry]
        );
        assert_eq!(those(Action::updates), [A::UpdateAndStart, A::UpdateAndRestart]);
        assert_eq!(those(|a| a.under_way().is_none()), [A::Favorite, A::Unfavorite]);
    }

    #[test]
    fn asking_names_the_workspace_and_four_rights_and_the_answer_is_kept_apart_from_what_is_known() {
        let user = |name: &str, roles: &[&str]| {
            User::read(&json!({"id": "u", "username": name, "roles": roles.iter().map(|r| json!({"name": r})).collect::<Vec<_>>()}))
                .unwrap()
        };
        let ws = workspace("running", &json!({"owner_id": "o"}));
        let call = Permissions::ask(&ws);
        assert_eq!((call.method, call.path.as_str()), (Method::Post, "/api/v2/authcheck"));
        let checks = &call.body.unwrap()["checks"];
        for action in ["start", "stop", "update", "delete"] {
            let object = json!({"resource_type": "workspace", "resource_id": "w", "owner_id": "o"});
            assert_eq!(checks[action], json!({"object": object, "action": action}));
        }
        let mine = Permissions::known(&ws, &user("alice", &[]));
        assert_eq!(mine, MINE);
        assert!(mine.is_complete());
        let admin = Permissions::known(&ws, &user("bob", &["auditor", "owner"]));
        assert_eq!(admin, Permissions { owns: false, cancel: true, ..MINE });
        assert!(admin.is_complete());
        let stranger = Permissions::known(&ws, &user("bob", &["auditor"]));
        let told = stranger.answered(&json!({"start": true, "update": true, "delete": true})).unwrap();
        assert_eq!((told.start, told.stop, told.update, told.delete), (true, false, true, true));
        assert!(stranger.answered(&json!({"start": "yes"})).is_err());
    }
}
