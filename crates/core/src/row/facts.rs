//! The facts of a row after its status, the most important one first: a narrow card shows as many as fit.
//!
//! | fact | condition |
//! |---|---|
//! | first line of the build's error | the build failed |
//! | owner | not the viewer |
//! | autostop | running, with a deadline |
//! | badges | see [`badges`] |
//! | last use | neither running nor about to change |
//! | template | always |

use crate::models::{Workspace, WorkspaceStatus};
use crate::status::{Badge, auto_stop_deadline, badges, is_transitioning, subtitle};
use crate::time_distance::{AutoStop, LastUsed, auto_stop, last_used};

/// A fact of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFact {
    /// The first line of the error that the latest build ended with.
    Error(String),
    /// The time at which the workspace stops by itself.
    Stops(AutoStop),
    /// A badge.
    Badge(Badge),
    /// The time of the last use.
    LastUsed(LastUsed),
    /// The owner, unless it is the viewer; or the template.
    Origin(String),
}

/// The times that the facts depend on, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowTimes {
    /// [`Workspace::last_used_at`]; `None` if it is unreadable.
    pub used_at: Option<f64>,
    /// The deadline of [`auto_stop_deadline`]; `None` if it is unreadable.
    pub stops_at: Option<f64>,
    /// The current time.
    pub now: f64,
}

/// Returns the facts of a workspace's row. `viewer` is the user's name.
pub fn row_facts(workspace: &Workspace, viewer: Option<&str>, times: RowTimes) -> Vec<RowFact> {
    let build = &workspace.latest_build;
    let mut facts = Vec::new();
    if build.status == WorkspaceStatus::Failed {
        facts.extend(first_line(&build.job.error).map(RowFact::Error));
    }
    let mut origin = subtitle(workspace, viewer);
    // Whose workspace it is comes before how it is.
    if viewer != Some(workspace.owner_name.as_str()) && !origin.is_empty() {
        facts.push(RowFact::Origin(origin.remove(0)));
    }
    if let (Some(_), Some(stops_at)) = (auto_stop_deadline(workspace), times.stops_at) {
        facts.push(RowFact::Stops(auto_stop(stops_at, times.now)));
    }
    facts.extend(badges(workspace).into_iter().map(RowFact::Badge));
    let is_idle = build.status != WorkspaceStatus::Running && !is_transitioning(workspace);
    if is_idle && workspace.unreadable.is_none() {
        facts.push(RowFact::LastUsed(last_used(times.used_at, times.now)));
    }
    facts.extend(origin.into_iter().map(RowFact::Origin));
    facts
}

fn first_line(text: &str) -> Option<String> {
    text.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::fixture::workspace;
    use crate::models::Timestamp;
    use crate::time_distance::{HOUR_MS, RelativeTime, Unit};
    use serde_json::{Value, json};

    const NOW: f64 = 1e12;

    fn facts(status: &str, more: Value, stops_in_hours: f64) -> Vec<RowFact> {
        let mut workspace = workspace(status, &json!({"template_name": "docker"}));
        let build = &mut workspace.latest_build;
        build.deadline = Some(Timestamp("2026-01-01T00:00:00Z".to_owned()));
        build.job.error = more["error"].as_str().unwrap_or_default().to_owned();
        workspace.outdated = more["outdated"] == true;
        workspace.owner_name = more["owner"].as_str().unwrap_or("alice").to_owned();
        let times = RowTimes {
            used_at: Some(NOW - 72.0 * HOUR_MS),
            stops_at: Some(NOW + stops_in_hours * HOUR_MS),
            now: NOW,
        };
        row_facts(&workspace, Some("alice"), times)
    }

    fn docker() -> RowFact {
        RowFact::Origin("docker".to_owned())
    }

    #[test]
    fn a_running_workspace_says_when_it_stops_and_not_when_it_was_used() {
        let stops = RowFact::Stops(AutoStop::In(RelativeTime { amount: 5, unit: Unit::Hour }));
        assert_eq!(facts("running", json!({}), 5.5), [stops.clone(), docker()]);
        let outdated = RowFact::Badge(Badge::Outdated);
        assert_eq!(facts("running", json!({"outdated": true}), 5.5), [stops, outdated, docker()]);
        assert_eq!(facts("running", json!({}), 0.0), [RowFact::Stops(AutoStop::Soon), docker()]);
    }

    #[test]
    fn a_stopped_workspace_says_when_it_was_used() {
        let used = RowFact::LastUsed(LastUsed::Ago(RelativeTime { amount: -3, unit: Unit::Day }));
        assert_eq!(facts("stopped", json!({}), 5.0), [used.clone(), docker()]);
        let outdated = RowFact::Badge(Badge::Outdated);
        assert_eq!(facts("stopped", json!({"outdated": true}), 5.0), [outdated, used, docker()]);
    }

    #[test]
    fn a_changing_workspace_says_neither() {
        for status in ["pending", "starting", "stopping", "canceling", "deleting"] {
            assert_eq!(facts(status, json!({}), 5.0), [docker()], "{status}");
        }
    }

    #[test]
    fn a_failed_build_says_why_in_one_line() {
        let failed = facts("failed", json!({"error": "\n  image not found \nat main.tf:3"}), 5.0);
        assert_eq!(failed[0], RowFact::Error("image not found".to_owned()));
        assert!(matches!(facts("failed", json!({}), 5.0)[0], RowFact::LastUsed(_)));
        let stopped = facts("stopped", json!({"error": "an old one"}), 5.0);
        assert!(!stopped.iter().any(|fact| matches!(fact, RowFact::Error(_))));
    }

    #[test]
    fn another_owner_is_named() {
        let theirs = facts("starting", json!({"owner": "bob"}), 5.0);
        assert_eq!(theirs, [RowFact::Origin("bob".to_owned()), docker()]);
        let running = facts("running", json!({"owner": "bob"}), 5.0);
        assert_eq!(running[0], RowFact::Origin("bob".to_owned()), "before its times");
    }
}
