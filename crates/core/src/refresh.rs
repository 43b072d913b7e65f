//! When to ask again: a pure policy from what is known to the next delay. Everything that is asked about again and
//! again goes by it: lists, details, logs, builds that an action waits for, external accounts, ailing sessions.
//!
//! First match wins:
//!
//! | known | next |
//! |---|---|
//! | refused for a reason that asking again does not mend | never |
//! | asked as often as its [`Pace`] allows | never |
//! | at rest, and its pace ends there | never |
//! | the browser is offline, or the page is hidden | when it is online, or shown, again; for the next step of an action, slowly |
//! | failed | after 5, 10, 20 … s, two minutes at most |
//! | something is changing | by the pace's fast time, after a while by its slow one |
//! | nothing is | by its slow time |
//!
//! Never before the time that an answer named in `Retry-After`.

use crate::config::Tuning;
use crate::endpoint::Method;
use crate::error::Error;

/// Milliseconds until the first attempt after a failure.
pub const FIRST_RETRY_MS: u32 = 5_000;
/// The longest pause, in milliseconds, after repeated failures.
pub const LONGEST_MS: u32 = 120_000;
/// The longest time, in milliseconds, for which an answer's `Retry-After` is heeded.
pub const LONGEST_WAIT_MS: u32 = 3_600_000;

/// How often a read that failed was tried again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retry(u32);

/// The most times a read is tried again (the React plugin's `MAX_FETCH_FAILURES`).
pub const MAX_RETRIES: u32 = 3;

/// Milliseconds until a failed call may be tried again by itself: 1, 2, 4 seconds, each a fifth shorter or
/// longer; `None` after [`MAX_RETRIES`], for an answer that refuses (4xx), and always for writes.
pub fn retry_delay(retry: &mut Retry, method: Method, error: &Error, jitter: f64) -> Option<u32> {
    if method != Method::Get || error.is_refusal() || retry.0 >= MAX_RETRIES {
        return None;
    }
    retry.0 += 1;
    Some(spread(500 << retry.0, jitter))
}

/// Milliseconds that a `Retry-After` header asks for: a number of seconds, or a date that is `until_ms` away.
///
/// ```
/// use coder_core::refresh::retry_after_ms;
/// assert_eq!(retry_after_ms("30", None), Some(30_000));
/// assert_eq!(retry_after_ms("Thu, 26 Nov 2026 20:00:00 GMT", Some(1_500.0)), Some(1_500));
/// assert_eq!(retry_after_ms("soon", None), None);
/// ```
pub fn retry_after_ms(header: &str, until_ms: Option<f64>) -> Option<u32> {
    let ms = match header.trim().parse::<u32>() {
        Ok(seconds) => seconds.saturating_mul(1_000),
        // `as` saturates.
        Err(_) => until_ms.filter(|ms| ms.is_finite())? as u32,
    };
    Some(ms.min(LONGEST_WAIT_MS))
}

/// How often something is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Milliseconds between requests while something changes.
    fast_ms: u32,
    /// Milliseconds between requests while nothing does, and once that has been so for too long.
    slow_ms: u32,
    /// Requests in a row that come fast.
    fast_requests: u32,
    /// Requests in a row, after which it ends, while something changes.
    requests: u32,
    /// Nothing more is to come once nothing changes.
    ends_at_rest: bool,
    /// While the page is hidden it goes on, slowly.
    goes_on_hidden: bool,
}

impl Pace {
    /// A list of workspaces: for as long as somebody looks at it.
    pub fn list(tuning: &Tuning) -> Self {
        let (fast_ms, slow_ms) = (tuning.active_poll_ms, tuning.idle_poll_ms);
        let (fast_requests, requests) = (u32::MAX, u32::MAX);
        Self { fast_ms, slow_ms, fast_requests, requests, ends_at_rest: false, goes_on_hidden: false }
    }

    /// A workspace somebody looks at closely: fast for ten minutes of one change.
    pub fn details(tuning: &Tuning) -> Self {
        Self { fast_ms: 1_500, fast_requests: 400, ..Self::list(tuning) }
    }

    /// A log: as [`Pace::details`], until all of it was written.
    pub fn log(tuning: &Tuning) -> Self {
        Self { ends_at_rest: true, ..Self::details(tuning) }
    }

