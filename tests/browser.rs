//! Components in a real browser, each in each of its states, driven as a person would drive them.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "browser/api.rs"]
mod api;
#[path = "browser/card.rs"]
mod card;
#[path = "browser/early_list.rs"]
mod early_list;
#[path = "browser/elements.rs"]
mod elements;
#[path = "browser/harness.rs"]
mod harness;
#[path = "browser/parts.rs"]
mod parts;
#[path = "browser/secrets.rs"]
mod secrets;
#[path = "browser/session.rs"]
mod session;
#[path = "browser/styles.rs"]
mod styles;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
