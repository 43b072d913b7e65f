//! The warm-up render: a sample list that is rendered once, before the first real list.
//!
//! Browsers compile each WebAssembly function on its first call, and prepare a font for each size and weight on first
//! use. Decoding, rendering and laying out a sample list out of sight, while the network is busy anyway, more than
//! halves the time from the response to the screen (`bench/PROFILE.md`).

use super::virtual_list::VirtualList;
use crate::browser::after_paint;
use crate::session::Account;
use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;

/// A response with everything that a row shows, as Coder's JSON, so that it is decoded like a real page.
const SAMPLE: &str = r#"{"workspaces":[{"id":"0","name":"a","owner_name":"b","template_name":"c",
"template_display_name":"d","outdated":true,"favorite":true,"last_used_at":"2020-01-01T00:00:00Z","latest_build":{
"id":"0","build_number":1,"transition":"start","status":"running","deadline":"2099-01-01T00:00:00Z","job":{"id":"0",
"status":"succeeded"},"resources":[{"id":"0","name":"main","agents":[{"id":"0","name":"main","status":"connected",
"lifecycle_state":"ready","display_apps":["vscode","web_terminal"],"apps":[{"id":"0","slug":"e","display_name":"f"}]}]}]}}],"count":1}"#;

thread_local! {
    static RENDERED: Cell<bool> = const { Cell::new(false) };
}

/// Renders the sample list once per page, after the current content was painted, if the card is still mounted then.
pub(super) fn warm_up(account: &Account, section: NodeRef<html::Section>) {
    if RENDERED.replace(true) {
        return;
    }
    let (account, owner) = (account.clone(), Owner::current());
    // Disposed with the card, whose context the rows need.
    let card = StoredValue::new(());
    after_paint(move || {
        let (Some(owner), Some(())) = (owner, card.try_get_value()) else { return };
        let (Some(section), Some(query), Ok(container)) =
            (section.get_untracked(), account.sample_query(SAMPLE), document().create_element("div"))
        else {
            return;
        };
        // A response that was faster has rendered the rows.
        if !matches!(section.query_selector("[part~=row]"), Ok(None)) {
            return;
        }
        container.set_class_name("coder-warm-up");
        let _ = section.append_child(&container);
        let target = container.clone().unchecked_into();
        let view = owner.with(|| mount_to(target, move || view! { <VirtualList query/> }));
        // The timeout lets the view's effects run first.
        Timeout::new(0, move || {
            // Reading the size forces the layout.
            container.get_bounding_client_rect();
            drop(view);
            container.remove();
        })
        .forget();
    });
}
