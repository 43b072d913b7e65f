//! `/control`: what tests make go wrong, and what they can see. Exists only with `--control`.

use crate::catalog::{self, Unusable};
use crate::clock::seconds_from_now;
use crate::proxy::{Proxy, Rules};
use crate::seed::lifecycle;
use crate::state::{Deployment, OAuthSwitch};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// What should happen to requests.
#[derive(Debug, Default)]
pub struct Scenario {
    latency: Duration,
    down: bool,
    faults: Vec<Fault>,
    /// Take the place of the rules the proxy was started with.
    pub rules: Option<Rules>,
    log: Vec<Logged>,
}

/// An answer in place of the deployment's.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Which requests: a method, a space, and how the path begins (`GET /api/v2/workspaces?`); `*` stands for one
    /// piece of the path (`GET /api/v2/workspacebuilds/*/logs`).
    on: String,
    /// How many; all if missing.
    times: Option<u32>,
    /// The answer's status.
    pub status: Option<u16>,
    /// The answer's type.
    pub content_type: Option<String>,
    /// Other headers of the answer; the proxy lets them all through.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The answer's body.
    pub body: Option<String>,
    /// The connection ends before the body does.
    #[serde(default)]
    pub cut: bool,
    /// No answer for so many seconds.
    pub hang_seconds: Option<u64>,
    /// The deployment does what it was asked, and its answer is lost.
    #[serde(default)]
    pub after: bool,
}

impl Fault {
    /// Whether it answers rather than keeps waiting.
    pub fn is_answer(&self) -> bool {
        self.hang_seconds.is_none()
    }

    fn is_of(&self, line: &str) -> bool {
        let mut pieces = self.on.split('*');
        let Some(mut rest) = pieces.next().and_then(|first| line.strip_prefix(first)) else { return false };
        pieces.all(|piece| {
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            rest[end..].strip_prefix(piece).map(|after| rest = after).is_some()
        })
    }
}

/// A request the proxy saw.
#[derive(Clone, Debug, Serialize)]
struct Logged {
    method: String,
    path: String,
    headers: Vec<String>,
}

/// What happens to one request.
pub struct Fate {
    pub latency: Duration,
    pub down: bool,
    pub fault: Option<Fault>,
}

impl Scenario {
    /// Notes a request; of headers only the names.
    pub fn record(&mut self, method: &Method, path: &str, headers: &HeaderMap) {
        self.log.push(Logged {
            method: method.to_string(),
            path: path.to_owned(),
            headers: headers.keys().map(ToString::to_string).collect(),
        });
    }

    /// What happens to a request; a fault with a count is used up by it.
    pub fn next(&mut self, method: &Method, path: &str) -> Fate {
        let line = format!("{method} {path}");
        let found = self.faults.iter().position(|f| f.is_of(&line) && f.times != Some(0));
        let fault = found.map(|index| {
            if let Some(times) = &mut self.faults[index].times {
                *times -= 1;
            }
            self.faults[index].clone()
        });
        Fate { latency: self.latency, down: self.down, fault }
    }
}

/// A change to what happens; what is missing stays.
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
    /// Seconds until sessions end.
    session_ends_in: Option<i64>,
    /// At which rate builds go on; 0 stops them.
    build_rate: Option<f64>,
    /// Lets so many seconds of building pass at once.
    build_seconds: Option<f64>,
    /// The longest a key may be good for, in seconds.
    longest_key: Option<u64>,
    /// Whether the demo's user is suspended.
    suspended: Option<bool>,
    /// Every request is one too many, and to be asked again after so many seconds; 0 for none.
    retry_after: Option<u32>,
    /// What session tokens are good for.
    scopes: Option<Vec<String>>,
    /// Whether it is an OAuth2 provider.
    oauth: Option<OAuthSwitch>,
    /// Credits the user may spend.
    budget: Option<i64>,
    /// Whether the deployment knows quotas.
    quota: Option<bool>,
    /// Whether workspaces may be renamed.
    allow_renames: Option<bool>,
    /// Whether there is a second organization, with a template `docker` of its own.
    two_organizations: Option<bool>,
    /// Whether the deployment's license allows builds.
    licensed: Option<bool>,
    /// What becomes of a template's active version.
    template: Option<TemplateChange>,
    /// Connects the demo's user with an external account.
    connect_auth: Option<String>,
    workspace: Option<WorkspaceChange>,
    delete_workspace: Option<String>,
}

/// A change to the template of this name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateChange {
    name: String,
    /// Why its active version cannot be used; nothing if it can.
    unusable: Option<Unusable>,
}

/// A change to the workspace of this name, whoever owns it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkspaceChange {
    name: String,
    /// The name of another template.
    template: Option<String>,
    status: Option<String>,
    agent: Option<String>,
    lifecycle: Option<String>,
    rename: Option<String>,
    icon: Option<String>,
    dormant: Option<bool>,
    /// Nobody but its owner may see it.
    private: Option<bool>,
    outdated: Option<bool>,
    /// Seconds from now until it stops by itself.
    stops_in: Option<i64>,
    /// Seconds since it was used last.
    used_ago: Option<i64>,
    /// The name and value of a parameter.
    param: Option<(String, String)>,
    /// Whether more was written than is kept of its logs.
    logs_overflowed: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    workspaces: Option<usize>,
}

