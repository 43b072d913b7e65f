//! Builds as they go on: queue, provisioner, agents, scripts, by a clock that tests can stop and push.

use crate::catalog::{Details, Fate};
use crate::clock::seconds_from_now;
use crate::logs::Line;
use crate::state::{Data, Workspace};
use crate::{catalog, logs};
use std::time::Instant;

/// Seconds an agent takes to connect.
const CONNECT: f64 = 2.0;
/// Seconds a startup script takes.
pub const SCRIPT: f64 = 4.0;
/// Seconds until a canceled job has ended.
const CANCEL: f64 = 1.0;
/// Seconds until a workspace that has stopped is started by the server itself.
const RESTART: f64 = 1.0;
/// Seconds a build waits for a provisioner.
const QUEUE: f64 = 1.5;

/// Seconds by which builds go on; `rate` of them pass in a real one.
#[derive(Clone, Debug)]
pub struct BuildClock {
    passed: f64,
    rate: f64,
    since: Instant,
}

impl Default for BuildClock {
    fn default() -> Self {
        Self { passed: 0.0, rate: 1.0, since: Instant::now() }
    }
}

impl BuildClock {
    /// Seconds since the deployment began.
    pub fn now(&self) -> f64 {
        self.passed + self.since.elapsed().as_secs_f64() * self.rate
    }

    /// Lets time pass at another rate from now on; 0 stops it.
    pub fn set_rate(&mut self, rate: f64) {
        *self = Self { passed: self.now(), rate: rate.max(0.0), since: Instant::now() };
    }

    /// Lets so many seconds pass at once.
    pub fn push(&mut self, seconds: f64) {
        self.passed += seconds.max(0.0);
    }
}

/// What a build does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    Start,
    Stop,
    Delete,
}

impl Transition {
    /// Reads the word on the wire.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "start" => Some(Self::Start),
            "stop" => Some(Self::Stop),
            "delete" => Some(Self::Delete),
            _ => None,
        }
    }

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Stop => "stop",
            Self::Delete => "delete",
        }
    }

    fn under_way(self) -> &'static str {
        match self {
            Self::Start => "starting",
            Self::Stop => "stopping",
            Self::Delete => "deleting",
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Start => "running",
            Self::Stop => "stopped",
            Self::Delete => "deleted",
        }
    }
}

/// A provisioner job and what became of it.
#[derive(Clone, Debug)]
pub struct Job {
    pub transition: Transition,
    /// By the build clock.
    pub began: f64,
    /// RFC 3339.
    pub created_at: String,
    /// Seconds a provisioner works on it.
    pub run: f64,
    pub fate: Fate,
    /// When it was canceled, by the build clock.
    pub canceled: Option<f64>,
    /// A start to be queued once this has succeeded.
    pub then_start: bool,
    pub reason: String,
    pub preset: Option<String>,
    pub lines: Vec<Line>,
}

impl Job {
    /// Seconds since it was made.
    pub fn age(&self, now: f64) -> f64 {
        now - self.began
    }

    /// When a provisioner takes it, in seconds since it was made; never if there is none for it.
    pub fn taken(&self) -> f64 {
        if self.fate == Fate::NoProvisioner { f64::INFINITY } else { QUEUE }
    }

    /// When it ends if nobody cancels it, in seconds since it was made.
    pub fn ends(&self) -> f64 {
        let share = match (self.fate, self.transition) {
            (Fate::Fails, Transition::Start) => 0.6,
            (Fate::OutOfQuota, Transition::Start) => 0.1,
            _ => 1.0,
        };
        self.taken() + self.run * share
    }

    fn fails(&self) -> bool {
        self.transition == Transition::Start && matches!(self.fate, Fate::Fails | Fate::OutOfQuota)
    }

    /// What the workspace is by now.
    fn status(&self, now: f64) -> &'static str {
        let age = self.age(now);
        if let Some(canceled) = self.canceled {
            return if now - canceled < CANCEL { "canceling" } else { "canceled" };
        }
        match age {
            age if age < self.taken() => "pending",
            age if age < self.ends() => self.transition.under_way(),
            _ if self.fails() => "failed",
            _ => self.transition.done(),
        }
    }

    /// The agents' connection and lifecycle by now, once it has succeeded.
    fn agents(&self, now: f64) -> (&'static str, &'static str) {
        let since = self.age(now) - self.ends();
        match (since, self.fate) {
            (since, _) if since < CONNECT => ("connecting", "created"),
            (_, Fate::AgentLost) => ("disconnected", "created"),
            (since, _) if since < CONNECT + SCRIPT => ("connected", "starting"),
            (_, Fate::ScriptFails) => ("connected", "start_error"),
            _ => ("connected", "ready"),
        }
    }

    /// Seconds since the agents' startup scripts began.
    pub fn script_age(&self, now: f64) -> f64 {
        self.age(now) - self.ends() - CONNECT
    }
}

