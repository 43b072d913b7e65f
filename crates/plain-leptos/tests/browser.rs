//! The plugin's component tests with Leptos itself; run by `cargo xtask test --only plain-leptos`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

// The name by which the tests know the plugin.
extern crate plain_leptos as backstage_plugin_coder;

#[path = "../../../tests/browser/api.rs"]
mod api;
#[path = "../../../tests/browser/card.rs"]
mod card;
#[path = "../../../tests/browser/early_list.rs"]
mod early_list;
#[path = "../../../tests/browser/elements.rs"]
mod elements;
#[path = "../../../tests/browser/harness.rs"]
mod harness;
#[path = "../../../tests/browser/parts.rs"]
mod parts;
#[path = "../../../tests/browser/secrets.rs"]
mod secrets;
#[path = "../../../tests/browser/session.rs"]
mod session;
#[path = "../../../tests/browser/styles.rs"]
mod styles;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
