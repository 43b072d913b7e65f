//! The host: its fetch function, proxy URL, user and sign-in.

use super::call_error::CallError;
use super::deadline::{Deadline, to_promise};
use super::oauth::Oauth;
use super::proxy_url::DEFAULT_BASE_URL;
use crate::dictionary::{self, dictionary};
use crate::foreign::detached;
use crate::spawn::spawn_local;
use coder_core::Error;
use coder_core::i18n::{Language, Translations};
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use std::rc::Rc;
use std::sync::Arc;
use vecmap::VecMap;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Storage of the session token between page loads, from the most to the least permissive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenStorage {
    /// `localStorage`: shared by the tabs of this browser, until unlinked.
    #[default]
    Local,
    /// `sessionStorage`: this tab only, until it is closed.
    Session,
    /// No storage: the token is lost when the page is left.
    Memory,
}

/// The host's functions and options. Every field has a default that fits a page on Backstage's origin.
///
/// From JavaScript (the `host` property of the elements):
///
/// | key | type | default |
/// |---|---|---|
/// | `fetch` | Backstage's `fetchApi.fetch` | `window.fetch` |
/// | `getProxyBaseUrl` | `() => string \| Promise<string>`, called before each request | `/api/proxy` |
/// | `gateway` | a gateway that keeps the user's link, so that no token is in the browser: `getUrl()`, called before each request, returns the URL of the deployment there or a promise of it; `oauth`: whether it has an OAuth application | none: requests go through the proxy |
/// | `user` | entity ref of the signed-in user; scopes the stored token. `null`: not known yet, so the token is kept in memory only | none: the page has no users |
/// | `tokenStorage` | `"local"`, `"session"` or `"memory"` | `"local"` |
/// | `locale` | BCP 47 tag; English and German are built in | `"en"` |
/// | `oauth` | the host's own sign-in with Coder, see below | none |
/// | `strings` | messages by key ([`coder_core::i18n::Message::key`]) that replace the built-in ones | none |
///
/// `oauth` has `getAccessToken({optional, instantPopup})`, which returns a promise of an access token (`''` with
/// `optional` if there is no session). It may have `signOut()` and `subscribe(callback)`, which calls back with
/// `'SIGNED_IN'` or `'SIGNED_OUT'`. This is Backstage's `OAuth2` API without the scope argument.
#[derive(Clone)]
pub struct Host(SendWrapper<Rc<Parts>>);

struct Parts {
    fetch: Option<Function>,
    get_proxy_base_url: Option<Function>,
    gateway: Option<Gateway>,
    user: String,
    token_storage: TokenStorage,
    oauth: Option<Rc<Oauth>>,
    language: Language,
    overrides: VecMap<String, String>,
}

/// The host's gateway.
#[derive(Clone)]
struct Gateway {
    get_url: Function,
    has_oauth: bool,
}

impl Gateway {
    /// Reads the object; `None` unless it has `getUrl`.
    fn from_js(value: &JsValue) -> Option<Self> {
        let get = |key: &str| detached(|| Reflect::get(value, &key.into())).ok();
        Some(Self { get_url: get("getUrl")?.dyn_into().ok()?, has_oauth: get("oauth")?.is_truthy() })
    }
}

/// Returns the entries of an object whose values are strings.
fn strings(value: &JsValue) -> VecMap<String, String> {
    let Some(object) = value.dyn_ref::<Object>() else { return VecMap::new() };
    let entries = Object::entries(object).into_iter().filter_map(|entry| {
        let entry = Array::from(&entry);
        Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
    });
    entries.collect()
}

impl Default for Host {
    fn default() -> Self {
        Self::from_js(&JsValue::UNDEFINED)
    }
}

