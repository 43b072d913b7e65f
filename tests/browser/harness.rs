//! The test harness: mounts components under a host whose `fetch` returns scripted responses.

use backstage_plugin_coder::{
    Account, CoderProvider, CoderWorkspacesCard, Config, EntityInput, FallbackAuthUi, Host,
};
use coder_core::SessionToken;
use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use serde_json::{Value, json};
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{
    AbortSignal, Element, Headers, HtmlElement, HtmlInputElement, Request, RequestInit, Response,
    ResponseInit,
};

pub const TOKEN: &str = "abcdefghij-0123456789abcdefghijkl";

/// A response of the scripted host.
#[derive(Clone)]
pub enum Reply {
    /// Status and JSON.
    Json(u16, Value),
    /// Status, content type and body.
    Text(u16, &'static str, &'static str),
    /// No response, ever.
    Hang,
    /// A rejected `fetch`.
    NetworkError,
    /// A response that is held back until the test opens the gate.
    Pending(Gate),
}

/// Requests whose responses are held back.
#[derive(Clone, Default)]
pub struct Gate(Rc<RefCell<Vec<Function>>>);

impl Gate {
    /// Returns the number of waiting requests.
    pub fn waiting(&self) -> usize {
        self.0.borrow().len()
    }

    /// Sends a response to all waiting requests.
    pub fn open(&self, reply: &Reply) {
        for resolve in self.0.take() {
            resolve.call1(&JsValue::NULL, &respond(reply.clone())).unwrap();
        }
    }
}

type Script = Rc<RefCell<Vec<(String, Reply)>>>;

/// A mounted component with its host. Unmounts when dropped.
pub struct Harness {
    pub container: HtmlElement,
    pub host: Host,
    /// The object from which the host was made.
    pub options: Object,
    pub log: Rc<RefCell<Vec<String>>>,
    signals: Rc<RefCell<Vec<AbortSignal>>>,
    script: Script,
    _fetch: Closure<dyn FnMut(String, RequestInit) -> Promise>,
    view: Option<Box<dyn Any>>,
}

thread_local! {
    static USERS: Cell<u32> = const { Cell::new(0) };
}

impl Harness {
    /// Creates a host with a user of its own, so that tests share no session.
    pub fn new() -> Self {
        Self::with_token_storage("memory")
    }

    /// Creates a host in whose browser a session token is stored.
    pub fn with_stored_token() -> Self {
        USERS.set(USERS.get() + 1);
        let key = format!("backstage-plugin-coder/session/coder/{}", user());
        USERS.set(USERS.get() - 1);
        storage().set_item(&key, TOKEN).unwrap();
        Self::with_token_storage("local")
    }

