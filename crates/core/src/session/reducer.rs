//! The transitions.
//!
//! How a check's failure is read, first match wins:
//!
//! | failure | before: token was good | before: never good |
//! |---|---|---|
//! | Coder's 401 | `invalid` | `invalid` |
//! | gateway error, non-JSON or invalid answer, an answer that is not Coder's, no proxy entry | `deploymentUnavailable` | `deploymentUnavailable` |
//! | the host's sign-in was not completed | `invalid` | `invalid` |
//! | the host, asked silently, has no session with Coder | `distrustedWithGracePeriod`, then `distrusted` | `tokenMissing` |
//! | offline | `distrustedWithGracePeriod`, then `distrusted` | `noInternetConnection` |
//! | timeout, unreachable, anything else | `distrustedWithGracePeriod`, then `distrusted` | `distrusted` |

use super::{Credential, Session, SessionToken, State};
use crate::error::Error;
use crate::wire::User;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page opened, with the token its storage held or a host that signs in with Coder itself; also when
    /// such a host, or its sign-in, comes later.
    Started(Option<Credential>),
    /// A person entered a token, also the one that just failed; or asked the host to sign in.
    Entered(Credential),
    /// The host says that it has ended its session with Coder, or has none after a person was asked.
    HostSignedOut,
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
    /// A call other than a check was answered with Coder's 401, or the host had no token for it.
    Rejected,
    /// Time to look again: a retry, the network is back, the page is shown again.
    RecheckDue,
    /// The person unlinked the account.
    Unlinked,
    /// Another tab stored a token, or what was stored is gone.
    StorageChanged(Option<SessionToken>),
}

/// What to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask Coder whose token this is, and report [`Event::Checked`].
    Check {
        /// To be given back with the result.
        attempt: u32,
        /// What to check.
        credential: Credential,
        /// A person asked for it: the host may open its sign-in window.
        asked: bool,
    },
    /// Keep the token for the next page load.
    Store(SessionToken),
    /// Remove the token from storage.
    Forget,
    /// Tell the host to end its session with Coder.
    SignOutHost,
    /// Drop everything that was fetched with the session.
    ClearCaches,
    /// What failed meanwhile is worth asking for again now: the session was doubted, and is good.
    Resume,
    /// Report [`Event::GracePeriodElapsed`] when the grace period is over.
    StartGracePeriod {
        /// To be given back.
        attempt: u32,
    },
}

impl Session {
    /// Takes an event; returns what to do about it, in order.
    pub fn step(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Started(Some(credential)) if self.state == State::TokenMissing => {
                self.check(State::Initializing { credential: credential.clone() }, credential, false)
            }
            Event::Started(Some(credential)) if self.state.credential() == Some(&credential) => {
                self.recheck()
            }
            Event::Started(_) => Vec::new(),
            Event::Entered(credential) => {
                let is_another = self.state.credential().is_some_and(|known| *known != credential);
                let mut effects: Vec<Effect> =
                    is_another.then_some(Effect::ClearCaches).into_iter().collect();
                let state = State::Authenticating { credential: credential.clone() };
                effects.extend(self.check(state, credential, true));
                effects
            }
            Event::HostSignedOut if self.state.credential() == Some(&Credential::Host) => self.forget(),
            Event::HostSignedOut => Vec::new(),
            Event::Checked { attempt, result } if self.checking && attempt == self.attempt => {
                self.checked(result)
            }
            Event::Checked { .. } => Vec::new(),
            Event::GracePeriodElapsed { attempt } => self.grace_elapsed(attempt),
            Event::Rejected => self.rejected(),
            Event::RecheckDue => self.recheck(),
            Event::Unlinked => {
                let signs_out_host = self.state.credential() == Some(&Credential::Host);
                let mut effects = vec![Effect::Forget];
                effects.extend(signs_out_host.then_some(Effect::SignOutHost));
                effects.extend(self.forget());
                effects
            }
            Event::StorageChanged(None) => match self.state.credential() {
                Some(Credential::Token(_)) => self.forget(),
                // Nothing of the host's is stored.
                Some(Credential::Host) | None => Vec::new(),
            },
            Event::StorageChanged(Some(token)) => self.adopt(token),
        }
    }

    fn check(&mut self, state: State, credential: Credential, asked: bool) -> Vec<Effect> {
        self.state = state;
        self.attempt = self.attempt.wrapping_add(1);
        self.checking = true;
        vec![Effect::Check { attempt: self.attempt, credential, asked }]
    }

    fn checked(&mut self, result: Result<User, Error>) -> Vec<Effect> {
        self.checking = false;
        let Some(credential) = self.state.credential().cloned() else { return Vec::new() };
        let error = match result {
            Ok(user) => {
                let store = match &credential {
                    Credential::Token(token) => Some(Effect::Store(token.clone())),
                    Credential::Host => None,
                };
                let resume = self.state.user().is_some().then_some(Effect::Resume);
                self.state = State::Authenticated { credential, user };
                return store.into_iter().chain(resume).collect();
            }
            Err(error) => error,
        };
        let user = self.state.user().cloned();
        if error == Error::HostHasNoToken && user.is_none() {
            return self.forget();
        }
        let had_grace = matches!(self.state, State::Authenticated { .. });
        let in_grace = matches!(self.state, State::DistrustedWithGracePeriod { .. });
        self.state = match (error, user) {
            (error @ (Error::Unauthorized(_) | Error::HostSignIn(_)), _) => {
                State::Invalid { credential, error }
            }
            (error, user) if is_unavailable(&error) => {
                State::DeploymentUnavailable { credential, user, error }
            }
            (error, Some(user)) if had_grace || in_grace => {
                State::DistrustedWithGracePeriod { credential, user, error }
            }
            (Error::Offline, None) => State::NoInternetConnection { credential },
            (error, user) => State::Distrusted { credential, user, error },
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
            && let State::DistrustedWithGracePeriod { credential, user, error } = self.state.clone()
        {
            self.state = State::Distrusted { credential, user: Some(user), error };
        }
        Vec::new()
    }

    fn rejected(&mut self) -> Vec<Effect> {
        match &self.state {
            State::Authenticated { credential, .. } | State::DistrustedWithGracePeriod { credential, .. }
                if !self.checking =>
            {
                let credential = credential.clone();
                self.check(self.state.clone(), credential, false)
            }
            _ => Vec::new(),
        }
    }

    fn recheck(&mut self) -> Vec<Effect> {
        match self.state.credential() {
            Some(credential) if self.state.status().can_recover() && !self.checking => {
                let credential = credential.clone();
                self.check(self.state.clone(), credential, false)
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
        let credential = Credential::Token(token);
        if self.state.credential() == Some(&credential) && !matches!(self.state, State::Invalid { .. }) {
            return Vec::new();
        }
        let mut effects = vec![Effect::ClearCaches];
        effects.extend(self.check(State::Initializing { credential: credential.clone() }, credential, false));
        effects
    }
}

fn is_unavailable(error: &Error) -> bool {
    matches!(
        error,
        Error::DeploymentUnavailable(_)
            | Error::NotCoder { .. }
            | Error::InvalidResponse(_)
            | Error::ProxyMissing
            | Error::StrayPath(_)
    )
}
