//! What embeds us and what it lends: its fetch, its proxy address, its user.

use super::limit::{Limit, promised};
use super::oauth::Oauth;
use super::transport::Failure;
use crate::foreign::detached;
use coder_core::Error;
use coder_core::text::{Language, Texts};
use js_sys::{Array, Function, Object, Promise, Reflect};
use send_wrapper::SendWrapper;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};

/// Where the session token is kept between page loads; the laxest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenStorage {
    /// `localStorage`: shared by the tabs of this browser, until unlinked.
    #[default]
    Local,
    /// `sessionStorage`: this tab only, until it is closed.
    Session,
    /// Nowhere: until the page is left.
    Memory,
}

/// The host's functions and options. Every field has a default that fits a page on Backstage's origin.
///
/// From JavaScript (the `host` property of the elements):
///
/// | key | type | default |
/// |---|---|---|
/// | `fetch` | Backstage's `fetchApi.fetch` | `window.fetch` |
/// | `getProxyBaseUrl` | `() => string \| Promise<string>`, asked before each call | `/api/proxy` |
/// | `user` | entity ref of the signed-in user; scopes the stored token. `null`: not known yet, so that the token is kept in memory only | none: the page has no users |
/// | `tokenStorage` | `"local"`, `"session"` or `"memory"` | `"local"` |
/// | `locale` | BCP 47 tag; English and German are built in | `"en"` |
/// | `oauth` | the host's own sign-in with Coder, see below | none |
/// | `strings` | texts by key ([`coder_core::text::Text::key`]) that take the place of ours | none |
///
/// `oauth` has `getAccessToken({optional, instantPopup})`, which gives a promise of an access token (`''` with
/// `optional` where there is no session), and may have `signOut()` and `subscribe(callback)`, which calls back
/// with `'SIGNED_IN'` or `'SIGNED_OUT'`: what Backstage's `OAuth2` API offers, with the scope left out.
#[derive(Clone)]
pub struct Host(SendWrapper<Rc<Parts>>);

struct Parts {
    fetch: Option<Function>,
    get_proxy_base_url: Option<Function>,
    user: String,
    token_storage: TokenStorage,
    oauth: Option<Rc<Oauth>>,
    texts: Arc<Texts>,
}

/// The entries of an object that are text.
fn strings(value: &JsValue) -> HashMap<String, String> {
    let Some(object) = value.dyn_ref::<Object>() else { return HashMap::new() };
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
    /// Reads a host object; what is missing or of another type takes its default.
    pub fn from_js(value: &JsValue) -> Self {
        // A property may be a function of the page's in disguise.
        let get = |key: &str| detached(|| Reflect::get(value, &key.into())).unwrap_or(JsValue::UNDEFINED);
        let user = get("user");
        let token_storage = match get("tokenStorage").as_string().as_deref() {
            // Whose browser it is: what is kept for nobody would be found by everybody.
            _ if !user.is_undefined() && !user.is_string() => TokenStorage::Memory,
            Some("session") => TokenStorage::Session,
            Some("memory") => TokenStorage::Memory,
            _ => TokenStorage::Local,
        };
        Self(SendWrapper::new(Rc::new(Parts {
            fetch: get("fetch").dyn_into().ok(),
            get_proxy_base_url: get("getProxyBaseUrl").dyn_into().ok(),
            user: user.as_string().unwrap_or_default(),
            token_storage,
            oauth: Oauth::from_js(&get("oauth")).map(Rc::new),
            texts: Arc::new(Texts {
                language: Language::of(&get("locale").as_string().unwrap_or_default()),
                overrides: strings(&get("strings")),
            }),
        })))
    }

    /// What texts say, by the host's language and its own words.
    pub fn texts(&self) -> Arc<Texts> {
        self.0.texts.clone()
    }

    /// The signed-in user's entity ref; empty where the host does not say.
    pub fn user(&self) -> &str {
        &self.0.user
    }

    /// The host's own sign-in with Coder, where it has one.
    pub(crate) fn oauth(&self) -> Option<Rc<Oauth>> {
        self.0.oauth.clone()
    }

    /// This host with what another one for the same user has: a host gives only what it has, and takes nothing away.
    pub(crate) fn and(&self, newer: &Self) -> Self {
        let (own, newer) = (&self.0, &newer.0);
        Self(SendWrapper::new(Rc::new(Parts {
            fetch: newer.fetch.clone().or_else(|| own.fetch.clone()),
            get_proxy_base_url: newer.get_proxy_base_url.clone().or_else(|| own.get_proxy_base_url.clone()),
            user: own.user.clone(),
            // The strictest holds.
            token_storage: newer.token_storage.max(own.token_storage),
            oauth: newer.oauth.clone().or_else(|| own.oauth.clone()),
            texts: newer.texts.clone(),
        })))
    }

    /// Where the session token is kept.
    pub fn token_storage(&self) -> TokenStorage {
        self.0.token_storage
    }

    /// The proxy's base URL, without a trailing slash; asked anew each time, as Backstage's discovery wants.
    ///
    /// # Errors
    /// Why it is not known.
    pub(super) async fn proxy_base_url(&self, limit: &Limit) -> Result<String, Failure> {
        let Some(function) = &self.0.get_proxy_base_url else { return Ok("/api/proxy".to_owned()) };
        let answer = promised(detached(|| function.call0(&JsValue::UNDEFINED)));
        let answer = limit.wait(&answer).await.map_err(Failure::of_host)?;
        let base = answer.ok().and_then(|base| base.as_string()).ok_or(Error::Unreachable)?;
        Ok(base.trim_end_matches('/').to_owned())
    }

    /// Sends a request by the host's fetch, or the page's own.
    ///
    /// By address and options: Backstage's fetch makes a `Request` of its arguments and passes on the arguments
    /// themselves, which for a `Request` with a body means that it has been used up.
    ///
    /// # Errors
    /// Why there is no answer.
    pub(super) async fn fetch(
        &self,
        url: &str,
        init: &web_sys::RequestInit,
        limit: &Limit,
    ) -> Result<Reply, Failure> {
        // The page's own may be a patched one, which may throw as any host's may.
        let page = js_sys::global();
        let (fetch, this) = match self.0.fetch.clone() {
            Some(fetch) => (Some(fetch), JsValue::UNDEFINED),
            None => (function(&page, "fetch"), page.into()),
        };
        let fetch = fetch.ok_or(Error::Unreachable)?;
        let answer = promised(detached(|| fetch.call2(&this, &url.into(), init)));
        let answer = limit.wait(&answer).await?;
        answer.ok().and_then(Reply::of).ok_or_else(|| limit.why())
    }
}

/// An answer to a request: of this page's kind, of another frame's, or whatever a host's fetch makes that looks alike.
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

    /// A header's value; empty if there is none.
    pub fn header(&self, name: &str) -> String {
        let headers = Reflect::get(&self.response, &"headers".into()).unwrap_or_default();
        let value = function(&headers, "get").and_then(|get| get.call1(&headers, &name.into()).ok());
        value.and_then(|value| value.as_string()).unwrap_or_default()
    }

    /// What one of its methods reads of the body.
    pub fn body(&self, method: &str) -> Promise {
        let method = function(&self.response, method).ok_or(JsValue::UNDEFINED);
        promised(method.and_then(|read| read.call0(&self.response)))
    }
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
