//! The card in each state of the session.

use crate::harness::{Gate, Harness, Reply, TOKEN, config, storage, until};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

const ME: &str = "/coder/api/v2/users/me";

fn unauthorized() -> Reply {
    Reply::Json(401, json!({"message": "You are signed out.", "detail": "API key is invalid."}))
}

#[wasm_bindgen_test]
async fn without_a_token_the_form_is_shown_and_nothing_is_asked() {
    let harness = Harness::new().card(&config(), None);
    harness.shows("Connect to Coder").await;
    let input = harness.find("form input").unwrap();
    assert_eq!(input.get_attribute("type").as_deref(), Some("password"));
    assert_eq!(
        harness.find("form").unwrap().get_attribute("aria-label").as_deref(),
        Some("Connect to Coder")
    );
    assert_eq!(
        harness.find("a").unwrap().get_attribute("href").as_deref(),
        Some("https://coder.example.com/cli-auth")
    );
    // Requests from before the sign-in come first in the log.
    harness.sign_in();
    harness.shows("payments").await;
    assert_eq!(harness.log.borrow()[0], format!("GET {ME}"));
    assert_eq!(harness.request_count(&format!("GET {ME}")), 1);
}

#[wasm_bindgen_test]
async fn an_empty_or_misshapen_token_is_told_at_the_field() {
    let harness = Harness::new().card(&config(), None);
    harness.shows("Session token").await;
    harness.button("Connect").click();
    harness.shows("Enter a session token.").await;
    harness.type_text("abc");
    harness.button("Connect").click();
    harness.shows("This does not look like a session token.").await;
    assert_eq!(harness.find("input").unwrap().get_attribute("aria-invalid").as_deref(), Some("true"));
    harness.type_text(TOKEN);
    harness.button("Connect").click();
    harness.shows("payments").await;
    assert_eq!(harness.request_count(&format!("GET {ME}")), 1, "only the third one was sent");
}

#[wasm_bindgen_test]
async fn while_a_token_is_checked_the_button_says_so_and_does_not_act_twice() {
    let harness = Harness::new().card(&config(), None);
    let gate = Gate::default();
    harness.set_response(ME, Reply::Pending(gate.clone()));
    harness.shows("Session token").await;
    harness.type_text(TOKEN);
    harness.button("Connect").click();
    harness.shows("Checking…").await;
    until(|| gate.waiting() == 1, || "the check".to_owned()).await;
    harness.button("Checking…").click();
    // A second check would replace the first one, whose response would be ignored: the card would stay closed.
    gate.open(&Reply::Json(200, json!({"id": "u", "username": "alice"})));
    harness.shows("payments").await;
    assert_eq!(harness.request_count(&format!("GET {ME}")), 1);
}

#[wasm_bindgen_test]
async fn a_refused_token_stays_in_the_field_beside_coders_reason() {
    let harness = Harness::new().card(&config(), None);
    harness.set_response(ME, unauthorized());
    harness.shows("Session token").await;
    harness.type_text(TOKEN);
    harness.button("Connect").click();
    harness.shows("API key is invalid.").await;
    let input: web_sys::HtmlInputElement =
        wasm_bindgen::JsCast::unchecked_into(harness.find("input").unwrap());
    assert_eq!(input.value(), TOKEN);
}

#[wasm_bindgen_test]
async fn a_good_token_opens_the_card() {
    let harness = Harness::new().card(&config(), None);
    harness.shows("Session token").await;
    harness.type_text(TOKEN);
    harness.button("Connect").click();
    harness.shows("payments").await;
    assert_eq!(harness.find("h2").unwrap().text_content().as_deref(), Some("Coder Workspaces"));
}

#[wasm_bindgen_test]
async fn an_unavailable_deployment_is_a_notice_with_retry_and_unlink() {
    let harness = Harness::new().card(&config(), None);
    harness.set_response(
        ME,
        Reply::Text(504, "", "Error occurred while trying to proxy: localhost/api/v2/users/me"),
    );
    harness.sign_in();
    harness.shows("Coder cannot be reached.").await;
    harness.set_response(ME, Reply::Json(200, json!({"id": "u", "username": "alice"})));
    harness.button("Try again").click();
    harness.shows("payments").await;
}

