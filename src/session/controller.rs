//! Runs the effects of the session reducer: checks, timers and storage.

use crate::browser::{
    AbortOnDrop, CallError, Deadline, Host, Page, PendingToken, TokenStore, Transport, jitter, now_ms,
    on_page_event, poll_state,
};
use crate::client::SessionContext;
use crate::spawn::spawn_local;
use coder_core::config::Tuning;
use coder_core::error::json;
use coder_core::gateway::Link;
use coder_core::json::FromJson;
use coder_core::models::User;
use coder_core::polling::{Next, Poll};
use coder_core::request::Request;
use coder_core::session::{Credential, SessionEffect, SessionEvent, SessionState};
use coder_core::{Error, SessionToken};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::AbortSignal;

/// Time limit of the host's sign-in, in milliseconds.
const SIGN_IN_MS: u32 = 60 * 60 * 1000;

/// Source of the token for a check.
enum TokenSource {
    Token(SessionToken),
    Host(PendingToken),
    /// The gateway has the token.
    Gateway,
}

/// What an account does when its session changes.
pub(super) trait SessionEffects {
    /// Drops everything that was fetched with the session.
    fn clear_caches(&self);
    /// Deletes what the browser keeps for the user.
    fn forget_preferences(&self);
    /// Fetches again what the session's end had stopped.
    fn resume(&self);
}

/// The controller of one account's session: runs the effects of the session reducer. Clones share one state.
#[derive(Clone)]
pub(super) struct SessionController(Rc<ControllerInner>);

struct ControllerInner {
    context: Rc<SessionContext>,
    effects: Box<dyn SessionEffects>,
    store: TokenStore,
    checking: ArcRwSignal<bool>,
    /// Abort handle of the check in flight.
    check: RefCell<Option<AbortOnDrop>>,
    grace: RefCell<Option<Timeout>>,
    /// Timer of the next automatic check; set while the session can recover and a sign-in UI is mounted.
    recheck: RefCell<Option<Timeout>>,
    /// Poll state of the checks: failures and backoff.
    checks: RefCell<Poll>,
    /// Number of mounted components that show this account and offer to link it.
    sign_in_uis: ArcRwSignal<u32>,
    page_events: RefCell<Option<Rc<dyn Fn()>>>,
}

impl SessionController {
    /// Creates the controller of a session that has not started.
    pub fn new(context: Rc<SessionContext>, effects: impl SessionEffects + 'static) -> Self {
        let host = context.host();
        Self(Rc::new(ControllerInner {
            store: TokenStore::new(host.token_storage(), &context.proxy_path, host.user()),
            context,
            effects: Box::new(effects),
            checking: ArcRwSignal::new(false),
            check: RefCell::default(),
            grace: RefCell::default(),
            recheck: RefCell::default(),
            checks: RefCell::new(Poll::new(Tuning::default().list_pace())),
            sign_in_uis: ArcRwSignal::new(0),
            page_events: RefCell::default(),
        }))
    }

    /// Whether a check of the session is in flight.
    pub fn checking(&self) -> ArcReadSignal<bool> {
        self.0.checking.read_only()
    }

    /// Whether the host has its own sign-in with Coder.
    pub fn has_host_sign_in(&self) -> bool {
        self.0.context.host().oauth().is_some()
    }

    /// Returns a token that was stored before there was a gateway. It is removed once the gateway has a link.
    pub fn former_token(&self) -> Option<SessionToken> {
        self.has_gateway().then(|| self.0.store.read()).flatten()
    }

    /// Whether a gateway keeps the link.
    pub fn has_gateway(&self) -> bool {
        self.0.context.host().has_gateway()
    }

    /// Whether a component on the page offers to link the account.
    pub fn has_sign_in_ui(&self) -> Signal<bool> {
        let count = self.0.sign_in_uis.clone();
        Signal::derive(move || count.get() > 0)
    }

    /// Starts the session with the gateway's link, the stored token or the host's sign-in.
    pub fn start(&self) {
        if self.has_gateway() {
            return self.dispatch(SessionEvent::Started(Some(Credential::Gateway)));
        }
        let controller = self.clone();
        self.0
            .store
            .on_external_change(move |token| controller.dispatch(SessionEvent::StorageChanged(token)));
        let stored = self.0.store.read().map(Credential::Token);
        let has_oauth = self.subscribe_host_sign_in();
        self.dispatch(SessionEvent::Started(stored.or(has_oauth.then_some(Credential::Host))));
    }

    /// Merges in another host object for the same user.
    pub fn replace_host(&self, host: &Host) {
        self.0.store.restrict(host.token_storage());
        let had = self.has_host_sign_in();
        let had_gateway = self.has_gateway();
        self.0.context.merge_host(host);
        if self.has_gateway() {
            if !had_gateway {
                self.dispatch(SessionEvent::Started(Some(Credential::Gateway)));
            }
            return;
        }
        if !had && self.subscribe_host_sign_in() {
            self.dispatch(SessionEvent::Started(Some(Credential::Host)));
        }
    }

