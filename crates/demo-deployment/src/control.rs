//! `/control`: fault injection and request inspection for tests. Mounted only with `--control`.

use crate::clock::seconds_from_now;
use crate::faults::{Fault, Scenario};
use crate::model::notification::Subject;
use crate::model::oauth::OAuthSwitch;
use crate::model::template::VersionState;
use crate::model::workspace::{Workspace, agent_lifecycle};
use crate::proxy::Proxy;
use crate::proxy_rules::ProxyRules;
use crate::seed;
use crate::store::Deployment;
use crate::templates;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use std::time::Duration;

/// A change of the scenario or the deployment's data; missing fields change nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    latency_ms: Option<u64>,
    down: Option<bool>,
    faults: Option<Vec<Fault>>,
    require_backstage_token: Option<String>,
    allowed_methods: Option<Vec<String>>,
    allowed_headers: Option<Vec<String>>,
    revoke_token: Option<String>,
    /// Seconds until sessions expire.
    session_ends_in: Option<i64>,
    /// Rate of the build clock; 0 stops it.
    build_rate: Option<f64>,
    /// Seconds by which the build clock advances at once.
    build_seconds: Option<f64>,
    /// Longest lifetime of an API key, in seconds.
    longest_key: Option<u64>,
    /// Whether the demo's user is suspended.
    suspended: Option<bool>,
    /// `Retry-After` in seconds of a 429 for every request; 0 ends the rate limit.
    retry_after: Option<u32>,
    /// Scopes of the session tokens.
    scopes: Option<Vec<String>>,
    /// State of the OAuth2 provider.
    oauth: Option<OAuthSwitch>,
    /// Lifetime of new OAuth access tokens, in seconds.
    oauth_lifetime: Option<i64>,
    /// Number of the user who visits the consent page, from 0; users up to it are added.
    visitor: Option<usize>,
    /// Quota allowance of a user, in credits.
    budget: Option<i64>,
    /// Whether the deployment supports quotas.
    quota: Option<bool>,
    /// Whether workspaces may be renamed.
    allow_renames: Option<bool>,
    /// Whether there is a second organization, with its own template `docker`.
    two_organizations: Option<bool>,
    /// Whether the deployment's license allows builds.
    licensed: Option<bool>,
    /// Change of a template's active version.
    template: Option<TemplateChange>,
    /// Id of an external authentication that the demo user completes.
    connect_auth: Option<String>,
    workspace: Option<WorkspaceChange>,
    delete_workspace: Option<String>,
    /// Whether all open sockets lose their connection now.
    #[serde(default)]
    close_sockets: bool,
}

/// A change of the template with this name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateChange {
    name: String,
    /// Reason why the active version cannot be used; `None` makes it usable.
    unusable: Option<VersionState>,
}

/// A change of the workspace with this name, of any owner.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkspaceChange {
    name: String,
    /// Name of another template.
    template: Option<String>,
    status: Option<String>,
    agent: Option<String>,
    /// Status of the second agent, if it is another.
    second_agent: Option<String>,
    lifecycle: Option<String>,
    rename: Option<String>,
    icon: Option<String>,
    dormant: Option<bool>,
    /// Whether only the owner can see the workspace.
    private: Option<bool>,
    outdated: Option<bool>,
    /// Seconds from now until the autostop deadline.
    stops_in: Option<i64>,
    /// Seconds since the last use.
    used_ago: Option<i64>,
    /// Name and value of a parameter.
    param: Option<(String, String)>,
    /// Whether the build log exceeded Coder's size limit, so that its end is missing.
    logs_overflowed: Option<bool>,
}

/// The body of a reset.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    /// Number of workspaces; the one from the command line if missing.
    workspaces: Option<usize>,
}

/// The state of the routes.
#[derive(Clone)]
struct Control {
    deployment: Deployment,
    proxy: Proxy,
}

/// Builds the routes `POST /`, `POST /reset`, `GET /requests` and `GET /sockets`.
pub fn router(deployment: Deployment, proxy: Proxy) -> Router {
    Router::new()
        .route("/", post(change))
        .route("/reset", post(reset))
        .route("/requests", get(requests))
        .route("/sockets", get(sockets))
        // An injected response body can have any size.
        .layer(DefaultBodyLimit::disable())
        .with_state(Control { deployment, proxy })
}

