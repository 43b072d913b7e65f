//! Steps of an action plan, and the requests that they send.

use super::change::{ExpectedBuild, ExpectedChange};
use super::values::{ParameterValues, rich_parameter_values};
use crate::models::{JobStatus, Transition, Workspace};
use crate::request::{Method, Request};
use crate::url::encode_segment;
use serde_json::{Value, json};

/// A step of an action plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A write request and the change that it causes.
    Send(Request, ExpectedChange),
    /// Waits until the current build has ended. The plan continues only if the build succeeded.
    WaitFor(Transition),
}

pub(super) fn build(
    id: &str,
    transition: Transition,
    version: Option<&str>,
    values: &ParameterValues,
) -> Step {
    let mut body = json!({"transition": transition.as_wire()});
    if transition != Transition::Delete {
        body["reason"] = json!("dashboard");
    }
    if let Some(version) = version {
        body["template_version_id"] = json!(version);
    }
    if !values.is_empty() {
        body["rich_parameter_values"] = rich_parameter_values(values);
    }
    let call =
        Request::new(Method::Post, format!("/api/v2/workspaces/{}/builds", encode_segment(id)), Some(body));
    let expected = ExpectedBuild { transition, version: version.map(str::to_owned), values: values.clone() };
    Step::Send(call, ExpectedChange::Build(expected))
}

pub(super) fn restart(id: &str, values: &ParameterValues) -> Step {
    let mut then = json!({"transition": "start"});
    if !values.is_empty() {
        then["rich_parameter_values"] = rich_parameter_values(values);
    }
    let body = json!({"transition": "stop", "reason": "dashboard", "on_success": then});
    let call =
        Request::new(Method::Post, format!("/api/v2/workspaces/{}/builds", encode_segment(id)), Some(body));
    Step::Send(call, ExpectedChange::Restart(values.clone()))
}

pub(super) fn cancel(workspace: &Workspace) -> Step {
    let build = &workspace.latest_build;
    // Coder rejects the request if the job has left the expected status in the meantime.
    let expected = match build.job.status {
        JobStatus::Pending => "?expect_status=pending",
        JobStatus::Running => "?expect_status=running",
        _ => "",
    };
    let path = format!("/api/v2/workspacebuilds/{}/cancel{expected}", encode_segment(&build.id));
    Step::Send(Request::new(Method::Patch, path, None), ExpectedChange::Cancel)
}

pub(super) fn activate(id: &str) -> Step {
    put(id, "dormant", json!({"dormant": false}), ExpectedChange::Awake)
}

pub(super) fn favorite(id: &str, method: Method, is_favorite: bool) -> Step {
    let path = format!("/api/v2/workspaces/{}/favorite", encode_segment(id));
    Step::Send(Request::new(method, path, None), ExpectedChange::Favorite(is_favorite))
}

/// Returns the step that renames a workspace.
pub fn rename(id: &str, name: &str) -> Step {
    let path = format!("/api/v2/workspaces/{}", encode_segment(id));
    let call = Request::new(Method::Patch, path, Some(json!({ "name": name })));
    Step::Send(call, ExpectedChange::Name(name.to_owned()))
}

/// Returns the step that sets the autostart schedule of a workspace; `None` disables autostart.
pub fn autostart(id: &str, schedule: Option<String>) -> Step {
    put(id, "autostart", json!({ "schedule": schedule }), ExpectedChange::Autostart(schedule))
}

/// Returns the step that sets after how many milliseconds a workspace stops; `None` disables the automatic stop.
pub fn ttl(id: &str, ms: Option<i64>) -> Step {
    put(id, "ttl", json!({ "ttl_ms": ms }), ExpectedChange::Ttl(ms))
}

/// Returns the step that moves the autostop deadline of a running workspace.
///
/// `deadline` is in RFC 3339 and must be at least 30 minutes ahead.
pub fn extend(workspace: &Workspace, deadline: &str) -> Step {
    put(
        &workspace.id,
        "extend",
        json!({ "deadline": deadline }),
        ExpectedChange::Deadline(deadline.to_owned()),
    )
}

fn put(id: &str, setting: &str, body: Value, change: ExpectedChange) -> Step {
    let path = format!("/api/v2/workspaces/{}/{setting}", encode_segment(id));
    Step::Send(Request::new(Method::Put, path, Some(body)), change)
}
