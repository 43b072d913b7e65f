//! Tests of polls and their paces.

use super::*;
use crate::config::Tuning;
use crate::error::{Error, ServerMessage, Unavailable};

const VISIBLE: PollState = PollState { visible: true, online: true, live: false, now_ms: 1_000.0 };

fn list() -> Poll {
    Poll::new(Tuning::default().list_pace())
}

/// Returns a list poll with this response.
fn list_after_response(changing: bool) -> Poll {
    let mut poll = list();
    poll.succeeded(changing);
    poll
}

/// Returns a poll with this many consecutive failures.
fn poll_after_failures(pace: Pace, times: u32, error: &Error) -> Poll {
    let mut poll = Poll::new(pace);
    (0..times).for_each(|_| poll.failed(error, VISIBLE.now_ms));
    poll
}

fn ms(poll: &Poll) -> Option<u32> {
    poll.next(VISIBLE, 0.5).ms()
}

fn paces() -> [Pace; 5] {
    let tuning = Tuning::default();
    [
        tuning.list_pace(),
        Pace::details(tuning.idle_poll_ms),
        Pace::log(tuning.idle_poll_ms),
        Pace::build(tuning.idle_poll_ms),
        Pace::account(tuning.idle_poll_ms),
    ]
}

#[test]
fn fast_while_something_changes_and_slow_while_nothing_does() {
    assert_eq!(ms(&list_after_response(true)), Some(5_000));
    assert_eq!(ms(&list_after_response(false)), Some(60_000));
}

#[test]
fn a_changed_configuration_changes_the_pace_and_nothing_else() {
    let mut poll = poll_after_failures(Tuning::default().list_pace(), 2, &Error::Timeout);
    let before = ms(&poll);
    poll.keep_pace(Pace::list(2_000, IDLE_MS));
    assert_eq!(ms(&poll), before, "what failed is asked again by the same backoff");
    poll.succeeded(true);
    assert_eq!(ms(&poll), Some(2_000));
}

#[test]
fn the_pace_is_the_platform_teams() {
    let tuning = Tuning { active_poll_ms: 2_000, idle_poll_ms: 300_000, ..Tuning::default() };
    let after = |changing| {
        let mut poll = Poll::new(tuning.list_pace());
        poll.succeeded(changing);
        ms(&poll)
    };
    assert_eq!((after(true), after(false)), (Some(2_000), Some(300_000)));
}

#[test]
fn nothing_is_asked_while_the_page_is_hidden_or_offline_but_slowly_for_the_next_step_of_an_action() {
    let build = paces()[3];
    for pace in paces() {
        for poll in [Poll::new(pace), poll_after_failures(pace, 1, &Error::Timeout)] {
            for (visible, online) in [(false, true), (true, false), (false, false)] {
                let next = poll.next(PollState { visible, online, ..VISIBLE }, 0.5);
                assert_eq!(next == Next::OnEvent, pace != build || !online, "{pace:?} {visible} {online}");
            }
            assert!(ms(&poll).is_some());
        }
    }
    let hidden = PollState { visible: false, ..VISIBLE };
    assert_eq!(Poll::new(build).next(hidden, 0.5), Next::In(60_000));
}

#[test]
fn live_updates_take_the_place_of_requests_but_not_after_a_failure() {
    let live = PollState { live: true, ..VISIBLE };
    let mut poll = Poll::new(Pace::details(60_000));
    poll.succeeded(true);
    assert_eq!(poll.next(live, 0.5), Next::OnEvent);
    assert_ne!(poll.next(VISIBLE, 0.5), Next::OnEvent, "they have ended");
    poll.failed(&Error::Unreachable, 0.0);
    assert_eq!(poll.next(live, 0.5), Next::In(5_000));
    let mut log = Poll::new(Pace::log(60_000));
    log.succeeded(false);
    assert_eq!(log.next(live, 0.5), Next::Never, "a complete log");
}

#[test]
fn failures_back_off_to_a_bound_whatever_it_is_about() {
    for pace in paces() {
        let delays: Vec<_> =
            (1..=8).filter_map(|n| ms(&poll_after_failures(pace, n, &Error::Timeout))).collect();
        assert_eq!(delays, [5_000, 10_000, 20_000, 40_000, 80_000, 120_000, 120_000, 120_000]);
    }
    let mut poll = poll_after_failures(paces()[0], 3, &Error::Timeout);
    poll.succeeded(true);
    poll.failed(&Error::Timeout, VISIBLE.now_ms);
    assert_eq!((ms(&poll), poll.failures()), (Some(5_000), 1));
}

