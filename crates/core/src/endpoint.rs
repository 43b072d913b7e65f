//! The calls to Coder's API that the plugin makes.

use crate::link::segment;
use crate::path::is_below;
use serde_json::{Value, json};

/// Where Coder's API is on a deployment.
const API: &str = "/api/v2/";

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One call: what to send, relative to the deployment's root.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// Path and query, beginning with `/`.
    pub path: String,
    /// A JSON body.
    pub body: Option<Value>,
}

impl Call {
    /// Any call of Coder's API; `path` begins with `/api/v2/` and its pieces are escaped already. One that leads
    /// elsewhere is refused before anything is sent ([`Call::is_of_the_api`]).
    pub fn new(method: Method, path: impl Into<String>, body: Option<Value>) -> Self {
        Self { method, path: path.into(), body }
    }

    /// Returns whether the call stays below `/api/v2/` whoever normalizes its path: an id that is a dot segment, for
    /// one, would lead to whatever else is behind the proxy.
    pub fn is_of_the_api(&self) -> bool {
        is_below(&self.path, &[API])
    }

    fn get(path: impl Into<String>) -> Self {
        Self { method: Method::Get, path: path.into(), body: None }
    }

    /// The permission that a session token needs for this call, in the words of Coder's token scopes.
    pub fn permission(&self) -> &'static str {
        let path = self.path.strip_prefix("/api/v2/").unwrap_or(&self.path);
        let transition = || self.body.as_ref()?.get("transition")?.as_str();
        match (self.method, path.split(['/', '?']).next().unwrap_or_default()) {
            (Method::Get, "workspaces" | "workspacebuilds" | "workspaceagents" | "regions") => {
                "workspace:read"
            }
            (Method::Post, "workspaces") => match transition() {
                Some("stop") => "workspace:stop",
                Some("delete") => "workspace:delete",
                _ => "workspace:start",
            },
            (_, "workspaces" | "workspacebuilds") => "workspace:update",
            (_, "templates" | "templateversions") => "template:read",
            (_, "organizations") => "organization:read",
            (Method::Post, "users") if path.ends_with("/workspaces") => "workspace:create",
            (Method::Post, "users") if path.contains("/keys") => "api_key:create",
            (_, "users") if path.contains("/keys/") => "api_key:read",
            (_, "users") if path.contains("/workspace/") => "workspace:read",
            (_, "users") => "user:read_personal",
            _ => "coder:all",
        }
    }

    /// `GET /users/me`: the token's owner, or 401.
    pub fn users_me() -> Self {
        Self::get("/api/v2/users/me")
    }

    /// `GET /users/me/keys/{id}`: until when a session token is good. The id is no secret.
    pub fn api_key(id: &str) -> Self {
        Self::get(format!("/api/v2/users/me/keys/{}", segment(id)))
    }

    /// `GET /buildinfo`: needs no token.
    pub fn build_info() -> Self {
        Self::get("/api/v2/buildinfo")
    }

    /// `GET /workspaces`: one page of a search. `limit` is in rows and at least 1 (0 would mean no limit).
    pub fn workspaces(query: &str, limit: u32, offset: u32) -> Self {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("q", query).append_pair("limit", &limit.max(1).to_string());
        if offset > 0 {
            pairs.append_pair("offset", &offset.to_string());
        }
        Self::get(format!("/api/v2/workspaces?{}", pairs.finish()))
    }

    /// `GET /workspaces`: the user's own whose names contain this piece of a name.
    pub fn own_named_like(piece: &str) -> Self {
        Self::workspaces(&format!("owner:me name:{piece}"), 100, 0)
    }

    /// `GET /workspaces/{id}`.
    pub fn workspace(id: &str) -> Self {
        Self::get(format!("/api/v2/workspaces/{}", segment(id)))
    }

    /// `GET /workspacebuilds/{id}/logs`: what was written behind the line of this id.
    pub fn build_log(build: &str, after: i64) -> Self {
        Self::get(format!("/api/v2/workspacebuilds/{}/logs?after={after}", segment(build)))
    }

    /// `GET /workspaceagents/{id}/logs`: what was written behind the line of this id.
    pub fn agent_log(agent: &str, after: i64) -> Self {
        Self::get(format!("/api/v2/workspaceagents/{}/logs?after={after}", segment(agent)))
    }

    /// `GET /workspaceagents/{id}/listening-ports`: refused while the agent is not connected.
    pub fn listening_ports(agent: &str) -> Self {
        Self::get(format!("/api/v2/workspaceagents/{}/listening-ports", segment(agent)))
    }

    /// `GET /workspacebuilds/{id}/parameters`: the values of that build.
    pub fn build_parameters(build: &str) -> Self {
        Self::get(format!("/api/v2/workspacebuilds/{}/parameters", segment(build)))
    }

    /// `GET /regions`: under which hosts apps are found; the primary one first.
    pub fn regions() -> Self {
        Self::get("/api/v2/regions")
    }

    /// `POST /users/me/keys/tokens`: a key of the user's own for a program on their machine, good for so long.
    ///
    /// `POST /users/me/keys` gives one that is good for a week and longer with each use; this kind ends when it says.
    /// It is listed among the user's tokens by its name, of which there can be one each.
    pub fn mint_key(name: &str, seconds: u32) -> Self {
        const NANOSECONDS: u64 = 1_000_000_000;
        let body = json!({"token_name": name, "lifetime": u64::from(seconds) * NANOSECONDS, "scope": "all"});
        Self::new(Method::Post, "/api/v2/users/me/keys/tokens", Some(body))
    }

    /// `GET /templates`: all one may see, those that are deprecated left out.
    pub fn templates() -> Self {
        Self::get("/api/v2/templates")
    }

    /// `GET /templates/{id}`.
    pub fn template(id: &str) -> Self {
        Self::get(format!("/api/v2/templates/{}", segment(id)))
    }

    /// `GET /templateversions/{id}/presets`.
    pub fn presets(version: &str) -> Self {
        Self::get(format!("/api/v2/templateversions/{}/presets", segment(version)))
    }

    /// `GET /templateversions/{id}/rich-parameters`: the classic flow's.
    pub fn rich_parameters(version: &str) -> Self {
        Self::get(format!("/api/v2/templateversions/{}/rich-parameters", segment(version)))
    }

    /// `GET /templateversions/{id}/external-auth`.
    pub fn external_auth(version: &str) -> Self {
        Self::get(format!("/api/v2/templateversions/{}/external-auth", segment(version)))
    }

    /// `POST /templateversions/{id}/dynamic-parameters/evaluate`: the parameters there are with these inputs. The
    /// owner is named by UUID: "me" is not understood here.
    pub fn evaluate(version: &str, owner_id: &str, inputs: &[(String, String)]) -> Self {
        let inputs: serde_json::Map<String, Value> =
            inputs.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect();
        let body = serde_json::json!({"id": 1, "inputs": inputs, "owner_id": owner_id});
        let path = format!("/api/v2/templateversions/{}/dynamic-parameters/evaluate", segment(version));
        Self::new(Method::Post, path, Some(body))
    }

    /// `GET /users/me/autofill-parameters`: what the user gave for a template the last time.
    pub fn autofill(template: &str) -> Self {
        Self::get(format!("/api/v2/users/me/autofill-parameters?template_id={}", segment(template)))
    }

    /// `GET /organizations/{id}/members/me/workspace-quota`: absent in editions without quotas.
    pub fn quota(organization: &str) -> Self {
        Self::get(format!("/api/v2/organizations/{}/members/me/workspace-quota", segment(organization)))
    }

    /// `POST /users/me/workspaces`.
    pub fn create_workspace(body: Value) -> Self {
        Self::new(Method::Post, "/api/v2/users/me/workspaces", Some(body))
    }

    /// `GET /users/me/workspace/{name}`: 404 if the user has none of this name.
    pub fn workspace_named(name: &str) -> Self {
        Self::get(format!("/api/v2/users/me/workspace/{}", segment(name)))
    }

    /// An icon's file on the deployment.
    pub fn icon(path: &str) -> Self {
        Self::get(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_always_paged_and_the_query_escaped() {
        let call = Call::workspaces("owner:me param:\"r=https://a/b?c&d\"", 0, 0);
        assert_eq!(
            call.path,
            "/api/v2/workspaces?q=owner%3Ame+param%3A%22r%3Dhttps%3A%2F%2Fa%2Fb%3Fc%26d%22&limit=1"
        );
        assert_eq!(Call::workspaces("", 25, 50).path, "/api/v2/workspaces?q=&limit=25&offset=50");
    }

    #[test]
    fn each_call_names_the_permission_it_needs() {
        let build = |transition: &str| {
            let body = serde_json::json!({"transition": transition});
            Call::new(Method::Post, "/api/v2/workspaces/w/builds", Some(body))
        };
        let table = [
            (Call::workspaces("", 1, 0), "workspace:read"),
            (Call::new(Method::Post, "/api/v2/users/me/other", None), "user:read_personal"),
            (Call::workspace("w"), "workspace:read"),
            (Call::build_log("b", 0), "workspace:read"),
            (Call::workspace_named("w"), "workspace:read"),
            (build("start"), "workspace:start"),
            (build("stop"), "workspace:stop"),
            (build("delete"), "workspace:delete"),
            (Call::new(Method::Patch, "/api/v2/workspacebuilds/b/cancel", None), "workspace:update"),
            (Call::new(Method::Put, "/api/v2/workspaces/w/favorite", None), "workspace:update"),
            (Call::create_workspace(Value::Null), "workspace:create"),
            (Call::templates(), "template:read"),
            (Call::presets("v"), "template:read"),
            (Call::evaluate("v", "o", &[]), "template:read"),
            (Call::quota("o"), "organization:read"),
            (Call::mint_key("n", 60), "api_key:create"),
            (Call::api_key("k"), "api_key:read"),
            (Call::users_me(), "user:read_personal"),
            (Call::autofill("t"), "user:read_personal"),
            (Call::new(Method::Get, "/api/v2/deployment/config", None), "coder:all"),
        ];
        for (call, permission) in table {
            assert_eq!(call.permission(), permission, "{} {}", call.method.as_str(), call.path);
        }
    }

    #[test]
    fn ids_cannot_leave_their_segment() {
        assert_eq!(Call::workspace("../x").path, "/api/v2/workspaces/..%2Fx");
    }

    #[test]
    fn every_call_is_the_one_that_coder_documents() {
        let line = |call: Call| format!("{} {}", call.method.as_str(), call.path);
        let table = [
            (Call::users_me(), "GET /api/v2/users/me"),
            (Call::api_key("a/b"), "GET /api/v2/users/me/keys/a%2Fb"),
            (Call::build_info(), "GET /api/v2/buildinfo"),
            (Call::workspaces("x", 2, 0), "GET /api/v2/workspaces?q=x&limit=2"),
            (Call::workspaces("x", 2, 1), "GET /api/v2/workspaces?q=x&limit=2&offset=1"),
            (Call::build_log("b", 7), "GET /api/v2/workspacebuilds/b/logs?after=7"),
            (Call::agent_log("a", 7), "GET /api/v2/workspaceagents/a/logs?after=7"),
            (Call::listening_ports("a"), "GET /api/v2/workspaceagents/a/listening-ports"),
            (Call::build_parameters("b"), "GET /api/v2/workspacebuilds/b/parameters"),
            (Call::regions(), "GET /api/v2/regions"),
            (Call::mint_key("n", 1), "POST /api/v2/users/me/keys/tokens"),
            (Call::templates(), "GET /api/v2/templates"),
            (Call::template("t"), "GET /api/v2/templates/t"),
            (Call::presets("v"), "GET /api/v2/templateversions/v/presets"),
            (Call::rich_parameters("v"), "GET /api/v2/templateversions/v/rich-parameters"),
            (Call::external_auth("v"), "GET /api/v2/templateversions/v/external-auth"),
            (Call::evaluate("v", "o", &[]), "POST /api/v2/templateversions/v/dynamic-parameters/evaluate"),
            (Call::autofill("t"), "GET /api/v2/users/me/autofill-parameters?template_id=t"),
            (Call::quota("o"), "GET /api/v2/organizations/o/members/me/workspace-quota"),
            (Call::create_workspace(Value::Null), "POST /api/v2/users/me/workspaces"),
            (Call::workspace_named("a b"), "GET /api/v2/users/me/workspace/a%20b"),
            (Call::icon("/icon/x.svg"), "GET /icon/x.svg"),
        ];
        for (call, wanted) in table {
            assert_eq!(line(call), wanted);
        }
        let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
        assert_eq!(methods.map(Method::as_str), ["GET", "POST", "PUT", "PATCH", "DELETE"]);
    }

    #[test]
    fn ids_that_are_dot_segments_are_no_calls_of_the_api() {
        for id in [".", "..", "../../coder-eu", "%2e%2e", "..\\x"] {
            assert!(!Call::workspace(id).is_of_the_api(), "{id}");
            assert!(!Call::workspace_named(id).is_of_the_api(), "{id}");
        }
        assert!(Call::workspace("a.b").is_of_the_api());
        assert!(!Call::icon("/icon/x.svg").is_of_the_api());
    }

    #[test]
    fn a_key_for_a_program_ends_when_it_says() {
        let call = Call::mint_key("backstage-1", 3600);
        assert_eq!((call.method, call.path.as_str()), (Method::Post, "/api/v2/users/me/keys/tokens"));
        assert_eq!(
            call.body,
            Some(json!({"token_name": "backstage-1", "lifetime": 3_600_000_000_000_u64, "scope": "all"}))
        );
    }
}
