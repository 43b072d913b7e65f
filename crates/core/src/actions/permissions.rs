//! The viewer's permissions on a workspace, from the viewer's role or from `/authcheck`.

use crate::json::{DecodeError, Object};
use crate::models::{User, Workspace};
use crate::request::Request;
use serde_json::{Value, json};

/// The viewer's permissions on a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// Whether the viewer owns the workspace.
    pub owns: bool,
    /// Permission to start and update the workspace.
    pub start: bool,
    /// Permission to stop the workspace.
    pub stop: bool,
    /// Permission to change the settings of the workspace.
    pub update: bool,
    /// Permission to delete the workspace.
    pub delete: bool,
    /// Permission to cancel a build regardless of the template's setting.
    pub cancel: bool,
}

impl Permissions {
    /// Derives the permissions that need no request.
    ///
    /// The workspace's owner and users with the role `owner` have all of them, except that only the role grants
    /// `cancel`. Other users have none until the response to [`Permissions::authcheck_request`] is merged by
    /// [`Permissions::with_authcheck`].
    pub fn from_role(workspace: &Workspace, viewer: &User) -> Self {
        let owns = workspace.owner_name == viewer.username;
        let role = viewer.roles.iter().any(|role| role == "owner");
        let all = owns || role;
        Self { owns, start: all, stop: all, update: all, delete: all, cancel: role }
    }

    /// Whether the permissions are final, so that `/authcheck` would add nothing.
    pub fn is_conclusive(self) -> bool {
        self.owns || self.cancel
    }

    /// Builds `POST /authcheck`, which returns the viewer's permissions on another user's workspace.
    pub fn authcheck_request(workspace: &Workspace) -> Request {
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
        Request::authcheck(&checks)
    }

    /// Returns these permissions, updated from the response to [`Permissions::authcheck_request`].
    ///
    /// # Errors
    /// If the response is not an object of booleans.
    pub fn with_authcheck(self, answer: &Value) -> Result<Self, DecodeError> {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::actions::fixture::{MINE, workspace};
    use crate::json::FromJson as _;
    use crate::request::Method;

    #[test]
    fn asking_names_the_workspace_and_four_rights_and_the_answer_is_kept_apart_from_what_is_known() {
        let user = |name: &str, roles: &[&str]| {
            User::from_json(&json!({"id": "u", "username": name, "roles": roles.iter().map(|r| json!({"name": r})).collect::<Vec<_>>()}))
                .unwrap()
        };
        let ws = workspace("running", &json!({"owner_id": "o"}));
        let call = Permissions::authcheck_request(&ws);
        assert_eq!((call.method, call.path.as_str()), (Method::Post, "/api/v2/authcheck"));
        let checks = &call.body.unwrap()["checks"];
        for action in ["start", "stop", "update", "delete"] {
            let object = json!({"resource_type": "workspace", "resource_id": "w", "owner_id": "o"});
            assert_eq!(checks[action], json!({"object": object, "action": action}));
        }
        let mine = Permissions::from_role(&ws, &user("alice", &[]));
        assert_eq!(mine, MINE);
        assert!(mine.is_conclusive());
        let admin = Permissions::from_role(&ws, &user("bob", &["auditor", "owner"]));
        assert_eq!(admin, Permissions { owns: false, cancel: true, ..MINE });
        assert!(admin.is_conclusive());
        let stranger = Permissions::from_role(&ws, &user("bob", &["auditor"]));
        let permissions =
            stranger.with_authcheck(&json!({"start": true, "update": true, "delete": true})).unwrap();
        assert_eq!(
            (permissions.start, permissions.stop, permissions.update, permissions.delete),
            (true, false, true, true)
        );
        assert!(stranger.with_authcheck(&json!({"start": "yes"})).is_err());
    }
}
