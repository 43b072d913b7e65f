//! Browser storage, with one key each per deployment and user: session token, list preferences and draft.

use super::host::TokenStorage;
use coder_core::SessionToken;
use coder_core::json::{parse, to_string};
use coder_core::storage_keys::{self, Purpose};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Storage, StorageEvent};

/// Storage of a session token.
///
/// If the hosts of one account request different kinds of storage, at once or one after the other, the strictest kind
/// applies: a token in a more permissive storage is moved.
pub(crate) struct TokenStore {
    kind: Rc<Cell<TokenStorage>>,
    key: String,
    /// The key that an earlier version used.
    former_key: Option<String>,
}

/// Kinds of storage that outlive the page, from the most to the least permissive.
const PERSISTENT: [TokenStorage; 2] = [TokenStorage::Local, TokenStorage::Session];

impl TokenStore {
    /// Creates the store for a deployment (by its proxy path) and a user.
    pub fn new(kind: TokenStorage, proxy_path: &str, user: &str) -> Self {
        Self {
            kind: Rc::new(Cell::new(kind)),
            key: storage_keys::name(Purpose::Session, proxy_path, user),
            former_key: storage_keys::former_name(Purpose::Session, proxy_path, user),
        }
    }

    /// Restricts the storage to this kind or a stricter one.
    pub fn restrict(&self, kind: TokenStorage) {
        if kind > self.kind.get() {
            self.kind.set(kind);
            // Reading moves a stored token.
            let _ = self.read();
        }
    }

    /// Returns the stored token, if it has the shape of a token. A token in too permissive a storage is moved, or
    /// removed if no storage is allowed.
    pub fn read(&self) -> Option<SessionToken> {
        let kind = self.kind.get();
        let mut token_text = storage_of(kind).and_then(|storage| storage.get_item(&self.key).ok().flatten());
        for candidate in PERSISTENT.into_iter().filter(|candidate| *candidate <= kind) {
            let Some(storage) = storage_of(candidate) else { continue };
            let outdated = self.former_key.iter().chain((candidate < kind).then_some(&self.key));
            for key in outdated {
                let Some(text) = storage.get_item(key).ok().flatten() else { continue };
                let _ = storage.remove_item(key);
                if token_text.is_none() {
                    if let Some(target) = storage_of(kind) {
                        let _ = target.set_item(&self.key, &text);
                    }
                    token_text = Some(text);
                }
            }
        }
        SessionToken::parse(&token_text?).ok()
    }

    /// Stores the token.
    pub fn write(&self, token: &SessionToken) {
        if let Some(storage) = storage_of(self.kind.get()) {
            // If the storage is full, the user has to sign in again after the next page load.
            let _ = storage.set_item(&self.key, token.secret());
        }
    }

    /// Removes the token from every storage and key that may hold it.
    pub fn remove(&self) {
        for storage in PERSISTENT.into_iter().filter_map(storage_of) {
            for key in [&self.key].into_iter().chain(&self.former_key) {
                let _ = storage.remove_item(key);
            }
        }
    }

    /// Calls back when another tab stores or removes the token, while the token is kept in `localStorage`. The
    /// listener lives as long as the page, as does the one session per deployment and user.
    pub fn on_external_change(&self, on_change: impl Fn(Option<SessionToken>) + 'static) {
        if self.kind.get() != TokenStorage::Local {
            return;
        }
        let (key, kind) = (self.key.clone(), self.kind.clone());
        let listener = Closure::<dyn FnMut(StorageEvent)>::new(move |event: StorageEvent| {
            // A null key means that the whole storage was cleared.
            if kind.get() == TokenStorage::Local && event.key().is_none_or(|k| k == key) {
                let token = event.key().and(event.new_value()).and_then(|t| SessionToken::parse(&t).ok());
                on_change(token);
            }
        });
        if let Some(window) = web_sys::window() {
            let _ = window.add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
        }
        LISTENERS.with_borrow_mut(|all| all.push(listener));
    }
}

/// Returns the browser's storage of a kind; `None` for [`TokenStorage::Memory`] and if the user blocks storage. The
/// token then lasts as long as the page.
fn storage_of(kind: TokenStorage) -> Option<Storage> {
    let window = web_sys::window()?;
    match kind {
        TokenStorage::Local => window.local_storage().ok()?,
        TokenStorage::Session => window.session_storage().ok()?,
        TokenStorage::Memory => None,
    }
}

/// Saved preferences of the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ListPrefs {
    /// Scope and quick filters, as a query; `None` if they were never changed.
    pub filter: Option<String>,
    /// The app that a workspace was opened in last.
    pub last_app: Option<LastApp>,
    /// Whether a started workspace opens in its app once it is ready.
    pub opens_when_ready: bool,
    /// Whether a new workspace opens in an app once it is ready; `None` if that was never chosen.
    pub opens_created: Option<bool>,
    /// Row counts of the latest searches, so that a list takes up about the space that it needs while it is fetched.
    rows: Vec<(String, usize)>,
}

