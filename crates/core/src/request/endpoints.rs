//! The endpoints of Coder's API that are used: every path stands here, and the permission that it needs in
//! [`Request::permission`].

use super::{Method, Request};
use crate::url::encode_segment;
use serde_json::{Value, json};

impl Request {
    /// Builds `GET /users/me`, which returns the owner of the session token, or 401.
    pub fn users_me() -> Self {
        Self::get("/api/v2/users/me")
    }

    /// Builds `GET /users/me/keys/{id}`, which returns when a session token expires. The id is not a secret.
    pub fn api_key(id: &str) -> Self {
        Self::get(format!("/api/v2/users/me/keys/{}", encode_segment(id)))
    }

    /// Builds `GET /buildinfo`, which needs no session token.
    pub fn build_info() -> Self {
        Self::get("/api/v2/buildinfo")
    }

    /// Builds `GET /workspaces`, which returns one page of a list.
    ///
    /// `limit` is a number of rows and at least 1 (0 would mean no limit).
    pub fn workspaces(query: &str, limit: u32, offset: u32) -> Self {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("q", query).append_pair("limit", &limit.max(1).to_string());
        if offset > 0 {
            pairs.append_pair("offset", &offset.to_string());
        }
        Self::get(format!("/api/v2/workspaces?{}", pairs.finish()))
    }

    /// Builds `GET /workspaces` for the user's own workspaces whose names contain `piece`.
    pub fn own_workspaces_named_like(piece: &str) -> Self {
        Self::workspaces(&format!("owner:me name:{piece}"), 100, 0)
    }

    /// Builds `GET /workspaces/{id}`.
    pub fn workspace(id: &str) -> Self {
        Self::get(format!("/api/v2/workspaces/{}", encode_segment(id)))
    }

    /// Builds `GET /workspacebuilds/{id}/logs`, which returns the build log after the line with this id.
    pub fn build_log(build: &str, after: i64) -> Self {
        Self::get(format!("/api/v2/workspacebuilds/{}/logs?after={after}", encode_segment(build)))
    }

    /// Builds `GET /workspaceagents/{id}/logs`, which returns the startup log after the line with this id.
    pub fn agent_log(agent: &str, after: i64) -> Self {
        Self::get(format!("/api/v2/workspaceagents/{}/logs?after={after}", encode_segment(agent)))
    }

    /// Builds `GET /workspaceagents/{id}/listening-ports`, which is refused while the agent is not connected.
    pub fn listening_ports(agent: &str) -> Self {
        Self::get(format!("/api/v2/workspaceagents/{}/listening-ports", encode_segment(agent)))
    }

    /// Builds `GET /workspacebuilds/{id}/parameters`, which returns the parameter values of a build.
    pub fn build_parameters(build: &str) -> Self {
        Self::get(format!("/api/v2/workspacebuilds/{}/parameters", encode_segment(build)))
    }

    /// Builds `GET /regions`, which returns the hosts of the apps, the primary region first.
    pub fn regions() -> Self {
        Self::get("/api/v2/regions")
    }

    /// Builds `POST /users/me/keys/tokens`, which creates an API key for a desktop program.
    ///
    /// The key expires after `seconds`. A key of `POST /users/me/keys` would be valid for a week and be extended by
    /// each use. The name is listed among the user's tokens and must be unique.
    pub fn create_api_key(name: &str, seconds: u32) -> Self {
        const NANOSECONDS: u64 = 1_000_000_000;
        let body = json!({"token_name": name, "lifetime": u64::from(seconds) * NANOSECONDS, "scope": "all"});
        Self::new(Method::Post, "/api/v2/users/me/keys/tokens", Some(body))
    }

    /// Builds `GET /templates`, which returns the templates that the user may see, without deprecated ones.
    pub fn templates() -> Self {
        Self::get("/api/v2/templates")
    }

    /// Builds `GET /templates/{id}`.
    pub fn template(id: &str) -> Self {
        Self::get(format!("/api/v2/templates/{}", encode_segment(id)))
    }

    /// Builds `GET /templateversions/{id}`.
    pub fn template_version(id: &str) -> Self {
        Self::get(format!("/api/v2/templateversions/{}", encode_segment(id)))
    }

    /// Builds `GET /templateversions/{id}/presets`.
    pub fn presets(version: &str) -> Self {
        Self::get(format!("/api/v2/templateversions/{}/presets", encode_segment(version)))
    }

    /// Builds `GET /templateversions/{id}/rich-parameters`, which returns the parameters of the classic flow.
    pub fn rich_parameters(version: &str) -> Self {
        Self::get(format!("/api/v2/templateversions/{}/rich-parameters", encode_segment(version)))
    }

    /// Builds `GET /templateversions/{id}/external-auth`.
    pub fn external_auth(version: &str) -> Self {
        Self::get(format!("/api/v2/templateversions/{}/external-auth", encode_segment(version)))
    }