    /// A build that the next step of an action waits for: fast for ten minutes, and at most a thousand times. While
    /// the page is hidden slowly: who restarts a workspace and looks at something else meanwhile finds it running.
    pub fn build(tuning: &Tuning) -> Self {
        Self {
            fast_ms: 2_000,
            fast_requests: 300,
            requests: 1_000,
            goes_on_hidden: true,
            ..Self::log(tuning)
        }
    }

    /// An external account that is being connected in another window: for a minute, as in Coder's dashboard.
    pub fn account(tuning: &Tuning) -> Self {
        Self { fast_ms: 1_000, requests: 60, ..Self::log(tuning) }
    }
}

/// How the last request went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was answered; `changing` if what was asked about is about to change by itself.
    Answered {
        /// See [`crate::status::is_changing`].
        changing: bool,
    },
    /// It failed for a reason that may pass; counts failures in a row, from 1.
    Failed {
        /// How many in a row.
        in_a_row: u32,
    },
    /// It failed for a reason that asking again does not mend.
    Refused,
}

/// What the browser knows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// The page is shown.
    pub visible: bool,
    /// The browser has a network.
    pub online: bool,
    /// Milliseconds since 1970.
    pub now_ms: f64,
}

/// When to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// After so many milliseconds.
    In(u32),
    /// When the page is shown again, or the network is back.
    OnEvent,
    /// Not any more.
    Never,
}

impl Next {
    /// Milliseconds, where it goes by the clock.
    pub fn ms(self) -> Option<u32> {
        match self {
            Self::In(ms) => Some(ms),
            Self::OnEvent | Self::Never => None,
        }
    }
}

/// Something that is asked about again and again.
#[derive(Clone, Debug, PartialEq)]
pub struct Poll {
    pace: Pace,
    outcome: Outcome,
    /// Requests in a row during which something was changing.
    requests: u32,
    /// Another tab asked, and shared its answer.
    followed: bool,
    /// Before this time, in milliseconds since 1970, nothing is asked.
    not_before_ms: f64,
}

impl Poll {
    /// One that has not been answered yet.
    pub fn new(pace: Pace) -> Self {
        let outcome = Outcome::Answered { changing: true };
        Self { pace, outcome, requests: 0, followed: false, not_before_ms: 0.0 }
    }

    /// Goes on at another pace.
    pub fn keep_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Notes an answer, by which something is about to change by itself or is not.
    pub fn answered(&mut self, changing: bool) {
        self.requests = if changing { self.requests.saturating_add(1) } else { 0 };
        self.followed = false;
        self.outcome = Outcome::Answered { changing };
    }

    /// Notes an answer that another tab shared.
    pub fn followed(&mut self, changing: bool) {
        self.answered(changing);
        self.followed = true;
    }

    /// What was answered last has changed since, as something else has told.
    pub fn changes(&mut self, changing: bool) {
        if let Outcome::Answered { .. } = self.outcome {
            self.outcome = Outcome::Answered { changing };
        }
    }

    /// Notes a failure. Coder's 401 is one that may pass: either the session is checked and good, or it ends, and
    /// what was asked with it.
    pub fn failed(&mut self, error: &Error, now_ms: f64) {
        self.requests = self.requests.saturating_add(1);
        self.followed = false;
        let before = self.failures();
        self.outcome = match error.is_transient() || matches!(error, Error::Unauthorized(_)) {
            true => Outcome::Failed { in_a_row: before.saturating_add(1) },
            false => Outcome::Refused,
        };
        self.not_before_ms = error.retry_after_ms().map_or(0.0, |ms| now_ms + f64::from(ms));
    }

    /// Notes a failure after which it is asked again whatever it was, as an ailing session is: nobody else mends it.
    pub fn doubted(&mut self, error: &Error, now_ms: f64) {
        let before = self.failures();
        self.failed(error, now_ms);
        self.outcome = Outcome::Failed { in_a_row: before.saturating_add(1) };
    }

    /// Failures in a row.
    pub fn failures(&self) -> u32 {
        match self.outcome {
            Outcome::Failed { in_a_row } => in_a_row,
            _ => 0,
        }
    }