/// A build to be made.
#[derive(Clone, Debug)]
pub struct Wish {
    pub transition: Transition,
    pub then_start: bool,
    pub reason: String,
    pub preset: Option<String>,
}

impl Workspace {
    /// Whether a build is under way.
    pub fn is_building(&self) -> bool {
        matches!(self.status.as_str(), "pending" | "starting" | "stopping" | "deleting" | "canceling")
    }

    /// Makes a build; what was under way is over.
    pub fn build(&mut self, wish: Wish, now: f64, out_of_quota: bool) {
        let details = catalog::details(self.template.id);
        let fate = if out_of_quota { Fate::OutOfQuota } else { details.fate };
        let run = match wish.transition {
            Transition::Start => details.run,
            _ => details.run / 2.0,
        };
        self.build_number += 1;
        let mut job = Job {
            transition: wish.transition,
            began: now,
            created_at: seconds_from_now(0),
            run,
            fate,
            canceled: None,
            then_start: wish.then_start,
            reason: wish.reason,
            preset: wish.preset,
            lines: Vec::new(),
        };
        job.lines = logs::of_build(&job, self, details);
        self.job = Some(job);
        self.go_on(now, details);
    }

    fn go_on(&mut self, now: f64, details: &Details) {
        let Some(job) = &self.job else { return };
        let status = job.status(now);
        let was = std::mem::replace(&mut self.status, status.to_owned());
        self.agent = None;
        if status == "running" {
            let (agent, lifecycle) = job.agents(now);
            self.agent = Some(agent.to_owned());
            lifecycle.clone_into(&mut self.lifecycle);
            if was != "running" {
                self.deadline = seconds_from_now(self.ttl_ms.unwrap_or(0) / 1000);
            }
        }
        if status == "stopped" && job.then_start && job.age(now) >= job.ends() + RESTART {
            let wish = Wish {
                transition: Transition::Start,
                then_start: false,
                reason: job.reason.clone(),
                preset: None,
            };
            let when = job.began + job.ends() + RESTART;
            let out_of_quota = details.fate == Fate::OutOfQuota;
            self.build(wish, when, out_of_quota);
            self.go_on(now, details);
        }
    }
}

impl Data {
    /// Lets every build get as far as it has by now.
    pub fn go_on(&mut self) {
        let now = self.clock.now();
        for workspace in self.workspaces.iter_mut().filter(|w| w.job.is_some()) {
            let details = catalog::details(workspace.template.id);
            workspace.go_on(now, details);
        }
        self.deleted.extend(self.workspaces.extract_if(.., |w| w.status == "deleted"));
    }

    /// Credits that a user's running and starting workspaces cost a day.
    pub fn credits(&self, owner: usize) -> i64 {
        self.workspaces
            .iter()
            .filter(|w| w.owner == owner && matches!(w.status.as_str(), "running" | "starting" | "pending"))
            .map(|w| catalog::details(w.template.id).cost)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::state::Deployment;

    /// A deployment whose builds stand still, and the place of a stopped workspace of a template.
    fn stopped(template: &str) -> (Deployment, usize) {
        let deployment = Deployment::new(None);
        let mut data = deployment.lock();
        data.clock.set_rate(0.0);
        data.workspaces[1].template = catalog::named(template).unwrap().template.clone();
        drop(data);
        (deployment, 1)
    }

    fn wish(transition: Transition, then_start: bool) -> Wish {
        Wish { transition, then_start, reason: "dashboard".into(), preset: None }
    }

    /// What a workspace is after each of these spans.
    fn states(template: &str, wish: Wish, spans: &[f64]) -> Vec<String> {
        let (deployment, place) = stopped(template);
        let mut data = deployment.lock();
        let now = data.clock.now();
        data.workspaces[place].build(wish, now, false);
        let mut seen = vec![data.workspaces[place].status.clone()];
        for span in spans {
            data.clock.push(*span);
            data.go_on();
            let workspace = data.workspaces.iter().find(|w| w.name == "payments-hotfix");
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
            states("docker", wish(Transition::Start, false), &[2.0, 8.0, 2.0, 5.0]),
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
    fn each_template_meets_its_fate() {
        let end = |template| states(template, wish(Transition::Start, false), &[60.0]).pop().unwrap();
        assert_eq!(end("broken"), "failed");
        assert_eq!(end("lonely"), "pending");
        assert_eq!(end("homesick"), "running connected start_error");
        assert_eq!(end("lost"), "running disconnected created");
    }

    #[test]
    fn a_stop_may_be_followed_by_a_start_and_a_deletion_by_nothing() {
        let restart = states("docker", wish(Transition::Stop, true), &[3.0, 3.0, 1.0, 60.0]);
        assert_eq!(restart, ["pending", "stopping", "stopped", "pending", "running connected ready"]);
        let gone = states("docker", wish(Transition::Delete, false), &[2.0, 60.0]);
        assert_eq!(gone, ["pending", "deleting", "gone"]);
    }
}
