//! The calls to Coder's API that the plugin makes.

use crate::link::segment;
use serde_json::Value;

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
    /// Any call of Coder's API; `path` begins with `/api/v2/` and its pieces are escaped already.
    pub fn new(method: Method, path: impl Into<String>, body: Option<Value>) -> Self {
        Self { method, path: path.into(), body }
    }

    fn get(path: impl Into<String>) -> Self {
        Self { method: Method::Get, path: path.into(), body: None }
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

    /// `GET /workspaces/{id}`.
    pub fn workspace(id: &str) -> Self {
        Self::get(format!("/api/v2/workspaces/{}", segment(id)))
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
    fn ids_cannot_leave_their_segment() {
        assert_eq!(Call::workspace("../x").path, "/api/v2/workspaces/..%2Fx");
    }
}
