//! The messages between the tabs of an account about live updates.

use crate::browser::{Broadcast, jitter};
use coder_core::event_stream::StreamEvent;
use coder_core::live::{Wanted, merged, subscription, wanted_in};
use std::cell::RefCell;
use vecmap::VecMap;

/// A message of another tab.
pub(super) enum Message {
    /// What another tab wants has changed.
    Wanted,
    /// The leader asks what this tab wants.
    Asked,
    /// The leader follows the topics with these keys now.
    Followed(Vec<String>),
    /// The leader received an event.
    Event(StreamEvent),
}

/// The other tabs.
pub(super) struct Tabs {
    channel: Broadcast,
    /// The name of this tab.
    own: String,
    /// What the other tabs want, by their names.
    wanted: RefCell<VecMap<String, Vec<Wanted>>>,
    /// What the others know of this tab.
    told: RefCell<Vec<Wanted>>,
}

impl Tabs {
    /// Opens the channel for as long as the page lives.
    pub fn open(name: &str, on_message: impl Fn(Vec<String>) + 'static) -> Self {
        let own = ((jitter() * f64::from(u32::MAX)) as u32).to_string();
        let channel = Broadcast::open(name, on_message);
        Self { channel, own, wanted: RefCell::default(), told: RefCell::default() }
    }

    /// Returns what a message says.
    pub fn read(&self, texts: &[String]) -> Option<Message> {
        match texts {
            [kind] if kind == "ask" => Some(Message::Asked),
            [kind, tab, json] if kind == "want" => {
                let wanted = wanted_in(json);
                let mut all = self.wanted.borrow_mut();
                match wanted.is_empty() {
                    true => drop(all.remove(tab)),
                    false => drop(all.insert(tab.clone(), wanted)),
                }
                Some(Message::Wanted)
            }
            [kind, keys @ ..] if kind == "followed" => Some(Message::Followed(keys.to_vec())),
            [kind, name, data] if kind == "event" => {
                Some(Message::Event(StreamEvent { name: name.clone(), data: data.clone() }))
            }
            _ => None,
        }
    }

    /// Returns what this tab and all others want.
    pub fn merged_with(&self, own: &[Wanted]) -> Vec<Wanted> {
        merged(own.iter().chain(self.wanted.borrow().values().flatten()).cloned())
    }

    /// Tells what this tab wants, unless the others know it.
    pub fn tell_wanted(&self, own: &[Wanted]) {
        if *self.told.borrow() != own {
            self.told.replace(own.to_vec());
            self.channel.post(&["want", &self.own, &subscription(own).to_string()]);
        }
    }

    /// Answers a leader's question what this tab wants.
    pub fn tell_again(&self, own: &[Wanted]) {
        self.told.take();
        self.tell_wanted(own);
    }

    /// Asks what the others want, as the new leader.
    pub fn ask(&self) {
        self.wanted.borrow_mut().clear();
        self.channel.post(&["ask"]);
    }

    /// Tells which topics are followed.
    pub fn tell_followed(&self, keys: &[String]) {
        let texts: Vec<&str> = std::iter::once("followed").chain(keys.iter().map(String::as_str)).collect();
        self.channel.post(&texts);
    }

    /// Passes an event on.
    pub fn tell_event(&self, event: &StreamEvent) {
        self.channel.post(&["event", &event.name, &event.data]);
    }
}
