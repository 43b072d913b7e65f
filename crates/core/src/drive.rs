//! How an action is carried out: which writes, what is waited for in between, and how an answer that was lost is
//! made good by reading.
//!
//! A write is never repeated. Whether one without an answer took place is decided by [`Effect::of`] from the
//! workspace before it and after it.

use crate::actions::Action;
use crate::endpoint::{Call, Method};
use crate::error::Error;
use crate::link::segment;
use crate::wire::{Build, JobStatus, ParameterValue, Transition, Workspace, WorkspaceStatus};
use serde_json::{Value, json};

/// Parameter values, by name.
pub type Values = Vec<(String, String)>;

/// One step of an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A write, and what it is to bring about.
    Write(Call, Effect),
    /// Until the build under way has ended, and only on if it has succeeded.
    Await(Transition),
}

/// What a write brings about.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A new build.
    Build(Asked),
    /// A stop, and a start with these values once it has succeeded, by the server itself.
    Restart(Values),
    /// The build under way ends.
    Cancel,
    /// It is dormant no longer.
    Awake,
    /// It is a favorite, or none.
    Favorite(bool),
    /// It has this name.
    Name(String),
    /// It starts by this schedule, or by hand only.
    Autostart(Option<String>),
    /// It stops by itself after so many milliseconds, or by hand only.
    Ttl(Option<i64>),
    /// It stops at this time (RFC 3339).
    Deadline(String),
}

/// What is asked of a build: everything of it is to be there before a lost answer counts as done.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The direction.
    pub transition: Transition,
    /// The template's version, where one is named; the one it had otherwise.
    pub version: Option<String>,
    /// Parameter values that are sent along.
    pub values: Values,
}

/// What a look at the workspace says of a write whose answer was lost or was a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It took place.
    Done,
    /// It did not: nothing has changed.
    NotDone,
    /// Something else took place.
    Overtaken,
}

impl Effect {
    /// Whether the effect is there, by the workspace before and after the write, and by the values of the build after
    /// it where [`Effect::is_about_values`].
    pub fn of(&self, before: &Workspace, after: &Workspace, values: &[ParameterValue]) -> Outcome {
        let done = |is: bool| if is { Outcome::Done } else { Outcome::NotDone };
        let (was, is) = (before.latest_build.build_number, after.latest_build.build_number);
        match self {
            Self::Build(_) | Self::Restart(_) if is <= was => Outcome::NotDone,
            Self::Build(asked) if asked.is_met(&after.latest_build, values) => Outcome::Done,
            Self::Build(_) => Outcome::Overtaken,
            Self::Restart(asked) => match after.latest_build.transition {
                Transition::Stop => Outcome::Done,
                Transition::Start if is > was + 1 && has_all(values, asked) => Outcome::Done,
                _ => Outcome::Overtaken,
            },
            Self::Cancel if is != was => Outcome::Overtaken,
            Self::Cancel => match after.latest_build.job.status {
                JobStatus::Canceling | JobStatus::Canceled => Outcome::Done,
                JobStatus::Pending | JobStatus::Running => Outcome::NotDone,
                _ => Outcome::Overtaken,
            },
            Self::Awake => done(after.dormant_at.is_none()),
            Self::Favorite(wanted) => done(after.favorite == *wanted),
            Self::Name(wanted) => done(after.name == *wanted),
            Self::Autostart(wanted) => done(after.autostart_schedule == *wanted),
            // Coder cuts it to whole minutes.
            Self::Ttl(wanted) => done(after.ttl_ms.map(minutes) == wanted.map(minutes)),
            Self::Deadline(wanted) => {
                let is = after.latest_build.deadline.as_ref();
                done(is.is_some_and(|is| second(&is.0) == second(wanted)))
            }
        }
    }

    /// What it means that the workspace is gone when one looks.
    pub fn of_gone(&self) -> Outcome {
        match self {
            Self::Build(asked) if asked.transition == Transition::Delete => Outcome::Done,
            _ => Outcome::Overtaken,
        }
    }

    /// Whether the values of the build count.
    pub fn is_about_values(&self) -> bool {
        match self {
            Self::Build(asked) => !asked.values.is_empty(),
            Self::Restart(values) => !values.is_empty(),
            _ => false,
        }
    }
}

impl Asked {
    fn is_met(&self, build: &Build, values: &[ParameterValue]) -> bool {
        build.transition == self.transition
            && self.version.as_ref().is_none_or(|version| *version == build.template_version_id)
            && has_all(values, &self.values)
    }
}

