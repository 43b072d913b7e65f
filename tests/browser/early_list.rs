//! The list that is requested while the session is checked.

use crate::harness::{Gate, Harness, Reply, config, page, until};
use coder_core::SessionToken;
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

const ME: &str = "/coder/api/v2/users/me";
const LIST: &str = "/coder/api/v2/workspaces?";
const GET_LIST: &str = "GET /coder/api/v2/workspaces?";

fn alice() -> Reply {
    Reply::Json(200, json!({"id": "u", "username": "alice"}))
}

/// Returns a card with a stored token, whose session check is held, and the gate of the check.
async fn checking(harness: Harness) -> (Harness, Gate) {
    let check = Gate::default();
    harness.set_response(ME, Reply::Pending(check.clone()));
    let mut config = config();
    // A test that waits for an abort must not meet the time limit.
    config["tuning"] = json!({"requestTimeoutMs": 60_000});
    let harness = harness.card(&config, None);
    until(|| harness.request_count(GET_LIST) == 1, || "the early request".to_owned()).await;
    assert_eq!(harness.log.borrow()[0], format!("GET {ME}"), "the check goes first");
    (harness, check)
}

#[wasm_bindgen_test]
async fn the_list_is_requested_while_the_session_is_checked_and_once() {
    let (harness, check) = checking(Harness::with_stored_token()).await;
    assert!(!harness.text().contains("payments"), "nothing is shown of a session that may be over");
    check.open(&alice());
    harness.shows("payments").await;
    assert_eq!(harness.request_count(GET_LIST), 1);
}

#[wasm_bindgen_test]
async fn a_list_that_takes_longer_than_the_check_is_waited_for() {
    let list = Gate::default();
    let harness = Harness::with_stored_token();
    harness.set_response(LIST, Reply::Pending(list.clone()));
    let (harness, check) = checking(harness).await;
    check.open(&alice());
    harness.shows("Loading workspaces").await;
    list.open(&Reply::Json(200, page(&["slow"])));
    harness.shows("slow").await;
    assert_eq!(harness.request_count(GET_LIST), 1);
}

#[wasm_bindgen_test]
async fn a_list_that_failed_early_is_a_failed_list() {
    let harness = Harness::with_stored_token();
    harness.set_response(LIST, Reply::Json(500, json!({"message": "Database is on fire."})));
    let (harness, check) = checking(harness).await;
    check.open(&alice());
    harness.shows("Database is on fire.").await;
    assert_eq!(harness.request_count(GET_LIST), 1);
}

#[wasm_bindgen_test]
async fn what_was_requested_with_a_rejected_token_is_not_shown_to_the_next_user() {
    let (harness, check) = checking(Harness::with_stored_token()).await;
    check.open(&Reply::Json(401, json!({"message": "You are signed out.", "detail": "API key is invalid."})));
    harness.shows("Session token").await;
    harness.set_response(ME, Reply::Json(200, json!({"id": "b", "username": "bob"})));
    harness.set_response(LIST, Reply::Json(200, page(&["bobs"])));
    harness.account().register_token(SessionToken::parse("bbbbbbbbbb-0123456789abcdefghijkl").unwrap());
    harness.shows("bobs").await;
    assert!(!harness.text().contains("payments"));
    assert_eq!(harness.request_count(GET_LIST), 2);
}

#[wasm_bindgen_test]
async fn what_was_requested_before_an_outage_is_requested_again_after_it() {
    let (harness, check) = checking(Harness::with_stored_token()).await;
    check.open(&Reply::Text(504, "", "Error occurred while trying to proxy: localhost/api/v2/users/me"));
    harness.shows("Coder cannot be reached.").await;
    harness.set_response(ME, alice());
    harness.set_response(LIST, Reply::Json(200, page(&["renewed"])));
    harness.button("Try again").click();
    harness.shows("renewed").await;
    assert_eq!(harness.request_count(GET_LIST), 2);
}

#[wasm_bindgen_test]
async fn the_early_request_is_aborted_with_the_session() {
    let list = Gate::default();
    let harness = Harness::with_stored_token();
    harness.set_response(LIST, Reply::Pending(list));
    let (harness, _check) = checking(harness).await;
    harness.account().unlink();
    until(|| harness.was_aborted(GET_LIST), || "the abort".to_owned()).await;
}
