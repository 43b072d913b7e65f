//! Word between this browser's tabs of one origin.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel that the other tabs hear; it never hears itself.
pub(crate) struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the channel of this name for as long as the page lives. A browser without channels hears nothing.
    pub fn open(name: &str, heard: impl Fn(Vec<String>) + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            let closure = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
                if let Ok(words) = message.data().dyn_into::<Array>() {
                    heard(words.iter().filter_map(text).collect());
                }
            });
            channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
            // It lives as long as the page, and so must what it calls.
            closure.forget();
        }
        Self(channel)
    }

    /// Tells the other tabs.
    pub fn say(&self, words: &[&str]) {
        if let Some(channel) = &self.0 {
            // Bytes are copied; a script's string would be made from each of them.
            let words: Array = words.iter().map(|word| Uint8Array::from(word.as_bytes())).collect();
            let _ = channel.post_message(&words);
        }
    }
}

fn text(word: JsValue) -> Option<String> {
    String::from_utf8(word.dyn_into::<Uint8Array>().ok()?.to_vec()).ok()
}
