//! Views in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

// `view!` writes paths that begin with `::leptos`.
extern crate leptos_compact as leptos;

#[path = "browser/components.rs"]
mod components;
#[path = "browser/elements.rs"]
mod elements;
#[path = "browser/errors.rs"]
mod errors;
#[path = "browser/foreign.rs"]
mod foreign;
#[path = "browser/harness.rs"]
mod harness;
#[path = "browser/lifetimes.rs"]
mod lifetimes;
#[path = "browser/listeners.rs"]
mod listeners;
#[path = "browser/lists.rs"]
mod lists;
#[path = "browser/patching.rs"]
mod patching;
#[path = "browser/rows.rs"]
mod rows;
#[path = "browser/signals.rs"]
mod signals;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
