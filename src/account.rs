//! One linked Coder account per deployment and user on a page, whoever asks for it.
//!
//! Carries out what the session machine in `coder-core` decides, and keeps what was fetched with the
//! session. Lives as long as the page: cards come and go, and find everything as it was.

use crate::browser::{Abort, Failure, Host, Page, TokenStore, Transport, jitter, on_page_event};
use crate::icons::Icons;
use crate::workspaces::WorkspacesQuery;
use coder_core::endpoint::Call;
use coder_core::json::Read;
use coder_core::refresh::{Outcome, Situation, next_delay};
use coder_core::session::{Effect, Event, GRACE_PERIOD_MS, Session, State};
use coder_core::wire::{BuildInfo, User};
use coder_core::{Error, SessionToken};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortSignal;

/// A linked (or not yet linked) Coder account. Clones are the same account.
#[derive(Clone)]
pub struct Account(SendWrapper<Rc<Inner>>);

struct Inner {
    proxy_path: String,
    host: RefCell<Host>,
    store: TokenStore,
    session: RefCell<Session>,
    state: ArcRwSignal<State>,
    checking: ArcRwSignal<bool>,
    /// The check in flight; dropping it ends the call.
    check: RefCell<Option<Abort>>,
    grace: RefCell<Option<Timeout>>,
    /// Checks a session that may mend itself, while someone is looking.
    recheck: RefCell<Option<Timeout>>,
    failures: Cell<u32>,
    /// How many components show this account.
    watchers: Cell<u32>,
    page_events: RefCell<Option<Rc<dyn Fn()>>>,
    queries: RefCell<HashMap<String, WorkspacesQuery>>,
    icons: Icons,
    /// Counts the times everything fetched was dropped.
    epoch: Cell<u32>,
    build_info: ArcRwSignal<Option<BuildInfo>>,
    /// The question for it in flight.
    asking: RefCell<Option<Abort>>,
}

/// How many searches are kept for a card that comes back to one.
const KEPT_QUERIES: usize = 8;

thread_local! {
    static ACCOUNTS: RefCell<HashMap<(String, String), Account>> = RefCell::default();
}

impl Account {
    /// The page's account for a deployment (by its path below the proxy) and the host's user.
    pub fn of(host: &Host, proxy_path: &str) -> Self {
        let proxy_path = normal_path(proxy_path);
        let key = (proxy_path.clone(), host.user().to_owned());
        if let Some(account) = ACCOUNTS.with_borrow(|all| all.get(&key).cloned()) {
            account.0.host.replace(host.clone());
            return account;
        }
        let account = Self::new(host, proxy_path);
        ACCOUNTS.with_borrow_mut(|all| all.insert(key, account.clone()));
        account.start();
        account
    }

    fn new(host: &Host, proxy_path: String) -> Self {
        let session = Session::default();
        Self(SendWrapper::new(Rc::new(Inner {
            store: TokenStore::new(host.token_storage(), &proxy_path, host.user()),
            proxy_path,
            host: RefCell::new(host.clone()),
            state: ArcRwSignal::new(session.state().clone()),
            session: RefCell::new(session),
            checking: ArcRwSignal::new(false),
            check: RefCell::default(),
            grace: RefCell::default(),
            recheck: RefCell::default(),
            failures: Cell::new(0),
            watchers: Cell::new(0),
            page_events: RefCell::default(),
            queries: RefCell::default(),
            icons: Icons::default(),
            epoch: Cell::new(0),
            build_info: ArcRwSignal::new(None),
            asking: RefCell::default(),
        })))
    }

    fn start(&self) {
        let account = self.clone();
        self.0.store.on_change_elsewhere(move |token| account.dispatch(Event::StorageChanged(token)));
        self.dispatch(Event::Started(self.0.store.read()));
    }

    /// Where the session stands.
    pub fn state(&self) -> ArcReadSignal<State> {
        self.0.state.read_only()
    }

    /// Whether a check is in flight.
    pub fn checking(&self) -> ArcReadSignal<bool> {
        self.0.checking.read_only()
    }

    /// Links the account with a token that a person entered; also tries the one that just failed again.
    pub fn register_token(&self, token: SessionToken) {
        self.dispatch(Event::TokenEntered(token));
    }

    /// Forgets the token and everything fetched with it, here and in other tabs.
    pub fn unlink(&self) {
        self.dispatch(Event::Unlinked);
    }

    /// Checks the session again, if that may mend it.
    pub fn recheck(&self) {
        self.dispatch(Event::RecheckDue);
    }

    /// Icons of the deployment's, each fetched once.
    pub fn icons(&self) -> &Icons {
        &self.0.icons
    }

    /// What the deployment says of itself; asked for once, when someone first wants to know.
    pub fn build_info(&self) -> ArcReadSignal<Option<BuildInfo>> {
        let known = self.0.build_info.read_untracked().is_some();
        if !known
            && self.0.asking.borrow().is_none()
            && let Ok(abort) = Abort::new()
        {
            let signal = abort.signal();
            self.0.asking.replace(Some(abort));
            let account = self.clone();
            spawn_local(async move {
                let answer = account.call(&Call::build_info(), &signal).await;
                if answer == Err(Failure::Canceled) {
                    return;
                }
                // It only decorates: where it cannot be had, nothing is said.
                if let Ok(info) =
                    answer.and_then(|value| BuildInfo::read(&value).map_err(|e| Error::from(e).into()))
                {
                    account.0.build_info.set(Some(info));
                }
                account.0.asking.borrow_mut().take();
            });
        }
        self.0.build_info.read_only()
    }

