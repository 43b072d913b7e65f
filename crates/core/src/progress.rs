//! Estimated progress of a build, based on the duration of earlier builds of the same template.

use crate::models::{BuildTimeStats, JobStatus, Template, Timestamp, Transition, Workspace};

/// The estimated progress of a build.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// No statistics exist for such builds.
    Unknown,
    /// The build is within the usual duration. The bar always advances and never reaches its end before the build
    /// does.
    Estimated {
        /// The completed share, from 0 to below 1.
        share: f64,
        /// Milliseconds until the median duration; 0 once it has passed.
        left_ms: f64,
    },
    /// The build takes longer than the 95th percentile.
    Overdue,
}

/// The share of the bar at the median duration.
const HALF: f64 = 0.75;
/// The share of the bar at the 95th percentile.
const ALMOST: f64 = 0.97;

/// The progress of a workspace's latest build.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BuildProgress {
    /// Milliseconds since the job started, or since it was created.
    pub elapsed_ms: f64,
    /// The estimate; unknown while the job waits.
    pub estimate: Progress,
}

impl BuildProgress {
    /// Returns the progress at a time, in milliseconds since 1970. `parse` returns the milliseconds of a timestamp.
    pub fn at(
        now: f64,
        workspace: &Workspace,
        template: Option<&Template>,
        parse: impl Fn(&Timestamp) -> Option<f64>,
    ) -> Self {
        let build = &workspace.latest_build;
        let since = build.job.started_at.as_ref().or(build.job.created_at.as_ref()).and_then(parse);
        let elapsed_ms = (now - since.unwrap_or(now)).max(0.0);
        let estimate = match template.filter(|_| build.job.status == JobStatus::Running) {
            Some(template) => estimate(elapsed_ms, build_time(template, &build.transition)),
            None => Progress::Unknown,
        };
        Self { elapsed_ms, estimate }
    }

    /// Returns the completed share, from 0 to below 1, while the build is within its usual duration.
    pub fn share(self) -> Option<f64> {
        match self.estimate {
            Progress::Estimated { share, .. } => Some(share),
            Progress::Unknown | Progress::Overdue => None,
        }
    }

    /// Returns the usual duration in milliseconds, until it has passed.
    pub fn usual_ms(self) -> Option<f64> {
        match self.estimate {
            Progress::Estimated { left_ms, .. } if left_ms > 0.0 => Some(self.elapsed_ms + left_ms),
            _ => None,
        }
    }
}

/// Returns the position of a pending build in the provisioners' queue, and the queue's length.
pub fn queue_position(workspace: &Workspace) -> Option<(i64, i64)> {
    let job = &workspace.latest_build.job;
    (job.status == JobStatus::Pending && job.queue_size > 0).then_some((job.queue_position, job.queue_size))
}

/// Estimates the progress of a build from its elapsed time in milliseconds.
///
/// ```
/// use coder_core::models::BuildTimeStats;
/// use coder_core::progress::{Progress, estimate};
/// let time = BuildTimeStats { p50: Some(10_000), p95: Some(20_000) };
/// assert_eq!(estimate(5_000.0, time), Progress::Estimated { share: 0.375, left_ms: 5_000.0 });
/// assert_eq!(estimate(21_000.0, time), Progress::Overdue);
/// ```
pub fn estimate(elapsed_ms: f64, time: BuildTimeStats) -> Progress {
    let elapsed = elapsed_ms.max(0.0);
    let Some(p50) = time.p50.or(time.p95).map(f64::from) else { return Progress::Unknown };
    let p95 = time.p95.map_or(p50 * 2.0, f64::from).max(p50);
    if elapsed <= p50 {
        Progress::Estimated { share: HALF * elapsed / p50, left_ms: p50 - elapsed }
    } else if elapsed <= p95 {
        let share = HALF + (ALMOST - HALF) * (elapsed - p50) / (p95 - p50);
        Progress::Estimated { share, left_ms: 0.0 }
    } else {
        Progress::Overdue
    }
}

