//! The hub: what is followed at Coder for the pages of one user at one deployment.

use super::effect::{Effect, Event};
use super::marks::{self, Mark, Rows};
use super::subscription::{Subscribed, Subscription};
use super::topic::{INBOX, Kind};
use crate::error::Error;
use crate::polling::{IDLE_MS, LIST_ACTIVE_MS, Next, Pace, Poll, PollState};
use std::collections::BTreeMap;

/// The greatest number of pages of a user. Tabs of a browser share one.
const MAX_PAGES: usize = 20;
/// The delay after which lists are read again when something has changed that may concern them, in milliseconds.
const SOON_MS: u32 = 500;

/// The time, and a random number from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Milliseconds since 1970.
    pub now_ms: f64,
    /// The random number, which spreads retries.
    pub random: f64,
}

/// A topic that pages subscribe to.
struct Topic {
    kind: Kind,
    pages: Vec<Page>,
    /// The poll of a list, or the retries of a socket.
    poll: Poll,
    /// The rows of a list as last received.
    rows: Option<Rows>,
    /// The workspace as last received.
    mark: Option<Mark>,
    /// Whether the socket has delivered a frame since it was opened.
    is_open: bool,
    /// Whether the pages know that the topic is not followed.
    is_ended: bool,
}

/// A page that subscribes to a topic.
struct Page {
    id: u32,
    /// The ids that the page has of a list, until they were compared.
    ids: Option<Vec<String>>,
}

impl Topic {
    fn new(kind: Kind) -> Self {
        let poll = Poll::new(Pace::list(LIST_ACTIVE_MS, IDLE_MS));
        Self { kind, pages: Vec::new(), poll, rows: None, mark: None, is_open: false, is_ended: false }
    }

    fn send(&self, topic: &str, event: Event) -> Option<Effect> {
        let pages: Vec<u32> = self.pages.iter().map(|page| page.id).collect();
        (!pages.is_empty()).then(|| Effect::Send { pages, event, topic: topic.to_owned() })
    }

    fn next_ms(&self, clock: Clock) -> u32 {
        let state = PollState { visible: true, online: true, live: false, now_ms: clock.now_ms };
        match self.poll.next(state, clock.random) {
            Next::In(ms) => ms,
            Next::OnEvent | Next::Never => IDLE_MS,
        }
    }
}

/// What is followed at Coder for the pages of one user at one deployment.
///
/// ```
/// use coder_core::gateway::live::{Clock, Effect, Hub, Subscription};
/// let subscription = serde_json::json!({"topics": [{"topic": "/api/v2/workspaces/1"}]});
/// let mut hub = Hub::default();
/// let effects = hub.join(1, Subscription::from_json(&subscription).unwrap()).unwrap();
/// let (topic, target) = ("/api/v2/workspaces/1".to_owned(), "/api/v2/workspaces/1/watch-ws".to_owned());
/// assert_eq!(effects, [Effect::Open { topic: topic.clone(), target, after_ms: 0 }]);
/// assert_eq!(hub.leave(1), [Effect::Close { topic }]);
/// ```
#[derive(Default)]
pub struct Hub {
    topics: BTreeMap<String, Topic>,
    pages: Vec<u32>,
}

impl Hub {
    /// Adds a page; returns nothing if the user has too many.
    pub fn join(&mut self, page: u32, subscription: Subscription) -> Option<Vec<Effect>> {
        if self.pages.len() >= MAX_PAGES {
            return None;
        }
        self.pages.push(page);
        let mut effects = Vec::new();
        for Subscribed { topic, kind, ids } in subscription.topics {
            let send = |event| Effect::Send { pages: vec![page], event, topic: topic.clone() };
            match self.topics.get(&topic) {
                None => effects.push(open(&topic, kind, 0)),
                Some(state) if state.is_ended => effects.push(send(Event::End)),
                // What the page has may be older or newer.
                Some(Topic { rows: Some(rows), .. })
                    if ids.as_ref().is_some_and(|known| !rows.ids().eq(known)) =>
                {
                    effects.push(Effect::Poll { topic: topic.clone(), after_ms: 0 });
                }
                // The socket's last frame came before this page.
                Some(Topic { mark: Some(_), .. }) => effects.push(send(Event::Data)),
                Some(_) => {}
            }
            let state = self.topics.entry(topic).or_insert_with(|| Topic::new(kind));
            state.pages.push(Page { id: page, ids });
        }
        let has_list = self.topics.values().any(|topic| topic.kind == Kind::List);
        if has_list && !self.topics.contains_key(INBOX) {
            self.topics.insert(INBOX.to_owned(), Topic::new(Kind::Inbox));
            effects.push(open(INBOX, Kind::Inbox, 0));
        }
        Some(effects)
    }

    /// Removes a page.
    pub fn leave(&mut self, page: u32) -> Vec<Effect> {
        self.pages.retain(|other| *other != page);
        for topic in self.topics.values_mut() {
            topic.pages.retain(|other| other.id != page);
        }
        let has_list = self.topics.values().any(|it| it.kind == Kind::List && !it.pages.is_empty());
        let is_needed =
            |topic: &Topic| if topic.kind == Kind::Inbox { has_list } else { !topic.pages.is_empty() };
        let unneeded: Vec<String> =
            self.topics.iter().filter(|(_, it)| !is_needed(it)).map(|(topic, _)| topic.clone()).collect();
        self.topics.retain(|_, topic| is_needed(topic));
        unneeded.into_iter().map(|topic| Effect::Close { topic }).collect()
    }

