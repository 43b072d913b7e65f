//! Transitions of the session's state machine.
//!
//! The state after a failed check; the first match wins:
//!
//! | failure | if the credential was valid before | if it never was |
//! |---|---|---|
//! | Coder's 401 | `invalid` | `invalid` |
//! | gateway error, non-JSON or invalid response, a response that is not Coder's, no proxy entry, a path outside of Coder's API | `deploymentUnavailable` | `deploymentUnavailable` |
//! | the host's sign-in was not completed | `invalid` | `invalid` |
//! | the gateway keeps no link | `tokenMissing` | `tokenMissing` |
//! | the host, asked without a window, has no session with Coder | `distrustedWithGracePeriod`, then `distrusted` | `tokenMissing` |
//! | offline | `distrustedWithGracePeriod`, then `distrusted` | `noInternetConnection` |
//! | timeout, unreachable, anything else | `distrustedWithGracePeriod`, then `distrusted` | `distrusted` |

use super::{Credential, Session, SessionState, SessionToken};
use crate::error::Error;
use crate::models::User;

/// An event that changes a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionEvent {
    /// The page was opened, with a stored token or a host that signs in with Coder itself.
    ///
    /// The event is also sent when such a host, or its sign-in, becomes available later.
    Started(Option<Credential>),
    /// The user entered a token, possibly the one that just failed, or asked the host to sign in.
    Entered(Credential),
    /// The host reports that its session with Coder has ended, or that it has none although the user was asked.
    HostSignedOut,
    /// A check ended.
    Checked {
        /// The number of the check.
        attempt: u32,
        /// The credential's user, or the error of the check.
        result: Result<User, Error>,
    },
    /// A grace period has elapsed.
    GracePeriodElapsed {
        /// The number of the check whose failure started the grace period.
        attempt: u32,
    },
    /// A request other than a check was refused with Coder's 401, or the host had no token for it.
    Rejected,
    /// A re-check is due: a retry, the network is back, or the page became visible.
    RecheckDue,
    /// The user unlinked the account.
    Unlinked,
    /// Another tab stored a token, or the stored token was removed.
    StorageChanged(Option<SessionToken>),
}

/// An effect to execute after an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionEffect {
    /// Fetch the credential's user from Coder, and report [`SessionEvent::Checked`].
    Check {
        /// The number to report with the result.
        attempt: u32,
        /// The credential to check.
        credential: Credential,
        /// Whether the user requested the check, so that the host may open its sign-in window.
        interactive: bool,
    },
    /// Store the token for the next page load.
    Store(SessionToken),
    /// Remove the token from storage, and forget the user's preferences.
    Forget,
    /// Remove a token that was stored before there was a gateway.
    RemoveToken,
    /// End the host's session with Coder.
    SignOutHost,
    /// Have the gateway remove the link.
    UnlinkGateway,
    /// Drop all data that was fetched with the session.
    ClearCaches,
    /// Repeat the requests that failed while the session was in doubt: it is valid again.
    Resume,
    /// Report [`SessionEvent::GracePeriodElapsed`] at the end of the grace period.
    StartGracePeriod {
        /// The number to report with the event.
        attempt: u32,
    },
}

impl Session {
    /// Handles an event; returns the effects to execute, in order.
    pub fn handle(&mut self, event: SessionEvent) -> Vec<SessionEffect> {
        match event {
            SessionEvent::Started(Some(credential)) if self.state == SessionState::TokenMissing => {
                self.check(SessionState::Initializing { credential: credential.clone() }, credential, false)
            }
            SessionEvent::Started(Some(credential)) if self.state.credential() == Some(&credential) => {
                self.recheck()
            }
            SessionEvent::Started(_) => Vec::new(),
            SessionEvent::Entered(credential) => {
                let is_another = self.state.credential().is_some_and(|current| *current != credential);
                let mut effects: Vec<SessionEffect> =
                    is_another.then_some(SessionEffect::ClearCaches).into_iter().collect();
                let state = SessionState::Authenticating { credential: credential.clone() };
                effects.extend(self.check(state, credential, true));
                effects
            }
            SessionEvent::HostSignedOut if self.state.credential() == Some(&Credential::Host) => {
                self.forget()
            }
            SessionEvent::HostSignedOut => Vec::new(),
            SessionEvent::Checked { attempt, result } if self.checking && attempt == self.attempt => {
                self.checked(result)
            }
            SessionEvent::Checked { .. } => Vec::new(),
            SessionEvent::GracePeriodElapsed { attempt } => self.grace_elapsed(attempt),
            SessionEvent::Rejected => self.rejected(),
            SessionEvent::RecheckDue => self.recheck(),
            SessionEvent::Unlinked => {
                let end = match self.state.credential() {
                    Some(Credential::Host) => Some(SessionEffect::SignOutHost),
                    Some(Credential::Gateway) => Some(SessionEffect::UnlinkGateway),
                    Some(Credential::Token(_)) | None => None,
                };
                let mut effects = vec![SessionEffect::Forget];
                effects.extend(end);
                effects.extend(self.forget());
                effects
            }
            SessionEvent::StorageChanged(None) => match self.state.credential() {
                Some(Credential::Token(_)) => self.forget(),
                // Tokens of the host are never stored.
                Some(Credential::Host | Credential::Gateway) | None => Vec::new(),
            },
            SessionEvent::StorageChanged(Some(token)) => self.switch_to(token),
        }
    }