/// Returns the duration statistics of a template for a transition.
pub fn build_time(template: &Template, transition: &Transition) -> BuildTimeStats {
    match transition {
        Transition::Start => template.start,
        Transition::Stop => template.stop,
        Transition::Delete => template.delete,
        Transition::Unknown(_) => BuildTimeStats::default(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::FromJson;
    use serde_json::json;

    #[test]
    fn only_a_pending_build_has_a_place_in_the_queue() {
        let place = |status: &str, size: i64| {
            let job = json!({"status": status, "queue_position": 2, "queue_size": size});
            let build = json!({"id": "b", "status": "pending", "job": job, "resources": []});
            queue_position(
                &Workspace::from_json(
                    &json!({"id": "w", "name": "w", "owner_name": "o", "latest_build": build}),
                )
                .unwrap(),
            )
        };
        assert_eq!(place("pending", 5), Some((2, 5)));
        assert_eq!(place("pending", 0), None);
        assert_eq!(place("running", 5), None);
    }

    fn built(job: serde_json::Value) -> Workspace {
        let build =
            json!({"id": "b", "status": "starting", "transition": "start", "job": job, "resources": []});
        let json = json!({"id": "w", "name": "w", "owner_name": "o", "latest_build": build});
        Workspace::from_json(&json).unwrap()
    }

    #[test]
    fn a_build_is_as_old_as_its_job_and_estimated_once_it_runs() {
        let template = Template {
            start: BuildTimeStats { p50: Some(40_000), p95: Some(60_000) },
            ..Template::default()
        };
        let at = |job, now| BuildProgress::at(now, &built(job), Some(&template), |time| time.0.parse().ok());
        let running = || json!({"status": "running", "created_at": "1000", "started_at": "3000"});
        let progress = at(running(), 15_000.0);
        assert_eq!(progress.elapsed_ms, 12_000.0);
        assert_eq!(progress.usual_ms(), Some(40_000.0));
        assert!(progress.share().is_some_and(|share| (share - 0.225).abs() < 1e-9));
        assert_eq!(at(running(), 53_000.0).usual_ms(), None, "the usual duration has passed");
        assert_eq!(at(running(), 93_000.0).share(), None);
        let pending = at(json!({"status": "pending", "created_at": "1000"}), 15_000.0);
        assert_eq!(pending, BuildProgress { elapsed_ms: 14_000.0, estimate: Progress::Unknown });
        assert_eq!(at(json!({"status": "running"}), 15_000.0).elapsed_ms, 0.0, "no time is known");
    }

    #[test]
    fn the_bar_only_moves_forward_and_never_reaches_the_end() {
        let time = BuildTimeStats { p50: Some(8_000), p95: Some(15_000) };
        let mut last = -1.0;
        for step in 0..=150 {
            let Progress::Estimated { share, .. } = estimate(f64::from(step) * 100.0, time) else {
                unreachable!("within the usual time")
            };
            assert!(share > last && share < 1.0, "{step}: {share}");
            last = share;
        }
        assert_eq!(estimate(15_001.0, time), Progress::Overdue);
    }

    #[test]
    fn a_clock_that_is_behind_and_odd_statistics_do_no_harm() {
        let time = BuildTimeStats { p50: Some(8_000), p95: Some(1_000) };
        assert_eq!(estimate(-5_000.0, time), Progress::Estimated { share: 0.0, left_ms: 8_000.0 });
        assert_eq!(estimate(9_000.0, time), Progress::Overdue);
        assert_eq!(estimate(9_000.0, BuildTimeStats::default()), Progress::Unknown);
        let only = BuildTimeStats { p50: Some(8_000), p95: None };
        assert!(matches!(estimate(12_000.0, only), Progress::Estimated { .. }));
    }

    #[test]
    fn half_of_the_builds_fill_three_quarters_and_the_slowest_almost_all() {
        let time = BuildTimeStats { p50: Some(8_000), p95: Some(16_000) };
        assert_eq!(estimate(0.0, time), Progress::Estimated { share: 0.0, left_ms: 8_000.0 });
        assert_eq!(estimate(4_000.0, time), Progress::Estimated { share: 0.375, left_ms: 4_000.0 });
        assert_eq!(estimate(8_000.0, time), Progress::Estimated { share: 0.75, left_ms: 0.0 });
        let near = |elapsed: f64, expected: f64| {
            let Progress::Estimated { share, left_ms } = estimate(elapsed, time) else { return false };
            (share - expected).abs() < 1e-9 && left_ms == 0.0
        };
        assert!(near(12_000.0, 0.86) && near(16_000.0, 0.97));
        let only = |p50, p95| BuildTimeStats { p50, p95 };
        assert_eq!(estimate(16_001.0, only(Some(8_000), None)), Progress::Overdue, "twice the half at most");
        assert!(matches!(estimate(16_000.0, only(Some(8_000), None)), Progress::Estimated { .. }));
        let slow = Progress::Estimated { share: 0.375, left_ms: 4_000.0 };
        assert_eq!(estimate(4_000.0, only(None, Some(8_000))), slow, "better one figure than none");
    }

    #[test]
    fn each_kind_of_build_has_its_own_time() {
        let time = |p50| BuildTimeStats { p50: Some(p50), p95: None };
        let template = Template { start: time(1), stop: time(2), delete: time(3), ..Template::default() };
        let of = |transition| build_time(&template, &transition).p50;
        assert_eq!(
            [of(Transition::Start), of(Transition::Stop), of(Transition::Delete)],
            [Some(1), Some(2), Some(3)]
        );
        assert_eq!(of(Transition::Unknown("x".into())), None);
    }
}
