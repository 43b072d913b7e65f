//! Steps of an action plan, and the requests that they send.

use super::change::{ExpectedBuild, ExpectedChange};
use super::values::{ParameterValues, rich_parameter_values};
use crate::models::{JobStatus, Transition, Workspace};
use crate::request::Request;
use serde_json::json;

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
    let call = Request::create_build(id, body);
    let expected = ExpectedBuild { transition, version: version.map(str::to_owned), values: values.clone() };
    Step::Send(call, ExpectedChange::Build(expected))
}

pub(super) fn restart(id: &str, values: &ParameterValues) -> Step {
    let mut then = json!({"transition": "start"});
    if !values.is_empty() {
        then["rich_parameter_values"] = rich_parameter_values(values);
    }
    let body = json!({"transition": "stop", "reason": "dashboard", "on_success": then});
    let call = Request::create_build(id, body);
    Step::Send(call, ExpectedChange::Restart(values.clone()))
}

pub(super) fn cancel(workspace: &Workspace) -> Step {
    let build = &workspace.latest_build;
    let expected_status = match build.job.status {
        JobStatus::Pending => Some("pending"),
        JobStatus::Running => Some("running"),
        _ => None,
    };
    Step::Send(Request::cancel_build(&build.id, expected_status), ExpectedChange::Cancel)
}

pub(super) fn activate(id: &str) -> Step {
    Step::Send(Request::activate_workspace(id), ExpectedChange::Awake)
}

pub(super) fn favorite(id: &str, is_favorite: bool) -> Step {
    Step::Send(Request::set_favorite(id, is_favorite), ExpectedChange::Favorite(is_favorite))
}

/// Returns the step that renames a workspace.
pub fn rename(id: &str, name: &str) -> Step {
    Step::Send(Request::rename_workspace(id, name), ExpectedChange::Name(name.to_owned()))
}

/// Returns the step that sets the autostart schedule of a workspace; `None` disables autostart.
pub fn autostart(id: &str, schedule: Option<String>) -> Step {
    Step::Send(Request::set_autostart(id, schedule.as_deref()), ExpectedChange::Autostart(schedule))
}

/// Returns the step that sets after how many milliseconds a workspace stops; `None` disables the automatic stop.
pub fn ttl(id: &str, ms: Option<i64>) -> Step {
    Step::Send(Request::set_ttl(id, ms), ExpectedChange::Ttl(ms))
}

/// Returns the step that moves the autostop deadline of a running workspace.
///
/// `deadline` is in RFC 3339 and must be at least 30 minutes ahead.
pub fn extend(workspace: &Workspace, deadline: &str) -> Step {
    Step::Send(
        Request::extend_workspace(&workspace.id, deadline),
        ExpectedChange::Deadline(deadline.to_owned()),
    )
}
