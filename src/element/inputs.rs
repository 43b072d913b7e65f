//! An element's attributes and properties as signals.

use crate::foreign::detached;
use coder_core::json::parse;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde_json::Value;
use std::sync::Arc;
use vecmap::VecMap;
use wasm_bindgen::JsValue;

/// The value of a property, for objects that are more than JSON.
pub(super) type Raw = SendWrapper<JsValue>;

/// The attributes and properties of an element. The signals outlive any view, so that the ES class may set them at
/// any time.
#[derive(Clone)]
pub(super) struct Inputs {
    attributes: Arc<VecMap<&'static str, ArcRwSignal<Option<String>>>>,
    properties: Arc<VecMap<&'static str, ArcRwSignal<Raw>>>,
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

    /// Subscribes to moves of the element within its document.
    pub fn track_moves(&self) {
        self.moves.track();
    }

    /// Returns the value of an attribute, tracked.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attributes.get(name).and_then(|signal| signal.get())
    }

    /// Whether a boolean attribute is set; `"false"` counts as not set, for hosts that write booleans out.
    pub fn flag(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| value != "false")
    }

    /// Returns the value of a property, tracked; `undefined` if the property is not set.
    pub fn property(&self, name: &str) -> JsValue {
        self.properties.get(name).map(|signal| (**signal.read()).clone()).unwrap_or(JsValue::UNDEFINED)
    }

    /// Returns a property as JSON, else the attribute of the same name parsed as JSON; null if both are missing.
    pub fn json(&self, name: &str) -> Value {
        let property = self.property(name);
        let text = if property.is_undefined() || property.is_null() {
            self.attribute(name)
        } else {
            // The page's objects may have a `toJSON` method.
            detached(|| js_sys::JSON::stringify(&property)).ok().and_then(|s| s.as_string())
        };
        match text {
            None => Value::Null,
            // Invalid JSON is kept as a string, so that the decode error can quote it.
            Some(text) => parse(&text).unwrap_or(Value::String(text)),
        }
    }
}
