//! Tests of tokens that other tabs store or remove.

use super::*;

#[test]
fn tabs_follow_each_other() {
    let run = Run::authenticated()
        .on(SessionEvent::StorageChanged(None))
        .is(SessionStatus::TokenMissing)
        .does(&[SessionEffect::ClearCaches]);
    run.on(SessionEvent::StorageChanged(Some(other())))
        .is(SessionStatus::Initializing)
        .checks()
        .checked(Ok(user()))
        .is(SessionStatus::Authenticated);
    Run::authenticated().on(SessionEvent::StorageChanged(Some(token()))).does(&[]);
    Run::authenticated()
        .on(SessionEvent::StorageChanged(Some(other())))
        .is(SessionStatus::Initializing)
        .checks();
    Run::new().on(SessionEvent::StorageChanged(None)).does(&[]);
}

#[test]
fn another_tabs_token_takes_everything_with_it_that_was_fetched_with_the_old_one() {
    for run in [Run::authenticated(), Run::in_grace(), Run::in_grace().grace_elapsed()] {
        let run = run.on(SessionEvent::StorageChanged(Some(other())));
        let attempt = run.session.attempt;
        let check = SessionEffect::Check { attempt, credential: other().into(), interactive: false };
        let run = run.does(&[SessionEffect::ClearCaches, check]);
        assert_eq!(run.session.state().user(), None);
    }
}

#[test]
fn a_refused_token_that_another_tab_stores_is_checked_anew() {
    let run = Run::new().on(SessionEvent::Entered(token().into())).checked(Err(refused()));
    run.on(SessionEvent::StorageChanged(Some(token()))).is(SessionStatus::Initializing).checks();
}

#[test]
fn a_storage_that_was_cleared_concerns_stored_tokens_only() {
    let host = Run::new().on(SessionEvent::Started(Some(Credential::Host))).checked(Ok(user()));
    host.on(SessionEvent::StorageChanged(None)).is(SessionStatus::Authenticated).does(&[]);
    Run::authenticated()
        .on(SessionEvent::StorageChanged(None))
        .is(SessionStatus::TokenMissing)
        .does(&[SessionEffect::ClearCaches]);
}
