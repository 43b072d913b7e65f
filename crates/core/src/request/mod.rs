//! Requests to Coder's API.

mod endpoints;

use crate::path::is_below;
use serde_json::Value;

/// The path of Coder's API on a deployment.
const API: &str = "/api/v2/";

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads a resource.
    Get,
    /// Creates a resource.
    Post,
    /// Replaces a resource.
    Put,
    /// Changes a resource.
    Patch,
    /// Removes a resource.
    Delete,
}

impl Method {
    /// Returns the name of the method in HTTP.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Returns the method of a name, which is in capitals.
    pub fn of(name: &str) -> Option<Self> {
        [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete]
            .into_iter()
            .find(|it| it.as_str() == name)
    }
}

/// A request to Coder's API, relative to the deployment's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path and query, beginning with `/`.
    pub path: String,
    /// The JSON body.
    pub body: Option<Value>,
}

impl Request {
    /// Creates a request to Coder's API.
    ///
    /// `path` begins with `/api/v2/`, and its segments are already escaped. A request whose path leaves the API is
    /// refused before it is sent ([`Request::is_of_the_api`]).
    pub fn new(method: Method, path: impl Into<String>, body: Option<Value>) -> Self {
        Self { method, path: path.into(), body }
    }

    /// Whether the path stays below `/api/v2/` however it is normalized.
    ///
    /// An id that is a dot segment, for example, would otherwise reach other services behind the proxy.
    pub fn is_of_the_api(&self) -> bool {
        is_below(&self.path, &[API])
    }

    fn get(path: impl Into<String>) -> Self {
        Self { method: Method::Get, path: path.into(), body: None }
    }

    /// Returns the permission that the session token needs for this request, as named in Coder's token scopes.
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_list_is_always_paged_and_the_query_escaped() {
        let call = Request::workspaces("owner:me param:\"r=https://a/b?c&d\"", 0, 0);
        assert_eq!(
            call.path,
            "/api/v2/workspaces?q=owner%3Ame+param%3A%22r%3Dhttps%3A%2F%2Fa%2Fb%3Fc%26d%22&limit=1"
        );
        assert_eq!(Request::workspaces("", 25, 50).path, "/api/v2/workspaces?q=&limit=25&offset=50");
    }

    #[test]
    fn each_call_names_the_permission_it_needs() {
        let build = |transition: &str| {
            let body = serde_json::json!({"transition": transition});
            Request::new(Method::Post, "/api/v2/workspaces/w/builds", Some(body))
        };
        let table = [
            (Request::workspaces("", 1, 0), "workspace:read"),
            (Request::new(Method::Post, "/api/v2/users/me/other", None), "user:read_personal"),
            (Request::workspace("w"), "workspace:read"),
            (Request::build_log("b", 0), "workspace:read"),
            (Request::workspace_by_name("w"), "workspace:read"),
            (build("start"), "workspace:start"),
            (build("stop"), "workspace:stop"),
            (build("delete"), "workspace:delete"),
            (Request::new(Method::Patch, "/api/v2/workspacebuilds/b/cancel", None), "workspace:update"),
            (Request::new(Method::Put, "/api/v2/workspaces/w/favorite", None), "workspace:update"),
            (Request::create_workspace(Value::Null), "workspace:create"),
            (Request::templates(), "template:read"),
            (Request::presets("v"), "template:read"),
            (Request::evaluate_parameters("v", "o", &[]), "template:read"),
            (Request::quota("o"), "organization:read"),
            (Request::create_api_key("n", 60), "api_key:create"),
            (Request::api_key("k"), "api_key:read"),
            (Request::users_me(), "user:read_personal"),
            (Request::autofill_parameters("t"), "user:read_personal"),
            (Request::new(Method::Get, "/api/v2/deployment/config", None), "coder:all"),
        ];
        for (call, permission) in table {
            assert_eq!(call.permission(), permission, "{} {}", call.method.as_str(), call.path);
        }
    }

    #[test]
    fn ids_cannot_leave_their_segment() {
        assert_eq!(Request::workspace("../x").path, "/api/v2/workspaces/..%2Fx");
    }

    #[test]
    fn every_call_is_the_one_that_coder_documents() {
        let line = |call: Request| format!("{} {}", call.method.as_str(), call.path);
        let table = [
            (Request::users_me(), "GET /api/v2/users/me"),
            (Request::api_key("a/b"), "GET /api/v2/users/me/keys/a%2Fb"),
            (Request::build_info(), "GET /api/v2/buildinfo"),
            (Request::workspaces("x", 2, 0), "GET /api/v2/workspaces?q=x&limit=2"),
            (Request::workspaces("x", 2, 1), "GET /api/v2/workspaces?q=x&limit=2&offset=1"),
            (Request::build_log("b", 7), "GET /api/v2/workspacebuilds/b/logs?after=7"),
            (Request::agent_log("a", 7), "GET /api/v2/workspaceagents/a/logs?after=7"),
            (Request::listening_ports("a"), "GET /api/v2/workspaceagents/a/listening-ports"),
            (Request::build_parameters("b"), "GET /api/v2/workspacebuilds/b/parameters"),
            (Request::regions(), "GET /api/v2/regions"),
            (Request::create_api_key("n", 1), "POST /api/v2/users/me/keys/tokens"),
            (Request::templates(), "GET /api/v2/templates"),
            (Request::template("t"), "GET /api/v2/templates/t"),
            (Request::template_version("v"), "GET /api/v2/templateversions/v"),
            (Request::presets("v"), "GET /api/v2/templateversions/v/presets"),
            (Request::rich_parameters("v"), "GET /api/v2/templateversions/v/rich-parameters"),
            (Request::external_auth("v"), "GET /api/v2/templateversions/v/external-auth"),
            (
                Request::evaluate_parameters("v", "o", &[]),
                "POST /api/v2/templateversions/v/dynamic-parameters/evaluate",
            ),
            (Request::autofill_parameters("t"), "GET /api/v2/users/me/autofill-parameters?template_id=t"),
            (Request::quota("o"), "GET /api/v2/organizations/o/members/me/workspace-quota"),
            (Request::create_workspace(Value::Null), "POST /api/v2/users/me/workspaces"),
            (Request::workspace_by_name("a b"), "GET /api/v2/users/me/workspace/a%20b"),
            (Request::icon("/icon/x.svg"), "GET /icon/x.svg"),
        ];
        for (call, expected) in table {
            assert_eq!(line(call), expected);
        }
        let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
        assert_eq!(methods.map(Method::as_str), ["GET", "POST", "PUT", "PATCH", "DELETE"]);
    }

    #[test]
    fn ids_that_are_dot_segments_are_no_calls_of_the_api() {
        for id in [".", "..", "../../coder-eu", "%2e%2e", "..\\x"] {
            assert!(!Request::workspace(id).is_of_the_api(), "{id}");
            assert!(!Request::workspace_by_name(id).is_of_the_api(), "{id}");
        }
        assert!(Request::workspace("a.b").is_of_the_api());
        assert!(!Request::icon("/icon/x.svg").is_of_the_api());
    }

    #[test]
    fn a_key_for_a_program_ends_when_it_says() {
        let call = Request::create_api_key("backstage-1", 3600);
        assert_eq!((call.method, call.path.as_str()), (Method::Post, "/api/v2/users/me/keys/tokens"));
        assert_eq!(
            call.body,
            Some(json!({"token_name": "backstage-1", "lifetime": 3_600_000_000_000_u64, "scope": "all"}))
        );
    }
}
