//! The Coder card as a custom element, as a host embeds it.

use super::settings::{Settings, use_settings};
use crate::effect::effect;
use js_sys::{JSON, Object, Reflect};
use leptos::html;
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// The elements of provider and card, created and configured as a host does it: by setting properties.
#[component]
pub(super) fn Card(
    /// The entity that the card belongs to.
    entity: Value,
) -> impl IntoView {
    let container = NodeRef::<html::Div>::new();
    let settings = use_settings();
    effect(move || {
        let Some(container) = container.get() else { return };
        let (Ok(provider), Ok(card)) =
            (document().create_element("coder-provider"), document().create_element("coder-workspaces-card"))
        else {
            return;
        };
        let _ = provider.set_attribute("proxy-path", &settings.proxy_path.get());
        // Invalid JSON is passed on as an attribute, so that the card reports it.
        let config = settings.config.get();
        match JSON::parse(&config) {
            Ok(config) => set(&provider, "config", &config),
            Err(_) => drop(provider.set_attribute("config", &config)),
        }
        set(&provider, "host", &host(settings));
        set(&card, "entity", &JSON::parse(&entity.to_string()).unwrap_or(JsValue::NULL));
        if settings.read_entity_data.get() {
            let _ = card.set_attribute("read-entity-data", "");
        }
        let _ = provider.append_child(&card);
        container.replace_children_with_node_1(&provider);
    });
    view! { <div class="card-place" node_ref=container></div> }
}

fn host(settings: Settings) -> JsValue {
    let host = Object::new();
    let pairs =
        [("user", settings.user), ("tokenStorage", settings.token_storage), ("locale", settings.locale)];
    for (key, signal) in pairs {
        let _ = Reflect::set(&host, &key.into(), &signal.get().into());
    }
    host.into()
}

fn set(element: &Element, name: &str, value: &JsValue) {
    let _ = Reflect::set(element, &name.into(), value);
}
