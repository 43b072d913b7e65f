//! The change that a write request causes, and whether it was applied.

use super::values::ParameterValues;
use crate::error::Error;
use crate::models::{Build, JobStatus, ParameterValue, Transition, Workspace};

/// The change that a write request causes.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpectedChange {
    /// A new build.
    Build(ExpectedBuild),
    /// A stop and, once it has succeeded, a start with these values, both run by the deployment.
    Restart(ParameterValues),
    /// The current build is canceled.
    Cancel,
    /// The workspace is no longer dormant.
    Awake,
    /// The workspace is a favorite (`true`) or not (`false`).
    Favorite(bool),
    /// The workspace has this name.
    Name(String),
    /// The workspace has this autostart schedule; `None` for no autostart.
    Autostart(Option<String>),
    /// The workspace stops this many milliseconds after its start; `None` for no automatic stop.
    Ttl(Option<i64>),
    /// The workspace has this autostop deadline (RFC 3339).
    Deadline(String),
}

/// The properties of a requested build.
///
/// All of them must match before a write without a response counts as applied.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedBuild {
    /// The transition.
    pub transition: Transition,
    /// The template version, if the request names one; otherwise the workspace keeps its version.
    pub version: Option<String>,
    /// The parameter values in the request.
    pub values: ParameterValues,
}

/// Whether a write took effect, for a write without a response or with a conflict as the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verification {
    /// The change was applied.
    Applied,
    /// The change was not applied: the workspace has not changed.
    NotApplied,
    /// A different change was applied.
    Superseded,
}

impl ExpectedChange {
    /// Compares the workspace before and after the write with this change.
    ///
    /// `values` are the parameter values of the latest build; they are needed only if
    /// [`ExpectedChange::is_about_values`].
    pub fn verify(&self, before: &Workspace, after: &Workspace, values: &[ParameterValue]) -> Verification {
        let done = |is: bool| if is { Verification::Applied } else { Verification::NotApplied };
        let (was, is) = (before.latest_build.build_number, after.latest_build.build_number);
        match self {
            Self::Build(_) | Self::Restart(_) if is <= was => Verification::NotApplied,
            Self::Build(build) if build.is_met(&after.latest_build, values) => Verification::Applied,
            Self::Build(_) => Verification::Superseded,
            Self::Restart(expected) => match after.latest_build.transition {
                Transition::Stop => Verification::Applied,
                Transition::Start if is > was + 1 && has_all(values, expected) => Verification::Applied,
                _ => Verification::Superseded,
            },
            Self::Cancel if is != was => Verification::Superseded,
            Self::Cancel => match after.latest_build.job.status {
                JobStatus::Canceling | JobStatus::Canceled => Verification::Applied,
                JobStatus::Pending | JobStatus::Running => Verification::NotApplied,
                _ => Verification::Superseded,
            },
            Self::Awake => done(after.dormant_at.is_none()),
            Self::Favorite(expected) => done(after.favorite == *expected),
            Self::Name(expected) => done(after.name == *expected),
            Self::Autostart(expected) => done(after.autostart_schedule == *expected),
            // Coder truncates the TTL to whole minutes.
            Self::Ttl(expected) => done(after.ttl_ms.map(minutes) == expected.map(minutes)),
            Self::Deadline(expected) => {
                let is = after.latest_build.deadline.as_ref();
                done(is.is_some_and(|is| second(&is.0) == second(expected)))
            }
        }
    }

    /// Returns the verification for a workspace that no longer exists.
    pub fn verify_gone(&self) -> Verification {
        match self {
            Self::Build(build) if build.transition == Transition::Delete => Verification::Applied,
            _ => Verification::Superseded,
        }
    }

    /// Whether verification needs the parameter values of the build.
    pub fn is_about_values(&self) -> bool {
        match self {
            Self::Build(build) => !build.values.is_empty(),
            Self::Restart(values) => !values.is_empty(),
            _ => false,
        }
    }
}

impl ExpectedBuild {
    fn is_met(&self, build: &Build, values: &[ParameterValue]) -> bool {
        build.transition == self.transition
            && self.version.as_ref().is_none_or(|version| *version == build.template_version_id)
            && has_all(values, &self.values)
    }
}

fn has_all(values: &[ParameterValue], expected: &ParameterValues) -> bool {
    let has = |(name, value): &(String, String)| {
        values.iter().any(|actual| actual.name == *name && actual.value == *value)
    };
    expected.iter().all(has)
}