impl Host {
    /// Reads a host object; a missing property, or one of another type, takes its default.
    pub fn from_js(value: &JsValue) -> Self {
        // A property may be a getter, which runs the page's code.
        let get = |key: &str| detached(|| Reflect::get(value, &key.into())).unwrap_or(JsValue::UNDEFINED);
        let user = get("user");
        let token_storage = match get("tokenStorage").as_string().as_deref() {
            // Without a known user, every user of the browser would find the stored token.
            _ if !user.is_undefined() && !user.is_string() => TokenStorage::Memory,
            Some("session") => TokenStorage::Session,
            Some("memory") => TokenStorage::Memory,
            _ => TokenStorage::Local,
        };
        Self(SendWrapper::new(Rc::new(Parts {
            fetch: get("fetch").dyn_into().ok(),
            get_proxy_base_url: get("getProxyBaseUrl").dyn_into().ok(),
            gateway: Gateway::from_js(&get("gateway")),
            user: user.as_string().unwrap_or_default(),
            token_storage,
            oauth: Oauth::from_js(&get("oauth")).map(Rc::new),
            language: Language::of(&get("locale").as_string().unwrap_or_default()),
            overrides: strings(&get("strings")),
        })))
    }

    /// Returns the host's messages: its language and its overrides. English without overrides until
    /// they are loaded.
    pub fn texts(&self) -> Arc<Translations> {
        let dictionary = if self.is_plain_english() { None } else { dictionary() };
        let own = dictionary.map(|all| Translations::new(self.0.language, self.0.overrides.clone(), all));
        Arc::new(own.unwrap_or_default())
    }

    /// Whether the host's messages are loaded, or cannot be loaded; tracked. Begins to load them.
    pub(crate) fn are_texts_settled(&self) -> bool {
        self.is_plain_english() || dictionary::is_settled()
    }

    fn is_plain_english(&self) -> bool {
        self.0.language == Language::English && self.0.overrides.is_empty()
    }

    /// Returns the signed-in user's entity ref; empty if the host provides none.
    pub fn user(&self) -> &str {
        &self.0.user
    }

    /// Returns the host's own sign-in with Coder, if it has one.
    pub(crate) fn oauth(&self) -> Option<Rc<Oauth>> {
        self.0.oauth.clone()
    }

    /// Returns this host merged with a newer one of the same user: the newer host's functions take precedence, and
    /// functions that it does not have are kept.
    pub(crate) fn merged_with(&self, newer: &Self) -> Self {
        let (own, newer) = (&self.0, &newer.0);
        Self(SendWrapper::new(Rc::new(Parts {
            fetch: newer.fetch.clone().or_else(|| own.fetch.clone()),
            get_proxy_base_url: newer.get_proxy_base_url.clone().or_else(|| own.get_proxy_base_url.clone()),
            gateway: newer.gateway.clone().or_else(|| own.gateway.clone()),
            user: own.user.clone(),
            // The stricter one applies.
            token_storage: newer.token_storage.max(own.token_storage),
            oauth: newer.oauth.clone().or_else(|| own.oauth.clone()),
            language: newer.language,
            overrides: newer.overrides.clone(),
        })))
    }

    /// Returns the storage of the session token.
    pub fn token_storage(&self) -> TokenStorage {
        self.0.token_storage
    }

    /// Whether a gateway keeps the user's link.
    pub(crate) fn has_gateway(&self) -> bool {
        self.0.gateway.is_some()
    }

    /// Whether a gateway has an OAuth application by which users link their accounts.
    pub(crate) fn has_gateway_oauth(&self) -> bool {
        self.0.gateway.as_ref().is_some_and(|gateway| gateway.has_oauth)
    }

    /// Returns the URL of a deployment, by its path below the proxy or at the gateway, without a trailing slash.
    /// Requested anew each time, as Backstage's discovery API requires.
    ///
    /// # Errors
    /// The reason why the URL is not known.
    pub(super) async fn deployment_url(
        &self,
        proxy_path: &str,
        limit: &Deadline,
    ) -> Result<String, CallError> {
        match (&self.0.gateway, &self.0.get_proxy_base_url) {
            (Some(gateway), _) => Self::url_of(&gateway.get_url, limit).await,
            (None, Some(proxy)) => Ok(Self::url_of(proxy, limit).await? + proxy_path),
            (None, None) => Ok(format!("{DEFAULT_BASE_URL}{proxy_path}")),
        }
    }