/// The app that a workspace was opened in last.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LastApp {
    /// The app's [`AppLink::key`](coder_core::apps::AppLink::key).
    pub key: String,
    /// The app's label.
    pub label: String,
    /// Whether it is a desktop program, which a page may open without a click.
    pub is_desktop: bool,
}

impl LastApp {
    fn read(value: &Value) -> Option<Self> {
        let text = |key| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let is_desktop = value.get("desktop").and_then(Value::as_bool).unwrap_or_default();
        Some(Self { key: text("key")?, label: text("label")?, is_desktop })
    }

    fn to_json(&self) -> Value {
        json!({ "key": self.key, "label": self.label, "desktop": self.is_desktop })
    }
}

/// Maximum number of saved row counts.
const MAX_ROW_COUNTS: usize = 30;

impl ListPrefs {
    /// Whether a new workspace opens in an app once it is ready. By default it does if a desktop program was opened
    /// before: no browser says whether one is installed, and Firefox leaves the page if none is.
    pub fn opens_created(&self) -> bool {
        let has_program = || self.last_app.as_ref().is_some_and(|app| app.is_desktop);
        self.opens_created.unwrap_or_else(has_program)
    }

    /// Returns the saved row count of a search.
    pub fn rows_of(&self, search: &str) -> Option<usize> {
        self.rows.iter().find(|(text, _)| text == search).map(|(_, rows)| *rows)
    }

    /// Saves the row count of a search, up to 10: more rows than that scroll.
    pub fn set_rows(&mut self, search: &str, rows: usize) {
        const MAX_ROWS: usize = 10;
        let rows = rows.min(MAX_ROWS);
        if self.rows_of(search) == Some(rows) {
            return;
        }
        self.rows.retain(|(text, _)| text != search);
        self.rows.insert(0, (search.to_owned(), rows));
        self.rows.truncate(MAX_ROW_COUNTS);
    }
}

/// Storage of a user's [`ListPrefs`], which hold no secrets. Without browser storage nothing is saved.
pub(crate) struct ListPrefsStore {
    key: String,
}

impl ListPrefsStore {
    /// Creates the store for a deployment (by its proxy path) and a user.
    pub fn new(proxy_path: &str, user: &str) -> Self {
        Self { key: storage_keys::name(Purpose::View, proxy_path, user) }
    }

    /// Returns the stored value.
    pub fn read(&self) -> ListPrefs {
        let text = storage_of(TokenStorage::Local).and_then(|s| s.get_item(&self.key).ok().flatten());
        let value: Value = text.and_then(|text| parse(&text)).unwrap_or_default();
        let rows = value.get("rows").and_then(Value::as_array).into_iter().flatten().filter_map(|pair| {
            let rows = pair.get(1)?.as_u64().and_then(|n| usize::try_from(n).ok())?;
            Some((pair.get(0)?.as_str()?.to_owned(), rows))
        });
        ListPrefs {
            filter: value.get("filter").and_then(Value::as_str).map(str::to_owned),
            last_app: value.get("app").and_then(LastApp::read),
            opens_when_ready: value.get("openWhenReady").and_then(Value::as_bool).unwrap_or_default(),
            opens_created: value.get("openCreated").and_then(Value::as_bool),
            rows: rows.take(MAX_ROW_COUNTS).collect(),
        }
    }

    /// Stores the value.
    pub fn write(&self, view: &ListPrefs) {
        if let Some(storage) = storage_of(TokenStorage::Local) {
            let app = view.last_app.as_ref().map(LastApp::to_json);
            let value = json!({
                "filter": view.filter, "rows": view.rows, "app": app, "openWhenReady": view.opens_when_ready,
                "openCreated": view.opens_created,
            });
            let _ = storage.set_item(&self.key, &to_string(&value));
        }
    }

    /// Removes the stored value.
    pub fn remove(&self) {
        if let Some(storage) = storage_of(TokenStorage::Local) {
            let _ = storage.remove_item(&self.key);
        }
    }
}

/// Storage of a user's draft, for as long as the tab lives. The caller leaves secrets out.
pub(crate) struct DraftStore {
    key: String,
}

impl DraftStore {
    /// Creates the store for a deployment (by its proxy path) and a user.
    pub fn new(proxy_path: &str, user: &str) -> Self {
        Self { key: storage_keys::name(Purpose::Draft, proxy_path, user) }
    }

    /// Returns the stored value.
    pub fn read(&self) -> Option<Value> {
        let text = storage_of(TokenStorage::Session)?.get_item(&self.key).ok()??;
        parse(&text)
    }

    /// Stores the value.
    pub fn write(&self, draft: &Value) {
        if let Some(storage) = storage_of(TokenStorage::Session) {
            let _ = storage.set_item(&self.key, &to_string(draft));
        }
    }

    /// Removes the stored value.
    pub fn remove(&self) {
        if let Some(storage) = storage_of(TokenStorage::Session) {
            let _ = storage.remove_item(&self.key);
        }
    }
}

type StorageListener = Closure<dyn FnMut(StorageEvent)>;

thread_local! {
    static LISTENERS: RefCell<Vec<StorageListener>> = RefCell::default();
}
