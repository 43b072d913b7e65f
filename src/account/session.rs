//! Carries out what the session machine decides: checks, timers, storage.

use super::Account;
use crate::browser::{
    Abort, Asked, Failure, Host, Limit, Page, Transport, jitter, now_ms, on_page_event, seen,
};
use crate::spawn::spawn_local;
use crate::workspaces::WorkspacesQuery;
use coder_core::endpoint::Call;
use coder_core::error::json;
use coder_core::json::Read;
use coder_core::refresh::Next;
use coder_core::session::{Credential, Effect, Event};
use coder_core::wire::User;
use coder_core::{Error, SessionToken};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::AbortSignal;

/// Milliseconds that a person may take at the host's sign-in.
const SIGN_IN_MS: u32 = 60 * 60 * 1000;

/// Where a check's token comes from.
enum Source {
    Known(SessionToken),
    Host(Asked),
}

impl Account {
    pub(super) fn start(&self) {
        let account = self.clone();
        self.0.store.on_change_elsewhere(move |token| account.dispatch(Event::StorageChanged(token)));
        let stored = self.0.store.read().map(Credential::Token);
        let has_oauth = self.follow_host_sign_in();
        self.dispatch(Event::Started(stored.or(has_oauth.then_some(Credential::Host))));
    }

    /// Takes another host object for the same user.
    pub(super) fn take_host(&self, host: &Host) {
        self.0.store.restrict(host.token_storage());
        let had = self.has_host_sign_in();
        let both = self.host().and(host);
        self.0.host.replace(both);
        if !had && self.follow_host_sign_in() {
            self.dispatch(Event::Started(Some(Credential::Host)));
        }
    }

    /// Whether the host signs in with Coder itself; listens to it if so.
    fn follow_host_sign_in(&self) -> bool {
        let Some(oauth) = self.host().oauth() else { return false };
        let account = self.clone();
        oauth.subscribe(move |signed_in| {
            account.dispatch(match signed_in {
                true => Event::Started(Some(Credential::Host)),
                false => Event::HostSignedOut,
            });
        });
        true
    }

    /// Counts the caller as someone who shows the session and offers a way to link it, until its owner is
    /// cleaned up: only then is an ailing session checked again by itself, and no fallback needed.
    pub fn watch(&self) {
        self.0.watchers.update(|n| *n += 1);
        if self.0.watchers.get_untracked() == 1 {
            let account = self.clone();
            *self.0.page_events.borrow_mut() = Some(on_page_event(move || account.page_changed()));
            self.schedule_recheck();
        }
        let account = self.clone();
        on_cleanup(move || {
            let watchers = &account.0.watchers;
            watchers.update(|n| *n = n.saturating_sub(1));
            if watchers.get_untracked() == 0 {
                account.0.page_events.borrow_mut().take();
                account.0.recheck.borrow_mut().take();
            }
        });
    }

    fn page_changed(&self) {
        let is_held = self.0.checks.borrow().is_held(now_ms());
        if Page::is_visible() && Page::is_online() && !is_held {
            self.recheck();
        }
    }