    /// Subscribes to the host's own sign-in; returns `false` if the host has none.
    fn subscribe_host_sign_in(&self) -> bool {
        let Some(oauth) = self.0.context.host().oauth() else { return false };
        let controller = self.clone();
        oauth.subscribe(move |signed_in| {
            controller.dispatch(match signed_in {
                true => SessionEvent::Started(Some(Credential::Host)),
                false => SessionEvent::HostSignedOut,
            });
        });
        true
    }

    /// Registers the caller as a component that shows the session and offers to link it, until its owner is cleaned
    /// up. While one is registered, a session that can recover is checked automatically, and a restrained
    /// [`crate::FallbackAuth`] stays hidden.
    pub fn register_sign_in_ui(&self) {
        self.0.sign_in_uis.update(|n| *n += 1);
        if self.0.sign_in_uis.get_untracked() == 1 {
            let controller = self.clone();
            *self.0.page_events.borrow_mut() = Some(on_page_event(move || controller.page_changed()));
            self.schedule_recheck();
        }
        let controller = SendWrapper::new(self.clone());
        on_cleanup(move || {
            let count = &controller.0.sign_in_uis;
            count.update(|n| *n = n.saturating_sub(1));
            if count.get_untracked() == 0 {
                controller.0.page_events.borrow_mut().take();
                controller.0.recheck.borrow_mut().take();
            }
        });
    }

    fn page_changed(&self) {
        let is_held = self.0.checks.borrow().is_held(now_ms());
        if Page::is_visible() && Page::is_online() && !is_held {
            self.dispatch(SessionEvent::RecheckDue);
            self.look_for_link();
        }
    }

    /// Begins the session if the account was linked in another tab or browser. Until then nothing changes here: the user
    /// may be coming back with a token.
    fn look_for_link(&self) {
        let is_unlinked = *self.0.context.state.read_untracked() == SessionState::TokenMissing;
        let Some(abort) = AbortOnDrop::new().ok().filter(|_| is_unlinked && self.has_gateway()) else {
            return;
        };
        let (controller, signal) = (self.clone(), abort.signal());
        // A check that begins meanwhile takes its place.
        self.0.check.replace(Some(abort));
        spawn_local(async move {
            if controller.is_linked(&signal).await && !signal.aborted() {
                controller.dispatch(SessionEvent::Started(Some(Credential::Gateway)));
            }
        });
    }

    /// Whether the gateway has a link of the user; `false` if that is not known.
    pub async fn is_linked(&self, abort: &AbortSignal) -> bool {
        let response = self.0.context.transport().find_link(abort).await;
        let link = response.ok().and_then(|response| Link::from_json(&json(&response).ok()?).ok());
        link.is_some_and(|link| link.is_linked)
    }

    pub fn dispatch(&self, event: SessionEvent) {
        let (effects, was_checking) = {
            let mut session = self.0.context.session.borrow_mut();
            let was_checking = session.is_checking();
            (session.handle(event), was_checking)
        };
        // Effects that call the host run last: the host may re-enter this function before it returns.
        let (calls, own): (Vec<_>, Vec<_>) = effects.into_iter().partition(|e| {
            matches!(
                e,
                SessionEffect::Check { .. } | SessionEffect::SignOutHost | SessionEffect::UnlinkGateway
            )
        });
        own.into_iter().for_each(|effect| self.run_effect(effect));
        self.publish(was_checking);
        calls.into_iter().for_each(|effect| self.run_effect(effect));
    }

    /// Updates the public signals, and records the outcome of a finished check.
    fn publish(&self, was_checking: bool) {
        let (state, checking) = {
            let session = self.0.context.session.borrow();
            (session.state().clone(), session.is_checking())
        };
        if was_checking && !checking {
            let mut checks = self.0.checks.borrow_mut();
            match state.error() {
                Some(error) if state.status().can_recover() => checks.doubted(error, now_ms()),
                _ => checks.succeeded(false),
            }
        }
        if self.0.checking.get_untracked() != checking {
            self.0.checking.set(checking);
        }
        if *self.0.context.state.read_untracked() != state {
            self.0.context.state.set(state);
        }
        self.schedule_recheck();
    }

    fn run_effect(&self, effect: SessionEffect) {
        match effect {
            SessionEffect::Check { attempt, credential, interactive } => {
                self.check(attempt, credential, interactive)
            }
            SessionEffect::Store(token) => self.0.store.write(&token),
            SessionEffect::Forget => {
                self.0.store.remove();
                self.0.effects.forget_preferences();
            }
            SessionEffect::RemoveToken => self.0.store.remove(),
            SessionEffect::SignOutHost => {
                if let Some(oauth) = self.0.context.host().oauth() {
                    oauth.sign_out();
                }
            }
            SessionEffect::UnlinkGateway => self.unlink_gateway(),
            SessionEffect::ClearCaches => {
                self.0.check.borrow_mut().take();
                self.0.effects.clear_caches();
            }
            SessionEffect::Resume => self.0.effects.resume(),
            SessionEffect::StartGracePeriod { attempt } => {
                let controller = self.clone();
                let timer = Timeout::new(self.0.context.tuning().grace_period_ms, move || {
                    controller.dispatch(SessionEvent::GracePeriodElapsed { attempt });
                });
                self.0.grace.replace(Some(timer));
            }
        }
    }