    /// Whether nothing may be asked yet, whatever has happened: an answer said so.
    pub fn is_held(&self, now_ms: f64) -> bool {
        now_ms < self.not_before_ms
    }

    /// When to ask again.
    ///
    /// `jitter` is a random number from 0 to 1; it spreads the pauses after failures by a fifth either way, so
    /// that a deployment coming back is not met by everyone at once. A tab that followed another's answer waits a
    /// tenth to a fifth longer than that one does: whoever asks goes on asking for all, and when it stops, the next
    /// takes over.
    pub fn next(&self, seen: Seen, jitter: f64) -> Next {
        let at_rest = self.outcome == Outcome::Answered { changing: false };
        if self.outcome == Outcome::Refused
            || self.requests >= self.pace.requests
            || (at_rest && self.pace.ends_at_rest)
        {
            return Next::Never;
        }
        if !seen.online || !(seen.visible || self.pace.goes_on_hidden) {
            return Next::OnEvent;
        }
        let pause = match self.outcome {
            Outcome::Failed { in_a_row } => backoff(in_a_row, jitter),
            Outcome::Answered { changing: true }
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

    /// A pause, longer where another tab goes ahead.
    fn behind(&self, ms: u32, jitter: f64) -> u32 {
        match self.followed {
            // `as` saturates, and a number that is none is 0.
            true => ms.saturating_add((f64::from(ms) * (0.1 + 0.1 * jitter.clamp(0.0, 1.0))) as u32),
            false => ms,
        }
    }
}

/// 5, 10, 20, 40, 80 seconds, then two minutes, each a fifth shorter or longer.
fn backoff(in_a_row: u32, jitter: f64) -> u32 {
    let doublings = in_a_row.saturating_sub(1).min(5);
    let base = (FIRST_RETRY_MS << doublings).min(LONGEST_MS);
    spread(base, jitter)
}

/// A pause, a fifth shorter or longer.
fn spread(pause_ms: u32, jitter: f64) -> u32 {
    let jitter = if jitter.is_finite() { jitter.clamp(0.0, 1.0) } else { 0.5 };
    // `as` saturates; pauses are minutes at most.
    (f64::from(pause_ms) * (1.0 + 0.4 * (jitter - 0.5))) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Party, Said, Unavailable};

    const SHOWN: Seen = Seen { visible: true, online: true, now_ms: 1_000.0 };

    fn list() -> Poll {
        Poll::new(Pace::list(&Tuning::default()))
    }

    /// A list with this answer.
    fn answered(changing: bool) -> Poll {
        let mut poll = list();
        poll.answered(changing);
        poll
    }

    /// A poll with so many failures in a row.
    fn failed(pace: Pace, times: u32, error: &Error) -> Poll {
        let mut poll = Poll::new(pace);
        (0..times).for_each(|_| poll.failed(error, SHOWN.now_ms));
        poll
    }

    fn ms(poll: &Poll) -> Option<u32> {
        poll.next(SHOWN, 0.5).ms()
    }

    fn paces() -> [Pace; 5] {
        let tuning = Tuning::default();
        [
            Pace::list(&tuning),
            Pace::details(&tuning),
            Pace::log(&tuning),
            Pace::build(&tuning),
            Pace::account(&tuning),
        ]
    }

    #[test]
    fn fast_while_something_changes_and_slow_while_nothing_does() {
        assert_eq!(ms(&answered(true)), Some(5_000));
        assert_eq!(ms(&answered(false)), Some(60_000));
    }

    #[test]
    fn a_changed_configuration_changes_the_pace_and_nothing_else() {
        let mut poll = failed(Pace::list(&Tuning::default()), 2, &Error::Timeout);
        let before = ms(&poll);
        poll.keep_pace(Pace::list(&Tuning { active_poll_ms: 2_000, ..Tuning::default() }));
        assert_eq!(ms(&poll), before, "what failed is asked again by the same backoff");
        poll.answered(true);
        assert_eq!(ms(&poll), Some(2_000));
    }

    #[test]
    fn the_pace_is_the_platform_teams() {
        let tuning = Tuning { active_poll_ms: 2_000, idle_poll_ms: 300_000, ..Tuning::default() };
        let after = |changing| {
            let mut poll = Poll::new(Pace::list(&tuning));
            poll.answered(changing);
            ms(&poll)
        };
        assert_eq!((after(true), after(false)), (Some(2_000), Some(300_000)));
    }

    #[test]
    fn nothing_is_asked_while_the_page_is_hidden_or_offline_but_slowly_for_the_next_step_of_an_action() {
        let build = paces()[3];
        for pace in paces() {
            for poll in [Poll::new(pace), failed(pace, 1, &Error::Timeout)] {
                for (visible, online) in [(false, true), (true, false), (false, false)] {
                    let next = poll.next(Seen { visible, online, ..SHOWN }, 0.5);
                    assert_eq!(
                        next == Next::OnEvent,
                        pace != build || !online,
                        "{pace:?} {visible} {online}"
                    );
                }
                assert!(ms(&poll).is_some());
            }
        }
        let hidden = Seen { visible: false, ..SHOWN };
        assert_eq!(Poll::new(build).next(hidden, 0.5), Next::In(60_000));
    }

    #[test]
    fn failures_back_off_to_a_bound_whatever_it_is_about() {
        for pace in paces() {
            let delays: Vec<_> = (1..=8).filter_map(|n| ms(&failed(pace, n, &Error::Timeout))).collect();
            assert_eq!(delays, [5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000, 120_000]);
        }
        let mut poll = failed(paces()[0], 3, &Error::Timeout);
        poll.answered(true);
        poll.failed(&Error::Timeout, SHOWN.now_ms);
        assert_eq!((ms(&poll), poll.failures()), (Some(5_000), 1));
    }

    #[test]
    fn each_poll_has_its_pace_and_its_end() {
        // What is asked while something changes: how long until the next, after so many requests.
        let after = |pace, times| {
            let mut poll = Poll::new(pace);
            (0..times).for_each(|_| poll.answered(true));
            ms(&poll)
        };
        let [list, details, log, build, account] = paces();
        assert_eq!(
            (after(list, 5_000), after(details, 400), after(log, 400)),
            (Some(5_000), Some(1_500), Some(1_500))
        );
        assert_eq!((after(details, 401), after(log, 401)), (Some(60_000), Some(60_000)));
        assert_eq!((after(build, 300), after(build, 301)), (Some(2_000), Some(60_000)));
        assert_eq!((after(build, 999), after(build, 1_000)), (Some(60_000), None));
        assert_eq!((after(account, 59), after(account, 60)), (Some(1_000), None));
        let rests = |pace| {
            let mut poll = Poll::new(pace);
            poll.answered(false);
            poll.next(SHOWN, 0.5)
        };
        assert_eq!((rests(list), rests(details)), (Next::In(60_000), Next::In(60_000)));
        assert_eq!([rests(log), rests(build), rests(account)], [Next::Never; 3]);
    }

    #[test]
    fn a_rest_in_between_makes_it_fast_again() {
        let mut poll = Poll::new(paces()[1]);
        (0..500).for_each(|_| poll.answered(true));
        poll.answered(false);
        poll.answered(true);
        assert_eq!(ms(&poll), Some(1_500));
    }

    #[test]
    fn failures_count_towards_the_end() {
        let account = paces()[4];
        assert_eq!(failed(account, 60, &Error::Timeout).next(SHOWN, 0.5), Next::Never);
        assert_ne!(failed(account, 59, &Error::Timeout).next(SHOWN, 0.5), Next::Never);
    }

    #[test]
    fn what_something_else_tells_of_a_change_counts_unless_the_last_request_failed() {
        let mut poll = answered(false);
        poll.changes(true);
        assert_eq!(ms(&poll), Some(5_000));
        let mut poll = failed(paces()[0], 2, &Error::Timeout);
        poll.changes(true);
        assert_eq!(ms(&poll), Some(10_000));
    }

    #[test]
    fn jitter_stays_within_a_fifth_whatever_it_is_given() {
        for jitter in [0.0, 0.3, 1.0, 7.0, -3.0, f64::NAN] {
            let delay = failed(paces()[0], 1, &Error::Timeout).next(SHOWN, jitter).ms().unwrap_or_default();
            assert!((4_000..=6_000).contains(&delay), "{jitter}: {delay}");
        }
    }

    #[test]
    fn a_poll_waits_as_long_as_it_is_told_to_and_never_shorter_than_it_would() {
        let limited = |ms| Error::RateLimited(ms);
        let after = |error: &Error| ms(&failed(paces()[0], 1, error));
        assert_eq!(after(&limited(Some(90_000))), Some(90_000));
        assert_eq!(after(&limited(Some(1_000))), Some(5_000));
        assert_eq!(after(&limited(None)), Some(5_000));
        assert_eq!(after(&limited(Some(u32::MAX))), Some(LONGEST_WAIT_MS));
        assert_eq!(after(&Error::DeploymentUnavailable(Unavailable::Busy(30_000))), Some(30_000));
        let poll = failed(paces()[0], 1, &limited(Some(90_000)));
        assert!(poll.is_held(90_999.0) && !poll.is_held(91_000.0));
        assert_eq!(poll.next(Seen { now_ms: 61_000.0, ..SHOWN }, 0.5), Next::In(30_000));
        let mut poll = poll;
        poll.failed(&Error::Timeout, 1_000.0);
        assert!(!poll.is_held(1_001.0));
    }

    #[test]
    fn a_date_to_wait_for_is_as_far_away_as_the_browser_says() {
        let date = "Thu, 26 Nov 2026 20:00:00 GMT";
        assert_eq!(retry_after_ms(date, Some(-5.0)), Some(0));
        assert_eq!(retry_after_ms(date, Some(1e18)), Some(LONGEST_WAIT_MS));
        assert_eq!(retry_after_ms(date, Some(f64::NAN)), None);
        assert_eq!(retry_after_ms(" 7 ", None), Some(7_000));
        assert_eq!(retry_after_ms("99999999", None), Some(LONGEST_WAIT_MS));
    }

    #[test]
    fn a_read_is_tried_again_three_times_at_most_a_refused_one_and_a_write_never() {
        let mut retry = Retry::default();
        let pauses: Vec<_> =
            (0..5).map(|_| retry_delay(&mut retry, Method::Get, &Error::Timeout, 0.5)).collect();
        assert_eq!(pauses, [Some(1_000), Some(2_000), Some(4_000), None, None]);
        let gateway = Error::NotCoder { by: Party::Gateway, status: 401, said: Said::default() };
        for refused in [
            Error::Unauthorized(String::new()),
            Error::RateLimited(Some(1_000)),
            Error::NotYet(Said::default()),
            gateway,
        ] {
            assert_eq!(retry_delay(&mut Retry::default(), Method::Get, &refused, 0.5), None, "{refused:?}");
        }
        assert_eq!(retry_delay(&mut Retry::default(), Method::Post, &Error::Timeout, 0.5), None);
    }

    #[test]
    fn who_follows_another_tab_waits_longer_than_it() {
        let mut poll = answered(true);
        poll.followed(false);
        let after = |jitter| poll.next(SHOWN, jitter).ms();
        assert_eq!((after(0.0), after(1.0)), (Some(66_000), Some(72_000)));
        let mut poll = poll.clone();
        poll.answered(false);
        assert_eq!(poll.next(SHOWN, 1.0), Next::In(60_000));
    }

    #[test]
    fn an_ailing_session_is_looked_at_again_whatever_ails_it() {
        let mut poll = list();
        poll.doubted(&Error::ProxyMissing, SHOWN.now_ms);
        poll.doubted(&Error::Forbidden(Said::default()), SHOWN.now_ms);
        assert_eq!(ms(&poll), Some(10_000));
    }

    #[test]
    fn a_refusal_is_not_asked_about_again_but_coders_401_once_the_session_was_checked() {
        assert_eq!(failed(paces()[0], 1, &Error::Forbidden(Said::default())).next(SHOWN, 0.5), Next::Never);
        assert_eq!(ms(&failed(paces()[0], 1, &Error::Unauthorized(String::new()))), Some(5_000));
    }

    #[test]
    fn jitter_makes_a_pause_shorter_or_longer() {
        let after = |jitter| failed(paces()[0], 1, &Error::Timeout).next(SHOWN, jitter).ms();
        assert_eq!([0.0, 0.5, 1.0].map(after), [Some(4_000), Some(5_000), Some(6_000)]);
    }
}