    fn with_token_storage(token_storage: &str) -> Self {
        let script: Script = Rc::default();
        let log: Rc<RefCell<Vec<String>>> = Rc::default();
        let signals: Rc<RefCell<Vec<AbortSignal>>> = Rc::default();
        let (replies, requests, abort_signals) = (script.clone(), log.clone(), signals.clone());
        let fetch = Closure::<dyn FnMut(String, RequestInit) -> Promise>::new(
            move |url: String, init: RequestInit| {
                let request = Request::new_with_str_and_init(&url, &init).unwrap();
                let path = request.url().split("/api/proxy").nth(1).unwrap_or_default().to_owned();
                requests.borrow_mut().push(format!("{} {path}", request.method()));
                abort_signals.borrow_mut().push(request.signal());
                let reply = replies
                    .borrow()
                    .iter()
                    .rev()
                    .find(|(prefix, _)| path.starts_with(prefix))
                    .map(|(_, a)| a.clone());
                respond(reply.unwrap_or(Reply::Text(404, "", "")))
            },
        );
        USERS.set(USERS.get() + 1);
        let options = Object::new();
        let set = |key: &str, value: &JsValue| Reflect::set(&options, &key.into(), value).unwrap();
        set("fetch", fetch.as_ref());
        set("user", &user().into());
        set("tokenStorage", &token_storage.into());
        let container: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&container).unwrap();
        let host = Host::from_js(&options);
        let harness = Self { container, host, options, log, signals, script, _fetch: fetch, view: None };
        harness.set_response(
            "/coder/api/v2/users/me",
            Reply::Json(200, json!({"id": "u", "username": "alice"})),
        );
        harness.set_response("/coder/api/v2/workspaces?", Reply::Json(200, page(&["payments"])));
        harness
    }

    /// Sets the response for paths with this prefix.
    pub fn set_response(&self, prefix: &str, reply: Reply) {
        self.script.borrow_mut().push((prefix.to_owned(), reply));
    }

    /// Whether the newest request with this prefix was aborted by its sender.
    pub fn was_aborted(&self, prefix: &str) -> bool {
        let newest = self.log.borrow().iter().rposition(|line| line.starts_with(prefix));
        newest.is_some_and(|index| self.signals.borrow()[index].aborted())
    }

    /// Returns the account that the components share.
    pub fn account(&self) -> Account {
        Account::of(&self.host, "/coder")
    }

    /// Links the account.
    pub fn sign_in(&self) {
        self.account().register_token(SessionToken::parse(TOKEN).unwrap());
    }

    /// Returns a copy of the host object with some keys changed.
    pub fn options_with(&self, changes: &[(&str, JsValue)]) -> JsValue {
        let options = Object::assign(&Object::new(), &self.options);
        for (key, value) in changes {
            Reflect::set(&options, &(*key).into(), value).unwrap();
        }
        options.into()
    }

    /// Mounts a card under a provider.
    pub fn card(self, config: &Value, entity: Option<Value>) -> Self {
        let reads = entity.is_some();
        let entity = entity.map(|e| EntityInput::from_json(&e)).unwrap_or_default();
        self.mount(config, move || {
            view! { <CoderWorkspacesCard entity=Signal::stored(entity) read_entity_data=Signal::stored(reads)/> }
        })
    }

    /// Mounts a view under a provider.
    pub fn mount<V: IntoView + 'static>(
        mut self,
        config: &Value,
        view: impl FnOnce() -> V + Send + 'static,
    ) -> Self {
        let host = self.host.clone();
        let config = Config::from_json(config);
        let view = leptos::mount::mount_to(self.container.clone(), move || {
            view! { <CoderProvider config host fallback_auth_ui=FallbackAuthUi::Hidden>{view()}</CoderProvider> }
        });
        self.view = Some(Box::new(view));
        self
    }

    /// Unmounts the view, and keeps its container.
    pub fn unmount(&mut self) {
        self.view = None;
    }

    /// Returns all text, visible or hidden.
    pub fn text(&self) -> String {
        self.container.text_content().unwrap_or_default()
    }

    pub fn find(&self, selector: &str) -> Option<Element> {
        self.container.query_selector(selector).unwrap()
    }

    pub fn count(&self, selector: &str) -> u32 {
        self.container.query_selector_all(selector).unwrap().length()
    }

    /// Returns the button with this text or accessible name.
    pub fn button(&self, name: &str) -> HtmlElement {
        let all = self.container.query_selector_all("button").unwrap();
        let buttons = (0..all.length()).map(|i| all.item(i).unwrap().unchecked_into::<HtmlElement>());
        let is_named = |b: &HtmlElement| {
            b.get_attribute("aria-label").as_deref() == Some(name)
                || b.text_content().unwrap_or_default().trim() == name
        };
        buttons
            .into_iter()
            .find(is_named)
            .unwrap_or_else(|| panic!("no button {name:?} in {:?}", self.text()))
    }

    /// Whether there is a button with this text.
    fn has_button(&self, name: &str) -> bool {
        let all = self.container.query_selector_all("button").unwrap();
        (0..all.length()).any(|i| all.item(i).unwrap().text_content().unwrap_or_default().trim() == name)
    }

    /// Opens the card's menu and chooses an action. Actions are in the document only while the menu is open.
    pub async fn choose(&self, name: &str) {
        self.button("More actions").click();
        until(|| self.has_button(name), || format!("the action {name:?}")).await;
        self.button(name).click();
    }

    /// Returns the text in the first input.
    pub fn input_value(&self) -> String {
        self.find("input").expect("an input").unchecked_into::<HtmlInputElement>().value()
    }

    /// Opens the search of a card whose list is short.
    pub async fn open_search(&self) {
        self.button("More actions").click();
        until(|| self.find("[role=menuitem]").is_some(), || "the card's menu".to_owned()).await;
        let search: web_sys::HtmlElement = self.find("[role=menuitem]").unwrap().unchecked_into();
        search.click();
        until(|| self.find("[part=search-input]").is_some(), || "the search box".to_owned()).await;
    }

    /// Types into the first input.
    pub fn type_text(&self, text: &str) {
        let input: HtmlInputElement = self.find("input").expect("an input").unchecked_into();
        input.set_value(text);
        let event = web_sys::Event::new("input").unwrap();
        input.dispatch_event(&event).unwrap();
    }

    /// Waits until the text is shown.
    pub async fn shows(&self, text: &str) {
        until(|| self.text().contains(text), || format!("{text:?} in {:?}", self.text())).await;
    }

    /// Waits until the text is no longer shown.
    pub async fn hides(&self, text: &str) {
        until(|| !self.text().contains(text), || format!("no {text:?} in {:?}", self.text())).await;
    }

    /// Returns the number of requests, as method and path, with this prefix.
    pub fn request_count(&self, prefix: &str) -> usize {
        self.log.borrow().iter().filter(|line| line.starts_with(prefix)).count()
    }
}

