#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
use super::*;
use crate::error::{Said, Unavailable};

const TOKEN: &str = "abcdefghij-0123456789abcdefghijkl";
const OTHER: &str = "zzzzzzzzzz-0123456789abcdefghijkl";

fn token() -> SessionToken {
    SessionToken::parse(TOKEN).unwrap()
}

fn other() -> SessionToken {
    SessionToken::parse(OTHER).unwrap()
}

fn user() -> User {
    User {
        id: "1".into(),
        username: "alice".into(),
        name: String::new(),
        avatar_url: String::new(),
        roles: vec![],
    }
}

fn refused() -> Error {
    Error::Unauthorized("API key is invalid.".into())
}

fn down() -> Error {
    Error::DeploymentUnavailable(Unavailable::Gateway(504))
}

/// Runs events; a check's result is given to the newest check.
struct Run {
    session: Session,
    last: Vec<Effect>,
}

impl Run {
    fn new() -> Self {
        Self { session: Session::default(), last: vec![] }
    }

    fn on(mut self, event: Event) -> Self {
        self.last = self.session.step(event);
        self
    }

    fn checked(self, result: Result<User, Error>) -> Self {
        let attempt = self.session.attempt;
        self.on(Event::Checked { attempt, result })
    }

    fn authenticated() -> Self {
        Self::new().on(Event::Entered(token().into())).checked(Ok(user()))
    }

    fn in_grace() -> Self {
        Self::authenticated().on(Event::Rejected).checked(Err(Error::Timeout))
    }

    fn grace_elapsed(self) -> Self {
        let attempt = self.session.grace;
        self.on(Event::GracePeriodElapsed { attempt })
    }

    fn status(&self) -> Status {
        self.session.state.status()
    }

    fn is(self, status: Status) -> Self {
        assert_eq!(self.status(), status);
        self
    }

    fn checks(self) -> Self {
        assert!(matches!(self.last.last(), Some(Effect::Check { .. })), "{:?}", self.last);
        self
    }

    fn does(self, effects: &[Effect]) -> Self {
        assert_eq!(self.last, effects);
        self
    }
}

#[test]
fn no_stored_token_means_token_missing_and_no_call() {
    Run::new().on(Event::Started(None)).is(Status::TokenMissing).does(&[]);
}

#[test]
fn a_stored_token_is_checked_before_it_is_trusted() {
    let run = Run::new().on(Event::Started(Some(token().into()))).is(Status::Initializing).checks();
    run.checked(Ok(user())).is(Status::Authenticated).does(&[Effect::Store(token())]);
}

#[test]
fn an_entered_token_is_checked_and_stored_only_when_good() {
    let run = Run::new().on(Event::Entered(token().into())).is(Status::Authenticating).checks();
    run.checked(Ok(user())).is(Status::Authenticated).does(&[Effect::Store(token())]);
    Run::new()
        .on(Event::Entered(token().into()))
        .checked(Err(refused()))
        .is(Status::Invalid)
        .does(&[Effect::ClearCaches]);
}

#[test]
fn the_same_token_can_be_entered_again_after_it_failed() {
    let run = Run::new().on(Event::Entered(token().into())).checked(Err(refused())).is(Status::Invalid);
    run.on(Event::Entered(token().into()))
        .is(Status::Authenticating)
        .checks()
        .checked(Ok(user()))
        .is(Status::Authenticated);
}

#[test]
fn each_first_failure_has_its_state() {
    let cases = [
        (refused(), Status::Invalid),
        (down(), Status::DeploymentUnavailable),
        (Error::DeploymentUnavailable(Unavailable::NotJson), Status::DeploymentUnavailable),
        (Error::ProxyMissing, Status::DeploymentUnavailable),
        (Error::Offline, Status::NoInternetConnection),
        (Error::Timeout, Status::Distrusted),
        (Error::Unreachable, Status::Distrusted),
        (Error::HostSignedOut, Status::Distrusted),
        (Error::TokenNotForwarded, Status::Distrusted),
        (Error::Server(Said::default()), Status::Distrusted),
    ];
    for (error, status) in cases {
        Run::new().on(Event::Started(Some(token().into()))).checked(Err(error.clone())).is(status);
        Run::new().on(Event::Entered(token().into())).checked(Err(error)).is(status);
    }
}

#[test]
fn a_401_anywhere_revalidates_once() {
    let run = Run::authenticated().on(Event::Rejected).is(Status::Authenticated).checks();
    let run = run.on(Event::Rejected).does(&[]).is(Status::Authenticated);
    run.checked(Err(refused())).is(Status::Invalid).does(&[Effect::ClearCaches]);
}