#[derive(Clone)]
struct Control {
    deployment: Deployment,
    proxy: Proxy,
}

/// `POST /`, `POST /reset`, `GET /requests`.
pub fn router(deployment: Deployment, proxy: Proxy) -> Router {
    Router::new()
        .route("/", post(change))
        .route("/reset", post(reset))
        .route("/requests", get(requests))
        // Answers of any size can be put in the deployment's mouth.
        .layer(DefaultBodyLimit::disable())
        .with_state(Control { deployment, proxy })
}

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
        scenario.rules = Some(Rules {
            backstage_token: change.require_backstage_token,
            allowed_methods: change.allowed_methods.unwrap_or_default(),
            allowed_headers: change.allowed_headers.unwrap_or_else(|| vec!["coder-session-token".to_owned()]),
        });
    }
    drop(scenario);
    let mut data = control.deployment.lock();
    data.revoked.extend(change.revoke_token);
    data.session_ends_in = change.session_ends_in.or(data.session_ends_in);
    if let Some(id) = change.connect_auth {
        let username = data.users[0].username;
        data.connected.push((username, id));
    }
    data.longest_key = change.longest_key.unwrap_or(data.longest_key);
    data.suspended = change.suspended.unwrap_or(data.suspended);
    if let Some(seconds) = change.retry_after {
        data.retry_after = (seconds > 0).then_some(seconds);
    }
    data.scopes = change.scopes.or(data.scopes.take());
    data.oauth_switch = change.oauth.unwrap_or(data.oauth_switch);
    data.budget = change.budget.unwrap_or(data.budget);
    data.has_quota = change.quota.unwrap_or(data.has_quota);
    data.allow_renames = change.allow_renames.unwrap_or(data.allow_renames);
    data.two_organizations = change.two_organizations.unwrap_or(data.two_organizations);
    data.licensed = change.licensed.unwrap_or(data.licensed);
    data.usability.extend(change.template.map(|template| (template.name, template.unusable)));
    if let Some(rate) = change.build_rate {
        data.clock.set_rate(rate);
    }
    if let Some(seconds) = change.build_seconds {
        data.clock.push(seconds);
    }
    if let Some(name) = change.delete_workspace {
        let gone: Vec<_> = data.workspaces.extract_if(.., |w| w.name == name).collect();
        data.deleted.extend(gone);
    }
    let Some(change) = change.workspace else { return StatusCode::NO_CONTENT };
    let Some(workspace) = data.workspaces.iter_mut().find(|w| w.name == change.name) else {
        return StatusCode::NOT_FOUND;
    };
    if let Some(details) = change.template.as_deref().and_then(catalog::named) {
        workspace.template = details.template.clone();
        workspace.params.clear();
    }
    if let Some(status) = change.status {
        workspace.agent = (status == "running").then(|| "connected".to_owned());
        workspace.status = status;
        workspace.job = None;
    }
    if change.agent.is_some() {
        workspace.agent = change.agent;
    }
    workspace.lifecycle = change.lifecycle.unwrap_or_else(|| lifecycle(workspace.agent.as_deref()));
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
        workspace.params.retain(|(known, _)| *known != name);
        workspace.params.push((name, value));
    }
    if let Some(name) = change.rename {
        workspace.name = name;
    }
    if let Some(icon) = change.icon {
        // Test data for the length of a test run.
        workspace.template.icon = Box::leak(icon.into_boxed_str());
    }
    StatusCode::NO_CONTENT
}

async fn reset(State(control): State<Control>, Json(reset): Json<Reset>) -> StatusCode {
    *control.proxy.scenario() = Scenario::default();
    control.deployment.reset(reset.workspaces);
    StatusCode::NO_CONTENT
}

async fn requests(State(control): State<Control>) -> Json<serde_json::Value> {
    Json(serde_json::json!(control.proxy.scenario().log))
}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn a_fault_is_of_requests_that_begin_so_with_a_star_for_one_piece_of_the_path() {
        let is_of = |on: &str, line: &str| Fault { on: on.to_owned(), ..Fault::default() }.is_of(line);
        assert!(is_of("GET /api/v2/workspaces?", "GET /api/v2/workspaces?q=a"));
        assert!(!is_of("GET /api/v2/workspaces?", "GET /api/v2/workspaces/7"));
        let log = "GET /api/v2/workspacebuilds/*/logs";
        assert!(is_of(log, "GET /api/v2/workspacebuilds/7/logs?after=0"));
        assert!(!is_of(log, "GET /api/v2/workspacebuilds/7/parameters"));
        assert!(!is_of(log, "GET /api/v2/workspacebuilds/7/8/logs"));
        assert!(!is_of(log, "POST /api/v2/workspacebuilds/7/logs"));
    }
}
