//! Drawing a list once before there is one.
//!
//! A browser compiles WebAssembly function by function, when each is first called. What reads and draws a list is
//! called here for a made-up one, out of sight and while the network is busy anyway: from the answer to the screen
//! it then takes half as long (`bench/PROFILE.md`).

use super::virtual_rows::VirtualRows;
use crate::account::Account;
use crate::browser::next_frame;
use crate::workspaces::WorkspacesQuery;
use gloo_timers::callback::Timeout;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;

/// One of everything a row shows.
const SAMPLE: &str = r#"{"count":1,"workspaces":[{"id":"0","name":"a","owner_name":"b","template_name":"c",
"template_display_name":"d","outdated":true,"favorite":true,"last_used_at":"2020-01-01T00:00:00Z","latest_build":{
"id":"0","build_number":1,"transition":"start","status":"running","deadline":"2099-01-01T00:00:00Z","job":{"id":"0",
"status":"succeeded"},"resources":[{"id":"0","name":"main","agents":[{"id":"0","name":"main","status":"connected",
"lifecycle_state":"ready","display_apps":["vscode","web_terminal"],"apps":[{"id":"0","slug":"e","display_name":"f"}]}]}]}}]}"#;

thread_local! {
    static DONE: Cell<bool> = const { Cell::new(false) };
}

/// Draws it, once per page; after what is on the screen now was painted, and if the card is still there then.
pub(super) fn warm_up(account: &Account) {
    if DONE.replace(true) {
        return;
    }
    let (account, owner) = (account.clone(), Owner::current());
    // Gone with the card, whose context the rows need.
    let card = StoredValue::new(());
    next_frame(move || {
        Timeout::new(0, move || {
            let (Some(owner), Some(())) = (owner, card.try_get_value()) else { return };
            let (Some(query), Ok(place)) =
                (WorkspacesQuery::sample(account, SAMPLE), document().create_element("div"))
            else {
                return;
            };
            let view =
                owner.with(|| mount_to(place.unchecked_into(), move || view! { <VirtualRows query/> }));
            // Its effects run before that.
            Timeout::new(0, move || drop(view)).forget();
        })
        .forget();
    });
}
