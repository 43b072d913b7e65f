//! What a tab follows, and what an event means to the account.

use super::super::Account;
use super::state::{LiveUpdates, SILENCE_MS};
use super::tabs::{Message, Tabs};
use crate::browser::{AbortOnDrop, CallError, Page, on_page_event};
use crate::spawn::spawn_local;
use coder_core::event_stream::StreamEvent;
use coder_core::json::FromJson as _;
use coder_core::live::{Wanted, key, merged, workspace_in};
use coder_core::models::Workspace;
use coder_core::request::{Method, Request};
use coder_core::session::Credential;
use coder_core::storage_keys::{self, Purpose};
use gloo_timers::callback::Timeout;
#[allow(
    unused_imports,
    reason = "signals of Leptos have their methods by traits, those of leptos-compact by themselves"
)]
use leptos::prelude::*;

/// Milliseconds for which changes of the wanted topics are collected.
const DEBOUNCE_MS: u32 = 100;

impl LiveUpdates {
    /// Begins the live updates of an account; does nothing from the second call on.
    pub fn start(account: &Account) {
        let caches = &account.0.caches;
        let updates = Self::new(caches.context.clone(), caches.client.clone(), caches.lists.clone());
        let changed = updates.clone();
        if updates.0.context.live.on_change(move || changed.update_soon()) {
            let event = updates.clone();
            let _ = updates.0.page_events.set(on_page_event(move || event.update()));
            updates.update();
        }
    }

    pub fn tabs(&self) -> &Tabs {
        self.0.tabs.get_or_init(|| {
            let updates = self.clone();
            Tabs::open(&self.lock_name(), move |texts| updates.on_message(&texts))
        })
    }

    /// Returns the name of the lock, and of the channel between the tabs.
    pub fn lock_name(&self) -> String {
        storage_keys::name(Purpose::Live, &self.0.context.proxy_path, self.0.context.host().user())
    }

    fn update_soon(&self) {
        let updates = self.clone();
        let debounce = Timeout::new(DEBOUNCE_MS, move || updates.update());
        self.0.debounce.replace(Some(debounce));
    }

    /// Opens, replaces or ends the stream according to the topics that are wanted now.
    pub fn update(&self) {
        let own = self.wanted();
        self.tabs().tell_wanted(&own);
        if own.is_empty() {
            self.0.fetches.take();
            self.release_lock();
        } else {
            self.request_lock();
            self.open_stream(self.tabs().merged_with(&own));
            self.publish();
        }
    }

    /// Returns what this tab wants to follow.
    fn wanted(&self) -> Vec<Wanted> {
        let context = &self.0.context;
        let is_linked = context.credential() == Some(Credential::Gateway)
            && context.state.read_untracked().status().is_authenticated();
        if !is_linked || !Page::is_online() {
            return Vec::new();
        }
        let (lists, follows) = (self.0.lists.watched(), context.live.follows());
        let is_needed = Page::is_visible()
            || lists.iter().any(|list| list.is_followed_hidden())
            || follows.iter().any(|follow| follow.also_hidden);
        if !is_needed {
            return Vec::new();
        }
        let follows = follows.iter().map(|follow| Wanted { topic: (follow.topic)(), ids: Vec::new() });
        merged(follows.chain(lists.iter().flat_map(|list| list.topics())))
    }

    fn on_message(&self, texts: &[String]) {
        match self.tabs().read(texts) {
            Some(Message::Wanted) => {
                if self.0.leader.stream.borrow().is_some() {
                    self.tabs().tell_followed(&self.followed());
                }
                self.update_soon();
            }
            Some(Message::Asked) => self.tabs().tell_again(&self.wanted()),
            Some(Message::Followed(keys)) => {
                self.expect_leader(!keys.is_empty());
                self.set_followed(keys);
            }
            Some(Message::Event(event)) => {
                self.expect_leader(true);
                self.apply(&event);
            }
            None => {}
        }
    }

    /// Expects another sign of life of the leader, or none: without one, this tab polls again.
    fn expect_leader(&self, is_expected: bool) {
        let updates = self.clone();
        let silence = is_expected.then(|| Timeout::new(SILENCE_MS, move || updates.set_followed(Vec::new())));
        self.0.silence.replace(silence);
    }

    /// Sets the topics that are followed now, by their keys.
    pub fn set_followed(&self, keys: Vec<String>) {
        self.0.followed.replace(keys);
        self.publish();
    }

    fn publish(&self) {
        // A clone: lists and follows may report changes.
        let followed = self.0.followed.borrow().clone();
        for list in self.0.lists.watched() {
            list.set_followed(&followed);
        }
        for follow in self.0.context.live.follows() {
            follow.state.set(followed.iter().any(|followed| followed == key(&(follow.topic)())));
        }
    }

    /// Applies an event of the stream.
    pub fn apply(&self, event: &StreamEvent) {
        let (topic, frame) = event.data.split_once('\n').unwrap_or((&event.data, ""));
        match event.name.as_str() {
            "data" => {
                self.set_is_followed(topic, true);
                if let Some(workspace) = workspace_in(frame) {
                    self.0.lists.apply_workspace(&workspace);
                }
                for follow in self.0.context.live.follows() {
                    if key(&(follow.topic)()) == key(topic) {
                        follow.frame(frame);
                    }
                }
            }
            "changed" => {
                self.set_is_followed(topic, true);
                self.fetch(topic);
            }
            "end" => self.set_is_followed(topic, false),
            _ => {}
        }
    }

    fn set_is_followed(&self, topic: &str, is_followed: bool) {
        let mut keys = self.followed();
        let known = keys.iter().position(|known| known == key(topic));
        match (known, is_followed) {
            (None, true) => keys.push(key(topic).to_owned()),
            (Some(index), false) => drop(keys.swap_remove(index)),
            _ => return,
        }
        self.set_followed(keys);
    }

    /// Fetches what a topic names again.
    fn fetch(&self, topic: &str) {
        // A hidden tab reads everything again when it is shown.
        if !self.wanted().iter().any(|wanted| key(&wanted.topic) == key(topic)) {
            return;
        }
        for follow in self.0.context.live.follows() {
            if key(&(follow.topic)()) == key(topic) {
                follow.state.wake();
            }
        }
        let mut is_list = false;
        for list in self.0.lists.watched() {
            if list.has_page(topic) {
                is_list = true;
                list.refresh();
            }
        }
        if is_list {
            return;
        }
        let request = Request::new(Method::Get, topic, None);
        let signal = match &mut *self.0.fetches.borrow_mut() {
            Some(abort) => abort.signal(),
            none => {
                let Ok(abort) = AbortOnDrop::new() else { return };
                none.insert(abort).signal()
            }
        };
        let updates = self.clone();
        spawn_local(async move {
            match updates.0.client.call(&request, &signal).await.map(|value| Workspace::from_json(&value)) {
                Ok(Ok(workspace)) => updates.0.lists.apply_workspace(&workspace),
                Err(CallError::Aborted) => {}
                Ok(Err(_)) | Err(_) => updates.0.lists.refresh(),
            }
        });
    }
}