/// Handles `POST /`.
async fn change(State(control): State<Control>, Json(change): Json<Change>) -> StatusCode {
    let mut scenario = control.proxy.scenario();
    if let Some(ms) = change.latency_ms {
        scenario.latency = Duration::from_millis(ms);
    }
    scenario.down = change.down.unwrap_or(scenario.down);
    if let Some(faults) = change.faults {
        scenario.faults = faults;
    }
    let touches_rules = change.require_backstage_token.is_some()
        || change.allowed_methods.is_some()
        || change.allowed_headers.is_some();
    if touches_rules {
        scenario.rules = Some(ProxyRules {
            backstage_token: change.require_backstage_token,
            allowed_methods: change.allowed_methods.unwrap_or_default(),
            allowed_headers: change.allowed_headers.unwrap_or_else(|| vec!["coder-session-token".to_owned()]),
        });
    }
    drop(scenario);
    if change.close_sockets {
        control.deployment.sockets().close_all();
    }
    let mut store = control.deployment.lock();
    store.revoked_tokens.extend(change.revoke_token);
    store.session_ends_in = change.session_ends_in.or(store.session_ends_in);
    if let Some(id) = change.connect_auth {
        let username = store.users[0].username;
        store.external_auths.push((username, id));
    }
    store.max_api_key_lifetime = change.longest_key.unwrap_or(store.max_api_key_lifetime);
    store.suspended = change.suspended.unwrap_or(store.suspended);
    if let Some(seconds) = change.retry_after {
        store.retry_after = (seconds > 0).then_some(seconds);
    }
    store.scopes = change.scopes.or(store.scopes.take());
    store.oauth_switch = change.oauth.unwrap_or(store.oauth_switch);
    store.oauth_lifetime = change.oauth_lifetime.unwrap_or(store.oauth_lifetime);
    store.visitor = change.visitor.unwrap_or(store.visitor);
    while store.users.len() <= store.visitor {
        let user = seed::generated_user(store.users.len() + 1);
        store.users.push(user);
    }
    store.budget = change.budget.unwrap_or(store.budget);
    store.has_quota = change.quota.unwrap_or(store.has_quota);
    store.allow_renames = change.allow_renames.unwrap_or(store.allow_renames);
    store.two_organizations = change.two_organizations.unwrap_or(store.two_organizations);
    store.licensed = change.licensed.unwrap_or(store.licensed);
    store.version_states.extend(
        change.template.map(|template| (template.name, template.unusable.unwrap_or(VersionState::Usable))),
    );
    if let Some(rate) = change.build_rate {
        store.clock.set_rate(rate);
    }
    if let Some(seconds) = change.build_seconds {
        store.clock.advance(seconds);
    }
    if let Some(name) = change.delete_workspace {
        store.delete(&name);
    }
    let Some(change) = change.workspace else { return StatusCode::NO_CONTENT };
    let Some(index) = store.workspaces.iter().position(|w| w.name == change.name) else {
        return StatusCode::NOT_FOUND;
    };
    let state = |workspace: &Workspace| (workspace.dormant, workspace.status == "failed");
    let (was_dormant, had_failed) = state(&store.workspaces[index]);
    change_workspace(&mut store.workspaces[index], change);
    let (is_dormant, has_failed) = state(&store.workspaces[index]);
    if is_dormant && !was_dormant {
        store.notify(index, Subject::Dormant);
    }
    if has_failed && !had_failed {
        store.notify(index, Subject::BuildFailed);
    }
    StatusCode::NO_CONTENT
}

/// Applies a change to a workspace. A new status replaces the latest build.
fn change_workspace(workspace: &mut Workspace, change: WorkspaceChange) {
    if let Some(spec) = change.template.as_deref().and_then(templates::by_name) {
        workspace.template = spec.template.clone();
        workspace.parameters.clear();
    }
    if let Some(status) = change.status {
        workspace.agent = (status == "running").then(|| "connected".to_owned());
        workspace.status = status;
        workspace.latest_build = None;
    }
    if change.agent.is_some() {
        workspace.agent = change.agent;
    }
    if change.second_agent.is_some() {
        workspace.second_agent = change.second_agent;
    }
    workspace.lifecycle = change.lifecycle.unwrap_or_else(|| agent_lifecycle(workspace.agent.as_deref()));
    workspace.dormant = change.dormant.unwrap_or(workspace.dormant);
    workspace.logs_overflowed = change.logs_overflowed.unwrap_or(workspace.logs_overflowed);
    workspace.private = change.private.unwrap_or(workspace.private);
    workspace.outdated = change.outdated.unwrap_or(workspace.outdated);
    if let Some(seconds) = change.stops_in {
        workspace.deadline = seconds_from_now(seconds);
    }
    if let Some(seconds) = change.used_ago {
        workspace.last_used_at = seconds_from_now(-seconds);
    }
    if let Some((name, value)) = change.param {
        workspace.parameters.retain(|(key, _)| *key != name);
        workspace.parameters.push((name, value));
    }
    if let Some(name) = change.rename {
        workspace.name = name;
    }
    if let Some(icon) = change.icon {
        // The leak lasts as long as a test run.
        workspace.template.icon = Box::leak(icon.into_boxed_str());
    }
}

/// Handles `POST /reset`: ends all faults, and restores the initial data.
async fn reset(State(control): State<Control>, Json(reset): Json<Reset>) -> StatusCode {
    *control.proxy.scenario() = Scenario::default();
    control.deployment.reset(reset.workspaces);
    StatusCode::NO_CONTENT
}

/// Handles `GET /requests`: the requests recorded since the last reset.
async fn requests(State(control): State<Control>) -> Json<serde_json::Value> {
    Json(serde_json::json!(control.proxy.scenario().requests))
}

/// Handles `GET /sockets`: the number of open sockets by path.
async fn sockets(State(control): State<Control>) -> Json<serde_json::Value> {
    Json(serde_json::json!(*control.deployment.sockets().counts().borrow()))
}