    /// Makes a call with the session, and revalidates the session if Coder refuses it.
    ///
    /// # Errors
    /// The classified error; [`Failure::Canceled`] once the caller aborts, and without a session.
    pub(crate) async fn call(&self, call: &Call, abort: &AbortSignal) -> Result<Value, Failure> {
        let Some(token) = self.token() else { return Err(Failure::Canceled) };
        let result = self.transport().json(call, Some(&token), abort).await;
        if let Err(Failure::Error(Error::Unauthorized(_))) = &result
            && self.token().as_ref() == Some(&token)
        {
            self.dispatch(Event::Rejected);
        }
        result
    }

    /// Fetches an image of the deployment's with the session; as a `data:` URL.
    ///
    /// # Errors
    /// As [`Account::call`].
    pub(crate) async fn image(&self, path: &str, abort: &AbortSignal) -> Result<String, Failure> {
        let Some(token) = self.token() else { return Err(Failure::Canceled) };
        self.transport().image(&Call::icon(path), Some(&token), abort).await
    }

    /// Which of the account's successive sessions this is: what was fetched in another is not to be shown.
    pub(crate) fn epoch(&self) -> u32 {
        self.0.epoch.get()
    }

    /// The page's one list for a search, shared by all cards that show it.
    pub fn query(&self, text: &str) -> WorkspacesQuery {
        let mut queries = self.0.queries.borrow_mut();
        if let Some(query) = queries.get(text) {
            return query.clone();
        }
        if queries.len() >= KEPT_QUERIES {
            queries.retain(|_, query| query.is_watched());
        }
        let query = WorkspacesQuery::new(self.clone(), text);
        queries.insert(text.to_owned(), query.clone());
        query
    }

    /// Counts the caller as someone who looks at the session, until its owner is cleaned up: only then is
    /// an ailing session checked again by itself.
    pub fn watch(&self) {
        let watchers = &self.0.watchers;
        watchers.set(watchers.get() + 1);
        if watchers.get() == 1 {
            let account = self.clone();
            *self.0.page_events.borrow_mut() = Some(on_page_event(move || account.page_changed()));
            self.schedule_recheck();
        }
        let account = self.clone();
        on_cleanup(move || {
            let watchers = &account.0.watchers;
            watchers.set(watchers.get().saturating_sub(1));
            if watchers.get() == 0 {
                account.0.page_events.borrow_mut().take();
                account.0.recheck.borrow_mut().take();
            }
        });
    }

    fn token(&self) -> Option<SessionToken> {
        self.0.session.borrow().state().token().cloned()
    }

    fn transport(&self) -> Transport {
        Transport { host: self.0.host.borrow().clone(), proxy_path: self.0.proxy_path.clone() }
    }

    fn page_changed(&self) {
        if Page::is_visible() && Page::is_online() {
            self.recheck();
        }
    }

    fn dispatch(&self, event: Event) {
        let effects = self.0.session.borrow_mut().step(event);
        for effect in effects {
            self.carry_out(effect);
        }
        let (state, checking) = {
            let session = self.0.session.borrow();
            (session.state().clone(), session.is_checking())
        };
        let failed = state.status().can_recover() && !checking;
        self.0.failures.set(if failed {
            self.0.failures.get() + 1
        } else if checking {
            self.0.failures.get()
        } else {
            0
        });
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
            Effect::Check { attempt, token } => self.check(attempt, token),
            Effect::Store(token) => self.0.store.write(&token),
            Effect::Forget => self.0.store.remove(),
            Effect::ClearCaches => {
                self.0.check.borrow_mut().take();
                self.0.icons.clear();
                self.0.asking.borrow_mut().take();
                self.0.build_info.set(None);
                self.0.epoch.set(self.0.epoch.get().wrapping_add(1));
                self.0.queries.borrow().values().for_each(WorkspacesQuery::clear);
            }
            Effect::StartGracePeriod { attempt } => {
                let account = self.clone();
                let timer = Timeout::new(GRACE_PERIOD_MS, move || {
                    account.dispatch(Event::GracePeriodElapsed { attempt });
                });
                self.0.grace.replace(Some(timer));
            }
        }
    }

    fn check(&self, attempt: u32, token: SessionToken) {
        let Ok(abort) = Abort::new() else { return };
        let signal = abort.signal();
        self.0.check.replace(Some(abort));
        let account = self.clone();
        spawn_local(async move {
            let result = match who_is(&account.transport(), &token, &signal).await {
                Ok(user) => Ok(user),
                Err(Failure::Error(error)) => Err(error),
                Err(Failure::Canceled) => return,
            };
            account.dispatch(Event::Checked { attempt, result });
        });
    }

    fn schedule_recheck(&self) {
        let failed = self.state().read_untracked().status().can_recover();
        let delay = (failed && self.0.watchers.get() > 0 && !self.0.checking.get_untracked())
            .then(|| Situation {
                outcome: Outcome::Failed { in_a_row: self.0.failures.get().max(1) },
                visible: Page::is_visible(),
                online: Page::is_online(),
            })
            .and_then(|situation| next_delay(situation, jitter()));
        let account = self.clone();
        let timer = delay.map(|ms| Timeout::new(ms, move || account.recheck()));
        self.0.recheck.replace(timer);
    }
}

/// Asks Coder whose token this is.
async fn who_is(transport: &Transport, token: &SessionToken, abort: &AbortSignal) -> Result<User, Failure> {
    let value = transport.json(&Call::users_me(), Some(token), abort).await?;
    User::read(&value).map_err(|e| Failure::Error(e.into()))
}

/// `/coder` for `coder/`, `/coder` and nothing.
fn normal_path(path: &str) -> String {
    match path.trim().trim_matches('/') {
        "" => "/coder".to_owned(),
        path => format!("/{path}"),
    }
}

impl PartialEq for Account {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
