//! The session for a page's own scripts: its status, linking and unlinking, and requests to Coder.
//!
//! Scripts have no access to the session token.

use super::card_parts::config_json;
use super::script_request::{ScriptRequest, load_send};
use crate::browser::Host;
use crate::card::EntityInput;
use crate::effect::effect;
use crate::foreign::{call_later, detached, report};
use crate::provider::Config;
use crate::session::Account;
use coder_core::i18n::Message;
use coder_core::json::{parse, to_string};
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
        match load_send().await {
            Ok(send) => send(account, host, ScriptRequest { method, path, body }).await,
            Err(_) => {
                let error = js_sys::Error::new(host.texts().get(Message::PartMissingTitle));
                let _ = Reflect::set(&error, &"code".into(), &Error::Unreachable.code().into());
                let _ = Reflect::set(&error, &"fields".into(), &Object::new());
                Err(error.into())
            }
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
