//! The client: requests to Coder with the account's session, and the values cached with it.

mod cached;
mod context;
mod early_request;
mod icon_cache;
mod live_feed;
mod preferences;

pub(crate) use cached::Cached;
pub(crate) use context::SessionContext;
pub(crate) use icon_cache::{IconCache, IconSignal};
pub(crate) use live_feed::{Follow, LiveFeed, OnFrame};
pub(crate) use preferences::Preferences;

use crate::browser::{AbortOnDrop, CallError, Deadline};
use coder_core::error::{self, Response};
use coder_core::models::{ApiKey, PageReader, WorkspacesPage};
use coder_core::request::Request;
use coder_core::session::Credential;
use coder_core::{Error, SessionToken};
use early_request::EarlyRequest;
use serde_json::Value;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use web_sys::AbortSignal;

/// A response, with the credential and session token of its request.
pub(crate) struct AuthenticatedResponse {
    pub response: Response,
    credential: Credential,
    token: Option<SessionToken>,
}

/// The client of one account. Clones share one state.
#[derive(Clone)]
pub(crate) struct Client(Rc<ClientInner>);

struct ClientInner {
    context: Rc<SessionContext>,
    /// Whether the session token is limited to some permissions; `None` until checked.
    is_limited: Cell<Option<bool>>,
    /// Callback for a credential that Coder rejected or that the host no longer has.
    on_rejected: OnceCell<Box<dyn Fn()>>,
    /// The request that was sent before the session was known to be valid.
    early: RefCell<Option<EarlyRequest<Result<AuthenticatedResponse, CallError>>>>,
}

impl Client {
    /// Creates a client.
    pub fn new(context: Rc<SessionContext>) -> Self {
        Self(Rc::new(ClientInner {
            context,
            is_limited: Cell::new(None),
            on_rejected: OnceCell::new(),
            early: RefCell::default(),
        }))
    }

    /// Sets the callback that revalidates the session; the first one stays.
    pub fn on_rejected(&self, callback: impl Fn() + 'static) {
        let _ = self.0.on_rejected.set(Box::new(callback));
    }

    /// Returns the session's context.
    pub fn context(&self) -> &SessionContext {
        &self.0.context
    }

    /// Forgets what is known about the token, and what was requested with it.
    pub fn clear(&self) {
        self.0.is_limited.set(None);
        self.0.early.take();
    }

    /// Sends a request before the session is known to be valid: the next [`Client::send`] of the same request takes its
    /// outcome. Does nothing if a request was sent so already, or if the host has to be asked for a token.
    pub fn send_early(&self, request: Request) {
        let is_sent = self.0.early.borrow().is_some();
        let credential = match self.context().credential() {
            Some(credential @ (Credential::Token(_) | Credential::Gateway)) if !is_sent => credential,
            _ => return,
        };
        let Ok(abort) = AbortOnDrop::new() else { return };
        let (client, call, signal) = (self.clone(), request.clone(), abort.signal());
        let check = self.context().check();
        let response = async move { client.send_now(&call, &signal).await };
        self.0.early.replace(Some(EarlyRequest::send(request, (check, credential), abort, response)));
    }

    /// Revalidates the session.
    pub fn check_session(&self) {
        self.reject();
    }

    fn reject(&self) {
        if let Some(callback) = self.0.on_rejected.get() {
            callback();
        }
    }

    /// Sends a request with the session's token and returns the JSON of the response. Revalidates the session if
    /// Coder rejects the token.
    ///
    /// # Errors
    /// The classified error; [`CallError::Aborted`] if the caller aborts, [`CallError::SignedOut`] if there is no session.
    pub async fn call(&self, call: &Request, abort: &AbortSignal) -> Result<Value, CallError> {
        let authenticated = self.send(call, abort).await?;
        match self.report_unauthorized(error::json(&authenticated.response), &authenticated.credential) {
            Err(CallError::Failed(Error::Forbidden(message)))
                if self.is_limited(authenticated.token.as_ref(), abort).await =>
            {
                Err(Error::InsufficientScope { permission: call.permission(), message }.into())
            }
            result => result,
        }
    }

