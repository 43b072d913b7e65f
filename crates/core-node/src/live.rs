//! The hub of live updates, as a class of JavaScript.

use coder_core::gateway::live::{Clock, Effect, Hub, Subscription};
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// What is followed at Coder for the pages of one user at one deployment. Methods return what to do, as JSON: a list of
/// `{"effect", "topic", …}`.
#[wasm_bindgen(js_name = Hub)]
#[derive(Default)]
pub struct NodeHub(Hub);

#[wasm_bindgen(js_class = Hub)]
impl NodeHub {
    /// Creates a hub without pages.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page with its subscription; nothing if the user has too many, or the text is no subscription.
    pub fn join(&mut self, page: u32, subscription: &str) -> Option<String> {
        let subscription = serde_json::from_str(subscription).ok()?;
        let effects = self.0.join(page, Subscription::from_json(&subscription).ok()?)?;
        Some(text(effects))
    }

    /// Removes a page.
    pub fn leave(&mut self, page: u32) -> String {
        text(self.0.leave(page))
    }

    /// Processes a frame of a topic's socket.
    pub fn frame(&mut self, topic: &str, frame: &str) -> String {
        text(self.0.frame(topic, frame))
    }

    /// Processes the end of a topic's socket.
    pub fn closed(&mut self, topic: &str, now_ms: f64, random: f64) -> String {
        text(self.0.closed(topic, Clock { now_ms, random }))
    }

    /// Processes the answer to a topic's request.
    pub fn polled(&mut self, topic: &str, body: Option<String>, now_ms: f64, random: f64) -> String {
        text(self.0.polled(topic, body.as_deref(), Clock { now_ms, random }))
    }

    /// Processes a change that the user made through the gateway.
    pub fn written(&mut self) -> String {
        text(self.0.written())
    }
}

fn text(effects: Vec<Effect>) -> String {
    Value::Array(effects.into_iter().map(effect).collect()).to_string()
}

fn effect(effect: Effect) -> Value {
    match effect {
        Effect::Open { topic, target, after_ms } => {
            json!({ "effect": "open", "topic": topic, "target": target, "afterMs": after_ms })
        }
        Effect::Close { topic } => json!({ "effect": "close", "topic": topic }),
        Effect::Poll { topic, after_ms } => json!({ "effect": "poll", "topic": topic, "afterMs": after_ms }),
        Effect::Send { pages, event, topic } => {
            json!({ "effect": "send", "topic": topic, "pages": pages, "event": event.name() })
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn parsed(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn effects_cross_as_json() {
        let (mut hub, topic) = (NodeHub::new(), "/api/v2/workspaces?q=owner%3Ame&limit=25");
        let joined = hub.join(1, &json!({ "topics": [{ "topic": topic }] }).to_string()).unwrap();
        let inbox = "/api/v2/notifications/inbox";
        let open =
            json!({ "effect": "open", "topic": inbox, "target": format!("{inbox}/watch"), "afterMs": 0 });
        assert_eq!(parsed(&joined), json!([{ "effect": "poll", "topic": topic, "afterMs": 0 }, open]));
        assert_eq!(hub.join(2, "nonsense"), None);
        assert_eq!(hub.join(2, "[]"), None);
        let closed = json!([{ "effect": "close", "topic": inbox }, { "effect": "close", "topic": topic }]);
        assert_eq!(parsed(&hub.leave(1)), closed);
    }

    #[test]
    fn a_message_names_its_pages_and_its_event() {
        let (mut hub, topic) = (NodeHub::new(), "/api/v2/workspacebuilds/1/logs?after=0");
        hub.join(7, &json!({ "topics": [{ "topic": topic }] }).to_string()).unwrap();
        let sent = json!([{ "effect": "send", "topic": topic, "pages": [7], "event": "data" }]);
        assert_eq!(parsed(&hub.frame(topic, "{}")), sent);
    }
}
