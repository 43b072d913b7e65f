//! One linked Coder account per deployment and user on a page.
//!
//! An account lives as long as the page, so a card that is mounted again finds the cached data.

mod action_runner;
mod actions;
mod controller;
mod create;
mod execute;
mod failure;
mod follow;
mod link;
mod live;

pub use action_runner::PendingAction;
pub use failure::{ActionFailure, FailureReason, ParameterPrompt};

use crate::browser::{CallError, Host, normal_path};
use crate::client::{Cached, Client, IconCache, Preferences, SessionContext};
use crate::workspaces::{Announcement, Lists, Observers, WorkspacesQuery};
use action_runner::ActionRunner;
use coder_core::SessionToken;
use coder_core::actions::Action;
use coder_core::actions::plan::{ParameterValues, Step};
use coder_core::config::Tuning;
use coder_core::gateway::{Link, TokenLife};
use coder_core::i18n::Message;
use coder_core::models::{ApiKey, BuildInfo, Regions, Workspace};
use coder_core::request::Request;
use coder_core::session::{Credential, SessionEvent, SessionState};
use controller::{SessionController, SessionEffects};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use vecmap::VecMap;
use web_sys::AbortSignal;

/// A linked (or not yet linked) Coder account. Clones share one state.
#[derive(Clone)]
pub struct Account(SendWrapper<Rc<AccountInner>>);

struct AccountInner {
    caches: Caches,
    controller: SessionController,
}

/// What an account keeps for as long as its session. Clones share one state.
#[derive(Clone)]
struct Caches {
    context: Rc<SessionContext>,
    client: Client,
    preferences: Rc<Preferences>,
    observers: Rc<Observers>,
    lists: Lists,
    actions: ActionRunner,
    icons: IconCache,
    build_info: Cached<BuildInfo>,
    api_key: Cached<ApiKey>,
    link: Cached<Link>,
    regions: Cached<Regions>,
}

impl Caches {
    fn new(context: &Rc<SessionContext>) -> Self {
        let client = Client::new(context.clone());
        let preferences = Rc::new(Preferences::new(context));
        let observers = Rc::<Observers>::default();
        let lists = Lists::new(context.clone(), client.clone(), preferences.clone(), observers.clone());
        Self {
            actions: ActionRunner::new(context.clone(), client.clone(), lists.clone(), observers.clone()),
            icons: IconCache::new(context.clone()),
            context: context.clone(),
            client,
            preferences,
            observers,
            lists,
            build_info: Cached::default(),
            api_key: Cached::default(),
            link: Cached::default(),
            regions: Cached::default(),
        }
    }
}

impl SessionEffects for Caches {
    fn clear_caches(&self) {
        self.icons.clear();
        self.actions.clear();
        self.observers.clear();
        self.build_info.clear();
        self.api_key.clear();
        self.link.clear();
        self.regions.clear();
        self.client.clear();
        self.context.next_epoch();
        self.lists.clear();
    }

    fn forget_preferences(&self) {
        self.preferences.clear();
    }

    fn resume(&self) {
        self.lists.resume();
    }
}

thread_local! {
    static ACCOUNTS: RefCell<VecMap<(String, String), Account>> = RefCell::default();
}

impl Account {
    /// Returns the page's account for a deployment (its path below the proxy) and the host's user.
    pub fn of(host: &Host, proxy_path: &str) -> Self {
        let proxy_path = normal_path(proxy_path);
        let key = (proxy_path.clone(), host.user().to_owned());
        if let Some(account) = ACCOUNTS.with_borrow(|all| all.get(&key).cloned()) {
            account.0.controller.replace_host(host);
            return account;
        }
        let account = Self::new(host, proxy_path);
        ACCOUNTS.with_borrow_mut(|all| all.insert(key, account.clone()));
        account.0.controller.start();
        account
    }

    fn new(host: &Host, proxy_path: String) -> Self {
        let context = Rc::new(SessionContext::new(host, proxy_path));
        let caches = Caches::new(&context);
        let controller = SessionController::new(context, caches.clone());
        let on_rejected = controller.clone();
        caches.client.on_rejected(move || on_rejected.dispatch(SessionEvent::Rejected));
        Self(SendWrapper::new(Rc::new(AccountInner { caches, controller })))
    }

    /// Returns the session's state.
    pub fn state(&self) -> ArcReadSignal<SessionState> {
        self.context().state.read_only()
    }