    fn check(&self, attempt: u32, credential: Credential, interactive: bool) {
        let Ok(abort) = AbortOnDrop::new() else { return };
        let signal = abort.signal();
        self.0.context.next_check();
        self.0.check.replace(Some(abort));
        let source = match credential {
            Credential::Token(token) if self.has_gateway() => return self.link(attempt, token, signal),
            Credential::Token(token) => TokenSource::Token(token),
            Credential::Gateway => TokenSource::Gateway,
            Credential::Host => match self.0.context.host().oauth() {
                Some(oauth) => TokenSource::Host(oauth.request_token(interactive)),
                None => return,
            },
        };
        let is_gateway = matches!(source, TokenSource::Gateway);
        let patience_ms = if interactive { SIGN_IN_MS } else { self.0.context.tuning().request_timeout_ms };
        let controller = self.clone();
        spawn_local(async move {
            let token = match source {
                TokenSource::Gateway => Ok(Ok(None)),
                TokenSource::Token(token) => Ok(Ok(Some(token))),
                TokenSource::Host(host) => match Deadline::start(&signal, patience_ms) {
                    Ok(limit) => host.token(&limit).await,
                    Err(failure) => Err(failure),
                },
            };
            if signal.aborted() {
                return;
            }
            let result = match token {
                Ok(Ok(Some(token))) => {
                    fetch_user(&controller.0.context.transport(), Some(&token), &signal).await
                }
                Ok(Ok(None)) if is_gateway => {
                    fetch_user(&controller.0.context.transport(), None, &signal).await
                }
                Ok(Ok(None)) if interactive => return controller.dispatch(SessionEvent::HostSignedOut),
                Ok(Ok(None)) => Err(Error::HostHasNoToken.into()),
                Ok(Err(problem)) if interactive => Err(Error::HostSignIn(problem).into()),
                // No sign-in window was open that the user could have closed, so the host's error counts as a network
                // error.
                Ok(Err(_)) => Err(Error::Unreachable.into()),
                Err(failure) => Err(failure),
            };
            let result = match result {
                Ok(user) => Ok(user),
                Err(CallError::Failed(error)) => Err(error),
                Err(CallError::Aborted | CallError::SignedOut) => return,
            };
            controller.dispatch(SessionEvent::Checked { attempt, result });
        });
    }

    /// Has the gateway keep a token that the user entered. The token is in memory until then, and nowhere after.
    fn link(&self, attempt: u32, token: SessionToken, signal: AbortSignal) {
        let controller = self.clone();
        spawn_local(async move {
            let response = controller.0.context.transport().link(Some(&token), &signal).await;
            controller.dispatch(match response.map(|response| json(&response)) {
                Ok(Ok(_)) => SessionEvent::Entered(Credential::Gateway),
                Ok(Err(error)) | Err(CallError::Failed(error)) => {
                    SessionEvent::Checked { attempt, result: Err(error) }
                }
                Err(CallError::Aborted | CallError::SignedOut) => return,
            });
        });
    }

    /// Has the gateway remove the link. If it cannot, the account is still linked, and is shown as such.
    fn unlink_gateway(&self) {
        let Ok(abort) = AbortOnDrop::new() else { return };
        let controller = self.clone();
        spawn_local(async move {
            let response = controller.0.context.transport().link(None, &abort.signal()).await;
            if !matches!(response.map(|response| json(&response)), Ok(Ok(_))) {
                controller.dispatch(SessionEvent::Started(Some(Credential::Gateway)));
            }
        });
    }

    fn schedule_recheck(&self) {
        let failed = self.0.context.state.read_untracked().status().can_recover();
        let looked_at = self.0.sign_in_uis.get_untracked() > 0;
        let is_due = failed && looked_at && !self.0.checking.get_untracked();
        let delay =
            is_due.then(|| self.0.checks.borrow().next(poll_state(false), jitter())).and_then(Next::ms);
        let controller = self.clone();
        let timer = delay.map(|ms| Timeout::new(ms, move || controller.dispatch(SessionEvent::RecheckDue)));
        self.0.recheck.replace(timer);
    }
}

/// Fetches the user that a token, or the gateway's link, belongs to.
async fn fetch_user(
    transport: &Transport,
    token: Option<&SessionToken>,
    abort: &AbortSignal,
) -> Result<User, CallError> {
    let response = transport.fetch(&Request::users_me(), token, abort).await?;
    let value = json(&response).map_err(CallError::Failed)?;
    User::from_json(&value).map_err(|e| CallError::Failed(e.into()))
}
