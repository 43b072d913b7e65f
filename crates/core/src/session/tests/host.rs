//! Tests of the host's sign-in.

use super::*;
use crate::error::SignInError;

#[test]
fn a_host_that_signs_in_itself_is_asked_first_and_says_nothing_when_it_has_no_session() {
    let run = Run::new().on(SessionEvent::Started(Some(Credential::Host))).is(SessionStatus::Initializing);
    assert!(
        matches!(run.last.as_slice(), [SessionEffect::Check { interactive: false, .. }]),
        "no window unasked"
    );
    let run = run.on(SessionEvent::HostSignedOut).is(SessionStatus::TokenMissing);
    assert_eq!(run.session.state().error(), None);
}

#[test]
fn what_the_hosts_sign_in_gives_is_never_stored() {
    let run = Run::new().on(SessionEvent::Entered(Credential::Host)).is(SessionStatus::Authenticating);
    assert!(matches!(run.last.as_slice(), [SessionEffect::Check { interactive: true, .. }]));
    let run = run.checked(Ok(user())).is(SessionStatus::Authenticated);
    assert_eq!(run.last, []);
}

#[test]
fn unlinking_a_hosts_sign_in_ends_it_there_as_well() {
    let run =
        Run::new().on(SessionEvent::Entered(Credential::Host)).checked(Ok(user())).on(SessionEvent::Unlinked);
    assert!(run.last.contains(&SessionEffect::SignOutHost), "{:?}", run.last);
    let typed = Run::authenticated().on(SessionEvent::Unlinked);
    assert!(!typed.last.contains(&SessionEffect::SignOutHost));
}

#[test]
fn a_sign_in_that_was_not_completed_is_told_in_the_form() {
    let problem = Error::HostSignIn(SignInError::Closed);
    let run = Run::new().on(SessionEvent::Entered(Credential::Host)).checked(Err(problem.clone()));
    assert_eq!(run.session.state().error(), Some(&problem));
    run.is(SessionStatus::Invalid);
}

#[test]
fn the_hosts_sign_out_ends_only_a_session_that_rests_on_it() {
    let host = Run::new().on(SessionEvent::Entered(Credential::Host)).checked(Ok(user()));
    host.on(SessionEvent::HostSignedOut).is(SessionStatus::TokenMissing);
    Run::authenticated().on(SessionEvent::HostSignedOut).is(SessionStatus::Authenticated);
}

#[test]
fn a_host_that_comes_later_does_not_disturb_a_session() {
    Run::authenticated().on(SessionEvent::Started(Some(Credential::Host))).is(SessionStatus::Authenticated);
    let unreachable = Run::new().on(SessionEvent::Started(Some(token().into()))).checked(Err(down()));
    unreachable
        .on(SessionEvent::Started(Some(Credential::Host)))
        .does(&[])
        .is(SessionStatus::DeploymentUnavailable);
}

#[test]
fn a_host_that_has_no_token_once_costs_nothing() {
    let good = || Run::new().on(SessionEvent::Started(Some(Credential::Host))).checked(Ok(user()));
    // A request had no token: the session is re-checked without a sign-in window.
    let run = good().on(SessionEvent::Rejected).checks().is(SessionStatus::Authenticated);
    run.checked(Ok(user())).is(SessionStatus::Authenticated).does(&[SessionEffect::Resume]);
    // The host still has no token: the grace period begins, and no data is dropped.
    let run = good().on(SessionEvent::Rejected).checked(Err(Error::HostHasNoToken));
    let run = run.is(SessionStatus::DistrustedWithGracePeriod);
    assert!(matches!(run.last[..], [SessionEffect::StartGracePeriod { .. }]), "{:?}", run.last);
    let run = run.on(SessionEvent::RecheckDue).checks().checked(Err(Error::HostHasNoToken));
    let run = run.is(SessionStatus::DistrustedWithGracePeriod).grace_elapsed().is(SessionStatus::Distrusted);
    run.on(SessionEvent::RecheckDue)
        .checks()
        .checked(Ok(user()))
        .is(SessionStatus::Authenticated)
        .does(&[SessionEffect::Resume]);
}

#[test]
fn a_host_that_never_had_a_token_has_none() {
    let run =
        Run::new().on(SessionEvent::Started(Some(Credential::Host))).checked(Err(Error::HostHasNoToken));
    run.is(SessionStatus::TokenMissing);
}

#[test]
fn a_host_that_signs_in_again_is_asked_at_once() {
    let run = Run::new().on(SessionEvent::Started(Some(Credential::Host))).checked(Ok(user()));
    let run = run.on(SessionEvent::Rejected).checked(Err(Error::HostHasNoToken)).grace_elapsed();
    run.is(SessionStatus::Distrusted)
        .on(SessionEvent::Started(Some(Credential::Host)))
        .checks()
        .is(SessionStatus::Distrusted);
    let good = Run::new().on(SessionEvent::Started(Some(Credential::Host))).checked(Ok(user()));
    good.on(SessionEvent::Started(Some(Credential::Host))).does(&[]);
}