    fn check(
        &mut self,
        state: SessionState,
        credential: Credential,
        interactive: bool,
    ) -> Vec<SessionEffect> {
        self.state = state;
        self.attempt = self.attempt.wrapping_add(1);
        self.checking = true;
        vec![SessionEffect::Check { attempt: self.attempt, credential, interactive }]
    }

    fn checked(&mut self, result: Result<User, Error>) -> Vec<SessionEffect> {
        self.checking = false;
        let Some(credential) = self.state.credential().cloned() else { return Vec::new() };
        let error = match result {
            Ok(user) => {
                let store = match &credential {
                    Credential::Token(token) => Some(SessionEffect::Store(token.clone())),
                    Credential::Host => None,
                    Credential::Gateway => Some(SessionEffect::RemoveToken),
                };
                let resume = self.state.user().is_some().then_some(SessionEffect::Resume);
                self.state = SessionState::Authenticated { credential, user };
                return store.into_iter().chain(resume).collect();
            }
            Err(error) => error,
        };
        let user = self.state.user().cloned();
        if error == Error::NotLinked || (error == Error::HostHasNoToken && user.is_none()) {
            return self.forget();
        }
        let had_grace = matches!(self.state, SessionState::Authenticated { .. });
        let in_grace = matches!(self.state, SessionState::DistrustedWithGracePeriod { .. });
        self.state = match (error, user) {
            (error @ (Error::Unauthorized(_) | Error::HostSignIn(_)), _) => {
                SessionState::Invalid { credential, error }
            }
            (error, user) if is_unavailable(&error) => {
                SessionState::DeploymentUnavailable { credential, user, error }
            }
            (error, Some(user)) if had_grace || in_grace => {
                SessionState::DistrustedWithGracePeriod { credential, user, error }
            }
            (Error::Offline, None) => SessionState::NoInternetConnection { credential },
            (error, user) => SessionState::Distrusted { credential, user, error },
        };
        match self.state {
            SessionState::Invalid { .. } => vec![SessionEffect::ClearCaches],
            SessionState::DistrustedWithGracePeriod { .. } if had_grace => {
                self.grace = self.attempt;
                vec![SessionEffect::StartGracePeriod { attempt: self.attempt }]
            }
            _ => Vec::new(),
        }
    }

    fn grace_elapsed(&mut self, began: u32) -> Vec<SessionEffect> {
        // A grace period continues through failed re-checks; a later one has its own timer.
        if began == self.grace
            && let SessionState::DistrustedWithGracePeriod { credential, user, error } = self.state.clone()
        {
            self.state = SessionState::Distrusted { credential, user: Some(user), error };
        }
        Vec::new()
    }

    fn rejected(&mut self) -> Vec<SessionEffect> {
        match &self.state {
            SessionState::Authenticated { credential, .. }
            | SessionState::DistrustedWithGracePeriod { credential, .. }
                if !self.checking =>
            {
                let credential = credential.clone();
                self.check(self.state.clone(), credential, false)
            }
            _ => Vec::new(),
        }
    }

    fn recheck(&mut self) -> Vec<SessionEffect> {
        match self.state.credential() {
            Some(credential) if self.state.status().can_recover() && !self.checking => {
                let credential = credential.clone();
                self.check(self.state.clone(), credential, false)
            }
            _ => Vec::new(),
        }
    }

    fn forget(&mut self) -> Vec<SessionEffect> {
        self.state = SessionState::TokenMissing;
        self.attempt = self.attempt.wrapping_add(1);
        self.checking = false;
        vec![SessionEffect::ClearCaches]
    }

    fn switch_to(&mut self, token: SessionToken) -> Vec<SessionEffect> {
        let credential = Credential::Token(token);
        if self.state.credential() == Some(&credential) && !matches!(self.state, SessionState::Invalid { .. })
        {
            return Vec::new();
        }
        let mut effects = vec![SessionEffect::ClearCaches];
        effects.extend(self.check(
            SessionState::Initializing { credential: credential.clone() },
            credential,
            false,
        ));
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