#[test]
fn each_poll_has_its_pace_and_its_end() {
    // The delay after this many requests while the polled state changes.
    let after = |pace, times| {
        let mut poll = Poll::new(pace);
        (0..times).for_each(|_| poll.succeeded(true));
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
        poll.succeeded(false);
        poll.next(VISIBLE, 0.5)
    };
    assert_eq!((rests(list), rests(details)), (Next::In(60_000), Next::In(60_000)));
    assert_eq!([rests(log), rests(build), rests(account)], [Next::Never; 3]);
}

#[test]
fn a_rest_in_between_makes_it_fast_again() {
    let mut poll = Poll::new(paces()[1]);
    (0..500).for_each(|_| poll.succeeded(true));
    poll.succeeded(false);
    poll.succeeded(true);
    assert_eq!(ms(&poll), Some(1_500));
}

#[test]
fn failures_count_towards_the_end() {
    let account = paces()[4];
    assert_eq!(poll_after_failures(account, 60, &Error::Timeout).next(VISIBLE, 0.5), Next::Never);
    assert_ne!(poll_after_failures(account, 59, &Error::Timeout).next(VISIBLE, 0.5), Next::Never);
}

#[test]
fn what_something_else_tells_of_a_change_counts_unless_the_last_request_failed() {
    let mut poll = list_after_response(false);
    poll.changes(true);
    assert_eq!(ms(&poll), Some(5_000));
    let mut poll = poll_after_failures(paces()[0], 2, &Error::Timeout);
    poll.changes(true);
    assert_eq!(ms(&poll), Some(10_000));
}

#[test]
fn jitter_stays_within_a_fifth_whatever_it_is_given() {
    for jitter in [0.0, 0.3, 1.0, 7.0, -3.0, f64::NAN] {
        let delay = poll_after_failures(paces()[0], 1, &Error::Timeout)
            .next(VISIBLE, jitter)
            .ms()
            .unwrap_or_default();
        assert!((4_000..=6_000).contains(&delay), "{jitter}: {delay}");
    }
}

#[test]
fn a_poll_waits_as_long_as_it_is_told_to_and_never_shorter_than_it_would() {
    let limited = |ms| Error::RateLimited(ms);
    let after = |error: &Error| ms(&poll_after_failures(paces()[0], 1, error));
    assert_eq!(after(&limited(Some(90_000))), Some(90_000));
    assert_eq!(after(&limited(Some(1_000))), Some(5_000));
    assert_eq!(after(&limited(None)), Some(5_000));
    assert_eq!(after(&limited(Some(u32::MAX))), Some(LONGEST_WAIT_MS));
    assert_eq!(after(&Error::DeploymentUnavailable(Unavailable::Busy(30_000))), Some(30_000));
    let poll = poll_after_failures(paces()[0], 1, &limited(Some(90_000)));
    assert!(poll.is_held(90_999.0) && !poll.is_held(91_000.0));
    assert_eq!(poll.next(PollState { now_ms: 61_000.0, ..VISIBLE }, 0.5), Next::In(30_000));
    let mut poll = poll;
    poll.failed(&Error::Timeout, 1_000.0);
    assert!(!poll.is_held(1_001.0));
}

#[test]
fn who_follows_another_tab_waits_longer_than_it() {
    let mut poll = list_after_response(true);
    poll.reused_from_tab(false);
    let after = |jitter| poll.next(VISIBLE, jitter).ms();
    assert_eq!((after(0.0), after(1.0)), (Some(66_000), Some(72_000)));
    let mut poll = poll.clone();
    poll.succeeded(false);
    assert_eq!(poll.next(VISIBLE, 1.0), Next::In(60_000));
}

#[test]
fn an_ailing_session_is_looked_at_again_whatever_ails_it() {
    let mut poll = list();
    poll.doubted(&Error::ProxyMissing, VISIBLE.now_ms);
    poll.doubted(&Error::Forbidden(ServerMessage::default()), VISIBLE.now_ms);
    assert_eq!(ms(&poll), Some(10_000));
}

#[test]
fn a_refusal_is_not_asked_about_again_but_coders_401_once_the_session_was_checked() {
    assert_eq!(
        poll_after_failures(paces()[0], 1, &Error::Forbidden(ServerMessage::default())).next(VISIBLE, 0.5),
        Next::Never
    );
    assert_eq!(ms(&poll_after_failures(paces()[0], 1, &Error::Unauthorized(String::new()))), Some(5_000));
}

#[test]
fn jitter_makes_a_pause_shorter_or_longer() {
    let after = |jitter| poll_after_failures(paces()[0], 1, &Error::Timeout).next(VISIBLE, jitter).ms();
    assert_eq!([0.0, 0.5, 1.0].map(after), [Some(4_000), Some(5_000), Some(6_000)]);
}
