//! One linked Coder account per deployment and user on a page, whoever asks for it.
//!
//! Carries out what the session machine in `coder-core` decides, and keeps what was fetched with the
//! session. Lives as long as the page: cards come and go, and find everything as it was.

mod calls;
mod carry_out;
mod create;
mod drives;
mod fact;
mod session;
mod tabs;

use crate::browser::{Abort, Channel, DraftStore, Host, TokenStore, View, ViewStore};
use crate::icons::Icons;
use crate::workspaces::WorkspacesQuery;
use coder_core::SessionToken;
use coder_core::config::Tuning;
use coder_core::endpoint::Call;
use coder_core::refresh::{Pace, Poll};
use coder_core::session::{Credential, Event, Session, State};
use coder_core::wire::{ApiKey, BuildInfo, Regions};
use drives::Drives;
pub(crate) use drives::prefetch;
pub use drives::{Cause, Doing, Question, Trouble};
use fact::Fact;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// A linked (or not yet linked) Coder account. Clones are the same account.
#[derive(Clone)]
pub struct Account(SendWrapper<Rc<Inner>>);

struct Inner {
    proxy_path: String,
    host: RefCell<Host>,
    tuning: RefCell<Tuning>,
    store: TokenStore,
    views: ViewStore,
    drafts: DraftStore,
    session: RefCell<Session>,
    state: ArcRwSignal<State>,
    checking: ArcRwSignal<bool>,
    /// The check in flight; dropping it ends the call.
    check: RefCell<Option<Abort>>,
    grace: RefCell<Option<Timeout>>,
    /// Checks a session that may mend itself, while someone is looking.
    recheck: RefCell<Option<Timeout>>,
    /// How the latest checks went.
    checks: RefCell<Poll>,
    /// How many components show this account and offer a way to link it.
    watchers: ArcRwSignal<u32>,
    page_events: RefCell<Option<Rc<dyn Fn()>>>,
    queries: RefCell<HashMap<String, WorkspacesQuery>>,
    icons: Icons,
    drives: Drives,
    /// Where tabs share what they were answered; opened with the first list.
    tabs: OnceCell<Channel>,
    /// Counts the times everything fetched was dropped.
    epoch: Cell<u32>,
    build_info: Fact<BuildInfo>,
    api_key: Fact<ApiKey>,
    regions: Fact<Regions>,
    /// Whether the session's token is good for some calls only, once that was asked.
    is_limited: Cell<Option<bool>>,
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
            account.take_host(host);
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
            views: ViewStore::new(&proxy_path, host.user()),
            drafts: DraftStore::new(&proxy_path, host.user()),
            proxy_path,
            host: RefCell::new(host.clone()),
            tuning: RefCell::default(),
            state: ArcRwSignal::new(session.state().clone()),
            session: RefCell::new(session),
            checking: ArcRwSignal::new(false),
            check: RefCell::default(),
            grace: RefCell::default(),
            recheck: RefCell::default(),
            checks: RefCell::new(Poll::new(Pace::list(&Tuning::default()))),
            watchers: ArcRwSignal::new(0),
            page_events: RefCell::default(),
            queries: RefCell::default(),
            icons: Icons::default(),
            drives: Drives::default(),
            tabs: OnceCell::new(),
            epoch: Cell::new(0),
            build_info: Fact::default(),
            api_key: Fact::default(),
            regions: Fact::default(),
            is_limited: Cell::new(None),
        })))
    }

    /// Where the session stands.
    pub fn state(&self) -> ArcReadSignal<State> {
        self.0.state.read_only()
    }

    /// Whether content behind the session is shown.
    pub fn is_authenticated(&self) -> Signal<bool> {
        let state = self.0.state.clone();
        Signal::derive(move || state.read().status().is_authenticated())
    }

    /// Whether a check is in flight.
    pub fn checking(&self) -> ArcReadSignal<bool> {
        self.0.checking.read_only()
    }

    /// Links the account with a token that a person entered; also tries the one that just failed again.
    pub fn register_token(&self, token: SessionToken) {
        self.dispatch(Event::Entered(Credential::Token(token)));
    }

    /// Whether the host can sign in with Coder itself.
    pub fn has_host_sign_in(&self) -> bool {
        self.host().oauth().is_some()
    }

    /// Links the account through the host's own sign-in, which may open a window: to be called while a click is
    /// handled.
    pub fn sign_in_with_host(&self) {
        if self.has_host_sign_in() {
            self.dispatch(Event::Entered(Credential::Host));
        }
    }

    /// Forgets the token and everything fetched with it, here and in other tabs; ends the host's session with
    /// Coder where the account rests on that.
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
        self.0.build_info.ask(self, |inner| &inner.build_info, &Call::build_info())
    }

    /// Until when the session is good, as far as a typed token tells; asked for once, and again after
    /// [`Account::forget_api_key`].
    pub(crate) fn api_key(&self) -> ArcReadSignal<Option<ApiKey>> {
        match self.credential() {
            Some(Credential::Token(token)) => {
                self.0.api_key.ask(self, |inner| &inner.api_key, &Call::api_key(token.key_id()))
            }
            _ => self.0.api_key.known(),
        }
    }

    /// Under which hosts apps are found; asked for once.
    pub(crate) fn regions(&self) -> ArcReadSignal<Option<Regions>> {
        self.0.regions.ask(self, |inner| &inner.regions, &Call::regions())
    }

    /// Lets the next [`Account::api_key`] ask anew: using a session may have pushed its end away.
    pub(crate) fn forget_api_key(&self) {
        self.0.api_key.stale();
    }

    /// How often, how long: as the latest configuration of a provider says.
    pub(crate) fn tuning(&self) -> Tuning {
        self.0.tuning.borrow().clone()
    }

    pub(crate) fn tune(&self, tuning: &Tuning) {
        tuning.clone_into(&mut self.0.tuning.borrow_mut());
    }

    /// How the list was looked at last.
    pub(crate) fn view(&self) -> View {
        self.0.views.read()
    }

    /// Keeps how the list is looked at.
    pub(crate) fn keep_view(&self, change: impl FnOnce(&mut View)) {
        let before = self.view();
        let mut view = before.clone();
        change(&mut view);
        if view != before {
            self.0.views.write(&view);
        }
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

    /// Whether some component on the page offers a way to link the account.
    pub(crate) fn is_watched(&self) -> Signal<bool> {
        let watchers = self.0.watchers.clone();
        Signal::derive(move || watchers.get() > 0)
    }

    fn credential(&self) -> Option<Credential> {
        self.0.session.borrow().state().credential().cloned()
    }
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
