//! Action plans: the requests of an action, the builds to wait for in between, and how a request whose response was
//! lost is verified.
//!
//! A write is never repeated. Whether a write without a response was applied is decided by
//! [`ExpectedChange::verify`], which compares the workspace before and after the request.

mod change;
#[cfg(test)]
mod fixture;
mod step;
mod values;
mod wait;

pub use change::{ExpectedBuild, ExpectedChange, Verification, is_ambiguous};
pub use step::{Step, autostart, extend, rename, ttl};
pub use values::{ParameterValues, rich_parameter_values};
pub use wait::{WaitState, wait_state};

use crate::actions::Action;
use crate::models::{Transition, Workspace};
use step::{activate, build, cancel, favorite, restart};

/// The first Coder version that restarts a workspace with a single request.
const RESTART_SINCE: (u32, u32) = (2, 36);

/// Whether a deployment of this version (`v2.36.0+abc`) can start a workspace by itself after stopping it.
pub fn supports_restart(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split(['.', '-', '+']).map(|n| n.parse::<u32>().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(major), Some(minor)) => (major, minor) >= RESTART_SINCE,
        _ => false,
    }
}

/// Returns the action plan for an action.
///
/// `values` are sent with the build that starts the workspace; `version` is the version of the deployment.
pub fn plan(action: Action, workspace: &Workspace, values: &ParameterValues, version: &str) -> Vec<Step> {
    let id = &workspace.id;
    let start = || build(id, Transition::Start, None, values);
    let update = || build(id, Transition::Start, Some(&workspace.template_active_version_id), values);
    let stop = || build(id, Transition::Stop, None, &Vec::new());
    let stopped = || Step::WaitFor(Transition::Stop);
    match action {
        Action::Start => vec![start()],
        Action::UpdateAndStart => vec![update()],
        Action::Stop => vec![stop()],
        Action::Restart if supports_restart(version) => vec![restart(id, values)],
        Action::Restart => vec![stop(), stopped(), start()],
        Action::UpdateAndRestart => vec![stop(), stopped(), update()],
        Action::Delete => vec![build(id, Transition::Delete, None, &Vec::new())],
        Action::Retry => match workspace.latest_build.transition {
            Transition::Stop => vec![stop()],
            Transition::Delete => vec![build(id, Transition::Delete, None, &Vec::new())],
            // The resources that a failed start left behind are removed first.
            _ => vec![stop(), stopped(), start()],
        },
        Action::Cancel => vec![cancel(workspace)],
        Action::Activate => vec![activate(id)],
        Action::Favorite => vec![favorite(id, true)],
        Action::Unfavorite => vec![favorite(id, false)],
    }
}

#[cfg(test)]
mod tests {
    use super::fixture::workspace;
    use super::*;
    use serde_json::{Value, json};

    fn requests(action: Action, workspace: &Workspace, version: &str) -> Vec<String> {
        plan(action, workspace, &Vec::new(), version)
            .into_iter()
            .map(|step| match step {
                Step::WaitFor(transition) => format!("await {}", transition.as_wire()),
                Step::Send(call, _) => {
                    let body = call.body.map(|b| format!(" {b}")).unwrap_or_default();
                    format!("{} {}{body}", call.method.as_str(), call.path)
                }
            })
            .collect()
    }

    const STOP: &str = r#"POST /api/v2/workspaces/w/builds {"transition":"stop","reason":"dashboard"}"#;
    const START: &str = r#"POST /api/v2/workspaces/w/builds {"transition":"start","reason":"dashboard"}"#;
    const UPDATE: &str = r#"POST /api/v2/workspaces/w/builds {"transition":"start","reason":"dashboard","template_version_id":"v2"}"#;

    #[test]
    fn a_server_that_can_restart_is_asked_to_and_an_older_one_is_led_through_it() {
        let running = workspace("running", "start", "succeeded", 1);
        let one = r#"POST /api/v2/workspaces/w/builds {"transition":"stop","reason":"dashboard","on_success":{"transition":"start"}}"#;
        assert_eq!(requests(Action::Restart, &running, "v2.36.0+abc"), [one]);
        assert_eq!(requests(Action::Restart, &running, "v2.35.9"), [STOP, "await stop", START]);
        assert_eq!(requests(Action::Restart, &running, ""), [STOP, "await stop", START]);
        assert_eq!(requests(Action::UpdateAndRestart, &running, "v3.0.0"), [STOP, "await stop", UPDATE]);
    }

    #[test]
    fn versions_are_compared_by_number() {
        for (version, can) in
            [("v2.36.0", true), ("v2.9.5", false), ("v10.0.1-rc.1+x", true), ("2.40", true), ("devel", false)]
        {
            assert_eq!(supports_restart(version), can, "{version}");
        }
    }

    #[test]
    fn starting_keeps_the_version_and_updating_takes_the_active_one() {
        let stopped = workspace("stopped", "stop", "succeeded", 1);
        assert_eq!(requests(Action::Start, &stopped, ""), [START]);
        assert_eq!(requests(Action::UpdateAndStart, &stopped, ""), [UPDATE]);
    }

    #[test]
    fn retrying_a_failed_start_cleans_up_first() {
        let retry = |transition| requests(Action::Retry, &workspace("failed", transition, "failed", 1), "");
        assert_eq!(retry("start"), [STOP, "await stop", START]);
        assert_eq!(retry("stop"), [STOP]);
        assert_eq!(retry("delete"), [r#"POST /api/v2/workspaces/w/builds {"transition":"delete"}"#]);
    }

    #[test]
    fn canceling_says_which_state_was_seen() {
        let cancel = |job| requests(Action::Cancel, &workspace("x", "start", job, 1), "");
        assert_eq!(cancel("pending"), ["PATCH /api/v2/workspacebuilds/b/cancel?expect_status=pending"]);
        assert_eq!(cancel("running"), ["PATCH /api/v2/workspacebuilds/b/cancel?expect_status=running"]);
        assert_eq!(cancel("unknown"), ["PATCH /api/v2/workspacebuilds/b/cancel"]);
    }

    #[test]
    fn values_go_with_what_starts_the_workspace() {
        let values = vec![("debug".to_owned(), "true".to_owned())];
        let body_of_last = |action, version| {
            let steps = plan(action, &workspace("running", "start", "succeeded", 1), &values, version);
            let Some(Step::Send(call, _)) = steps.into_iter().last() else { return Value::Null };
            call.body.unwrap_or_default()
        };
        let expected = json!([{"name": "debug", "value": "true"}]);
        assert_eq!(body_of_last(Action::Start, "")["rich_parameter_values"], expected);
        assert_eq!(body_of_last(Action::Restart, "")["rich_parameter_values"], expected);
        assert_eq!(body_of_last(Action::Restart, "v2.36.0")["on_success"]["rich_parameter_values"], expected);
    }
}
