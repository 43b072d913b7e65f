//! An entity page: an About card, and the Coder card as a custom element, as a host embeds it.

use super::catalog::{entities, namespace, text};
use super::settings::{Settings, use_settings};
use crate::effect::effect;
use js_sys::{JSON, Object, Reflect};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde_json::Value;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// The page of the entity in the route.
#[component]
pub(super) fn EntityPage() -> impl IntoView {
    let params = use_params_map();
    let entities = LocalResource::new(entities);
    let result = move || {
        let params = params.read();
        let param = |key: &str| params.get(key).unwrap_or_default().to_lowercase();
        entities.get().map(|result| {
            let entity = result?.into_iter().find(|e| {
                text(e, "/metadata/name").to_lowercase() == param("name")
                    && text(e, "/kind").to_lowercase() == param("kind")
                    && namespace(e).to_lowercase() == param("namespace")
            });
            entity.ok_or_else(|| "There is no such entity in the catalog.".to_owned())
        })
    };
    view! {
        <main class="page">
            {move || result().map(|result| match result {
                Err(message) => view! { <div class="content"><h1>"Not found"</h1><p role="alert">{message}</p></div> }.into_any(),
                Ok(entity) => view! { <Entity entity/> }.into_any(),
            })}
        </main>
    }
}

#[component]
fn Entity(entity: Value) -> impl IntoView {
    let about = [
        ("Owner", "/spec/owner"),
        ("System", "/spec/system"),
        ("Type", "/spec/type"),
        ("Lifecycle", "/spec/lifecycle"),
    ];
    let source = text(&entity, "/metadata/annotations/backstage.io~1source-location");
    view! {
        <header class="banner">
            <p class="kind">{text(&entity, "/kind")}" — "{text(&entity, "/spec/type")}</p>
            <h1>{text(&entity, "/metadata/name")}</h1>
        </header>
        <div class="content grid">
            <section class="about" aria-label="About">
                <h2>"About"</h2>
                <p>{text(&entity, "/metadata/description")}</p>
                <dl>
                    {about.map(|(label, pointer)| view! {
                        <div><dt>{label}</dt><dd>{Some(text(&entity, pointer)).filter(|t| !t.is_empty()).unwrap_or_else(|| "—".to_owned())}</dd></div>
                    }).collect_view()}
                    <div class="wide"><dt>"Source"</dt><dd>{if source.is_empty() { "—".to_owned() } else { source }}</dd></div>
                </dl>
            </section>
            <Card entity/>
        </div>
    }
}

/// The elements of provider and card, created and configured as a host does it: by setting properties.
#[component]
fn Card(entity: Value) -> impl IntoView {
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
