//! Tests of the grace period.

use super::*;

#[test]
fn a_failed_check_of_a_good_token_begins_the_grace_period() {
    for error in [Error::Timeout, Error::Unreachable, Error::Offline, Error::HostSignedOut] {
        let run = Run::authenticated()
            .on(SessionEvent::Rejected)
            .checked(Err(error))
            .is(SessionStatus::DistrustedWithGracePeriod);
        let attempt = run.session.attempt;
        let run = run.does(&[SessionEffect::StartGracePeriod { attempt }]);
        run.grace_elapsed().is(SessionStatus::Distrusted);
    }
}

#[test]
fn content_stays_through_the_grace_period_and_goes_after_it() {
    assert!(Run::in_grace().status().is_authenticated());
    assert!(!Run::in_grace().grace_elapsed().status().is_authenticated());
}

#[test]
fn another_failure_does_not_prolong_the_grace_period() {
    let run = Run::in_grace().on(SessionEvent::RecheckDue).checks().checked(Err(Error::Timeout));
    run.is(SessionStatus::DistrustedWithGracePeriod).does(&[]).grace_elapsed().is(SessionStatus::Distrusted);
}

#[test]
fn a_success_ends_the_grace_period_and_its_timer_means_nothing_then() {
    let run = Run::in_grace();
    let first = run.session.grace;
    let run = run.on(SessionEvent::RecheckDue).checked(Ok(user())).is(SessionStatus::Authenticated);
    let run = run.on(SessionEvent::GracePeriodElapsed { attempt: first }).is(SessionStatus::Authenticated);
    let run = run
        .on(SessionEvent::Rejected)
        .checked(Err(Error::Timeout))
        .is(SessionStatus::DistrustedWithGracePeriod);
    run.on(SessionEvent::GracePeriodElapsed { attempt: first }).is(SessionStatus::DistrustedWithGracePeriod);
}

#[test]
fn a_grace_period_that_is_over_does_not_begin_again_with_the_next_failure() {
    let run =
        Run::in_grace().grace_elapsed().on(SessionEvent::RecheckDue).checks().checked(Err(Error::Timeout));
    run.is(SessionStatus::Distrusted).does(&[]);
    let down = Run::authenticated().on(SessionEvent::Rejected).checked(Err(down()));
    down.on(SessionEvent::RecheckDue).checked(Err(Error::Timeout)).is(SessionStatus::Distrusted);
}