#[test]
fn a_401_that_a_check_does_not_confirm_changes_nothing() {
    Run::authenticated().on(Event::Rejected).checked(Ok(user())).is(Status::Authenticated);
}

#[test]
fn a_failed_check_of_a_good_token_begins_the_grace_period() {
    for error in [Error::Timeout, Error::Unreachable, Error::Offline, Error::HostSignedOut] {
        let run = Run::authenticated()
            .on(Event::Rejected)
            .checked(Err(error))
            .is(Status::DistrustedWithGracePeriod);
        let attempt = run.session.attempt;
        let run = run.does(&[Effect::StartGracePeriod { attempt }]);
        run.grace_elapsed().is(Status::Distrusted);
    }
}

#[test]
fn content_stays_through_the_grace_period_and_goes_after_it() {
    assert!(Run::in_grace().status().is_authenticated());
    assert!(!Run::in_grace().grace_elapsed().status().is_authenticated());
}

#[test]
fn another_failure_does_not_prolong_the_grace_period() {
    let run = Run::in_grace().on(Event::RecheckDue).checks().checked(Err(Error::Timeout));
    run.is(Status::DistrustedWithGracePeriod).does(&[]).grace_elapsed().is(Status::Distrusted);
}

#[test]
fn a_success_ends_the_grace_period_and_its_timer_means_nothing_then() {
    let run = Run::in_grace();
    let first = run.session.grace;
    let run = run.on(Event::RecheckDue).checked(Ok(user())).is(Status::Authenticated);
    let run = run.on(Event::GracePeriodElapsed { attempt: first }).is(Status::Authenticated);
    let run = run.on(Event::Rejected).checked(Err(Error::Timeout)).is(Status::DistrustedWithGracePeriod);
    run.on(Event::GracePeriodElapsed { attempt: first }).is(Status::DistrustedWithGracePeriod);
}

#[test]
fn a_good_token_is_told_apart_from_a_deployment_that_went_down() {
    let run = Run::authenticated().on(Event::Rejected).checked(Err(down())).is(Status::DeploymentUnavailable);
    assert_eq!(run.session.state().user(), Some(&user()));
    run.on(Event::RecheckDue).checks().checked(Ok(user())).is(Status::Authenticated);
}

#[test]
fn every_state_that_may_mend_itself_is_checked_again_and_no_other() {
    let recovering = [Error::Offline, Error::Timeout, down()];
    for error in recovering {
        Run::new()
            .on(Event::Started(Some(token().into())))
            .checked(Err(error))
            .on(Event::RecheckDue)
            .checks();
    }
    Run::new().on(Event::RecheckDue).does(&[]);
    Run::authenticated().on(Event::RecheckDue).does(&[]);
    Run::new().on(Event::Entered(token().into())).checked(Err(refused())).on(Event::RecheckDue).does(&[]);
    Run::new().on(Event::Entered(token().into())).on(Event::RecheckDue).does(&[]);
}

#[test]
fn unlinking_forgets_the_token_in_every_state() {
    let states = [
        Run::new().on(Event::Started(Some(token().into()))),
        Run::new().on(Event::Entered(token().into())),
        Run::authenticated(),
        Run::in_grace(),
        Run::in_grace().grace_elapsed(),
        Run::new().on(Event::Started(Some(token().into()))).checked(Err(Error::Offline)),
        Run::new().on(Event::Started(Some(token().into()))).checked(Err(down())),
        Run::new().on(Event::Started(Some(token().into()))).checked(Err(refused())),
    ];
    for run in states {
        let run =
            run.on(Event::Unlinked).is(Status::TokenMissing).does(&[Effect::Forget, Effect::ClearCaches]);
        assert_eq!(run.session.state().credential(), None);
    }
}

#[test]
fn an_answer_that_comes_after_unlinking_changes_nothing() {
    let run = Run::new().on(Event::Entered(token().into()));
    let attempt = run.session.attempt;
    let run = run.on(Event::Unlinked);
    run.on(Event::Checked { attempt, result: Ok(user()) }).is(Status::TokenMissing).does(&[]);
}

#[test]
fn the_answer_to_an_older_token_changes_nothing() {
    let run = Run::new().on(Event::Entered(token().into()));
    let attempt = run.session.attempt;
    let run = run.on(Event::Entered(other().into())).is(Status::Authenticating);
    let run = run.on(Event::Checked { attempt, result: Err(refused()) }).is(Status::Authenticating);
    assert_eq!(run.session.state().credential(), Some(&other().into()));
}

