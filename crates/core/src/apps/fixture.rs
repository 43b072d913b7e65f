//! Agents, apps and targets of the tests of apps.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use super::{AppContext, AppTarget, app_links};
use crate::json::FromJson as _;
use crate::models::Agent;
use crate::url::HttpUrl;
use serde_json::{Value, json};

/// Returns a connected agent with these apps.
pub fn agent(apps: Value) -> Agent {
    Agent::from_json(&json!({
        "id": "a", "name": "main", "status": "connected", "lifecycle_state": "ready",
        "startup_script_behavior": "blocking", "expanded_directory": "/home/coder",
        "display_apps": ["vscode", "web_terminal"], "apps": apps,
    }))
    .unwrap()
}

/// Returns an agent with one app, which has more fields.
pub fn app(more: Value) -> Agent {
    let mut app = json!({"id": "x", "slug": "code", "display_name": "Code", "open_in": "tab"});
    app.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    agent(json!([app]))
}

/// Returns the deployment's access URL.
pub fn access() -> HttpUrl {
    HttpUrl::parse("https://c.example").unwrap()
}

/// Returns the target of an agent's last app.
pub fn target(agent: &Agent, wildcard: &str) -> AppTarget {
    let access = access();
    let place = AppContext { access: &access, api: &access, wildcard, owner: "al", workspace: "ws" };
    app_links(place, agent).pop().unwrap().opens
}

/// Returns the target that is a URL in a new tab.
pub fn web(href: &str) -> AppTarget {
    AppTarget::Url { href: href.to_owned(), small: false }
}
