//! Tests of the check of a credential, and of the state that each result leads to.

use super::*;
use crate::error::{ServerMessage, Unavailable};

#[test]
fn no_stored_token_means_token_missing_and_no_call() {
    Run::new().on(SessionEvent::Started(None)).is(SessionStatus::TokenMissing).does(&[]);
}

#[test]
fn a_stored_token_is_checked_before_it_is_trusted() {
    let run =
        Run::new().on(SessionEvent::Started(Some(token().into()))).is(SessionStatus::Initializing).checks();
    run.checked(Ok(user())).is(SessionStatus::Authenticated).does(&[SessionEffect::Store(token())]);
}

#[test]
fn an_entered_token_is_checked_and_stored_only_when_good() {
    let run = Run::new().on(SessionEvent::Entered(token().into())).is(SessionStatus::Authenticating).checks();
    run.checked(Ok(user())).is(SessionStatus::Authenticated).does(&[SessionEffect::Store(token())]);
    Run::new()
        .on(SessionEvent::Entered(token().into()))
        .checked(Err(refused()))
        .is(SessionStatus::Invalid)
        .does(&[SessionEffect::ClearCaches]);
}

#[test]
fn the_same_token_can_be_entered_again_after_it_failed() {
    let run = Run::new()
        .on(SessionEvent::Entered(token().into()))
        .checked(Err(refused()))
        .is(SessionStatus::Invalid);
    run.on(SessionEvent::Entered(token().into()))
        .is(SessionStatus::Authenticating)
        .checks()
        .checked(Ok(user()))
        .is(SessionStatus::Authenticated);
}

#[test]
fn each_first_failure_has_its_state() {
    let cases = [
        (refused(), SessionStatus::Invalid),
        (down(), SessionStatus::DeploymentUnavailable),
        (Error::DeploymentUnavailable(Unavailable::NotJson), SessionStatus::DeploymentUnavailable),
        (Error::ProxyMissing, SessionStatus::DeploymentUnavailable),
        (Error::Offline, SessionStatus::NoInternetConnection),
        (Error::Timeout, SessionStatus::Distrusted),
        (Error::Unreachable, SessionStatus::Distrusted),
        (Error::HostSignedOut, SessionStatus::Distrusted),
        (Error::TokenNotForwarded, SessionStatus::Distrusted),
        (Error::Server(ServerMessage::default()), SessionStatus::Distrusted),
    ];
    for (error, status) in cases {
        Run::new().on(SessionEvent::Started(Some(token().into()))).checked(Err(error.clone())).is(status);
        Run::new().on(SessionEvent::Entered(token().into())).checked(Err(error)).is(status);
    }
}

#[test]
fn a_401_anywhere_revalidates_once() {
    let run = Run::authenticated().on(SessionEvent::Rejected).is(SessionStatus::Authenticated).checks();
    let run = run.on(SessionEvent::Rejected).does(&[]).is(SessionStatus::Authenticated);
    run.checked(Err(refused())).is(SessionStatus::Invalid).does(&[SessionEffect::ClearCaches]);
}

#[test]
fn a_401_that_a_check_does_not_confirm_changes_nothing() {
    Run::authenticated().on(SessionEvent::Rejected).checked(Ok(user())).is(SessionStatus::Authenticated);
}

#[test]
fn a_good_token_is_told_apart_from_a_deployment_that_went_down() {
    let run = Run::authenticated()
        .on(SessionEvent::Rejected)
        .checked(Err(down()))
        .is(SessionStatus::DeploymentUnavailable);
    assert_eq!(run.session.state().user(), Some(&user()));
    run.on(SessionEvent::RecheckDue).checks().checked(Ok(user())).is(SessionStatus::Authenticated);
}

#[test]
fn every_state_that_may_mend_itself_is_checked_again_and_no_other() {
    let recovering = [Error::Offline, Error::Timeout, down()];
    for error in recovering {
        Run::new()
            .on(SessionEvent::Started(Some(token().into())))
            .checked(Err(error))
            .on(SessionEvent::RecheckDue)
            .checks();
    }
    Run::new().on(SessionEvent::RecheckDue).does(&[]);
    Run::authenticated().on(SessionEvent::RecheckDue).does(&[]);
    Run::new()
        .on(SessionEvent::Entered(token().into()))
        .checked(Err(refused()))
        .on(SessionEvent::RecheckDue)
        .does(&[]);
    Run::new().on(SessionEvent::Entered(token().into())).on(SessionEvent::RecheckDue).does(&[]);
}

#[test]
fn an_answer_that_comes_after_unlinking_changes_nothing() {
    let run = Run::new().on(SessionEvent::Entered(token().into()));
    let attempt = run.session.attempt;
    let run = run.on(SessionEvent::Unlinked);
    run.on(SessionEvent::Checked { attempt, result: Ok(user()) }).is(SessionStatus::TokenMissing).does(&[]);
}

