//! Messages between the tabs of one origin (`BroadcastChannel`).

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel to the other tabs; a tab does not receive its own messages.
pub(crate) struct Broadcast(Option<BroadcastChannel>);

impl Broadcast {
    /// Opens the channel of a name for as long as the page lives. A browser without `BroadcastChannel` sends and
    /// receives nothing.
    pub fn open(name: &str, on_message: impl Fn(Vec<String>) + 'static) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        if let Some(channel) = &channel {
            let closure = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
                if let Ok(texts) = message.data().dyn_into::<Array>() {
                    on_message(texts.iter().filter_map(decode).collect());
                }
            });
            channel.set_onmessage(Some(closure.as_ref().unchecked_ref()));
            // The channel lives as long as the page, and so must its listener.
            closure.forget();
        }
        Self(channel)
    }

    /// Posts a message to the other tabs.
    pub fn post(&self, texts: &[&str]) {
        if let Some(channel) = &self.0 {
            // Bytes are copied as they are; a JavaScript string would be converted character by character.
            let texts: Array = texts.iter().map(|bytes| Uint8Array::from(bytes.as_bytes())).collect();
            let _ = channel.post_message(&texts);
        }
    }
}

fn decode(bytes: JsValue) -> Option<String> {
    String::from_utf8(bytes.dyn_into::<Uint8Array>().ok()?.to_vec()).ok()
}