    /// Builds `POST /templateversions/{id}/dynamic-parameters/evaluate`, which returns the preview parameters for
    /// these inputs.
    ///
    /// The owner is named by UUID: this endpoint does not accept "me".
    pub fn evaluate_parameters(version: &str, owner_id: &str, inputs: &[(String, String)]) -> Self {
        let inputs: serde_json::Map<String, Value> =
            inputs.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect();
        let body = json!({"id": 1, "inputs": inputs, "owner_id": owner_id});
        let path =
            format!("/api/v2/templateversions/{}/dynamic-parameters/evaluate", encode_segment(version));
        Self::new(Method::Post, path, Some(body))
    }

    /// Builds `GET /users/me/autofill-parameters`, which returns the user's last values for a template.
    pub fn autofill_parameters(template: &str) -> Self {
        Self::get(format!("/api/v2/users/me/autofill-parameters?template_id={}", encode_segment(template)))
    }

    /// Builds `GET /organizations/{id}/members/me/workspace-quota`, which is absent in editions without quotas.
    pub fn quota(organization: &str) -> Self {
        Self::get(format!(
            "/api/v2/organizations/{}/members/me/workspace-quota",
            encode_segment(organization)
        ))
    }

    /// Builds `POST /users/me/workspaces`.
    pub fn create_workspace(body: Value) -> Self {
        Self::new(Method::Post, "/api/v2/users/me/workspaces", Some(body))
    }

    /// Builds `GET /users/me/workspace/{name}`, which returns 404 if the user has no workspace with this name.
    pub fn workspace_by_name(name: &str) -> Self {
        Self::get(format!("/api/v2/users/me/workspace/{}", encode_segment(name)))
    }

    /// Builds the request for an icon file of the deployment.
    pub fn icon(path: &str) -> Self {
        Self::get(path)
    }

    /// Builds `POST /workspaces/{id}/builds`, which starts, stops or deletes a workspace.
    pub fn create_build(workspace: &str, body: Value) -> Self {
        Self::new(
            Method::Post,
            format!("/api/v2/workspaces/{}/builds", encode_segment(workspace)),
            Some(body),
        )
    }

    /// Builds `PATCH /workspacebuilds/{id}/cancel`.
    ///
    /// Coder rejects the request if the job has left the expected status, `pending` or `running`, in the meantime.
    pub fn cancel_build(build: &str, expected_status: Option<&str>) -> Self {
        let query = expected_status.map(|status| format!("?expect_status={status}")).unwrap_or_default();
        Self::new(
            Method::Patch,
            format!("/api/v2/workspacebuilds/{}/cancel{query}", encode_segment(build)),
            None,
        )
    }

    /// Builds `PUT` or `DELETE /workspaces/{id}/favorite`.
    pub fn set_favorite(workspace: &str, is_favorite: bool) -> Self {
        let method = if is_favorite { Method::Put } else { Method::Delete };
        Self::new(method, format!("/api/v2/workspaces/{}/favorite", encode_segment(workspace)), None)
    }

    /// Builds `PATCH /workspaces/{id}`, which renames a workspace.
    pub fn rename_workspace(workspace: &str, name: &str) -> Self {
        let path = format!("/api/v2/workspaces/{}", encode_segment(workspace));
        Self::new(Method::Patch, path, Some(json!({ "name": name })))
    }

    /// Builds `PUT /workspaces/{id}/dormant`, which activates a dormant workspace.
    pub fn activate_workspace(workspace: &str) -> Self {
        Self::put_setting(workspace, "dormant", json!({"dormant": false}))
    }

    /// Builds `PUT /workspaces/{id}/autostart`. The schedule is a cron line; `None` disables autostart.
    pub fn set_autostart(workspace: &str, schedule: Option<&str>) -> Self {
        Self::put_setting(workspace, "autostart", json!({ "schedule": schedule }))
    }

    /// Builds `PUT /workspaces/{id}/ttl`, in milliseconds; `None` disables the automatic stop.
    pub fn set_ttl(workspace: &str, ms: Option<i64>) -> Self {
        Self::put_setting(workspace, "ttl", json!({ "ttl_ms": ms }))
    }

    /// Builds `PUT /workspaces/{id}/extend`. The deadline is in RFC 3339.
    pub fn extend_workspace(workspace: &str, deadline: &str) -> Self {
        Self::put_setting(workspace, "extend", json!({ "deadline": deadline }))
    }

    fn put_setting(workspace: &str, setting: &str, body: Value) -> Self {
        let path = format!("/api/v2/workspaces/{}/{setting}", encode_segment(workspace));
        Self::new(Method::Put, path, Some(body))
    }

    /// Builds `POST /authcheck`, which returns for each check whether the viewer is allowed to do it.
    pub fn authcheck(checks: &Value) -> Self {
        Self::new(Method::Post, "/api/v2/authcheck", Some(json!({ "checks": checks })))
    }
}