    /// Whether the session token is limited to some permissions, so that a 403 may concern the token rather than the
    /// user.
    async fn is_limited(&self, token: Option<&SessionToken>, abort: &AbortSignal) -> bool {
        let Some(token) = token else { return false };
        if let Some(is_limited) = self.0.is_limited.get() {
            return is_limited;
        }
        // An access token of the host need not contain the id of an API key.
        if SessionToken::parse(token.secret()).is_err() {
            return false;
        }
        let epoch = self.context().epoch();
        let response =
            self.context().transport().fetch(&Request::api_key(token.key_id()), Some(token), abort).await;
        let is_limited = match response.map(|response| error::json(&response)) {
            Ok(Ok(key)) => ApiKey::is_limited_in(&key),
            // Every user may read their own API keys, so this token is limited.
            Ok(Err(Error::Forbidden(_) | Error::NotFound(_))) => Some(true),
            _ => None,
        };
        if self.context().epoch() == epoch {
            self.0.is_limited.set(is_limited);
        }
        is_limited.unwrap_or(false)
    }

    /// Sends a request with the session's token and returns the response without checking its status.
    ///
    /// # Errors
    /// Same as [`Client::call`], but for the status; [`CallError::SignedOut`] if there is no session.
    pub async fn send(
        &self,
        call: &Request,
        abort: &AbortSignal,
    ) -> Result<AuthenticatedResponse, CallError> {
        let early = self.0.early.borrow_mut().take_if(|early| early.is_for(call, self.context()));
        let Some(early) = early else { return self.send_now(call, abort).await };
        let outcome = early.outcome().await;
        if abort.aborted() { Err(CallError::Aborted) } else { outcome }
    }

    async fn send_now(
        &self,
        call: &Request,
        abort: &AbortSignal,
    ) -> Result<AuthenticatedResponse, CallError> {
        let (credential, token) = self.token(abort).await?;
        let response = self.context().transport().fetch(call, token.as_ref(), abort).await?;
        Ok(AuthenticatedResponse { response, credential, token })
    }

    /// Parses a response as a page of workspaces. Revalidates the session as [`Client::call`] does.
    ///
    /// # Errors
    /// Same as [`Client::call`].
    pub fn page(
        &self,
        authenticated: &AuthenticatedResponse,
        reader: &RefCell<PageReader>,
    ) -> Result<WorkspacesPage, CallError> {
        // The borrow ends before the session is revalidated: that calls the host, which may re-enter this function.
        let page = error::page(&authenticated.response, &mut reader.borrow_mut());
        self.report_unauthorized(page, &authenticated.credential)
    }

    fn report_unauthorized<T>(
        &self,
        result: Result<T, Error>,
        credential: &Credential,
    ) -> Result<T, CallError> {
        if let Err(Error::Unauthorized(_) | Error::NotLinked) = &result
            && self.context().credential().as_ref() == Some(credential)
        {
            self.reject();
        }
        result.map_err(CallError::Failed)
    }

    /// Returns the session's credential and the token for the next request, which a gateway has itself. The host's token
    /// is requested for every request, so that the host can refresh it.
    pub async fn token(&self, abort: &AbortSignal) -> Result<(Credential, Option<SessionToken>), CallError> {
        let credential = self.context().credential().ok_or(CallError::SignedOut)?;
        match &credential {
            Credential::Token(token) => return Ok((credential.clone(), Some(token.clone()))),
            Credential::Gateway => return Ok((credential, None)),
            Credential::Host => {}
        }
        let limit = Deadline::start(abort, self.context().tuning().request_timeout_ms)?;
        let oauth = self.context().host().oauth().ok_or(CallError::SignedOut)?;
        match oauth.request_token(false).token(&limit).await? {
            Ok(Some(token)) => Ok((credential, Some(token))),
            Ok(None) => {
                // One missing token does not end the session: the session is checked, which requests a token again.
                self.reject();
                Err(Error::HostHasNoToken.into())
            }
            Err(_) => Err(Error::Unreachable.into()),
        }
    }
}
