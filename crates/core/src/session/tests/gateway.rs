//! Tests of the link that a gateway keeps.

use super::*;

fn linked() -> Run {
    Run::new().on(SessionEvent::Started(Some(Credential::Gateway))).checked(Ok(user()))
}

#[test]
fn a_gateway_without_a_link_shows_the_form_without_an_error() {
    let run = Run::new().on(SessionEvent::Started(Some(Credential::Gateway))).is(SessionStatus::Initializing);
    let run = run.checked(Err(Error::NotLinked)).is(SessionStatus::TokenMissing);
    assert_eq!(run.session.state().error(), None);
}

#[test]
fn a_link_stores_nothing_and_removes_the_token_of_the_time_before() {
    let run = linked().is(SessionStatus::Authenticated);
    assert_eq!(run.last, [SessionEffect::RemoveToken]);
}

#[test]
fn a_link_that_was_removed_in_another_browser_ends_the_session() {
    let run = linked().on(SessionEvent::Rejected).checked(Err(Error::NotLinked));
    assert!(run.last.contains(&SessionEffect::ClearCaches), "{:?}", run.last);
    run.is(SessionStatus::TokenMissing);
}

#[test]
fn a_link_that_coder_ended_is_told_in_the_form() {
    let run = linked().on(SessionEvent::Rejected).checked(Err(refused())).is(SessionStatus::Invalid);
    assert_eq!(run.session.state().error(), Some(&refused()));
}

#[test]
fn unlinking_has_the_gateway_remove_the_link() {
    let run = linked().on(SessionEvent::Unlinked);
    assert!(run.last.contains(&SessionEffect::UnlinkGateway), "{:?}", run.last);
    let typed = Run::authenticated().on(SessionEvent::Unlinked);
    assert!(!typed.last.contains(&SessionEffect::UnlinkGateway));
}

#[test]
fn a_link_is_kept_in_an_outage() {
    linked().on(SessionEvent::Rejected).checked(Err(down())).is(SessionStatus::DeploymentUnavailable);
    let late = linked().on(SessionEvent::Rejected).checked(Err(Error::Timeout));
    late.is(SessionStatus::DistrustedWithGracePeriod).on(SessionEvent::StorageChanged(None)).does(&[]);
}