#[test]
fn an_answer_given_twice_counts_once() {
    let run = Run::authenticated();
    let attempt = run.session.attempt;
    run.on(Event::Checked { attempt, result: Err(refused()) }).is(Status::Authenticated).does(&[]);
}

#[test]
fn tabs_follow_each_other() {
    let run = Run::authenticated()
        .on(Event::StorageChanged(None))
        .is(Status::TokenMissing)
        .does(&[Effect::ClearCaches]);
    run.on(Event::StorageChanged(Some(other())))
        .is(Status::Initializing)
        .checks()
        .checked(Ok(user()))
        .is(Status::Authenticated);
    Run::authenticated().on(Event::StorageChanged(Some(token()))).does(&[]);
    Run::authenticated().on(Event::StorageChanged(Some(other()))).is(Status::Initializing).checks();
    Run::new().on(Event::StorageChanged(None)).does(&[]);
}

#[test]
fn another_tabs_token_takes_everything_with_it_that_was_fetched_with_the_old_one() {
    for run in [Run::authenticated(), Run::in_grace(), Run::in_grace().grace_elapsed()] {
        let run = run.on(Event::StorageChanged(Some(other())));
        let attempt = run.session.attempt;
        let check = Effect::Check { attempt, credential: other().into(), asked: false };
        let run = run.does(&[Effect::ClearCaches, check]);
        assert_eq!(run.session.state().user(), None);
    }
}

#[test]
fn a_refused_token_that_another_tab_stores_is_checked_anew() {
    let run = Run::new().on(Event::Entered(token().into())).checked(Err(refused()));
    run.on(Event::StorageChanged(Some(token()))).is(Status::Initializing).checks();
}

#[test]
fn no_debug_output_of_a_session_holds_its_token() {
    let text = format!("{:?}", Run::authenticated().session);
    assert!(!text.contains("0123456789abcdefghijkl"), "{text}");
}

#[test]
fn a_host_that_signs_in_itself_is_asked_first_and_says_nothing_when_it_has_no_session() {
    let run = Run::new().on(Event::Started(Some(Credential::Host))).is(Status::Initializing);
    assert!(matches!(run.last.as_slice(), [Effect::Check { asked: false, .. }]), "no window unasked");
    let run = run.on(Event::HostSignedOut).is(Status::TokenMissing);
    assert_eq!(run.session.state().error(), None);
}

#[test]
fn what_the_hosts_sign_in_gives_is_never_stored() {
    let run = Run::new().on(Event::Entered(Credential::Host)).is(Status::Authenticating);
    assert!(matches!(run.last.as_slice(), [Effect::Check { asked: true, .. }]));
    let run = run.checked(Ok(user())).is(Status::Authenticated);
    assert_eq!(run.last, []);
}

#[test]
fn unlinking_a_hosts_sign_in_ends_it_there_as_well() {
    let run = Run::new().on(Event::Entered(Credential::Host)).checked(Ok(user())).on(Event::Unlinked);
    assert!(run.last.contains(&Effect::SignOutHost), "{:?}", run.last);
    let typed = Run::authenticated().on(Event::Unlinked);
    assert!(!typed.last.contains(&Effect::SignOutHost));
}

#[test]
fn a_sign_in_that_was_not_completed_is_told_in_the_form() {
    let problem = Error::HostSignIn(SignInProblem::Closed);
    let run = Run::new().on(Event::Entered(Credential::Host)).checked(Err(problem.clone()));
    assert_eq!(run.session.state().error(), Some(&problem));
    run.is(Status::Invalid);
}

#[test]
fn the_hosts_sign_out_ends_only_a_session_that_rests_on_it() {
    let host = Run::new().on(Event::Entered(Credential::Host)).checked(Ok(user()));
    host.on(Event::HostSignedOut).is(Status::TokenMissing);
    Run::authenticated().on(Event::HostSignedOut).is(Status::Authenticated);
}

#[test]
fn a_host_that_comes_later_does_not_disturb_a_session() {
    Run::authenticated().on(Event::Started(Some(Credential::Host))).is(Status::Authenticated);
    let unreachable = Run::new().on(Event::Started(Some(token().into()))).checked(Err(down()));
    unreachable.on(Event::Started(Some(Credential::Host))).does(&[]).is(Status::DeploymentUnavailable);
}