#[test]
fn the_answer_to_an_older_token_changes_nothing() {
    let run = Run::new().on(SessionEvent::Entered(token().into()));
    let attempt = run.session.attempt;
    let run = run.on(SessionEvent::Entered(other().into())).is(SessionStatus::Authenticating);
    let run =
        run.on(SessionEvent::Checked { attempt, result: Err(refused()) }).is(SessionStatus::Authenticating);
    assert_eq!(run.session.state().credential(), Some(&other().into()));
}

#[test]
fn an_answer_given_twice_counts_once() {
    let run = Run::authenticated();
    let attempt = run.session.attempt;
    run.on(SessionEvent::Checked { attempt, result: Err(refused()) })
        .is(SessionStatus::Authenticated)
        .does(&[]);
}

#[test]
fn a_check_is_in_flight_until_it_is_answered() {
    let run = Run::new();
    assert!(!run.session.is_checking());
    let run = run.on(SessionEvent::Entered(token().into()));
    assert!(run.session.is_checking());
    assert!(!run.checked(Err(Error::Offline)).session.is_checking());
}

#[test]
fn being_offline_is_said_as_what_it_is() {
    let run = Run::new().on(SessionEvent::Started(Some(token().into()))).checked(Err(Error::Offline));
    assert_eq!(run.session.state().error(), Some(&Error::Offline));
    assert_eq!(Run::authenticated().session.state().error(), None);
}

#[test]
fn what_was_refused_while_the_session_is_good_is_asked_for_again() {
    let run = Run::authenticated().on(SessionEvent::Rejected).checks().checked(Ok(user()));
    run.is(SessionStatus::Authenticated).does(&[SessionEffect::Store(token()), SessionEffect::Resume]);
    // No request can have failed before the first check, so there is nothing to resume.
    Run::authenticated().does(&[SessionEffect::Store(token())]);
}

#[test]
fn a_gateways_refusal_keeps_the_session_and_is_looked_at_again() {
    use crate::error::Party;
    let gateway = || Error::NotCoder { by: Party::Gateway, status: 401, message: ServerMessage::default() };
    let run = Run::new().on(SessionEvent::Started(Some(token().into()))).checked(Err(gateway()));
    let run = run.is(SessionStatus::DeploymentUnavailable).does(&[]);
    assert_eq!(run.session.state.credential(), Some(&token().into()));
    run.on(SessionEvent::RecheckDue).checks().checked(Ok(user())).is(SessionStatus::Authenticated);
}

#[test]
fn another_token_takes_nothing_over_from_the_one_before() {
    let run = Run::in_grace()
        .grace_elapsed()
        .on(SessionEvent::Entered(other().into()))
        .is(SessionStatus::Authenticating);
    assert!(
        matches!(run.last[..], [SessionEffect::ClearCaches, SessionEffect::Check { .. }]),
        "{:?}",
        run.last
    );
    let run = Run::in_grace().on(SessionEvent::Entered(token().into()));
    assert!(matches!(run.last[..], [SessionEffect::Check { .. }]), "{:?}", run.last);
}

#[test]
fn unlinking_forgets_the_token_in_every_state() {
    let states = [
        Run::new().on(SessionEvent::Started(Some(token().into()))),
        Run::new().on(SessionEvent::Entered(token().into())),
        Run::authenticated(),
        Run::in_grace(),
        Run::in_grace().grace_elapsed(),
        Run::new().on(SessionEvent::Started(Some(token().into()))).checked(Err(Error::Offline)),
        Run::new().on(SessionEvent::Started(Some(token().into()))).checked(Err(down())),
        Run::new().on(SessionEvent::Started(Some(token().into()))).checked(Err(refused())),
    ];
    for run in states {
        let run = run
            .on(SessionEvent::Unlinked)
            .is(SessionStatus::TokenMissing)
            .does(&[SessionEffect::Forget, SessionEffect::ClearCaches]);
        assert_eq!(run.session.state().credential(), None);
    }
}

#[test]
fn no_debug_output_of_a_session_holds_its_token() {
    let text = format!("{:?}", Run::authenticated().session);
    assert!(!text.contains("0123456789abcdefghijkl"), "{text}");
}

#[test]
fn states_have_the_react_plugins_names() {
    use SessionStatus as S;
    let all = [
        (S::Initializing, "initializing"),
        (S::TokenMissing, "tokenMissing"),
        (S::Authenticating, "authenticating"),
        (S::Authenticated, "authenticated"),
        (S::DistrustedWithGracePeriod, "distrustedWithGracePeriod"),
        (S::Distrusted, "distrusted"),
        (S::NoInternetConnection, "noInternetConnection"),
        (S::DeploymentUnavailable, "deploymentUnavailable"),
        (S::Invalid, "invalid"),
    ];
    for (status, name) in all {
        assert_eq!(status.as_str(), name);
    }
}