fn minutes(ms: i64) -> i64 {
    ms / 60_000
}

/// Truncates a UTC timestamp to seconds. Coder writes a varying number of fractional digits.
fn second(time: &str) -> &str {
    time.get(..19).unwrap_or(time)
}

/// Whether an error leaves open if the write was applied, so that the workspace must be read again.
pub fn is_ambiguous(error: &Error) -> bool {
    matches!(
        error,
        Error::Timeout
            | Error::Unreachable
            | Error::Offline
            | Error::DeploymentUnavailable(_)
            | Error::Server(_)
            | Error::NotCoder { status: 500.., .. }
            | Error::InvalidResponse(_)
            | Error::Conflict(_)
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "a test fails by panicking")]
    use super::*;
    use crate::actions::Action;
    use crate::actions::plan::fixture::workspace;
    use crate::actions::plan::{Step, plan};
    use crate::models::Timestamp;
    use crate::request::Method;

    #[test]
    fn a_lost_answer_is_made_good_by_looking() {
        let before = workspace("stopped", "stop", "succeeded", 3);
        let start = expected_build(Transition::Start);
        let after = |status, transition, job, number| workspace(status, transition, job, number);
        assert_eq!(start.verify(&before, &before, &[]), Verification::NotApplied);
        assert_eq!(
            start.verify(&before, &after("pending", "start", "pending", 4), &[]),
            Verification::Applied
        );
        assert_eq!(
            start.verify(&before, &after("deleting", "delete", "running", 4), &[]),
            Verification::Superseded
        );
        let canceled =
            |job, number| ExpectedChange::Cancel.verify(&before, &after("x", "start", job, number), &[]);
        assert_eq!(
            (canceled("canceling", 3), canceled("canceled", 3)),
            (Verification::Applied, Verification::Applied)
        );
        assert_eq!(
            (canceled("running", 3), canceled("pending", 3)),
            (Verification::NotApplied, Verification::NotApplied)
        );
        assert_eq!(canceled("succeeded", 3), Verification::Superseded);
        assert_eq!(canceled("canceled", 4), Verification::Superseded, "somebody else’s build");
    }

    fn expected_build(transition: Transition) -> ExpectedChange {
        ExpectedChange::Build(ExpectedBuild { transition, version: None, values: ParameterValues::new() })
    }

    #[test]
    fn a_build_is_the_one_that_was_asked_for_only_with_its_version_and_its_values() {
        let before = workspace("stopped", "stop", "succeeded", 3);
        let mut after = workspace("starting", "start", "running", 4);
        after.latest_build.template_version_id = "v1".to_owned();
        let all = plan(Action::UpdateAndRestart, &before, &vec![("cpu".into(), "2".into())], "");
        let Some(Step::Send(_, update)) = all.into_iter().last() else { panic!("a write comes last") };
        let values = |cpu: &str| {
            ["os", "cpu"].map(|name| ParameterValue { name: name.to_owned(), value: cpu.to_owned() })
        };
        assert!(update.is_about_values() && !expected_build(Transition::Start).is_about_values());
        assert_eq!(update.verify(&before, &after, &values("2")), Verification::Superseded, "the old version");
        after.latest_build.template_version_id = "v2".to_owned();
        assert_eq!(update.verify(&before, &after, &values("2")), Verification::Applied);
        assert_eq!(update.verify(&before, &after, &values("4")), Verification::Superseded, "other values");
        assert_eq!(update.verify(&before, &after, &[]), Verification::Superseded, "no values");
        assert_eq!(
            expected_build(Transition::Start).verify(&before, &after, &[]),
            Verification::Applied,
            "no version was asked for"
        );
    }

    #[test]
    fn a_restart_by_the_server_is_its_stop_or_the_start_after_it() {
        let before = workspace("running", "start", "succeeded", 3);
        let restart = ExpectedChange::Restart(vec![("cpu".into(), "2".into())]);
        let values = [ParameterValue { name: "cpu".into(), value: "2".into() }];
        let is = |transition, number| {
            restart.verify(&before, &workspace("x", transition, "running", number), &values)
        };
        assert_eq!(
            (is("start", 3), is("stop", 4), is("start", 5)),
            (Verification::NotApplied, Verification::Applied, Verification::Applied)
        );
        assert_eq!((is("start", 4), is("delete", 4)), (Verification::Superseded, Verification::Superseded));
        assert_eq!(
            restart.verify(&before, &workspace("x", "start", "running", 5), &[]),
            Verification::Superseded
        );
        assert!(
            restart.is_about_values() && !ExpectedChange::Restart(ParameterValues::new()).is_about_values()
        );
    }

    #[test]
    fn a_setting_took_place_only_if_it_is_the_one_that_was_asked_for() {
        let before = workspace("running", "start", "succeeded", 3);
        let with = |change: &dyn Fn(&mut Workspace)| {
            let mut after = before.clone();
            change(&mut after);
            after
        };
        let deadline = |at: &str| {
            let at = Timestamp(at.to_owned());
            with(&move |w: &mut Workspace| w.latest_build.deadline = Some(at.clone()))
        };
        let schedule = |line: &str| {
            let line = line.to_owned();
            with(&move |w: &mut Workspace| w.autostart_schedule = Some(line.clone()))
        };
        let ttl = |ms| with(&move |w: &mut Workspace| w.ttl_ms = ms);
        let dormant =
            with(&|w: &mut Workspace| w.dormant_at = Some(Timestamp("2026-01-01T00:00:00Z".into())));
        let favorite = with(&|w: &mut Workspace| w.favorite = true);
        let named = with(&|w: &mut Workspace| w.name = "new".to_owned());
        let table = [
            (
                ExpectedChange::Deadline("2026-11-26T20:00:00.000Z".into()),
                deadline("2026-11-26T20:00:00Z"),
                deadline("2026-11-26T21:00:00Z"),
            ),
            (
                ExpectedChange::Deadline("2026-11-26T20:00:00.000Z".into()),
                deadline("2026-11-26T20:00:00.25Z"),
                before.clone(),
            ),
            (
                ExpectedChange::Autostart(Some("CRON_TZ=UTC 0 9 * * *".into())),
                schedule("CRON_TZ=UTC 0 9 * * *"),
                schedule("CRON_TZ=UTC 0 8 * * *"),
            ),
            (ExpectedChange::Autostart(None), before.clone(), schedule("CRON_TZ=UTC 0 8 * * *")),
            (ExpectedChange::Ttl(Some(3_600_500)), ttl(Some(3_600_000)), ttl(Some(7_200_000))),
            (ExpectedChange::Ttl(None), ttl(None), ttl(Some(60_000))),
            (ExpectedChange::Awake, before.clone(), dormant),
            (ExpectedChange::Favorite(true), favorite.clone(), before.clone()),
            (ExpectedChange::Favorite(false), before.clone(), favorite),
            (ExpectedChange::Name("new".into()), named, before.clone()),
        ];
        for (effect, done, not_done) in table {
            assert_eq!(effect.verify(&before, &done, &[]), Verification::Applied, "{effect:?}");
            assert_eq!(effect.verify(&before, &not_done, &[]), Verification::NotApplied, "{effect:?}");
            assert_eq!(effect.verify_gone(), Verification::Superseded, "{effect:?}");
        }
    }

    #[test]
    fn a_workspace_that_is_gone_was_deleted_and_nothing_else_of_it_was_done() {
        assert_eq!(expected_build(Transition::Delete).verify_gone(), Verification::Applied);
        assert_eq!(expected_build(Transition::Stop).verify_gone(), Verification::Superseded);
        assert_eq!(ExpectedChange::Cancel.verify_gone(), Verification::Superseded);
    }

    #[test]
    fn a_refusal_leaves_nothing_in_doubt() {
        use crate::error::{Party, ServerMessage};
        let not_coder = |by, status| Error::NotCoder { by, status, message: ServerMessage::default() };
        assert!(is_ambiguous(&Error::Timeout));
        assert!(is_ambiguous(&not_coder(Party::Backstage, 500)));
        assert!(!is_ambiguous(&not_coder(Party::Gateway, 401)));
        assert!(!is_ambiguous(&Error::HostHasNoToken), "nothing was sent");
        assert!(is_ambiguous(&Error::Conflict(ServerMessage::default())));
        assert!(!is_ambiguous(&Error::Forbidden(ServerMessage::default())));
        assert!(!is_ambiguous(&Error::Validation(ServerMessage::default())));
        assert!(!is_ambiguous(&Error::MethodBlocked(Method::Put)));
    }
}
