//! The session for a page's own scripts: its status, linking and unlinking, and requests to Coder.
//!
//! Scripts have no access to the session token.

use super::card_parts::config_json;
use crate::browser::Host;
use crate::card::EntityInput;
use crate::effect::effect;
use crate::foreign::{call_later, detached, report};
use crate::hooks::CoderApi;
use crate::lazy_chunk::lazy_chunk;
use crate::provider::Config;
use crate::session::Account;
use coder_core::error::explain;
use coder_core::i18n::{Message, Translations};
use coder_core::json::{parse, to_string};
use coder_core::request::{Method, Request};
use coder_core::session::TokenError;
use coder_core::{Error, SessionToken, WorkspacesConfig};
use js_sys::{Function, JSON, Object, Reflect};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The session of a host's user with a deployment; the elements of the page share the same session.
#[wasm_bindgen]
pub struct Session {
    account: Account,
    host: Host,
}

/// A subscription to the session; `free()` ends it.
#[wasm_bindgen(js_name = Subscription)]
pub struct SessionSubscription {
    /// The owner of the effect that tracks the session.
    owner: Owner,
    ended: Rc<Cell<bool>>,
}

impl Drop for SessionSubscription {
    fn drop(&mut self) {
        self.ended.set(true);
        self.owner.cleanup();
    }
}

#[wasm_bindgen]
impl Session {
    /// Returns the session for a host object and the deployment's path below the proxy.
    #[wasm_bindgen(constructor)]
    pub fn new(host: &JsValue, proxy_path: Option<String>) -> Self {
        detached(|| {
            let host = Host::from_js(host);
            let account = Account::of(&host, proxy_path.as_deref().unwrap_or_default());
            // Loads the messages, for errors.
            host.are_texts_settled();
            Self { account, host }
        })
    }

    /// Calls a function with the status and whether the session is authenticated, now and on every change.
    pub fn subscribe(&self, callback: Function) -> SessionSubscription {
        let (state, ended) = (self.account.state(), Rc::new(Cell::new(false)));
        let over = ended.clone();
        let follow = move || {
            let status = state.read().status();
            let (callback, over) = (callback.clone(), over.clone());
            call_later(move || {
                let (word, open) = (status.as_str().into(), status.is_authenticated().into());
                if !over.get()
                    && let Err(thrown) = callback.call2(&JsValue::UNDEFINED, &word, &open)
                {
                    report(&thrown);
                }
            });
        };
        let owner = detached(Owner::new);
        owner.with(|| effect(follow));
        SessionSubscription { owner, ended }
    }

    /// Links the account with an entered token; an empty token is ignored.
    ///
    /// # Errors
    /// An `Error` with a translated message, if the text does not have the form of a session token.
    pub fn link(&self, token: &str) -> Result<(), JsValue> {
        match SessionToken::parse(token) {
            Ok(token) => self.account.register_token(token),
            Err(TokenError::Empty) => {}
            Err(TokenError::Shape) => {
                return Err(js_sys::Error::new(self.host.texts().get(Message::TokenShape)).into());
            }
        }
        Ok(())
    }

    /// Forgets the token and everything fetched with it, here and in other tabs.
    pub fn unlink(&self) {
        self.account.unlink();
    }

    /// Sends a request to Coder's API with the session, and returns the JSON of the response. `path` begins with
    /// `/api/v2/`.
    ///
    /// # Errors
    /// An `Error` with a `code`, a translated `message`, and `fields` with Coder's validation errors by field. A
    /// `TypeError` if the arguments are not a request of Coder's API.
    pub async fn request(&self, method: String, path: String, body: JsValue) -> Result<JsValue, JsValue> {
        let (account, host) = (self.account.clone(), self.host.clone());
        let call = call(&method, path, &body).map_err(|wrong| js_sys::TypeError::new(&wrong))?;
        match CoderApi::of(account).send(&call).await {
            Ok(answer) => JSON::parse(&to_string(&answer)),
            Err(error) => Err(match load_js_error().await {
                Ok(js_error) => js_error(&error, &host.texts()),
                Err(_) => js_sys::Error::new(error.code()).into(),
            }),
        }
    }
}

/// Returns the configuration merged with an entity's configuration, as in the card.
#[wasm_bindgen]
pub fn workspaces_config(config: &JsValue, entity: &JsValue) -> JsValue {
    let json = |value: &JsValue| {
        let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
        text.and_then(|text| parse(&text)).unwrap_or_default()
    };
    let entity = EntityInput::from_json(&json(entity));
    let merged = WorkspacesConfig::merge(&Config::from_json(&json(config)).app, entity.entity());
    JSON::parse(&to_string(&config_json(&merged))).unwrap_or(JsValue::NULL)
}

/// Builds a request.
///
/// # Errors
/// A message for the author of the script.
fn call(method: &str, path: String, body: &JsValue) -> Result<Request, String> {
    let all = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
    let Some(method) = all.into_iter().find(|one| one.as_str() == method) else {
        return Err(format!("method must be GET, POST, PUT, PATCH or DELETE, not {method:?}"));
    };
    let body = match body.is_undefined() || body.is_null() {
        true => None,
        false => {
            let text = JSON::stringify(body).ok().and_then(|text| text.as_string());
            Some(text.and_then(|text| parse(&text)).ok_or("body must be JSON")?)
        }
    };
    let call = Request::new(method, path, body);
    match call.is_of_the_api() {
        true => Ok(call),
        false => Err(format!(
            "path must stay below /api/v2/, without \".\" or \"..\" as a segment, escaped or not: {:?}",
            call.path.split('?').next().unwrap_or_default()
        )),
    }
}

/// The type of [`js_error`].
type JsErrorFn = fn(&Error, &Translations) -> JsValue;

lazy_chunk! {
    /// Loads the texts of errors.
    fn load_js_error() -> JsErrorFn = card { js_error }
}

fn js_error(error: &Error, texts: &Translations) -> JsValue {
    let explanation = explain(error);
    let message = format!("{} {}", texts.get(explanation.title), explanation.detail);
    let js = js_sys::Error::new(message.trim());
    let _ = Reflect::set(&js, &"code".into(), &error.code().into());
    let fields = Object::new();
    for field in error.server_message().map(|message| message.fields.as_slice()).unwrap_or_default() {
        let _ = Reflect::set(&fields, &field.field.as_str().into(), &field.detail.as_str().into());
    }
    let _ = Reflect::set(&js, &"fields".into(), &fields);
    js.into()
}
