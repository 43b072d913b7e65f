//! Users and API keys, and the deployment's build info, regions and listening ports.

use super::Timestamp;
use super::macros::model;
use crate::json::{DecodeError, Object, Readable};
use serde_json::Value;

model! {
    /// A user, from `GET /api/v2/users/me`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct User {
        /// The user's UUID.
        pub id: String = required,
        /// The name in URLs and in `owner:` searches.
        pub username: String = required,
        /// The full name; empty if the user entered none.
        pub name: String = or_default,
        /// The absolute URL of the avatar, or empty.
        pub avatar_url: String = or_default,
        /// The names of the site-wide roles; empty for plain members.
        pub roles: Vec<String> = by(role_names, "roles"; Role),
    }
}

impl User {
    /// Returns the user's label: the full name or, if empty, the username.
    pub fn display_name(&self) -> &str {
        if self.name.is_empty() { &self.username } else { &self.name }
    }
}

model! {
    struct Role {
        name: String = required,
    }
}

fn role_names(user: Object) -> Result<Vec<String>, DecodeError> {
    Ok(user.readable::<Role>("roles")?.into_iter().map(|role| role.name).collect())
}

model! {
    /// An API key, from `GET /api/v2/users/me/keys/{id}`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ApiKey {
        /// Whether the key's scopes permit some requests only.
        pub is_limited: bool = by(is_limited, "scopes", "scope"),
        /// The time at which the key expires, unless its use extends the lifetime.
        pub expires_at: Timestamp = required,
        /// The key's lifetime in seconds, from its creation or last use; 0 if Coder does not report it.
        pub lifetime_seconds: i64 = or_default,
    }
}

fn is_limited(key: Object) -> Result<bool, DecodeError> {
    // Coder 2.27 and later have a list of scopes, earlier versions a single one.
    let mut scopes: Vec<String> = key.readable("scopes")?;
    if scopes.is_empty() {
        scopes.extend(key.optional("scope")?);
    }
    let is_all = |scope: &String| matches!(scope.as_str(), "all" | "coder:all");
    Ok(!scopes.is_empty() && !scopes.iter().any(is_all))
}

impl ApiKey {
    /// Returns whether the scopes of a key permit some requests only; `None` if the response is not that of a key.
    pub fn is_limited_in(key: &Value) -> Option<bool> {
        is_limited(Object::new(key).ok()?).ok()
    }
}

model! {
    /// A deployment's build info, from `GET /api/v2/buildinfo`.
    ///
    /// The request needs no session token, so its success proves only that the deployment is reachable.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BuildInfo {
        /// The deployment's version, e.g. `v2.36.0+abc1234`.
        pub version: String = required,
        /// A stable ID of the deployment; empty on versions that do not report it.
        pub deployment_id: String = or_default,
    }
}

model! {
    /// The part of `GET /api/v2/regions` that app links need.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Regions {
        /// The wildcard host name for apps on subdomains, e.g. `*.apps.example.com`; empty if there is none.
        pub wildcard_hostname: String = by(primary_hostname, "regions"; Region),
    }
}

model! {
    struct Region {
        wildcard_hostname: String = or_default,
    }
}

/// Decodes the host name of the first region, which is the deployment itself.
fn primary_hostname(regions: Object) -> Result<String, DecodeError> {
    let Readable { items, .. } = regions.required::<Readable<Region>>("regions")?;
    Ok(items.into_iter().next().map(|region| region.wildcard_hostname).unwrap_or_default())
}

model! {
    /// An agent's ports, from `GET /api/v2/workspaceagents/{id}/listening-ports`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ListeningPorts {
        /// The ports, as far as they can be decoded.
        pub ports: Vec<Port> = by(readable_ports, "ports"; Port),
    }
}

fn readable_ports(ports: Object) -> Result<Vec<Port>, DecodeError> {
    Ok(ports.required::<Readable<Port>>("ports")?.items)
}

model! {
    /// A port that a process listens on.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Port {
        /// The port's number.
        pub port: u16 = by(port_number, "port"),
        /// The name of the listening process; empty if unknown.
        pub process_name: String = or_default,
    }
}

fn port_number(port: Object) -> Result<u16, DecodeError> {
    let number: i64 = port.required("port")?;
    u16::try_from(number).map_err(|_| DecodeError::new("a port's number", port.get("port")).in_field("port"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::FromJson as _;
    use serde_json::{Value, json};

    #[test]
    fn a_key_is_limited_unless_one_of_its_scopes_is_all() {
        let is_limited = |mut key: Value| {
            key["expires_at"] = json!("2026-12-01T00:00:00Z");
            ApiKey::from_json(&key).unwrap().is_limited
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
        assert_eq!(User::from_json(&user).unwrap().roles, ["owner"]);
    }
}
