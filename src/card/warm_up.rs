//! Drawing a list once before there is one.
//!
//! A browser compiles WebAssembly function by function, when each is first called, and gets a font ready for each size
//! and weight when it first stands somewhere. What reads, draws and lays out a list is done here for a made-up one, out
//! of sight and while the network is busy anyway: from the answer to the screen it then takes less than half as long
//! (`bench/PROFILE.md`).

use super::virtual_rows::VirtualRows;
use crate::account::Account;
use crate::browser::after_paint;
use crate::workspaces::WorkspacesQuery;
use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;

/// One of everything a row shows, written as Coder writes it, so that it is read as a real page is.
const SAMPLE: &str = r#"{"workspaces":[{"id":"0","name":"a","owner_name":"b","template_name":"c",
"template_display_name":"d","outdated":true,"favorite":true,"last_used_at":"2020-01-01T00:00:00Z","latest_build":{
"id":"0","build_number":1,"transition":"start","status":"running","deadline":"2099-01-01T00:00:00Z","job":{"id":"0",
"status":"succeeded"},"resources":[{"id":"0","name":"main","agents":[{"id":"0","name":"main","status":"connected",
"lifecycle_state":"ready","display_apps":["vscode","web_terminal"],"apps":[{"id":"0","slug":"e","display_name":"f"}]}]}]}}],"count":1}"#;

thread_local! {
    static DONE: Cell<bool> = const { Cell::new(false) };
}

/// Draws it, once per page; after what is on the screen now was painted, and if the card is still there then.
pub(super) fn warm_up(account: &Account, section: NodeRef<html::Section>) {
    if DONE.replace(true) {
        return;
    }
    let (account, owner) = (account.clone(), Owner::current());
    // Gone with the card, whose context the rows need.
    let card = StoredValue::new(());
    after_paint(move || {
        let (Some(owner), Some(())) = (owner, card.try_get_value()) else { return };
        let (Some(section), Some(query), Ok(place)) = (
            section.get_untracked(),
            WorkspacesQuery::sample(account, SAMPLE),
            document().create_element("div"),
        ) else {
            return;
        };
        place.set_class_name("coder-warm-up");
        let _ = section.append_child(&place);
        let into = place.clone().unchecked_into();
        let view = owner.with(|| mount_to(into, move || view! { <VirtualRows query/> }));
        // Its effects run before that.
        Timeout::new(0, move || {
            // Asking how large it is has it laid out.
            place.get_bounding_client_rect();
            drop(view);
            place.remove();
        })
        .forget();
    });
}