fn has_all(values: &[ParameterValue], asked: &Values) -> bool {
    let has = |(name, value): &(String, String)| {
        values.iter().any(|known| known.name == *name && known.value == *value)
    };
    asked.iter().all(has)
}

fn minutes(ms: i64) -> i64 {
    ms / 60_000
}

/// A time of UTC's as far as its second: Coder writes as many digits behind it as there are.
fn second(time: &str) -> &str {
    time.get(..19).unwrap_or(time)
}

/// Whether an error leaves open if the write took place, so that it is to be read back.
pub fn is_in_doubt(error: &Error) -> bool {
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

/// The first version whose server restarts by itself.
const RESTARTS: (u32, u32) = (2, 36);

/// Whether a deployment of this version (`v2.36.0+abc`) starts a workspace by itself after stopping it.
pub fn can_restart(version: &str) -> bool {
    let mut numbers = version.trim_start_matches('v').split(['.', '-', '+']).map(|n| n.parse::<u32>().ok());
    match (numbers.next().flatten(), numbers.next().flatten()) {
        (Some(major), Some(minor)) => (major, minor) >= RESTARTS,
        _ => false,
    }
}

/// The steps of an action. `values` are sent with what starts the workspace; `version` is the deployment's.
pub fn steps(action: Action, workspace: &Workspace, values: &Values, version: &str) -> Vec<Step> {
    let id = &workspace.id;
    let start = || build(id, Transition::Start, None, values);
    let update = || build(id, Transition::Start, Some(&workspace.template_active_version_id), values);
    let stop = || build(id, Transition::Stop, None, &Vec::new());
    let stopped = || Step::Await(Transition::Stop);
    match action {
        Action::Start => vec![start()],
        Action::UpdateAndStart => vec![update()],
        Action::Stop => vec![stop()],
        Action::Restart if can_restart(version) => vec![restart(id, values)],
        Action::Restart => vec![stop(), stopped(), start()],
        Action::UpdateAndRestart => vec![stop(), stopped(), update()],
        Action::Delete => vec![build(id, Transition::Delete, None, &Vec::new())],
        Action::Retry => match workspace.latest_build.transition {
            Transition::Stop => vec![stop()],
            Transition::Delete => vec![build(id, Transition::Delete, None, &Vec::new())],
            // What a failed start left behind goes first.
            _ => vec![stop(), stopped(), start()],
        },
        Action::Cancel => vec![cancel(workspace)],
        Action::Activate => vec![put(id, "dormant", json!({"dormant": false}), Effect::Awake)],
        Action::Favorite => vec![favorite(id, Method::Put, true)],
        Action::Unfavorite => vec![favorite(id, Method::Delete, false)],
    }
}

fn build(id: &str, transition: Transition, version: Option<&str>, values: &Values) -> Step {
    let mut body = json!({"transition": transition.as_wire()});
    if transition != Transition::Delete {
        body["reason"] = json!("dashboard");
    }
    if let Some(version) = version {
        body["template_version_id"] = json!(version);
    }
    if !values.is_empty() {
        body["rich_parameter_values"] = parameters(values);
    }
    let call = Call::new(Method::Post, format!("/api/v2/workspaces/{}/builds", segment(id)), Some(body));
    let asked = Asked { transition, version: version.map(str::to_owned), values: values.clone() };
    Step::Write(call, Effect::Build(asked))
}

fn restart(id: &str, values: &Values) -> Step {
    let mut then = json!({"transition": "start"});
    if !values.is_empty() {
        then["rich_parameter_values"] = parameters(values);
    }
    let body = json!({"transition": "stop", "reason": "dashboard", "on_success": then});
    let call = Call::new(Method::Post, format!("/api/v2/workspaces/{}/builds", segment(id)), Some(body));
    Step::Write(call, Effect::Restart(values.clone()))
}

/// Values as Coder takes them.
pub fn parameters(values: &Values) -> Value {
    values.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
}

fn cancel(workspace: &Workspace) -> Step {
    let build = &workspace.latest_build;
    // The job as it was seen: if it has gone on meanwhile, Coder asks to look again.
    let expected = match build.job.status {
        JobStatus::Pending => "?expect_status=pending",
        JobStatus::Running => "?expect_status=running",
        _ => "",
    };
    let path = format!("/api/v2/workspacebuilds/{}/cancel{expected}", segment(&build.id));
    Step::Write(Call::new(Method::Patch, path, None), Effect::Cancel)
}

fn put(id: &str, what: &str, body: Value, effect: Effect) -> Step {
    let path = format!("/api/v2/workspaces/{}/{what}", segment(id));
    Step::Write(Call::new(Method::Put, path, Some(body)), effect)
}

fn favorite(id: &str, method: Method, wanted: bool) -> Step {
    let path = format!("/api/v2/workspaces/{}/favorite", segment(id));
    Step::Write(Call::new(method, path, None), Effect::Favorite(wanted))
}

/// Gives a workspace another name.
pub fn rename(id: &str, name: &str) -> Step {
    let path = format!("/api/v2/workspaces/{}", segment(id));
    let call = Call::new(Method::Patch, path, Some(json!({ "name": name })));
    Step::Write(call, Effect::Name(name.to_owned()))
}

/// Lets a workspace start by a schedule, or by hand only.
pub fn autostart(id: &str, schedule: Option<String>) -> Step {
    put(id, "autostart", json!({ "schedule": schedule }), Effect::Autostart(schedule))
}

/// Lets a workspace stop by itself after so many milliseconds, or by hand only.
pub fn ttl(id: &str, ms: Option<i64>) -> Step {
    put(id, "ttl", json!({ "ttl_ms": ms }), Effect::Ttl(ms))
}

/// Lets a running workspace stop at another time (RFC 3339, half an hour ahead at least).
pub fn extend(workspace: &Workspace, deadline: &str) -> Step {
    put(&workspace.id, "extend", json!({ "deadline": deadline }), Effect::Deadline(deadline.to_owned()))
}

/// What waiting for a build has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited {
    /// Not over yet.
    NotYet,
    /// Over, and well.
    Succeeded,
    /// Over, and not well.
    Failed,
    /// Over, because somebody canceled it.
    Canceled,
    /// There is another build by now.
    Overtaken,
}

