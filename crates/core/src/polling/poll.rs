//! Polls: repeated requests, and the time of the next one.

use super::backoff::backoff;
use super::pace::Pace;
use super::retry::LONGEST_WAIT_MS;
use crate::error::Error;

/// The outcome of the last request of a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollOutcome {
    /// The request succeeded.
    Answered {
        /// Whether the polled state is about to change by itself ([`crate::status::is_transitioning`]).
        changing: bool,
    },
    /// The request failed with a transient error.
    Failed {
        /// The number of consecutive failures, from 1.
        in_a_row: u32,
    },
    /// The request failed with an error that a retry cannot fix.
    Refused,
}

/// The state of the browser and the clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PollState {
    /// Whether the page is visible.
    pub visible: bool,
    /// Whether the browser is online.
    pub online: bool,
    /// Whether live updates bring each change of the polled state.
    pub live: bool,
    /// The current time, in milliseconds since 1970.
    pub now_ms: f64,
}

/// The time of the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// After this many milliseconds.
    In(u32),
    /// When the page becomes visible, the browser goes online, or live updates end.
    OnEvent,
    /// Never.
    Never,
}

impl Next {
    /// Returns the delay in milliseconds; `None` if the next request does not depend on a timer.
    pub fn ms(self) -> Option<u32> {
        match self {
            Self::In(ms) => Some(ms),
            Self::OnEvent | Self::Never => None,
        }
    }
}

/// A poll: a repeated request, and the outcome of its last one.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    pace: Pace,
    outcome: PollOutcome,
    /// Consecutive requests that failed or found the polled state changing.
    requests: u32,
    /// Whether the last response was shared by another tab.
    followed: bool,
    /// The time in milliseconds since 1970 before which no request is sent.
    not_before_ms: f64,
}

impl Poll {
    /// Creates a poll that has not received a response yet.
    pub fn new(pace: Pace) -> Self {
        let outcome = PollOutcome::Answered { changing: true };
        Self { pace, outcome, requests: 0, followed: false, not_before_ms: 0.0 }
    }

    /// Changes the pace.
    pub fn keep_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Records a successful response. `changing`: whether the polled state is about to change by itself.
    pub fn succeeded(&mut self, changing: bool) {
        self.requests = if changing { self.requests.saturating_add(1) } else { 0 };
        self.followed = false;
        self.outcome = PollOutcome::Answered { changing };
    }

    /// Records a response that was shared by another tab.
    pub fn reused_from_tab(&mut self, changing: bool) {
        self.succeeded(changing);
        self.followed = true;
    }

    /// Records that the polled state has changed since the last response, as learned from another source.
    pub fn changes(&mut self, changing: bool) {
        if let PollOutcome::Answered { .. } = self.outcome {
            self.outcome = PollOutcome::Answered { changing };
        }
    }

    /// Records a failure.
    ///
    /// Coder's 401 counts as transient: either the session is checked and valid, or the session ends and the poll
    /// with it.
    pub fn failed(&mut self, error: &Error, now_ms: f64) {
        self.requests = self.requests.saturating_add(1);
        self.followed = false;
        let before = self.failures();
        self.outcome = match error.is_transient() || matches!(error, Error::Unauthorized(_)) {
            true => PollOutcome::Failed { in_a_row: before.saturating_add(1) },
            false => PollOutcome::Refused,
        };
        self.not_before_ms = error.retry_after_ms().map_or(0.0, |ms| now_ms + f64::from(ms));
    }

    /// Records a failure that is retried whatever the error, as for session checks.
    pub fn doubted(&mut self, error: &Error, now_ms: f64) {
        let before = self.failures();
        self.failed(error, now_ms);
        self.outcome = PollOutcome::Failed { in_a_row: before.saturating_add(1) };
    }

    /// Returns the number of consecutive failures.
    pub fn failures(&self) -> u32 {
        match self.outcome {
            PollOutcome::Failed { in_a_row } => in_a_row,
            _ => 0,
        }
    }

    /// Whether a response's `Retry-After` forbids requests at the moment.
    pub fn is_held(&self, now_ms: f64) -> bool {
        now_ms < self.not_before_ms
    }

    /// Returns the time of the next request.
    ///
    /// `jitter` is a random number from 0 to 1. It varies the backoff by ±20 %, which prevents a thundering herd when
    /// a deployment recovers. A tab that reused a peer's response waits 10–20 % longer, so the polling tab keeps
    /// polling and another takes over when it stops.
    pub fn next(&self, seen: PollState, jitter: f64) -> Next {
        let at_rest = self.outcome == PollOutcome::Answered { changing: false };
        if self.outcome == PollOutcome::Refused
            || self.requests >= self.pace.requests
            || (at_rest && self.pace.ends_at_rest)
        {
            return Next::Never;
        }
        // After a failure the state is not known, so that a change of it may not be understood.
        let is_live = seen.live && matches!(self.outcome, PollOutcome::Answered { .. });
        if is_live || !seen.online || !(seen.visible || self.pace.goes_on_hidden) {
            return Next::OnEvent;
        }
        let pause = match self.outcome {
            PollOutcome::Failed { in_a_row } => backoff(in_a_row, jitter),
            PollOutcome::Answered { changing: true }
                if seen.visible && self.requests <= self.pace.fast_requests =>
            {
                self.behind(self.pace.fast_ms, jitter)
            }
            _ => self.behind(self.pace.slow_ms, jitter),
        };
        // `as` saturates.
        let held = (self.not_before_ms - seen.now_ms).clamp(0.0, f64::from(LONGEST_WAIT_MS)) as u32;
        Next::In(pause.max(held))
    }

    /// Returns a delay, extended if another tab is polling.
    fn behind(&self, ms: u32, jitter: f64) -> u32 {
        match self.followed {
            // `as` saturates, and converts NaN to 0.
            true => ms.saturating_add((f64::from(ms) * (0.1 + 0.1 * jitter.clamp(0.0, 1.0))) as u32),
            false => ms,
        }
    }
}