    pub(super) fn dispatch(&self, event: Event) {
        let (effects, was_checking) = {
            let mut session = self.0.session.borrow_mut();
            let was_checking = session.is_checking();
            (session.step(event), was_checking)
        };
        // The host is called once everything else is as it should be: it may come back here before it returns.
        let (calls, own): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|e| matches!(e, Effect::Check { .. } | Effect::SignOutHost));
        own.into_iter().for_each(|effect| self.carry_out(effect));
        self.publish(was_checking);
        calls.into_iter().for_each(|effect| self.carry_out(effect));
    }

    /// Shows where the session stands, and notes how a check went.
    fn publish(&self, was_checking: bool) {
        let (state, checking) = {
            let session = self.0.session.borrow();
            (session.state().clone(), session.is_checking())
        };
        if was_checking && !checking {
            let mut checks = self.0.checks.borrow_mut();
            match state.error() {
                Some(error) if state.status().can_recover() => checks.doubted(error, now_ms()),
                _ => checks.answered(false),
            }
        }
        if self.0.checking.get_untracked() != checking {
            self.0.checking.set(checking);
        }
        if *self.0.state.read_untracked() != state {
            self.0.state.set(state);
        }
        self.schedule_recheck();
    }

    fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::Check { attempt, credential, asked } => self.check(attempt, credential, asked),
            Effect::Store(token) => self.0.store.write(&token),
            Effect::Forget => {
                self.0.store.remove();
                self.0.views.remove();
                self.0.drafts.remove();
            }
            Effect::SignOutHost => {
                if let Some(oauth) = self.host().oauth() {
                    oauth.sign_out();
                }
            }
            Effect::ClearCaches => {
                self.0.check.borrow_mut().take();
                self.0.icons.clear();
                self.forget_drives();
                self.0.build_info.clear();
                self.0.api_key.clear();
                self.0.regions.clear();
                self.0.is_limited.set(None);
                self.0.epoch.set(self.0.epoch.get().wrapping_add(1));
                self.0.queries.borrow().values().for_each(WorkspacesQuery::clear);
            }
            Effect::Resume => {
                let queries: Vec<WorkspacesQuery> = self.0.queries.borrow().values().cloned().collect();
                queries.iter().for_each(WorkspacesQuery::resume);
            }
            Effect::StartGracePeriod { attempt } => {
                let account = self.clone();
                let timer = Timeout::new(self.0.tuning.borrow().grace_period_ms, move || {
                    account.dispatch(Event::GracePeriodElapsed { attempt });
                });
                self.0.grace.replace(Some(timer));
            }
        }
    }

    fn check(&self, attempt: u32, credential: Credential, interactive: bool) {
        let Ok(abort) = Abort::new() else { return };
        let signal = abort.signal();
        self.0.check.replace(Some(abort));
        let source = match credential {
            Credential::Token(token) => Source::Known(token),
            Credential::Host => match self.host().oauth() {
                Some(oauth) => Source::Host(oauth.ask(interactive)),
                None => return,
            },
        };
        let patience_ms = if interactive { SIGN_IN_MS } else { self.0.tuning.borrow().request_timeout_ms };
        let account = self.clone();
        spawn_local(async move {
            let token = match source {
                Source::Known(token) => Ok(Ok(Some(token))),
                Source::Host(asked) => match Limit::start(&signal, patience_ms) {
                    Ok(limit) => asked.token(&limit).await,
                    Err(failure) => Err(failure),
                },
            };
            if signal.aborted() {
                return;
            }
            let result = match token {
                Ok(Ok(Some(token))) => who_is(&account.transport(), &token, &signal).await,
                Ok(Ok(None)) if interactive => return account.dispatch(Event::HostSignedOut),
                Ok(Ok(None)) => Err(Error::HostHasNoToken.into()),
                Ok(Err(problem)) if interactive => Err(Error::HostSignIn(problem).into()),
                // Unasked, the host's trouble is the network's: nobody closed a window.
                Ok(Err(_)) => Err(Error::Unreachable.into()),
                Err(failure) => Err(failure),
            };
            let result = match result {
                Ok(user) => Ok(user),
                Err(Failure::Error(error)) => Err(error),
                Err(Failure::Canceled) => return,
            };
            account.dispatch(Event::Checked { attempt, result });
        });
    }

    fn schedule_recheck(&self) {
        let failed = self.0.state.read_untracked().status().can_recover();
        let looked_at = self.0.watchers.get_untracked() > 0;
        let is_due = failed && looked_at && !self.0.checking.get_untracked();
        let delay = is_due.then(|| self.0.checks.borrow().next(seen(), jitter())).and_then(Next::ms);
        let account = self.clone();
        let timer = delay.map(|ms| Timeout::new(ms, move || account.recheck()));
        self.0.recheck.replace(timer);
    }
}

/// Asks Coder whose token this is.
async fn who_is(transport: &Transport, token: &SessionToken, abort: &AbortSignal) -> Result<User, Failure> {
    let answer = transport.answer(&Call::users_me(), Some(token), abort).await?;
    let value = json(&answer).map_err(Failure::Error)?;
    User::read(&value).map_err(|e| Failure::Error(e.into()))
}