    /// Whether the session is authenticated or in its grace period, so that content is shown.
    pub fn is_authenticated(&self) -> Signal<bool> {
        let state = self.state();
        Signal::derive(move || state.read().status().is_authenticated())
    }

    /// Whether a check of the session is in flight.
    pub fn checking(&self) -> ArcReadSignal<bool> {
        self.0.controller.checking()
    }

    /// Links the account with a session token that the user entered. A token whose check has just failed is checked
    /// again.
    pub fn register_token(&self, token: SessionToken) {
        self.0.controller.dispatch(SessionEvent::Entered(Credential::Token(token)));
    }

    /// Whether the host has its own sign-in with Coder.
    pub fn has_host_sign_in(&self) -> bool {
        self.0.controller.has_host_sign_in()
    }

    /// Links the account through the host's own sign-in. To be called while a click is handled, because the sign-in
    /// may open a window.
    pub fn sign_in_with_host(&self) {
        if self.has_host_sign_in() {
            self.0.controller.dispatch(SessionEvent::Entered(Credential::Host));
        }
    }

    /// Forgets the session token and everything fetched with it, here and in other tabs. Also ends the host's session
    /// with Coder if the account is linked through the host's sign-in.
    pub fn unlink(&self) {
        self.0.controller.dispatch(SessionEvent::Unlinked);
    }

    /// Checks the session again if it is in a state that can recover.
    pub fn recheck(&self) {
        self.0.controller.dispatch(SessionEvent::RecheckDue);
    }

    /// Registers the caller as a component that shows the session and offers to link it, until its owner is cleaned
    /// up. While one is registered, a session that can recover is checked automatically, and a restrained
    /// [`crate::FallbackAuth`] stays hidden.
    pub fn register_sign_in_ui(&self) {
        self.0.controller.register_sign_in_ui();
    }

    /// Whether a component on the page offers to link the account.
    pub(crate) fn has_sign_in_ui(&self) -> Signal<bool> {
        self.0.controller.has_sign_in_ui()
    }

    fn context(&self) -> &SessionContext {
        &self.0.caches.context
    }

    fn actions(&self) -> &ActionRunner {
        &self.0.caches.actions
    }

    /// Whether the deployment does not know the search term for agents' metadata. Tracks it.
    pub(crate) fn lacks_agent_metadata(&self) -> bool {
        self.context().lacks_agent_metadata.get()
    }

    /// Returns the intervals, timeouts and limits of the latest provider configuration.
    pub(crate) fn tuning(&self) -> Tuning {
        self.context().tuning()
    }

    pub(crate) fn set_tuning(&self, tuning: &Tuning) {
        self.context().set_tuning(tuning);
    }

    /// Sends a request with the session's token and returns the JSON of the response.
    ///
    /// # Errors
    /// Same as [`Client::call`].
    pub(crate) async fn call(&self, call: &Request, abort: &AbortSignal) -> Result<Value, CallError> {
        self.0.caches.client.call(call, abort).await
    }

    /// Returns the stored preferences: list preferences and the draft of the creation form.
    pub(crate) fn preferences(&self) -> &Preferences {
        &self.0.caches.preferences
    }

    /// Returns the cache of the deployment's icons.
    pub(crate) fn icons(&self) -> &IconCache {
        &self.0.caches.icons
    }

    /// Returns the deployment's build info, fetched on first use.
    pub fn build_info(&self) -> ArcReadSignal<Option<BuildInfo>> {
        self.0.caches.build_info.get_or_fetch(&self.0.caches.client, Request::build_info())
    }

    /// Returns the end of the session token, which the browser or the gateway keeps. Fetched on first use and again after
    /// [`Account::forget_token_life`]; `None` until then, for a token without an end, and for sign-in by OAuth.
    pub(crate) fn token_life(&self) -> ArcSignal<Option<TokenLife>> {
        match self.context().credential() {
            Some(Credential::Token(token)) => {
                let cached = &self.0.caches.api_key;
                let key = cached.get_or_fetch(&self.0.caches.client, Request::api_key(token.key_id()));
                ArcSignal::derive(move || {
                    let ApiKey { expires_at: ends_at, lifetime_seconds, .. } = key.get()?;
                    Some(TokenLife { ends_at, lifetime_seconds })
                })
            }
            Some(Credential::Gateway) => {
                let link = self.gateway_link();
                ArcSignal::derive(move || {
                    let Link { ends_at, lifetime_seconds, .. } = link.get()?;
                    Some(TokenLife { ends_at: ends_at?, lifetime_seconds })
                })
            }
            _ => ArcSignal::derive(|| None),
        }
    }

