//! What is kept between page loads, one key each per deployment and user: the session token, and how the list
//! was looked at last.

use super::host::TokenStorage;
use coder_core::SessionToken;
use coder_core::json::{parse, to_text};
use serde_json::{Value, json};
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

/// How the list was looked at last.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct View {
    /// Scope and chips as a search; `None` if they were never touched.
    pub filter: Option<String>,
    /// How many rows each of the latest searches had, so that a list that is being fetched takes about the room
    /// it will need.
    rows: Vec<(String, usize)>,
}

/// How many searches' rows are kept.
const KEPT_ROWS: usize = 30;

impl View {
    /// How many rows a search had.
    pub fn rows_of(&self, search: &str) -> Option<usize> {
        self.rows.iter().find(|(text, _)| text == search).map(|(_, rows)| *rows)
    }

    /// Keeps how many rows a search has; as many as there are room for say all there is to know.
    pub fn set_rows(&mut self, search: &str, rows: usize) {
        const MANY: usize = 10;
        let rows = rows.min(MANY);
        if self.rows_of(search) == Some(rows) {
            return;
        }
        self.rows.retain(|(text, _)| text != search);
        self.rows.insert(0, (search.to_owned(), rows));
        self.rows.truncate(KEPT_ROWS);
    }
}

/// A place for one user's [`View`]. Nothing in it is secret; without storage it begins anew.
pub(crate) struct ViewStore {
    key: String,
}

impl ViewStore {
    /// The place for a deployment (by its proxy path) and a user.
    pub fn new(proxy_path: &str, user: &str) -> Self {
        Self { key: format!("backstage-plugin-coder/view{proxy_path}/{user}") }
    }

    /// What was kept.
    pub fn read(&self) -> View {
        let text = storage().and_then(|s| s.get_item(&self.key).ok().flatten());
        let kept: Value = text.and_then(|text| parse(&text)).unwrap_or_default();
        let rows = kept.get("rows").and_then(Value::as_array).into_iter().flatten().filter_map(|pair| {
            let rows = pair.get(1)?.as_u64().and_then(|n| usize::try_from(n).ok())?;
            Some((pair.get(0)?.as_str()?.to_owned(), rows))
        });
        View {
            filter: kept.get("filter").and_then(Value::as_str).map(str::to_owned),
            rows: rows.take(KEPT_ROWS).collect(),
        }
    }

    /// Keeps it.
    pub fn write(&self, view: &View) {
        if let Some(storage) = storage() {
            let kept = json!({ "filter": view.filter, "rows": view.rows });
            let _ = storage.set_item(&self.key, &to_text(&kept));
        }
    }

    /// Forgets it.
    pub fn remove(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.key);
        }
    }
}

/// A place for the form one user is filling in, for as long as the tab lives. Secrets are left out by who writes it.
pub(crate) struct DraftStore {
    key: String,
}

impl DraftStore {
    /// The place for a deployment (by its proxy path) and a user.
    pub fn new(proxy_path: &str, user: &str) -> Self {
        Self { key: format!("backstage-plugin-coder/draft{proxy_path}/{user}") }
    }

    fn storage() -> Option<Storage> {
        web_sys::window()?.session_storage().ok()?
    }

    /// What was kept.
    pub fn read(&self) -> Option<Value> {
        let text = Self::storage()?.get_item(&self.key).ok()??;
        parse(&text)
    }

    /// Keeps it.
    pub fn write(&self, draft: &Value) {
        if let Some(storage) = Self::storage() {
            let _ = storage.set_item(&self.key, &to_text(draft));
        }
    }

    /// Forgets it.
    pub fn remove(&self) {
        if let Some(storage) = Self::storage() {
            let _ = storage.remove_item(&self.key);
        }
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

type Listener = Closure<dyn FnMut(StorageEvent)>;

thread_local! {
    static LISTENERS: RefCell<Vec<Listener>> = RefCell::default();
}
