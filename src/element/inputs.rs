//! An element's attributes and properties as signals.

use crate::foreign::detached;
use coder_core::json::parse;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// A property's value, for objects that are more than JSON.
pub(super) type Raw = SendWrapper<JsValue>;

/// Signals that outlive any view, so that the ES class may set them at any time.
#[derive(Clone)]
pub(super) struct Inputs {
    attributes: Arc<HashMap<&'static str, ArcRwSignal<Option<String>>>>,
    properties: Arc<HashMap<&'static str, ArcRwSignal<Raw>>>,
    moves: ArcRwSignal<u32>,
}

impl Inputs {
    pub fn new(attributes: &[&'static str], properties: &[&'static str]) -> Self {
        let raw = || ArcRwSignal::new(SendWrapper::new(JsValue::UNDEFINED));
        Self {
            attributes: Arc::new(attributes.iter().map(|n| (*n, ArcRwSignal::new(None))).collect()),
            properties: Arc::new(properties.iter().map(|n| (*n, raw())).collect()),
            moves: ArcRwSignal::new(0),
        }
    }

    pub fn set_attribute(&self, name: &str, value: Option<String>) {
        if let Some(signal) = self.attributes.get(name)
            && *signal.read_untracked() != value
        {
            signal.set(value);
        }
    }

    pub fn set_property(&self, name: &str, value: JsValue) {
        if let Some(signal) = self.properties.get(name) {
            signal.set(SendWrapper::new(value));
        }
    }

    pub fn moved(&self) {
        self.moves.update(|n| *n = n.wrapping_add(1));
    }

    /// Tracks moves of the element within its document.
    pub fn track_moves(&self) {
        self.moves.track();
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes.get(name).and_then(|signal| signal.get())
    }

    /// Whether a boolean attribute is set; `"false"` counts as not, for hosts that write booleans out.
    pub fn flag(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| value != "false")
    }

    /// A property's value, tracked.
    pub fn property(&self, name: &str) -> JsValue {
        self.properties.get(name).map(|signal| (**signal.read()).clone()).unwrap_or(JsValue::UNDEFINED)
    }

    /// A property as JSON, else the attribute of that name parsed as JSON; null where there is neither.
    pub fn json(&self, name: &str) -> Value {
        let property = self.property(name);
        let text = if property.is_undefined() || property.is_null() {
            self.attribute(name)
        } else {
            // An object may have a `toJSON` of the page's.
            detached(|| js_sys::JSON::stringify(&property)).ok().and_then(|s| s.as_string())
        };
        match text {
            None => Value::Null,
            // What is no JSON is kept as the text it is, for the reader's message to show.
            Some(text) => parse(&text).unwrap_or(Value::String(text)),
        }
    }
}