    async fn url_of(function: &Function, limit: &Deadline) -> Result<String, CallError> {
        let promise = to_promise(detached(|| function.call0(&JsValue::UNDEFINED)));
        let response = limit.wait(&promise).await.map_err(CallError::of_host)?;
        let base = response.ok().and_then(|base| base.as_string()).ok_or(Error::Unreachable)?;
        Ok(base.trim_end_matches('/').to_owned())
    }

    /// Sends a request with the host's fetch function, or the page's own.
    ///
    /// Passes a URL and options: Backstage's fetch creates a `Request` from its arguments and then passes the
    /// arguments themselves on, so the body of a `Request` argument would already be consumed.
    ///
    /// # Errors
    /// The reason why there is no response.
    pub(super) async fn fetch(
        &self,
        url: &str,
        init: &web_sys::RequestInit,
        limit: &Deadline,
    ) -> Result<Reply, CallError> {
        // The page's fetch function may be patched, and may throw as a host's may.
        let page = js_sys::global();
        let (fetch, this) = match self.0.fetch.clone() {
            Some(fetch) => (Some(fetch), JsValue::UNDEFINED),
            None => (function(&page, "fetch"), page.into()),
        };
        let fetch = fetch.ok_or(Error::Unreachable)?;
        let promise = to_promise(detached(|| fetch.call2(&this, &url.into(), init)));
        let response = limit.wait(&promise).await?;
        response.ok().and_then(Reply::of).ok_or_else(|| limit.error())
    }
}

/// A response: of this page's realm, of another frame's, or any similar object that a host's fetch function returns.
pub(super) struct Reply {
    /// The HTTP status; 0 for a redirect that was not followed.
    pub status: u16,
    response: JsValue,
}

impl Reply {
    fn of(response: JsValue) -> Option<Self> {
        let status = Reflect::get(&response, &"status".into()).ok()?.as_f64()?;
        Some(Self { status: status as u16, response })
    }

    /// Returns the value of a header; empty if there is none.
    pub fn header(&self, name: &str) -> String {
        let headers = Reflect::get(&self.response, &"headers".into()).unwrap_or_default();
        let value = function(&headers, "get").and_then(|get| get.call1(&headers, &name.into()).ok());
        value.and_then(|value| value.as_string()).unwrap_or_default()
    }

    /// Reads the body with one of the response's methods, e.g. `arrayBuffer`.
    pub fn body(&self, method: &str) -> Promise {
        let method = function(&self.response, method).ok_or(JsValue::UNDEFINED);
        to_promise(method.and_then(|read| read.call0(&self.response)))
    }

    /// Returns a reader of the body's chunks; `None` if the host's function returned no stream.
    pub fn reader(&self) -> Option<BodyReader> {
        let body = Reflect::get(&self.response, &"body".into()).ok()?;
        let reader = detached(|| function(&body, "getReader")?.call0(&body).ok())?;
        Some(BodyReader(reader))
    }
}

/// A reader of the chunks of a body (`ReadableStreamDefaultReader`), which ends the request when it is dropped.
pub(crate) struct BodyReader(JsValue);

impl BodyReader {
    /// Returns the next chunk; `None` at the end, or if the connection is lost.
    ///
    /// # Errors
    /// The reason why `limit` ended first.
    pub async fn next(&self, limit: &Deadline) -> Result<Option<Vec<u8>>, CallError> {
        let read = function(&self.0, "read").ok_or(JsValue::UNDEFINED);
        let chunk = limit.wait(&to_promise(read.and_then(|read| detached(|| read.call0(&self.0))))).await?;
        let bytes = chunk.ok().and_then(|chunk| Reflect::get(&chunk, &"value".into()).ok());
        Ok(bytes.and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok()).map(|bytes| bytes.to_vec()))
    }
}

impl Drop for BodyReader {
    fn drop(&mut self) {
        if let Some(cancel) = function(&self.0, "cancel") {
            let ended = to_promise(detached(|| cancel.call0(&self.0)));
            // The promise is rejected if the stream has failed, which is known.
            spawn_local(async move { drop(JsFuture::from(ended).await) });
        }
    }
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
