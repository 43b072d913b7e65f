//! What a page's own script gets: where the session stands, linking and unlinking it, and calls to Coder with it.
//!
//! The token itself stays in here.

use super::parts::config_json;
use crate::account::Account;
use crate::api::CoderApi;
use crate::browser::Host;
use crate::card::EntityInput;
use crate::effect::effect;
use crate::foreign::{call_later, detached, report};
use crate::provider::Config;
use coder_core::endpoint::{Call, Method};
use coder_core::error::explain;
use coder_core::json::{parse, to_text};
use coder_core::session::TokenProblem;
use coder_core::text::{Text, Texts};
use coder_core::{Error, SessionToken, WorkspacesConfig};
use js_sys::{Function, JSON, Object, Reflect};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// The page's session with a deployment, for a user of the host's: the one that the elements show.
#[wasm_bindgen]
pub struct Session {
    account: Account,
    texts: Arc<Texts>,
}

/// What ends a subscription: `free()`.
#[wasm_bindgen]
pub struct Subscription {
    /// Of the effect that follows the session.
    owner: Owner,
    ended: Rc<Cell<bool>>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.ended.set(true);
        self.owner.cleanup();
    }
}

#[wasm_bindgen]
impl Session {
    /// The session for a host object and the deployment's path below the proxy.
    #[wasm_bindgen(constructor)]
    pub fn new(host: &JsValue, proxy_path: Option<String>) -> Self {
        detached(|| {
            let host = Host::from_js(host);
            let account = Account::of(&host, proxy_path.as_deref().unwrap_or_default());
            Self { account, texts: host.texts() }
        })
    }

    /// Calls back with the status and whether content behind the session is shown, now and on every change.
    pub fn subscribe(&self, callback: Function) -> Subscription {
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
        Subscription { owner, ended }
    }

    /// Links the account with a token that a person entered; an empty one is ignored.
    ///
    /// # Errors
    /// An `Error` that says so, where it is no session token.
    pub fn link(&self, token: &str) -> Result<(), JsValue> {
        match SessionToken::parse(token) {
            Ok(token) => self.account.register_token(token),
            Err(TokenProblem::Empty) => {}
            Err(TokenProblem::Shape) => {
                return Err(js_sys::Error::new(self.texts.get(Text::TokenShape)).into());
            }
        }
        Ok(())
    }

    /// Forgets the token and everything fetched with it, here and in other tabs.
    pub fn unlink(&self) {
        self.account.unlink();
    }

    /// Makes a call of Coder's API with the session; `path` begins with `/api/v2/`. Gives the answer's JSON.
    ///
    /// # Errors
    /// An `Error` with a `code`, a `message` for people, and `fields` where Coder named some.
    pub async fn request(&self, method: String, path: String, body: JsValue) -> Result<JsValue, JsValue> {
        let (account, texts) = (self.account.clone(), self.texts.clone());
        let call = call(&method, path, &body).map_err(|wrong| js_sys::TypeError::new(&wrong))?;
        match CoderApi::of(account).send(&call).await {
            Ok(answer) => JSON::parse(&to_text(&answer)),
            Err(error) => Err(js_error(&error, &texts)),
        }
    }
}

/// The configuration merged with an entity's, as the card merges them.
#[wasm_bindgen]
pub fn workspaces_config(config: &JsValue, entity: &JsValue) -> JsValue {
    let json = |value: &JsValue| {
        let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
        text.and_then(|text| parse(&text)).unwrap_or_default()
    };
    let entity = EntityInput::from_json(&json(entity));
    let merged = WorkspacesConfig::merge(&Config::from_json(&json(config)).app, entity.entity());
    JSON::parse(&to_text(&config_json(&merged))).unwrap_or(JsValue::NULL)
}

/// Reads a call.
///
/// # Errors
/// What is wrong with it, for who writes the script.
fn call(method: &str, path: String, body: &JsValue) -> Result<Call, String> {
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
    let call = Call::new(method, path, body);
    match call.is_of_the_api() {
        true => Ok(call),
        false => Err(format!(
            "path must stay below /api/v2/, without \".\" or \"..\" as a segment, escaped or not: {:?}",
            call.path.split('?').next().unwrap_or_default()
        )),
    }
}

fn js_error(error: &Error, texts: &Texts) -> JsValue {
    let explanation = explain(error);
    let message = format!("{} {}", texts.get(explanation.title), explanation.detail);
    let js = js_sys::Error::new(message.trim());
    let _ = Reflect::set(&js, &"code".into(), &error.code().into());
    let fields = Object::new();
    for field in error.said().map(|said| said.fields.as_slice()).unwrap_or_default() {
        let _ = Reflect::set(&fields, &field.field.as_str().into(), &field.detail.as_str().into());
    }
    let _ = Reflect::set(&js, &"fields".into(), &fields);
    js.into()
}
