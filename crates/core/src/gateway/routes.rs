//! The requests that a gateway passes on to Coder: those of this crate, and nothing else.

use crate::icon::is_file;
use crate::request::Method;

/// A request that a gateway passes on: a method, a path with typed placeholders, and the keys of its query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path: `{id}` is a UUID or the id of an API key, `{name}` is the name of a workspace.
    pub path: &'static str,
    /// The keys that the query may have.
    query: &'static [&'static str],
}

const fn route(method: Method, path: &'static str, query: &'static [&'static str]) -> Route {
    Route { method, path, query }
}

/// The routes, by path.
pub const ROUTES: [Route; 32] = {
    use Method::{Delete, Get, Patch, Post, Put};
    [
        route(Post, "/api/v2/authcheck", &[]),
        route(Get, "/api/v2/buildinfo", &[]),
        route(Get, "/api/v2/organizations/{id}/members/me/workspace-quota", &[]),
        route(Get, "/api/v2/regions", &[]),
        route(Get, "/api/v2/templates", &[]),
        route(Get, "/api/v2/templates/{id}", &[]),
        route(Get, "/api/v2/templateversions/{id}", &[]),
        route(Post, "/api/v2/templateversions/{id}/dynamic-parameters/evaluate", &[]),
        route(Get, "/api/v2/templateversions/{id}/external-auth", &[]),
        route(Get, "/api/v2/templateversions/{id}/presets", &[]),
        route(Get, "/api/v2/templateversions/{id}/rich-parameters", &[]),
        route(Get, "/api/v2/users/me", &[]),
        route(Get, "/api/v2/users/me/autofill-parameters", &["template_id"]),
        route(Post, "/api/v2/users/me/keys/tokens", &[]),
        route(Get, "/api/v2/users/me/keys/{id}", &[]),
        route(Get, "/api/v2/users/me/workspace/{name}", &[]),
        route(Post, "/api/v2/users/me/workspaces", &[]),
        route(Get, "/api/v2/workspaceagents/{id}/listening-ports", &[]),
        route(Get, "/api/v2/workspaceagents/{id}/logs", &["after"]),
        route(Patch, "/api/v2/workspacebuilds/{id}/cancel", &["expect_status"]),
        route(Get, "/api/v2/workspacebuilds/{id}/logs", &["after"]),
        route(Get, "/api/v2/workspacebuilds/{id}/parameters", &[]),
        route(Get, "/api/v2/workspaces", &["q", "limit", "offset"]),
        route(Get, "/api/v2/workspaces/{id}", &[]),
        route(Patch, "/api/v2/workspaces/{id}", &[]),
        route(Put, "/api/v2/workspaces/{id}/autostart", &[]),
        route(Post, "/api/v2/workspaces/{id}/builds", &[]),
        route(Put, "/api/v2/workspaces/{id}/dormant", &[]),
        route(Put, "/api/v2/workspaces/{id}/extend", &[]),
        route(Delete, "/api/v2/workspaces/{id}/favorite", &[]),
        route(Put, "/api/v2/workspaces/{id}/favorite", &[]),
        route(Put, "/api/v2/workspaces/{id}/ttl", &[]),
    ]
};

/// The greatest length of an id or a name.
const LONGEST_SEGMENT: usize = 64;

/// Returns the route of a request, by its method and its target (path and query); `None` if a gateway must not pass it
/// on.
///
/// Ids and names have ASCII letters, digits and hyphens only: nothing in a path is escaped, so that no server behind
/// the gateway can read another path out of it. A query has what encoding a form leaves only: no server can read another
/// key or a fragment out of a value.
///
/// ```
/// use coder_core::gateway::route_of;
/// let route = route_of("GET", "/api/v2/workspaces?q=owner%3Ame&limit=25").unwrap();
/// assert_eq!(route.path, "/api/v2/workspaces");
/// assert_eq!(route_of("GET", "/api/v2/workspaces/../users"), None);
/// assert_eq!(route_of("DELETE", "/api/v2/users/me"), None);
/// ```
pub fn route_of(method: &str, target: &str) -> Option<&'static Route> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    ROUTES
        .iter()
        .find(|route| route.method.as_str() == method && fits(route.path, path))
        .filter(|route| query.bytes().all(is_encoded) && has_only(query, route.query))
}

/// Whether a request is for an icon of the deployment, which a gateway passes on without a credential: Coder serves icons
/// to everybody.
///
/// ```
/// use coder_core::gateway::is_icon;
/// assert!(is_icon("GET", "/icon/docker.svg"));
/// assert!(!is_icon("GET", "/icon/../api/v2/users/me"));
/// assert!(!is_icon("GET", "/@alice/payments/apps/code"));
/// ```
pub fn is_icon(method: &str, target: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/.-_%+".contains(&byte);
    method == Method::Get.as_str() && target.bytes().all(is_plain) && is_file(target)
}

