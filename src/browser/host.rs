//! What embeds us and what it lends: its fetch, its proxy address, its user.

use super::oauth::Oauth;
use coder_core::text::{Language, Texts};
use js_sys::{Array, Function, Object, Promise, Reflect};
use send_wrapper::SendWrapper;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Where the session token is kept between page loads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
/// | `user` | entity ref of the signed-in user; scopes the stored token | none |
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
    oauth: Option<Oauth>,
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
        let get = |key: &str| Reflect::get(value, &key.into()).unwrap_or(JsValue::UNDEFINED);
        let token_storage = match get("tokenStorage").as_string().as_deref() {
            Some("session") => TokenStorage::Session,
            Some("memory") => TokenStorage::Memory,
            _ => TokenStorage::Local,
        };
        Self(SendWrapper::new(Rc::new(Parts {
            fetch: get("fetch").dyn_into().ok(),
            get_proxy_base_url: get("getProxyBaseUrl").dyn_into().ok(),
            user: get("user").as_string().unwrap_or_default(),
            token_storage,
            oauth: Oauth::from_js(&get("oauth")),
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
    pub(crate) fn oauth(&self) -> Option<&Oauth> {
        self.0.oauth.as_ref()
    }

    /// Where the session token is kept.
    pub fn token_storage(&self) -> TokenStorage {
        self.0.token_storage
    }

    /// The proxy's base URL, without a trailing slash; asked anew each time, as Backstage's discovery wants.
    pub(super) async fn proxy_base_url(&self) -> Result<String, JsValue> {
        let Some(function) = &self.0.get_proxy_base_url else { return Ok("/api/proxy".to_owned()) };
        let answer = function.call0(&JsValue::UNDEFINED)?;
        let answer = JsFuture::from(Promise::resolve(&answer)).await?;
        Ok(answer.as_string().ok_or(JsValue::UNDEFINED)?.trim_end_matches('/').to_owned())
    }

    /// Sends a request by the host's fetch.
    ///
    /// By address and options: Backstage's fetch makes a `Request` of its arguments and passes on the arguments
    /// themselves, which for a `Request` with a body means that it has been used up.
    pub(super) async fn fetch(
        &self,
        url: &str,
        init: &web_sys::RequestInit,
    ) -> Result<web_sys::Response, JsValue> {
        let promise = match &self.0.fetch {
            Some(fetch) => Promise::resolve(&fetch.call2(&JsValue::UNDEFINED, &url.into(), init)?),
            None => web_sys::window().ok_or(JsValue::UNDEFINED)?.fetch_with_str_and_init(url, init),
        };
        JsFuture::from(promise).await?.dyn_into()
    }
}