#[wasm_bindgen_test]
async fn a_connection_that_fails_is_a_notice() {
    let harness = Harness::new().card(&config(), None);
    harness.set_response(ME, Reply::NetworkError);
    harness.sign_in();
    harness.shows("Backstage cannot be reached.").await;
    harness.choose("Disconnect from Coder").await;
    harness.shows("Session token").await;
}

#[wasm_bindgen_test]
async fn an_ended_backstage_session_offers_a_reload() {
    let harness = Harness::new().card(&config(), None);
    harness.set_response(
        ME,
        Reply::Json(401, json!({"error": {"name": "AuthenticationError", "message": "Missing credentials"}})),
    );
    harness.sign_in();
    harness.shows("Your Backstage session has ended.").await;
    harness.button("Reload page");
}

#[wasm_bindgen_test]
async fn a_401_of_the_list_revalidates_once_and_leads_to_the_form() {
    let harness = Harness::new().card(&config(), None);
    harness.sign_in();
    harness.shows("payments").await;
    harness.set_response("/coder/api/v2/workspaces?", unauthorized());
    harness.set_response(ME, unauthorized());
    harness.choose("Refresh").await;
    harness.shows("Your Coder session has ended.").await;
    // The list shows the error first, until the session token was checked again.
    harness.shows("Session token").await;
    assert!(!harness.text().contains("payments"));
    assert_eq!(harness.request_count("GET /coder/api/v2/users/me"), 2);
}

#[wasm_bindgen_test]
async fn a_stored_token_being_checked_shows_neither_form_nor_list() {
    let harness = Harness::with_stored_token();
    let gate = Gate::default();
    harness.set_response(ME, Reply::Pending(gate.clone()));
    let harness = harness.card(&config(), None);
    harness.shows("Checking your Coder session…").await;
    until(|| gate.waiting() == 1, || "the check".to_owned()).await;
    assert_eq!((harness.count("form"), harness.count("input"), harness.count("[part=list]")), (0, 0, 0));
    gate.open(&Reply::Json(200, json!({"id": "u", "username": "alice"})));
    harness.shows("payments").await;
    assert_eq!((harness.count("form"), harness.count("[part=list]")), (0, 1));
}

#[wasm_bindgen_test]
async fn rows_of_one_session_are_never_shown_in_the_next() {
    let harness = Harness::new().card(&config(), None);
    for name in ["first-secret", "second-secret", "third-secret"] {
        harness.set_response("/coder/api/v2/workspaces?", Reply::Hang);
        harness.sign_in();
        harness.shows("Loading workspaces…").await;
        assert!(!harness.text().contains("-secret"), "{}", harness.text());
        harness.choose("Disconnect from Coder").await;
        harness.shows("Session token").await;
        harness.set_response("/coder/api/v2/workspaces?", Reply::Json(200, crate::harness::page(&[name])));
        harness.sign_in();
        harness.shows(name).await;
        harness.choose("Disconnect from Coder").await;
        harness.shows("Session token").await;
    }
}

#[wasm_bindgen_test]
async fn unlinking_leaves_nothing_of_the_session_on_the_card() {
    let harness = Harness::with_stored_token();
    harness.set_response(ME, unauthorized());
    let harness = harness.card(&config(), None);
    harness.shows("API key is invalid.").await;
    harness.set_response(ME, Reply::Json(200, json!({"id": "u", "username": "alice"})));
    harness.type_text(TOKEN);
    harness.button("Connect").click();
    harness.shows("payments").await;
    assert!(is_stored(TOKEN));
    harness.choose("Disconnect from Coder").await;
    harness.shows("Session token").await;
    assert_eq!(harness.input_value(), "");
    assert!(!harness.text().contains("payments"));
    assert!(!harness.container.outer_html().contains(TOKEN));
    assert!(!is_stored(TOKEN));
}

/// Whether a value in local storage contains this text.
fn is_stored(text: &str) -> bool {
    let storage = storage();
    let keys = (0..storage.length().unwrap()).filter_map(|index| storage.key(index).unwrap());
    keys.filter_map(|key| storage.get_item(&key).unwrap()).any(|value| value.contains(text))
}