#[test]
fn states_have_the_react_plugins_names() {
    use Status as S;
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

#[test]
fn a_check_is_in_flight_until_it_is_answered() {
    let run = Run::new();
    assert!(!run.session.is_checking());
    let run = run.on(Event::Entered(token().into()));
    assert!(run.session.is_checking());
    assert!(!run.checked(Err(Error::Offline)).session.is_checking());
}

#[test]
fn being_offline_is_said_as_what_it_is() {
    let run = Run::new().on(Event::Started(Some(token().into()))).checked(Err(Error::Offline));
    assert_eq!(run.session.state().error(), Some(&Error::Offline));
    assert_eq!(Run::authenticated().session.state().error(), None);
}

#[test]
fn a_grace_period_that_is_over_does_not_begin_again_with_the_next_failure() {
    let run = Run::in_grace().grace_elapsed().on(Event::RecheckDue).checks().checked(Err(Error::Timeout));
    run.is(Status::Distrusted).does(&[]);
    let down = Run::authenticated().on(Event::Rejected).checked(Err(down()));
    down.on(Event::RecheckDue).checked(Err(Error::Timeout)).is(Status::Distrusted);
}

#[test]
fn a_host_that_has_no_token_once_costs_nothing() {
    let good = || Run::new().on(Event::Started(Some(Credential::Host))).checked(Ok(user()));
    // A call had none: it is asked again, silently.
    let run = good().on(Event::Rejected).checks().is(Status::Authenticated);
    run.checked(Ok(user())).is(Status::Authenticated).does(&[Effect::Resume]);
    // Still none: the grace period begins, and nothing is dropped.
    let run = good().on(Event::Rejected).checked(Err(Error::HostHasNoToken));
    let run = run.is(Status::DistrustedWithGracePeriod);
    assert!(matches!(run.last[..], [Effect::StartGracePeriod { .. }]), "{:?}", run.last);
    let run = run.on(Event::RecheckDue).checks().checked(Err(Error::HostHasNoToken));
    let run = run.is(Status::DistrustedWithGracePeriod).grace_elapsed().is(Status::Distrusted);
    run.on(Event::RecheckDue).checks().checked(Ok(user())).is(Status::Authenticated).does(&[Effect::Resume]);
}

#[test]
fn a_host_that_never_had_a_token_has_none() {
    let run = Run::new().on(Event::Started(Some(Credential::Host))).checked(Err(Error::HostHasNoToken));
    run.is(Status::TokenMissing);
}

#[test]
fn a_host_that_signs_in_again_is_asked_at_once() {
    let run = Run::new().on(Event::Started(Some(Credential::Host))).checked(Ok(user()));
    let run = run.on(Event::Rejected).checked(Err(Error::HostHasNoToken)).grace_elapsed();
    run.is(Status::Distrusted).on(Event::Started(Some(Credential::Host))).checks().is(Status::Distrusted);
    let good = Run::new().on(Event::Started(Some(Credential::Host))).checked(Ok(user()));
    good.on(Event::Started(Some(Credential::Host))).does(&[]);
}

#[test]
fn what_was_refused_while_the_session_is_good_is_asked_for_again() {
    let run = Run::authenticated().on(Event::Rejected).checks().checked(Ok(user()));
    run.is(Status::Authenticated).does(&[Effect::Store(token()), Effect::Resume]);
    // The first check has nothing to go on with.
    Run::authenticated().does(&[Effect::Store(token())]);
}

#[test]
fn a_gateways_refusal_keeps_the_session_and_is_looked_at_again() {
    use crate::error::Party;
    let gateway = || Error::NotCoder { by: Party::Gateway, status: 401, said: Said::default() };
    let run = Run::new().on(Event::Started(Some(token().into()))).checked(Err(gateway()));
    let run = run.is(Status::DeploymentUnavailable).does(&[]);
    assert_eq!(run.session.state.credential(), Some(&token().into()));
    run.on(Event::RecheckDue).checks().checked(Ok(user())).is(Status::Authenticated);
}

#[test]
fn a_storage_that_was_cleared_concerns_stored_tokens_only() {
    let host = Run::new().on(Event::Started(Some(Credential::Host))).checked(Ok(user()));
    host.on(Event::StorageChanged(None)).is(Status::Authenticated).does(&[]);
    Run::authenticated()
        .on(Event::StorageChanged(None))
        .is(Status::TokenMissing)
        .does(&[Effect::ClearCaches]);
}

#[test]
fn another_token_takes_nothing_over_from_the_one_before() {
    let run = Run::in_grace().grace_elapsed().on(Event::Entered(other().into())).is(Status::Authenticating);
    assert!(matches!(run.last[..], [Effect::ClearCaches, Effect::Check { .. }]), "{:?}", run.last);
    let run = Run::in_grace().on(Event::Entered(token().into()));
    assert!(matches!(run.last[..], [Effect::Check { .. }]), "{:?}", run.last);
}
