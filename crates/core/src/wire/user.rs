//! Who one is linked as, and what deployment that is on.

use super::Timestamp;
use crate::json::{Malformed, Object, Read, Readable};
use serde_json::Value;

/// `GET /api/v2/users/me`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user's UUID.
    pub id: String,
    /// The name used in URLs and in `owner:` searches.
    pub username: String,
    /// The full name; empty where the user gave none.
    pub name: String,
    /// An absolute URL, or empty.
    pub avatar_url: String,
    /// Names of the site-wide roles; plain members have none.
    pub roles: Vec<String>,
}

impl User {
    /// What to call the user on screen: the full name, else the username.
    pub fn display_name(&self) -> &str {
        if self.name.is_empty() { &self.username } else { &self.name }
    }
}

struct Role(String);

impl Read for Role {
    fn read(value: &Value) -> Result<Self, Malformed> {
        Object::new(value)?.required("name").map(Self)
    }
}

impl Read for User {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self {
            id: o.required("id")?,
            username: o.required("username")?,
            name: o.or_default("name")?,
            avatar_url: o.or_default("avatar_url")?,
            roles: o.readable::<Role>("roles")?.into_iter().map(|r| r.0).collect(),
        })
    }
}

/// `GET /api/v2/users/me/keys/{id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// When the key's session ends, unless using it pushes that away.
    pub expires_at: Timestamp,
    /// Seconds a key lives, from its making or its last use; 0 where the server does not say.
    pub lifetime_seconds: i64,
    /// It is good for some calls only.
    pub is_limited: bool,
}

impl Read for ApiKey {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        // Since Coder 2.27 there are several; before, one word for them.
        let mut scopes: Vec<String> = o.readable("scopes")?;
        if scopes.is_empty() {
            scopes.extend(o.optional("scope")?);
        }
        let is_all = |scope: &String| matches!(scope.as_str(), "all" | "coder:all");
        Ok(Self {
            expires_at: o.required("expires_at")?,
            lifetime_seconds: o.or_default("lifetime_seconds")?,
            is_limited: !scopes.is_empty() && !scopes.iter().any(is_all),
        })
    }
}

/// `GET /api/v2/buildinfo`; needs no token, so it proves only that the deployment is reachable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildInfo {
    /// The deployment's version, e.g. `v2.36.0+abc1234`.
    pub version: String,
    /// The deployment's public URL for browser links; empty on versions that do not say.
    pub dashboard_url: String,
    /// A stable id of the deployment; empty on versions that do not say.
    pub deployment_id: String,
}

impl Read for BuildInfo {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self {
            version: o.required("version")?,
            dashboard_url: o.or_default("dashboard_url")?,
            deployment_id: o.or_default("deployment_id")?,
        })
    }
}

/// `GET /api/v2/regions`, as far as apps need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regions {
    /// Where apps on subdomains are found, like `*.apps.example.com`; empty where nowhere.
    pub wildcard_hostname: String,
}

struct Region(String);

impl Read for Region {
    fn read(value: &Value) -> Result<Self, Malformed> {
        Ok(Self(Object::new(value)?.or_default("wildcard_hostname")?))
    }
}

impl Read for Regions {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let Readable { items: regions, .. } = Object::new(value)?.required::<Readable<Region>>("regions")?;
        let wildcard_hostname = regions.into_iter().next().map(|region| region.0).unwrap_or_default();
        Ok(Self { wildcard_hostname })
    }
}

/// `GET /api/v2/workspaceagents/{id}/listening-ports`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ports(pub Vec<Port>);

/// A port that something listens on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Port {
    /// The process behind it; empty where that is not known.
    pub process_name: String,
    /// Its number.
    pub port: u16,
}

impl Read for Port {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        let port: i64 = o.required("port")?;
        Ok(Self {
            process_name: o.or_default("process_name")?,
            port: u16::try_from(port)
                .map_err(|_| Malformed::new("a port's number", value.get("port")).under("port"))?,
        })
    }
}

impl Read for Ports {
    fn read(value: &Value) -> Result<Self, Malformed> {
        Ok(Self(Object::new(value)?.required::<Readable<Port>>("ports")?.items))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_key_is_limited_unless_one_of_its_scopes_is_all() {
        let is_limited = |mut key: Value| {
            key["expires_at"] = json!("2026-12-01T00:00:00Z");
            ApiKey::read(&key).unwrap().is_limited
        };
        for all in [
            json!({}),
            json!({"scope": "all"}),
            json!({"scopes": ["coder:all"]}),
            json!({"scope": "", "scopes": ["workspace:read", "all"]}),
            json!({"scope": "all", "scopes": null}),
        ] {
            assert!(!is_limited(all.clone()), "{all}");
        }
        for some in [
            json!({"scope": "application_connect"}),
            json!({"scopes": ["workspace:read"]}),
            json!({"scope": "all", "scopes": ["coder:workspaces.access"]}),
        ] {
            assert!(is_limited(some.clone()), "{some}");
        }
    }

    #[test]
    fn a_role_that_cannot_be_read_costs_no_session() {
        let user = json!({"id": "1", "username": "alice", "roles": [{"name": 7}, {"name": "owner"}]});
        assert_eq!(User::read(&user).unwrap().roles, ["owner"]);
    }
}
