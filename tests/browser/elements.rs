//! The custom elements: defined once, mounted and unmounted cleanly.

use crate::harness::until;
use backstage_plugin_coder::element;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

fn make(tag: &str, parent: &Element) -> Element {
    let element = document().create_element(tag).unwrap();
    parent.append_child(&element).unwrap();
    element
}

fn body() -> Element {
    document().body().unwrap().unchecked_into()
}

fn shadow_text(element: &Element) -> String {
    element.shadow_root().and_then(|r| r.text_content()).unwrap_or_default()
}

#[wasm_bindgen_test]
async fn defining_twice_is_harmless() {
    element::define();
    element::define();
    let card = make("coder-workspaces-card", &body());
    until(|| shadow_text(&card).contains("Connect to Coder"), || shadow_text(&card)).await;
    card.remove();
}

#[wasm_bindgen_test]
async fn removal_empties_the_shadow_root_and_return_fills_it_again() {
    element::define();
    let card = make("coder-workspaces-card", &body());
    until(|| shadow_text(&card).contains("Session token"), || shadow_text(&card)).await;
    card.remove();
    until(|| shadow_text(&card).is_empty(), || shadow_text(&card)).await;
    body().append_child(&card).unwrap();
    until(|| shadow_text(&card).contains("Session token"), || shadow_text(&card)).await;
    card.remove();
}

#[wasm_bindgen_test]
async fn a_provider_passes_its_configuration_to_the_cards_inside() {
    element::define();
    let provider = make("coder-provider", &body());
    provider.set_attribute("config", r#"{"deployment": {"accessUrl": "https://one.example"}}"#).unwrap();
    let card = make("coder-workspaces-card", &make("div", &provider));
    let href = || {
        let link = card.shadow_root()?.query_selector("a").ok()??;
        link.get_attribute("href")
    };
    until(|| href().as_deref() == Some("https://one.example/cli-auth"), || format!("{:?}", href())).await;
    provider.set_attribute("config", r#"{"deployment": {"accessUrl": "https://two.example"}}"#).unwrap();
    until(|| href().as_deref() == Some("https://two.example/cli-auth"), || format!("{:?}", href())).await;
    provider.remove();
}

#[wasm_bindgen_test]
async fn a_hidden_card_takes_no_room() {
    element::define();
    let card: HtmlElement = make("coder-workspaces-card", &body()).unchecked_into();
    until(|| card.offset_height() > 0, || "a height".to_owned()).await;
    card.set_hidden(true);
    assert_eq!(card.offset_height(), 0);
    card.remove();
}

#[wasm_bindgen_test]
async fn another_host_is_another_view_in_the_same_element() {
    element::define();
    let card = make("coder-workspaces-card", &body());
    until(|| shadow_text(&card).contains("Connect to Coder"), || shadow_text(&card)).await;
    let host = js_sys::Object::new();
    js_sys::Reflect::set(&host, &"locale".into(), &"de".into()).unwrap();
    js_sys::Reflect::set(&card, &"host".into(), &host).unwrap();
    until(|| shadow_text(&card).contains("Mit Coder verbinden"), || shadow_text(&card)).await;
    card.remove();
}
