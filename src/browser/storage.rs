//! What is kept between page loads, one key each per deployment and user: the session token, and how the list
//! was looked at last.

use super::host::TokenStorage;
use coder_core::SessionToken;
use coder_core::json::{parse, to_text};
use coder_core::storage;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Storage, StorageEvent};

/// A place for one session's token.
///
/// Where several hosts of one account say different things of where it may be kept, or one says another thing than it
/// did before, the strictest holds: what a laxer one kept is moved.
pub(crate) struct TokenStore {
    kind: Rc<Cell<TokenStorage>>,
    key: String,
    /// Where an earlier version kept it.
    former_key: Option<String>,
}

/// Places that outlive the page, the laxest first.
const KEPT: [TokenStorage; 2] = [TokenStorage::Local, TokenStorage::Session];

impl TokenStore {
    /// The place for a deployment (by its proxy path) and a user.
    pub fn new(kind: TokenStorage, proxy_path: &str, user: &str) -> Self {
        Self {
            kind: Rc::new(Cell::new(kind)),
            key: storage::name("session", proxy_path, user),
            former_key: storage::former_name("session", proxy_path, user),
        }
    }

    /// Keeps the token no laxer than this from now on.
    pub fn restrict(&self, kind: TokenStorage) {
        if kind > self.kind.get() {
            self.kind.set(kind);
            // Moves what is there.
            let _ = self.read();
        }
    }

    /// The stored token, if there is one of a token's shape. What is kept laxer than it may be is moved, or removed
    /// where it may not be kept at all.
    pub fn read(&self) -> Option<SessionToken> {
        let kind = self.kind.get();
        let mut found = of(kind).and_then(|storage| storage.get_item(&self.key).ok().flatten());
        for lax in KEPT.into_iter().filter(|lax| *lax <= kind) {
            let Some(storage) = of(lax) else { continue };
            let outdated = self.former_key.iter().chain((lax < kind).then_some(&self.key));
            for key in outdated {
                let Some(text) = storage.get_item(key).ok().flatten() else { continue };
                let _ = storage.remove_item(key);
                if found.is_none() {
                    if let Some(own) = of(kind) {
                        let _ = own.set_item(&self.key, &text);
                    }
                    found = Some(text);
                }
            }
        }
        SessionToken::parse(&found?).ok()
    }

    /// Stores the token.
    pub fn write(&self, token: &SessionToken) {
        if let Some(storage) = of(self.kind.get()) {
            // A full storage means that the person signs in again after the next load.
            let _ = storage.set_item(&self.key, token.secret());
        }
    }

    /// Removes the token, wherever it was ever kept.
    pub fn remove(&self) {
        for storage in KEPT.into_iter().filter_map(of) {
            for key in [&self.key].into_iter().chain(&self.former_key) {
                let _ = storage.remove_item(key);
            }
        }
    }

    /// Calls back when another tab stores or removes the token, while it may be kept where other tabs see it. For the
    /// page's lifetime: there is one session per deployment and user, and it stays.
    pub fn on_change_elsewhere(&self, changed: impl Fn(Option<SessionToken>) + 'static) {
        if self.kind.get() != TokenStorage::Local {
            return;
        }
        let (key, kind) = (self.key.clone(), self.kind.clone());
        let listener = Closure::<dyn FnMut(StorageEvent)>::new(move |event: StorageEvent| {
            // A null key means that everything was cleared.
            if kind.get() == TokenStorage::Local && event.key().is_none_or(|k| k == key) {
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

/// The browser's storage of a kind. It may throw where the user blocks it: the token then lasts as long as the page.
fn of(kind: TokenStorage) -> Option<Storage> {
    let window = web_sys::window()?;
    match kind {
        TokenStorage::Local => window.local_storage().ok()?,
        TokenStorage::Session => window.session_storage().ok()?,
        TokenStorage::Memory => None,
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
        Self { key: storage::name("view", proxy_path, user) }
    }

    /// What was kept.
    pub fn read(&self) -> View {
        let text = of(TokenStorage::Local).and_then(|s| s.get_item(&self.key).ok().flatten());
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
        if let Some(storage) = of(TokenStorage::Local) {
            let kept = json!({ "filter": view.filter, "rows": view.rows });
            let _ = storage.set_item(&self.key, &to_text(&kept));
        }
    }

    /// Forgets it.
    pub fn remove(&self) {
        if let Some(storage) = of(TokenStorage::Local) {
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
        Self { key: storage::name("draft", proxy_path, user) }
    }

    /// What was kept.
    pub fn read(&self) -> Option<Value> {
        let text = of(TokenStorage::Session)?.get_item(&self.key).ok()??;
        parse(&text)
    }

    /// Keeps it.
    pub fn write(&self, draft: &Value) {
        if let Some(storage) = of(TokenStorage::Session) {
            let _ = storage.set_item(&self.key, &to_text(draft));
        }
    }

    /// Forgets it.
    pub fn remove(&self) {
        if let Some(storage) = of(TokenStorage::Session) {
            let _ = storage.remove_item(&self.key);
        }
    }
}

type Listener = Closure<dyn FnMut(StorageEvent)>;

thread_local! {
    static LISTENERS: RefCell<Vec<Listener>> = RefCell::default();
}
