//! Simulated builds: each workspace follows its latest build, on a clock that tests can stop and advance.

use crate::clock::seconds_from_now;
use crate::model::build::{Build, BuildRequest, Transition};
use crate::model::template::BuildOutcome;
use crate::model::workspace::Workspace;
use crate::{logs, templates};

/// Seconds between the stop and the start of a restart.
const RESTART_SECONDS: f64 = 1.0;

/// Creates a build of a workspace, which replaces the latest one.
pub fn create(workspace: &mut Workspace, request: BuildRequest, now: f64, out_of_quota: bool) {
    let spec = templates::by_id(workspace.template.id);
    let outcome = if out_of_quota { BuildOutcome::OutOfQuota } else { spec.outcome };
    let provisioning_seconds = match request.transition {
        Transition::Start => spec.start_seconds,
        _ => spec.start_seconds / 2.0,
    };
    workspace.build_number += 1;
    let mut build = Build {
        transition: request.transition,
        queued_at: now,
        created_at: seconds_from_now(0),
        provisioning_seconds,
        outcome,
        canceled_at: None,
        restart: request.restart,
        reason: request.reason,
        preset: request.preset,
        log: Vec::new(),
    };
    build.log = logs::build_log(&build, workspace, spec);
    workspace.latest_build = Some(build);
    advance(workspace, now);
}

/// Advances a workspace to the state that its latest build has at a time. Examples without a build stay as they are.
pub fn advance(workspace: &mut Workspace, now: f64) {
    let Some(build) = &workspace.latest_build else { return };
    let status = build.status(now);
    let previous = std::mem::replace(&mut workspace.status, status.to_owned());
    workspace.agent = None;
    if status == "running" {
        let (agent, lifecycle) = build.agents(now);
        workspace.agent = Some(agent.to_owned());
        lifecycle.clone_into(&mut workspace.lifecycle);
        if previous != "running" {
            workspace.deadline = seconds_from_now(workspace.ttl_ms.unwrap_or(0) / 1000);
        }
    }
    if status == "stopped" && build.restart && build.age(now) >= build.completed_after() + RESTART_SECONDS {
        let request = BuildRequest {
            transition: Transition::Start,
            restart: false,
            reason: build.reason.clone(),
            preset: None,
        };
        let started_at = build.queued_at + build.completed_after() + RESTART_SECONDS;
        let out_of_quota = templates::by_id(workspace.template.id).outcome == BuildOutcome::OutOfQuota;
        create(workspace, request, started_at, out_of_quota);
        advance(workspace, now);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::store::Deployment;

    /// Returns a deployment with a stopped build clock, and the index of a stopped workspace of this template.
    fn stopped(template: &str) -> (Deployment, usize) {
        let deployment = Deployment::new(None);
        let mut store = deployment.lock();
        store.clock.set_rate(0.0);
        store.workspaces[1].template = templates::by_name(template).unwrap().template.clone();
        drop(store);
        (deployment, 1)
    }

    fn request(transition: Transition, restart: bool) -> BuildRequest {
        BuildRequest { transition, restart, reason: "dashboard".into(), preset: None }
    }

    /// Returns the workspace's state right after the build's creation and after each of these spans of seconds.
    fn states(template: &str, request: BuildRequest, spans: &[f64]) -> Vec<String> {
        let (deployment, index) = stopped(template);
        let mut store = deployment.lock();
        let now = store.clock.now();
        create(&mut store.workspaces[index], request, now, false);
        let mut seen = vec![store.workspaces[index].status.clone()];
        for span in spans {
            store.clock.advance(*span);
            store.advance();
            let workspace = store.workspaces.iter().find(|w| w.name == "payments-hotfix");
            seen.push(workspace.map_or("gone".to_owned(), |w| match &w.agent {
                Some(agent) => format!("{} {agent} {}", w.status, w.lifecycle),
                None => w.status.clone(),
            }));
        }
        seen
    }

    #[test]
    fn a_start_goes_from_the_queue_to_ready() {
        assert_eq!(
            states("docker", request(Transition::Start, false), &[2.0, 8.0, 2.0, 5.0]),
            [
                "pending",
                "starting",
                "running connecting created",
                "running connected starting",
                "running connected ready"
            ]
        );
    }

    #[test]
    fn each_template_has_its_outcome() {
        let end = |template| states(template, request(Transition::Start, false), &[60.0]).pop().unwrap();
        assert_eq!(end("broken"), "failed");
        assert_eq!(end("lonely"), "pending");
        assert_eq!(end("homesick"), "running connected start_error");
        assert_eq!(end("lost"), "running disconnected created");
    }

    #[test]
    fn a_stop_may_be_followed_by_a_start_and_a_deletion_by_nothing() {
        let restart = states("docker", request(Transition::Stop, true), &[3.0, 3.0, 1.0, 60.0]);
        assert_eq!(restart, ["pending", "stopping", "stopped", "pending", "running connected ready"]);
        let gone = states("docker", request(Transition::Delete, false), &[2.0, 60.0]);
        assert_eq!(gone, ["pending", "deleting", "gone"]);
    }
}