    /// Makes the next [`Account::token_life`] fetch again, because using the session may have extended it.
    pub(crate) fn forget_token_life(&self) {
        self.0.caches.api_key.invalidate();
        self.0.caches.link.invalidate();
    }

    /// Returns the deployment's regions, fetched on first use.
    pub(crate) fn regions(&self) -> ArcReadSignal<Option<Regions>> {
        self.0.caches.regions.get_or_fetch(&self.0.caches.client, Request::regions())
    }

    /// Returns the list of a search, shared by all cards on the page that show it.
    pub fn query(&self, text: &str) -> WorkspacesQuery {
        self.0.caches.lists.query(text)
    }

    /// Returns a list of sample rows that is never fetched. Returns `None` if the response cannot be decoded.
    pub(crate) fn sample_query(&self, body: &str) -> Option<WorkspacesQuery> {
        self.0.caches.lists.sample(body)
    }

    /// Returns a signal of a workspace that every later fetch on the page updates, until the current owner is cleaned
    /// up.
    pub(crate) fn observe_workspace(&self, workspace: &Arc<Workspace>) -> ArcRwSignal<Arc<Workspace>> {
        let signal = self.0.caches.observers.observe(workspace);
        let (account, own) = (self.clone(), signal.clone());
        on_cleanup(move || account.0.caches.observers.forget(&own));
        signal
    }

    /// Returns the latest announcement.
    pub(crate) fn announcement(&self) -> ArcReadSignal<Option<Announcement>> {
        self.0.caches.observers.announcement()
    }

    /// Fetches a workspace and updates it in all lists.
    ///
    /// # Errors
    /// Same as [`Client::call`].
    pub(crate) async fn fetch_workspace(
        &self,
        id: &str,
        signal: &AbortSignal,
    ) -> Result<Workspace, CallError> {
        self.actions().fetch_workspace(id, signal).await
    }

    /// Returns the operation that is running on a workspace.
    pub fn pending_action(&self, id: &str) -> Option<PendingAction> {
        self.actions().pending_action(id)
    }

    /// Returns the failures that were not dismissed yet.
    pub fn failures(&self) -> ArcReadSignal<Vec<ActionFailure>> {
        self.actions().failures()
    }

    /// Dismisses the failure of a workspace.
    pub fn dismiss(&self, id: &str) {
        self.actions().dismiss(id);
    }

    /// Runs an action on a workspace; a failure is added to [`Account::failures`]. Does nothing while another
    /// operation runs on the workspace, except for [`Action::Cancel`]: then the running operation ends after its
    /// current step.
    ///
    /// `values` are the parameter values of the build that the action starts. `on_prompt` receives the parameters to
    /// enter first: the template's ephemeral parameters if `values` is `None`, or those whose values Coder rejected.
    pub fn run_action(
        &self,
        workspace: &Arc<Workspace>,
        action: Action,
        values: Option<ParameterValues>,
        on_prompt: impl FnOnce(ParameterPrompt) + 'static,
    ) {
        self.actions().run_action(workspace, action, values, on_prompt);
    }

    /// Adds a failure to the notices.
    pub(crate) fn report_failure(&self, workspace: &Workspace, title: Message, cause: FailureReason) {
        self.actions().report_failure(workspace, title, cause);
    }

    /// Changes a setting of a workspace.
    ///
    /// # Errors
    /// The reason why the setting was not changed.
    pub(crate) async fn update_settings(
        &self,
        workspace: &Workspace,
        steps: Vec<Step>,
    ) -> Result<(), FailureReason> {
        self.actions().update_settings(workspace, steps).await
    }

    /// Creates a workspace. Sends the request once; if its outcome is unknown, looks the workspace up by name.
    ///
    /// # Errors
    /// The reason why the workspace was not created, or may not have been.
    pub(crate) async fn create(
        &self,
        body: Value,
        name: &str,
        template: &str,
    ) -> Result<Workspace, FailureReason> {
        self.actions().create(body, name, template).await
    }

    /// Returns the first of `name` and its numbered variants that the user has no workspace of. If the names in use
    /// cannot be fetched, only `is_taken` (`name` is known to be in use) is considered.
    pub(crate) async fn free_name(&self, name: &str, is_taken: bool, signal: &AbortSignal) -> String {
        self.actions().free_name(name, is_taken, signal).await
    }
}

impl PartialEq for Account {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
