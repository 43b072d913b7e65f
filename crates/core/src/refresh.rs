//! When to ask again: a pure policy from what is known to the next delay.

use crate::config::Tuning;
use crate::endpoint::Method;
use crate::error::Error;

/// Milliseconds until the first attempt after a failure.
pub const FIRST_RETRY_MS: u32 = 5_000;
/// The longest pause, in milliseconds, after repeated failures.
pub const LONGEST_MS: u32 = 120_000;

/// How often a read that failed was tried again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retry(u32);

/// The most times a read is tried again (the React plugin's `MAX_FETCH_FAILURES`).
pub const MAX_RETRIES: u32 = 3;

/// Milliseconds until a failed call may be tried again by itself: 1, 2, 4 seconds, each a fifth shorter or
/// longer; `None` after [`MAX_RETRIES`], for what asking again does not mend, and always for writes.
pub fn retry_delay(retry: &mut Retry, method: Method, error: &Error, jitter: f64) -> Option<u32> {
    if method != Method::Get || !error.is_transient() || retry.0 >= MAX_RETRIES {
        return None;
    }
    retry.0 += 1;
    Some(spread(500 << retry.0, jitter))
}

/// How the last request went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was answered; `changing` if any workspace or agent is about to change by itself.
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

/// What the delay depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// How the last request went.
    pub outcome: Outcome,
    /// The page is shown.
    pub visible: bool,
    /// The browser has a network.
    pub online: bool,
    /// Another tab asked, and shared its answer.
    pub followed: bool,
}

/// Milliseconds until the next request, or `None` to wait for an event (the page is shown again, the
/// network is back, a person acts).
///
/// `jitter` is a random number from 0 to 1; it spreads the pauses after failures by a fifth either way, so
/// that a deployment coming back is not met by everyone at once. A tab that followed another's answer waits a tenth
/// to a fifth longer than that one does: whoever asks goes on asking for all, and when it stops, the next takes over.
pub fn next_delay(situation: Situation, tuning: &Tuning, jitter: f64) -> Option<u32> {
    if !situation.visible || !situation.online {
        return None;
    }
    let pause = |ms: u32| match situation.followed {
        // `as` saturates, and a number that is none is 0.
        true => ms.saturating_add((f64::from(ms) * (0.1 + 0.1 * jitter.clamp(0.0, 1.0))) as u32),
        false => ms,
    };
    match situation.outcome {
        Outcome::Answered { changing: true } => Some(pause(tuning.active_poll_ms)),
        Outcome::Answered { changing: false } => Some(pause(tuning.idle_poll_ms)),
        Outcome::Failed { in_a_row } => Some(backoff(in_a_row, jitter)),
        Outcome::Refused => None,
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

    fn delay(outcome: Outcome, visible: bool, online: bool) -> Option<u32> {
        next_delay(Situation { outcome, visible, online, followed: false }, &Tuning::default(), 0.5)
    }

    #[test]
    fn fast_while_something_changes_and_slow_while_nothing_does() {
        assert_eq!(delay(Outcome::Answered { changing: true }, true, true), Some(5_000));
        assert_eq!(delay(Outcome::Answered { changing: false }, true, true), Some(60_000));
    }

    #[test]
    fn the_pace_is_the_platform_teams() {
        let tuning = Tuning { active_poll_ms: 2_000, idle_poll_ms: 300_000, ..Tuning::default() };
        let delay = |changing| {
            let outcome = Outcome::Answered { changing };
            next_delay(Situation { outcome, visible: true, online: true, followed: false }, &tuning, 0.5)
        };
        assert_eq!((delay(true), delay(false)), (Some(2_000), Some(300_000)));
    }

    #[test]
    fn never_while_hidden_or_offline() {
        for outcome in
            [Outcome::Answered { changing: true }, Outcome::Failed { in_a_row: 1 }, Outcome::Refused]
        {
            assert_eq!(delay(outcome, false, true), None);
            assert_eq!(delay(outcome, true, false), None);
        }
    }

    #[test]
    fn failures_back_off_to_a_bound() {
        let delays: Vec<_> =
            (1..=8).filter_map(|n| delay(Outcome::Failed { in_a_row: n }, true, true)).collect();
        assert_eq!(delays, [5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000, 120_000]);
        assert_eq!(delay(Outcome::Failed { in_a_row: u32::MAX }, true, true), Some(LONGEST_MS));
    }

    #[test]
    fn jitter_stays_within_a_fifth_whatever_it_is_given() {
        for jitter in [0.0, 0.3, 1.0, 7.0, -3.0, f64::NAN] {
            let situation = Situation {
                outcome: Outcome::Failed { in_a_row: 1 },
                visible: true,
                online: true,
                followed: false,
            };
            let delay = next_delay(situation, &Tuning::default(), jitter).unwrap_or_default();
            assert!((4_000..=6_000).contains(&delay), "{jitter}: {delay}");
        }
    }

    #[test]
    fn a_read_is_tried_again_three_times_at_most_a_refused_one_and_a_write_never() {
        let mut retry = Retry::default();
        let pauses: Vec<_> =
            (0..5).map(|_| retry_delay(&mut retry, Method::Get, &Error::Timeout, 0.5)).collect();
        assert_eq!(pauses, [Some(1_000), Some(2_000), Some(4_000), None, None]);
        let refused = Error::Unauthorized(String::new());
        assert_eq!(retry_delay(&mut Retry::default(), Method::Get, &refused, 0.5), None);
        assert_eq!(retry_delay(&mut Retry::default(), Method::Post, &Error::Timeout, 0.5), None);
    }

    #[test]
    fn who_follows_another_tab_waits_longer_than_it() {
        let outcome = Outcome::Answered { changing: false };
        let after = |followed, jitter| {
            next_delay(
                Situation { outcome, visible: true, online: true, followed },
                &Tuning::default(),
                jitter,
            )
        };
        assert_eq!(after(false, 1.0), Some(60_000));
        assert_eq!((after(true, 0.0), after(true, 1.0)), (Some(66_000), Some(72_000)));
    }

    #[test]
    fn a_refusal_is_not_asked_about_again() {
        assert_eq!(delay(Outcome::Refused, true, true), None);
    }

    #[test]
    fn jitter_makes_a_pause_shorter_or_longer() {
        let after = |jitter| {
            let outcome = Outcome::Failed { in_a_row: 1 };
            let situation = Situation { outcome, visible: true, online: true, followed: false };
            next_delay(situation, &Tuning::default(), jitter)
        };
        assert_eq!([0.0, 0.5, 1.0].map(after), [Some(4_000), Some(5_000), Some(6_000)]);
    }
}