/// Whether the transition that was waited for has ended: the build of this number.
pub fn waited(workspace: &Workspace, transition: &Transition, number: i64) -> Waited {
    use WorkspaceStatus as S;
    if workspace.latest_build.build_number != number {
        return Waited::Overtaken;
    }
    let wanted = match transition {
        Transition::Start => S::Running,
        Transition::Delete => S::Deleted,
        _ => S::Stopped,
    };
    match &workspace.latest_build.status {
        status if *status == wanted => Waited::Succeeded,
        S::Canceled => Waited::Canceled,
        S::Pending | S::Starting | S::Stopping | S::Deleting | S::Canceling => Waited::NotYet,
        _ => Waited::Failed,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
    use super::*;
    use crate::json::Read;
    use crate::wire::Timestamp;

    fn workspace(status: &str, transition: &str, job: &str, number: i64) -> Workspace {
        Workspace::read(&json!({
            "id": "w", "name": "w", "owner_name": "alice", "template_active_version_id": "v2",
            "latest_build": {"id": "b", "status": status, "transition": transition, "build_number": number, "job": {"status": job}},
        }))
        .unwrap()
    }

    fn written(action: Action, workspace: &Workspace, version: &str) -> Vec<String> {
        steps(action, workspace, &Vec::new(), version)
            .into_iter()
            .map(|step| match step {
                Step::Await(transition) => format!("await {}", transition.as_wire()),
                Step::Write(call, _) => {
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
        assert_eq!(written(Action::Restart, &running, "v2.36.0+abc"), [one]);
        assert_eq!(written(Action::Restart, &running, "v2.35.9"), [STOP, "await stop", START]);
        assert_eq!(written(Action::Restart, &running, ""), [STOP, "await stop", START]);
        assert_eq!(written(Action::UpdateAndRestart, &running, "v3.0.0"), [STOP, "await stop", UPDATE]);
    }

    #[test]
    fn versions_are_compared_by_number() {
        for (version, can) in
            [("v2.36.0", true), ("v2.9.5", false), ("v10.0.1-rc.1+x", true), ("2.40", true), ("devel", false)]
        {
            assert_eq!(can_restart(version), can, "{version}");
        }
    }

    #[test]
    fn starting_keeps_the_version_and_updating_takes_the_active_one() {
        let stopped = workspace("stopped", "stop", "succeeded", 1);
        assert_eq!(written(Action::Start, &stopped, ""), [START]);
        assert_eq!(written(Action::UpdateAndStart, &stopped, ""), [UPDATE]);
    }

    #[test]
    fn retrying_a_failed_start_cleans_up_first() {
        let retry = |transition| written(Action::Retry, &workspace("failed", transition, "failed", 1), "");
        assert_eq!(retry("start"), [STOP, "await stop", START]);
        assert_eq!(retry("stop"), [STOP]);
        assert_eq!(retry("delete"), [r#"POST /api/v2/workspaces/w/builds {"transition":"delete"}"#]);
    }

    #[test]
    fn canceling_says_which_state_was_seen() {
        let cancel = |job| written(Action::Cancel, &workspace("x", "start", job, 1), "");
        assert_eq!(cancel("pending"), ["PATCH /api/v2/workspacebuilds/b/cancel?expect_status=pending"]);
        assert_eq!(cancel("running"), ["PATCH /api/v2/workspacebuilds/b/cancel?expect_status=running"]);
        assert_eq!(cancel("unknown"), ["PATCH /api/v2/workspacebuilds/b/cancel"]);
    }

    #[test]
    fn values_go_with_what_starts_the_workspace() {
        let values = vec![("debug".to_owned(), "true".to_owned())];
        let sent = |action, version| {
            let steps = steps(action, &workspace("running", "start", "succeeded", 1), &values, version);
            let Some(Step::Write(call, _)) = steps.into_iter().last() else { return Value::Null };
            call.body.unwrap_or_default()
        };
        let wanted = json!([{"name": "debug", "value": "true"}]);
        assert_eq!(sent(Action::Start, "")["rich_parameter_values"], wanted);
        assert_eq!(sent(Action::Restart, "")["rich_parameter_values"], wanted);
        assert_eq!(sent(Action::Restart, "v2.36.0")["on_success"]["rich_parameter_values"], wanted);
    }

    #[test]
    fn a_lost_answer_is_made_good_by_looking() {
        let before = workspace("stopped", "stop", "succeeded", 3);
        let start = asked(Transition::Start);
        let after = |status, transition, job, number| workspace(status, transition, job, number);
        assert_eq!(start.of(&before, &before, &[]), Outcome::NotDone);
        assert_eq!(start.of(&before, &after("pending", "start", "pending", 4), &[]), Outcome::Done);
        assert_eq!(start.of(&before, &after("deleting", "delete", "running", 4), &[]), Outcome::Overtaken);
        let canceled = |job, number| Effect::Cancel.of(&before, &after("x", "start", job, number), &[]);
        assert_eq!((canceled("canceling", 3), canceled("canceled", 3)), (Outcome::Done, Outcome::Done));
        assert_eq!((canceled("running", 3), canceled("pending", 3)), (Outcome::NotDone, Outcome::NotDone));
        assert_eq!(canceled("succeeded", 3), Outcome::Overtaken);
        assert_eq!(canceled("canceled", 4), Outcome::Overtaken, "somebody else’s build");
    }

    fn asked(transition: Transition) -> Effect {
        Effect::Build(Asked { transition, version: None, values: Values::new() })
    }

    #[test]
    fn a_build_is_the_one_that_was_asked_for_only_with_its_version_and_its_values() {
        let before = workspace("stopped", "stop", "succeeded", 3);
        let mut after = workspace("starting", "start", "running", 4);
        after.latest_build.template_version_id = "v1".to_owned();
        let all = steps(Action::UpdateAndRestart, &before, &vec![("cpu".into(), "2".into())], "");
        let Some(Step::Write(_, update)) = all.into_iter().last() else { panic!("a write comes last") };
        let values = |cpu: &str| {
            ["os", "cpu"].map(|name| ParameterValue { name: name.to_owned(), value: cpu.to_owned() })
        };
        assert!(update.is_about_values() && !asked(Transition::Start).is_about_values());
        assert_eq!(update.of(&before, &after, &values("2")), Outcome::Overtaken, "the old version");
        after.latest_build.template_version_id = "v2".to_owned();
        assert_eq!(update.of(&before, &after, &values("2")), Outcome::Done);
        assert_eq!(update.of(&before, &after, &values("4")), Outcome::Overtaken, "other values");
        assert_eq!(update.of(&before, &after, &[]), Outcome::Overtaken, "no values");
        assert_eq!(
            asked(Transition::Start).of(&before, &after, &[]),
            Outcome::Done,
            "no version was asked for"
        );
    }

    #[test]
    fn a_restart_by_the_server_is_its_stop_or_the_start_after_it() {
        let before = workspace("running", "start", "succeeded", 3);
        let restart = Effect::Restart(vec![("cpu".into(), "2".into())]);
        let values = [ParameterValue { name: "cpu".into(), value: "2".into() }];
        let is =
            |transition, number| restart.of(&before, &workspace("x", transition, "running", number), &values);
        assert_eq!(
            (is("start", 3), is("stop", 4), is("start", 5)),
            (Outcome::NotDone, Outcome::Done, Outcome::Done)
        );
        assert_eq!((is("start", 4), is("delete", 4)), (Outcome::Overtaken, Outcome::Overtaken));
        assert_eq!(restart.of(&before, &workspace("x", "start", "running", 5), &[]), Outcome::Overtaken);
        assert!(restart.is_about_values() && !Effect::Restart(Values::new()).is_about_values());
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
                Effect::Deadline("2026-11-26T20:00:00.000Z".into()),
                deadline("2026-11-26T20:00:00Z"),
                deadline("2026-11-26T21:00:00Z"),
            ),
            (
                Effect::Deadline("2026-11-26T20:00:00.000Z".into()),
                deadline("2026-11-26T20:00:00.25Z"),
                before.clone(),
            ),
            (
                Effect::Autostart(Some("CRON_TZ=UTC 0 9 * * *".into())),
                schedule("CRON_TZ=UTC 0 9 * * *"),
                schedule("CRON_TZ=UTC 0 8 * * *"),
            ),
            (Effect::Autostart(None), before.clone(), schedule("CRON_TZ=UTC 0 8 * * *")),
            (Effect::Ttl(Some(3_600_500)), ttl(Some(3_600_000)), ttl(Some(7_200_000))),
            (Effect::Ttl(None), ttl(None), ttl(Some(60_000))),
            (Effect::Awake, before.clone(), dormant),
            (Effect::Favorite(true), favorite.clone(), before.clone()),
            (Effect::Favorite(false), before.clone(), favorite),
            (Effect::Name("new".into()), named, before.clone()),
        ];
        for (effect, done, not_done) in table {
            assert_eq!(effect.of(&before, &done, &[]), Outcome::Done, "{effect:?}");
            assert_eq!(effect.of(&before, &not_done, &[]), Outcome::NotDone, "{effect:?}");
            assert_eq!(effect.of_gone(), Outcome::Overtaken, "{effect:?}");
        }
    }

    #[test]
    fn a_workspace_that_is_gone_was_deleted_and_nothing_else_of_it_was_done() {
        assert_eq!(asked(Transition::Delete).of_gone(), Outcome::Done);
        assert_eq!(asked(Transition::Stop).of_gone(), Outcome::Overtaken);
        assert_eq!(Effect::Cancel.of_gone(), Outcome::Overtaken);
    }

    #[test]
    fn waiting_ends_with_the_build_it_was_for() {
        let at = |status| waited(&workspace(status, "stop", "running", 1), &Transition::Stop, 1);
        let other = waited(&workspace("stopped", "stop", "succeeded", 2), &Transition::Stop, 1);
        assert_eq!(other, Waited::Overtaken, "somebody else’s stop");
        assert_eq!(at("pending"), Waited::NotYet);
        assert_eq!(at("stopping"), Waited::NotYet);
        assert_eq!(at("stopped"), Waited::Succeeded);
        assert_eq!(at("canceled"), Waited::Canceled);
        for status in ["failed", "running"] {
            assert_eq!(at(status), Waited::Failed, "{status}");
        }
    }

    #[test]
    fn a_refusal_leaves_nothing_in_doubt() {
        use crate::error::{Party, Said};
        let not_coder = |by, status| Error::NotCoder { by, status, said: Said::default() };
        assert!(is_in_doubt(&Error::Timeout));
        assert!(is_in_doubt(&not_coder(Party::Backstage, 500)));
        assert!(!is_in_doubt(&not_coder(Party::Gateway, 401)));
        assert!(!is_in_doubt(&Error::HostHasNoToken), "nothing was sent");
        assert!(is_in_doubt(&Error::Conflict(Said::default())));
        assert!(!is_in_doubt(&Error::Forbidden(Said::default())));
        assert!(!is_in_doubt(&Error::Validation(Said::default())));
        assert!(!is_in_doubt(&Error::MethodBlocked(Method::Put)));
    }

    #[test]
    fn each_transition_is_waited_for_until_its_own_end() {
        let at = |status, transition| waited(&workspace(status, "start", "running", 1), &transition, 1);
        assert_eq!(at("running", Transition::Start), Waited::Succeeded);
        assert_eq!(at("stopped", Transition::Start), Waited::Failed);
        assert_eq!(at("deleted", Transition::Delete), Waited::Succeeded);
        assert_eq!(at("stopped", Transition::Delete), Waited::Failed);
        for status in ["pending", "starting", "stopping", "deleting", "canceling"] {
            assert_eq!(at(status, Transition::Start), Waited::NotYet, "{status}");
        }
    }
}
