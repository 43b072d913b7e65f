//! Tests of the session reducer.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod checks;
mod gateway;
mod grace_period;
mod host;
mod tabs;

use super::*;
use crate::error::Unavailable;

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

/// A session with the effects of its last event; results are reported for the newest check.
struct Run {
    session: Session,
    last: Vec<SessionEffect>,
}

impl Run {
    fn new() -> Self {
        Self { session: Session::default(), last: vec![] }
    }

    fn on(mut self, event: SessionEvent) -> Self {
        self.last = self.session.handle(event);
        self
    }

    fn checked(self, result: Result<User, Error>) -> Self {
        let attempt = self.session.attempt;
        self.on(SessionEvent::Checked { attempt, result })
    }

    fn authenticated() -> Self {
        Self::new().on(SessionEvent::Entered(token().into())).checked(Ok(user()))
    }

    fn in_grace() -> Self {
        Self::authenticated().on(SessionEvent::Rejected).checked(Err(Error::Timeout))
    }

    fn grace_elapsed(self) -> Self {
        let attempt = self.session.grace;
        self.on(SessionEvent::GracePeriodElapsed { attempt })
    }

    fn status(&self) -> SessionStatus {
        self.session.state.status()
    }

    fn is(self, status: SessionStatus) -> Self {
        assert_eq!(self.status(), status);
        self
    }

    fn checks(self) -> Self {
        assert!(matches!(self.last.last(), Some(SessionEffect::Check { .. })), "{:?}", self.last);
        self
    }

    fn does(self, effects: &[SessionEffect]) -> Self {
        assert_eq!(self.last, effects);
        self
    }
}