/// Returns the user of the newest host.
fn user() -> String {
    format!("user:test/{}", USERS.get())
}

pub fn storage() -> web_sys::Storage {
    window().local_storage().unwrap().unwrap()
}

impl Drop for Harness {
    fn drop(&mut self) {
        self.view = None;
        self.container.remove();
    }
}

/// Waits for a condition, for at most twenty seconds.
pub async fn until(condition: impl Fn() -> bool, description: impl Fn() -> String) {
    for _ in 0..2000 {
        if condition() {
            return;
        }
        pause(10).await;
    }
    panic!("waited in vain for {}", description());
}

async fn pause(ms: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}

fn respond(reply: Reply) -> Promise {
    let (status, kind, body) = match reply {
        Reply::Hang => return Promise::new(&mut |_, _| {}),
        Reply::Pending(gate) => return Promise::new(&mut |resolve, _| gate.0.borrow_mut().push(resolve)),
        Reply::NetworkError => return Promise::reject(&js_sys::TypeError::new("Failed to fetch")),
        Reply::Json(status, value) => {
            (status, "application/json; charset=utf-8".to_owned(), value.to_string())
        }
        Reply::Text(status, kind, body) => (status, kind.to_owned(), body.to_owned()),
    };
    let headers = Headers::new().unwrap();
    if !kind.is_empty() {
        headers.set("content-type", &kind).unwrap();
    }
    let init = ResponseInit::new();
    init.set_status(status);
    init.set_headers(&headers);
    let response = Response::new_with_opt_str_and_init(Some(&body), &init).unwrap();
    Promise::resolve(&JsValue::from(response))
}

/// Returns a page of running workspaces with these names.
pub fn page(names: &[&str]) -> Value {
    json!({ "count": names.len(), "workspaces": names.iter().map(|n| workspace(n, "running")).collect::<Vec<_>>() })
}

pub fn workspace(name: &str, status: &str) -> Value {
    json!({
        "id": name, "name": name, "owner_name": "alice", "template_icon": "",
        "latest_build": {"id": name, "status": status, "job": {"status": "succeeded"}, "resources": []},
    })
}

pub fn config() -> Value {
    json!({
        "deployment": {"accessUrl": "https://coder.example.com"},
        "workspaces": {"defaultTemplateName": "docker", "repoUrlParamKeys": ["repo_url"]},
    })
}

pub fn entity(source: &str, coder: &Value) -> Value {
    json!({
        "kind": "Component",
        "metadata": {"name": "payments", "annotations": {"backstage.io/source-location": source}},
        "spec": {"coder": coder},
    })
}
