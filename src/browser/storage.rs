//! The session token between page loads: one key per deployment and user.

use super::host::TokenStorage;
use coder_core::SessionToken;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Storage, StorageEvent};

/// A place for one session's token.
pub(crate) struct TokenStore {
    kind: TokenStorage,
    key: String,
}

impl TokenStore {
    /// The place for a deployment (by its proxy path) and a user.
    pub fn new(kind: TokenStorage, proxy_path: &str, user: &str) -> Self {
        Self { kind, key: format!("backstage-plugin-coder/session{proxy_path}/{user}") }
    }

    fn storage(&self) -> Option<Storage> {
        let window = web_sys::window()?;
        // Either may throw where the user blocks storage: the token then lasts as long as the page.
        match self.kind {
            TokenStorage::Local => window.local_storage().ok()?,
            TokenStorage::Session => window.session_storage().ok()?,
            TokenStorage::Memory => None,
        }
    }

    /// The stored token, if there is one of a token's shape.
    pub fn read(&self) -> Option<SessionToken> {
        let text = self.storage()?.get_item(&self.key).ok()??;
        SessionToken::parse(&text).ok()
    }

    /// Stores the token.
    pub fn write(&self, token: &SessionToken) {
        if let Some(storage) = self.storage() {
            // A full storage means that the person signs in again after the next load.
            let _ = storage.set_item(&self.key, token.secret());
        }
    }

    /// Removes the token.
    pub fn remove(&self) {
        if let Some(storage) = self.storage() {
            let _ = storage.remove_item(&self.key);
        }
    }

    /// Calls back when another tab stores or removes the token. For the page's lifetime: there is one
    /// session per deployment and user, and it stays.
    pub fn on_change_elsewhere(&self, changed: impl Fn(Option<SessionToken>) + 'static) {
        if self.kind != TokenStorage::Local {
            return;
        }
        let key = self.key.clone();
        let listener = Closure::<dyn FnMut(StorageEvent)>::new(move |event: StorageEvent| {
            // A null key means that everything was cleared.
            if event.key().is_none_or(|k| k == key) {
                let token = event.key().and(event.new_value()).and_then(|t| SessionToken::parse(&t).ok());
                changed(token);
            }
        });
        if let Some(window) = web_sys::window() {
            let _ = window.add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
        }
        LISTENERS.with_borrow_mut(|all| all.push(listener));
    }
}

type Listener = Closure<dyn FnMut(StorageEvent)>;

thread_local! {
    static LISTENERS: RefCell<Vec<Listener>> = RefCell::default();
}
