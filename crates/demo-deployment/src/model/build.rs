//! Builds, the course that each one takes, and the clock that drives them.

use super::template::BuildOutcome;
use std::time::Instant;

/// Seconds that a build waits for a provisioner.
const QUEUE_SECONDS: f64 = 1.5;
/// Seconds until an agent has connected.
const CONNECT_SECONDS: f64 = 2.0;
/// Seconds that a startup script runs.
pub const SCRIPT_SECONDS: f64 = 4.0;
/// Seconds until a canceled build has ended.
const CANCEL_SECONDS: f64 = 1.0;

/// A clock for builds; `rate` of its seconds pass in a real one.
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
    /// Returns the seconds since the deployment was created.
    pub fn now(&self) -> f64 {
        self.passed + self.since.elapsed().as_secs_f64() * self.rate
    }

    /// Changes the clock's rate from now on; 0 stops it.
    pub fn set_rate(&mut self, rate: f64) {
        *self = Self { passed: self.now(), rate: rate.max(0.0), since: Instant::now() };
    }

    /// Advances the clock by some seconds at once.
    pub fn advance(&mut self, seconds: f64) {
        self.passed += seconds.max(0.0);
    }
}

/// The transition of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    Start,
    Stop,
    Delete,
}

impl Transition {
    /// Parses a transition as the API spells it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "start" => Some(Self::Start),
            "stop" => Some(Self::Stop),
            "delete" => Some(Self::Delete),
            _ => None,
        }
    }

    /// Returns the transition as the API spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Stop => "stop",
            Self::Delete => "delete",
        }
    }

    /// Returns the workspace status while a provisioner works on the build.
    fn status_during(self) -> &'static str {
        match self {
            Self::Start => "starting",
            Self::Stop => "stopping",
            Self::Delete => "deleting",
        }
    }

    /// Returns the workspace status after a successful build.
    fn status_after(self) -> &'static str {
        match self {
            Self::Start => "running",
            Self::Stop => "stopped",
            Self::Delete => "deleted",
        }
    }
}

/// A build to be created.
#[derive(Clone, Debug)]
pub struct BuildRequest {
    pub transition: Transition,
    /// Whether a start follows a successful stop.
    pub restart: bool,
    pub reason: String,
    /// Id of the preset.
    pub preset: Option<String>,
}

/// A line of a build log.
#[derive(Clone, Debug)]
pub struct LogLine {
    /// Time of the line, in seconds since the build was created.
    pub at: f64,
    pub stage: &'static str,
    pub level: &'static str,
    /// Whether the provisioner daemon wrote the line, rather than the provisioner.
    pub daemon: bool,
    pub text: String,
}

/// A build and its simulated outcome.
#[derive(Clone, Debug)]
pub struct Build {
    pub transition: Transition,
    /// Creation time, on the build clock.
    pub queued_at: f64,
    /// Creation time in RFC 3339.
    pub created_at: String,
    /// Seconds that a provisioner works on the build.
    pub provisioning_seconds: f64,
    pub outcome: BuildOutcome,
    /// Cancellation time, on the build clock.
    pub canceled_at: Option<f64>,
    /// Whether a start follows a successful stop.
    pub restart: bool,
    pub reason: String,
    /// Id of the preset.
    pub preset: Option<String>,
    pub log: Vec<LogLine>,
}

impl Build {
    /// Returns the seconds since the build was created.
    pub fn age(&self, now: f64) -> f64 {
        now - self.queued_at
    }

    /// Returns the age, in seconds, at which a provisioner takes the build; infinite if there is no provisioner for
    /// it.
    pub fn provisioned_after(&self) -> f64 {
        if self.outcome == BuildOutcome::NoProvisioner { f64::INFINITY } else { QUEUE_SECONDS }
    }

    /// Returns the age, in seconds, at which the build ends unless it is canceled.
    pub fn completed_after(&self) -> f64 {
        let share = match (self.outcome, self.transition) {
            (BuildOutcome::Fails, Transition::Start) => 0.6,
            (BuildOutcome::OutOfQuota, Transition::Start) => 0.1,
            _ => 1.0,
        };
        self.provisioned_after() + self.provisioning_seconds * share
    }

    fn fails(&self) -> bool {
        self.transition == Transition::Start
            && matches!(self.outcome, BuildOutcome::Fails | BuildOutcome::OutOfQuota)
    }

    /// Returns the workspace status at a time.
    pub fn status(&self, now: f64) -> &'static str {
        let age = self.age(now);
        if let Some(canceled) = self.canceled_at {
            return if now - canceled < CANCEL_SECONDS { "canceling" } else { "canceled" };
        }
        match age {
            age if age < self.provisioned_after() => "pending",
            age if age < self.completed_after() => self.transition.status_during(),
            _ if self.fails() => "failed",
            _ => self.transition.status_after(),
        }
    }

    /// Returns the agents' status and lifecycle state at a time after a successful start.
    pub fn agents(&self, now: f64) -> (&'static str, &'static str) {
        let since = self.age(now) - self.completed_after();
        match (since, self.outcome) {
            (since, _) if since < CONNECT_SECONDS => ("connecting", "created"),
            (_, BuildOutcome::AgentLost) => ("disconnected", "created"),
            (since, _) if since < CONNECT_SECONDS + SCRIPT_SECONDS => ("connected", "starting"),
            (_, BuildOutcome::ScriptFails) => ("connected", "start_error"),
            _ => ("connected", "ready"),
        }
    }

    /// Returns the seconds since the agents' startup scripts began.
    pub fn script_age(&self, now: f64) -> f64 {
        self.age(now) - self.completed_after() - CONNECT_SECONDS
    }
}
