//! The transitions.
//!
//! How a check's failure is read, first match wins:
//!
//! | failure | before: token was good | before: never good |
//! |---|---|---|
//! | Coder's 401 | `invalid` | `invalid` |
//! | gateway error, non-JSON or invalid answer, no proxy entry | `deploymentUnavailable` | `deploymentUnavailable` |
//! | offline | `distrustedWithGracePeriod`, then `distrusted` | `noInternetConnection` |
//! | timeout, unreachable, anything else | `distrustedWithGracePeriod`, then `distrusted` | `distrusted` |

use super::{Session, SessionToken, State};
use crate::error::Error;
use crate::wire::User;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page opened, with the token its storage held.
    Started(Option<SessionToken>),
    /// A person entered a token; also the one that just failed.
    TokenEntered(SessionToken),
    /// A check ended.
    Checked {
        /// The number the check was given.
        attempt: u32,
        /// Whose token it is, or why that is not known.
        result: Result<User, Error>,
    },
    /// The grace period that began with this check is over.
    GracePeriodElapsed {
        /// The number of the check whose failure began it.
        attempt: u32,
    },
    /// A call other than a check was answered with Coder's 401.
    Rejected,
    /// Time to look again: a retry, the network is back, the page is shown again.
    RecheckDue,
    /// The person unlinked the account.
    Unlinked,
    /// Another tab stored a token, or forgot it.
    StorageChanged(Option<SessionToken>),
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask Coder whose token this is, and report [`Event::Checked`].
    Check {
        /// To be given back with the result.
        attempt: u32,
        /// The token to check.
        token: SessionToken,
    },
    /// Keep the token for the next page load.
    Store(SessionToken),
    /// Remove the token from storage.
    Forget,
    /// Drop everything that was fetched with the session.
    ClearCaches,
    /// Report [`Event::GracePeriodElapsed`] in [`super::GRACE_PERIOD_MS`].
    StartGracePeriod {
        /// To be given back.
        attempt: u32,
    },
}

impl Session {
    /// Takes an event; returns what to do about it, in order.
    pub fn step(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Started(None) => Vec::new(),
            Event::Started(Some(token)) => self.check(State::Initializing { token: token.clone() }, token),
            Event::TokenEntered(token) => self.check(State::Authenticating { token: token.clone() }, token),
            Event::Checked { attempt, result } if self.checking && attempt == self.attempt => {
                self.checked(result)
            }
            Event::Checked { .. } => Vec::new(),
            Event::GracePeriodElapsed { attempt } => self.grace_elapsed(attempt),
            Event::Rejected => self.rejected(),
            Event::RecheckDue => self.recheck(),
            Event::Unlinked => {
                let mut effects = vec![Effect::Forget];
                effects.extend(self.forget());
                effects
            }
            Event::StorageChanged(None) if self.state == State::TokenMissing => Vec::new(),
            Event::StorageChanged(None) => self.forget(),
            Event::StorageChanged(Some(token)) => self.adopt(token),
        }
    }

    fn check(&mut self, state: State, token: SessionToken) -> Vec<Effect> {
        self.state = state;
        self.attempt = self.attempt.wrapping_add(1);
        self.checking = true;
        vec![Effect::Check { attempt: self.attempt, token }]
    }

    fn checked(&mut self, result: Result<User, Error>) -> Vec<Effect> {
        self.checking = false;
        let Some(token) = self.state.token().cloned() else { return Vec::new() };
        let error = match result {
            Ok(user) => {
                let store = Effect::Store(token.clone());
                self.state = State::Authenticated { token, user };
                return vec![store];
            }
            Err(error) => error,
        };
        let user = self.state.user().cloned();
        let had_grace = matches!(self.state, State::Authenticated { .. });
        let in_grace = matches!(self.state, State::DistrustedWithGracePeriod { .. });
        self.state = match (error, user) {
            (error @ Error::Unauthorized(_), _) => State::Invalid { token, error },
            (error, user) if is_unavailable(&error) => State::DeploymentUnavailable { token, user, error },
            (error, Some(user)) if had_grace || in_grace => {
                State::DistrustedWithGracePeriod { token, user, error }
            }
            (Error::Offline, None) => State::NoInternetConnection { token },
            (error, user) => State::Distrusted { token, user, error },
        };
        match self.state {
            State::Invalid { .. } => vec![Effect::ClearCaches],
            State::DistrustedWithGracePeriod { .. } if had_grace => {
                self.grace = self.attempt;
                vec![Effect::StartGracePeriod { attempt: self.attempt }]
            }
            _ => Vec::new(),
        }
    }

    fn grace_elapsed(&mut self, began: u32) -> Vec<Effect> {
        // A grace period runs through failed re-checks; a later one has a timer of its own.
        if began == self.grace
            && let State::DistrustedWithGracePeriod { token, user, error } = self.state.clone()
        {
            self.state = State::Distrusted { token, user: Some(user), error };
        }
        Vec::new()
    }

    fn rejected(&mut self) -> Vec<Effect> {
        match &self.state {
            State::Authenticated { token, .. } | State::DistrustedWithGracePeriod { token, .. }
                if !self.checking =>
            {
                let token = token.clone();
                self.check(self.state.clone(), token)
            }
            _ => Vec::new(),
        }
    }

    fn recheck(&mut self) -> Vec<Effect> {
        match self.state.token() {
            Some(token) if self.state.status().can_recover() && !self.checking => {
                let token = token.clone();
                self.check(self.state.clone(), token)
            }
            _ => Vec::new(),
        }
    }

    fn forget(&mut self) -> Vec<Effect> {
        self.state = State::TokenMissing;
        self.attempt = self.attempt.wrapping_add(1);
        self.checking = false;
        vec![Effect::ClearCaches]
    }

    fn adopt(&mut self, token: SessionToken) -> Vec<Effect> {
        if self.state.token() == Some(&token) && !matches!(self.state, State::Invalid { .. }) {
            return Vec::new();
        }
        let mut effects = vec![Effect::ClearCaches];
        effects.extend(self.check(State::Initializing { token: token.clone() }, token));
        effects
    }
}

fn is_unavailable(error: &Error) -> bool {
    matches!(error, Error::DeploymentUnavailable(_) | Error::InvalidResponse(_) | Error::ProxyMissing)
}