    /// Processes a frame of a topic's socket.
    pub fn frame(&mut self, topic: &str, frame: &str) -> Vec<Effect> {
        let Some(state) = self.topics.get_mut(topic) else { return Vec::new() };
        state.is_open = true;
        match state.kind {
            Kind::Log => state.send(topic, Event::Data).into_iter().collect(),
            Kind::Inbox => self.poll_lists_soon(),
            Kind::Workspace => self.workspace_frame(topic, frame),
            Kind::List => Vec::new(),
        }
    }

    fn workspace_frame(&mut self, topic: &str, frame: &str) -> Vec<Effect> {
        let (Some(state), Some(mark)) = (self.topics.get_mut(topic), marks::of_frame(frame)) else {
            return Vec::new();
        };
        state.poll.succeeded(true);
        state.is_ended = false;
        let before = state.mark.replace(mark.clone());
        // Lists are ordered, and often filtered, by status.
        let has_moved = before.as_ref().is_some_and(|before| before.status != mark.status);
        let sent = if before == Some(mark) { None } else { state.send(topic, Event::Data) };
        let mut effects: Vec<Effect> = sent.into_iter().collect();
        if has_moved {
            effects.extend(self.poll_lists_soon());
        }
        effects
    }

    /// Processes the end of a topic's socket, or that it could not be opened.
    pub fn closed(&mut self, topic: &str, clock: Clock) -> Vec<Effect> {
        let Some(state) = self.topics.get_mut(topic) else { return Vec::new() };
        let (kind, was_ended) = (state.kind, state.is_ended);
        (state.is_open, state.is_ended, state.mark) = (false, true, None);
        let mut effects = Vec::new();
        if !was_ended {
            effects.extend(state.send(topic, Event::End));
        }
        // A log ends when it is complete; its pages read what is missing.
        if kind != Kind::Log {
            state.poll.doubted(&Error::Unreachable, clock.now_ms);
            effects.push(open(topic, kind, state.next_ms(clock)));
        }
        effects
    }

    /// Processes the answer to the request of a list; `None` if there is none that can be used.
    pub fn polled(&mut self, topic: &str, body: Option<&str>, clock: Clock) -> Vec<Effect> {
        let Some(mut state) = self.topics.remove(topic) else { return Vec::new() };
        let mut effects = Vec::new();
        match body.and_then(Rows::of) {
            None => {
                state.poll.doubted(&Error::Unreachable, clock.now_ms);
                if !std::mem::replace(&mut state.is_ended, true) {
                    effects.extend(state.send(topic, Event::End));
                }
            }
            Some(rows) => {
                let is_changing = |row: &Mark| row.is_changing && !self.is_followed(&row.id, None);
                state.poll.succeeded(rows.marks.iter().any(is_changing));
                let was_ended = std::mem::replace(&mut state.is_ended, false);
                let before = state.rows.take();
                let mut outdated = Vec::new();
                for page in &mut state.pages {
                    let has_others = page.ids.take().is_some_and(|known| !rows.ids().eq(&known));
                    let is_followed = |id: &str| self.is_followed(id, Some(page.id));
                    let has_changed =
                        before.as_ref().is_some_and(|before| rows.differ_from(before, is_followed));
                    if was_ended || has_others || has_changed {
                        outdated.push(page.id);
                    }
                }
                if !outdated.is_empty() {
                    let (pages, event) = (outdated, Event::Changed);
                    effects.push(Effect::Send { pages, event, topic: topic.to_owned() });
                }
                state.rows = Some(rows);
            }
        }
        effects.push(Effect::Poll { topic: topic.to_owned(), after_ms: state.next_ms(clock) });
        self.topics.insert(topic.to_owned(), state);
        effects
    }

    /// Whether a workspace is followed, by any page or by this one.
    fn is_followed(&self, id: &str, by: Option<u32>) -> bool {
        let topic = self.topics.get(&format!("/api/v2/workspaces/{id}"));
        topic.is_some_and(|it| {
            it.is_open && by.is_none_or(|page| it.pages.iter().any(|other| other.id == page))
        })
    }

    /// Processes a change that the user made through the gateway.
    pub fn written(&mut self) -> Vec<Effect> {
        self.poll_lists_soon()
    }

    fn poll_lists_soon(&self) -> Vec<Effect> {
        let lists = self.topics.iter().filter(|(_, topic)| topic.kind == Kind::List);
        lists.map(|(topic, _)| Effect::Poll { topic: topic.clone(), after_ms: SOON_MS }).collect()
    }
}

/// Returns the effect that begins to follow a topic.
fn open(topic: &str, kind: Kind, after_ms: u32) -> Effect {
    let topic = topic.to_owned();
    match kind.socket(&topic) {
        Some(target) => Effect::Open { topic, target, after_ms },
        None => Effect::Poll { topic, after_ms },
    }
}