fn fits(template: &str, path: &str) -> bool {
    let (mut expected, mut found) = (template.split('/'), path.split('/'));
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return true,
            (Some("{id}" | "{name}"), Some(segment)) if is_plain(segment) => {}
            (Some(expected), Some(segment)) if expected == segment => {}
            _ => return false,
        }
    }
}

fn is_plain(segment: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=LONGEST_SEGMENT).contains(&segment.len()) && segment.bytes().all(is_allowed)
}

/// Whether a byte may be in an encoded query.
fn is_encoded(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"*-._~+%=&".contains(&byte)
}

/// Whether a query has these keys only, and each once.
fn has_only(query: &str, keys: &[&str]) -> bool {
    let mut seen = Vec::new();
    query.split('&').filter(|pair| !pair.is_empty()).all(|pair| {
        let key = pair.split('=').next().unwrap_or_default();
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new && keys.contains(&key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Request;
    use serde_json::Value;

    const ID: &str = "5f0f7a3e-2222-4222-8222-000000000001";

    #[test]
    fn every_request_of_this_crate_has_a_route_and_every_route_a_request() {
        let requests = [
            Request::users_me(),
            Request::api_key("demodemo01"),
            Request::build_info(),
            Request::workspaces("owner:me", 25, 50),
            Request::workspace(ID),
            Request::build_log(ID, 7),
            Request::agent_log(ID, 7),
            Request::listening_ports(ID),
            Request::build_parameters(ID),
            Request::regions(),
            Request::create_api_key("n", 1),
            Request::templates(),
            Request::template(ID),
            Request::template_version(ID),
            Request::presets(ID),
            Request::rich_parameters(ID),
            Request::external_auth(ID),
            Request::evaluate_parameters(ID, ID, &[]),
            Request::autofill_parameters(ID),
            Request::quota(ID),
            Request::create_workspace(Value::Null),
            Request::workspace_by_name("payments-2"),
            Request::create_build(ID, Value::Null),
            Request::cancel_build(ID, Some("pending")),
            Request::set_favorite(ID, true),
            Request::set_favorite(ID, false),
            Request::rename_workspace(ID, "x"),
            Request::activate_workspace(ID),
            Request::set_autostart(ID, None),
            Request::set_ttl(ID, None),
            Request::extend_workspace(ID, "2026-01-01T00:00:00Z"),
            Request::authcheck(&Value::Null),
        ];
        let mut used: Vec<&Route> = Vec::new();
        for request in &requests {
            let route = route_of(request.method.as_str(), &request.path);
            assert!(route.is_some(), "{} {}", request.method.as_str(), request.path);
            used.extend(route);
        }
        let unused: Vec<_> = ROUTES.iter().filter(|route| !used.contains(route)).collect();
        assert!(unused.is_empty(), "{unused:?}");
        assert!(ROUTES.is_sorted_by_key(|route| (route.path, route.method.as_str() == "PUT")), "by path");
    }

    #[test]
    fn what_is_not_exactly_a_route_is_not_passed_on() {
        for target in [
            "/api/v2/users",
            "/api/v2/users/alice",
            "/api/v2/users/me/",
            "//api/v2/users/me",
            "/api/v2/users/me#x",
            "/api/v2/users/me?x=1",
            "/api/v2/Users/me",
            "/api/v2/workspaces/",
            "/api/v2/workspaces/..",
            "/api/v2/workspaces/%2e%2e",
            "/api/v2/workspaces/a%2Fb",
            "/api/v2/workspaces/a\\b",
            "/api/v2/workspaces/a b",
            "/api/v2/workspaces/ä",
            "/api/v2/workspaces?q=a&q=b",
            "/api/v2/workspaces?deleted=true",
            "/api/v2/workspaces?%71=a",
            "/api/v2/workspaces?q=a;deleted=true",
            "/api/v2/workspaces?q=a#b",
            "/api/v2/workspaces?q=a b",
            "/api/v2/workspaces?q=\u{e4}",
            "/api/v2/deployment/config",
            "http://elsewhere.example/api/v2/users/me",
            "",
        ] {
            assert_eq!(route_of("GET", target), None, "{target}");
        }
        let long = format!("/api/v2/workspaces/{}", "a".repeat(65));
        assert_eq!(route_of("GET", &long), None);
        assert_eq!(route_of("get", "/api/v2/users/me"), None);
        assert_eq!(route_of("POST", "/api/v2/users/me"), None);
    }
}
