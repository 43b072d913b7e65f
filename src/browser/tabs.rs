//! Word between this browser's tabs of one origin.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel that the other tabs hear; it never hears itself.
pub(crate) struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the channel of this name for as long as the page lives. A browser without channels hears nothing.
    pub fn open(name: &str, heard: impl Fn(String) + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            let closure = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
                if let Some(text) = message.data().as_string() {
                    heard(text);
                }
            });
            channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
            // It lives as long as the page, and so must what it calls.
            closure.forget();
        }
        Self(channel)
    }

    /// Tells the other tabs.
    pub fn say(&self, text: &str) {
        if let Some(channel) = &self.0 {
            let _ = channel.post_message(&text.into());
        }
    }
}
