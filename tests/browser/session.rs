//! The card in each state of the session.

use crate::stage::{Answer, Gate, Stage, TOKEN, config, storage, until};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

const ME: &str = "/coder/api/v2/users/me";

fn refused() -> Answer {
    Answer::Json(401, json!({"message": "You are signed out.", "detail": "API key is invalid."}))
}

#[wasm_bindgen_test]
async fn without_a_token_the_form_is_shown_and_nothing_is_asked() {
    let stage = Stage::new().card(&config(), None);
    stage.shows("Connect to Coder").await;
    let input = stage.find("form input").unwrap();
    assert_eq!(input.get_attribute("type").as_deref(), Some("password"));
    assert_eq!(stage.find("form").unwrap().get_attribute("aria-label").as_deref(), Some("Connect to Coder"));
    assert_eq!(
        stage.find("a").unwrap().get_attribute("href").as_deref(),
        Some("https://coder.example.com/cli-auth")
    );
    // Requests from before the sign-in come first in the log.
    stage.sign_in();
    stage.shows("payments").await;
    assert_eq!(stage.log.borrow()[0], format!("GET {ME}"));
    assert_eq!(stage.asked(&format!("GET {ME}")), 1);
}

#[wasm_bindgen_test]
async fn an_empty_or_misshapen_token_is_told_at_the_field() {
    let stage = Stage::new().card(&config(), None);
    stage.shows("Session token").await;
    stage.button("Connect").click();
    stage.shows("Enter a session token.").await;
    stage.type_text("abc");
    stage.button("Connect").click();
    stage.shows("This does not look like a session token.").await;
    assert_eq!(stage.find("input").unwrap().get_attribute("aria-invalid").as_deref(), Some("true"));
    stage.type_text(TOKEN);
    stage.button("Connect").click();
    stage.shows("payments").await;
    assert_eq!(stage.asked(&format!("GET {ME}")), 1, "only the third one was sent");
}

#[wasm_bindgen_test]
async fn while_a_token_is_checked_the_button_says_so_and_does_not_act_twice() {
    let stage = Stage::new().card(&config(), None);
    let gate = Gate::default();
    stage.answer(ME, Answer::Held(gate.clone()));
    stage.shows("Session token").await;
    stage.type_text(TOKEN);
    stage.button("Connect").click();
    stage.shows("Checking…").await;
    until(|| gate.waiting() == 1, || "the check".to_owned()).await;
    stage.button("Checking…").click();
    // A second check would replace the first one, whose response would be ignored: the card would stay closed.
    gate.open(&Answer::Json(200, json!({"id": "u", "username": "alice"})));
    stage.shows("payments").await;
    assert_eq!(stage.asked(&format!("GET {ME}")), 1);
}

#[wasm_bindgen_test]
async fn a_refused_token_stays_in_the_field_beside_coders_reason() {
    let stage = Stage::new().card(&config(), None);
    stage.answer(ME, refused());
    stage.shows("Session token").await;
    stage.type_text(TOKEN);
    stage.button("Connect").click();
    stage.shows("API key is invalid.").await;
    let input: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(stage.find("input").unwrap());
    assert_eq!(input.value(), TOKEN);
}

#[wasm_bindgen_test]
async fn a_good_token_opens_the_card() {
    let stage = Stage::new().card(&config(), None);
    stage.shows("Session token").await;
    stage.type_text(TOKEN);
    stage.button("Connect").click();
    stage.shows("payments").await;
    assert_eq!(stage.find("h2").unwrap().text_content().as_deref(), Some("Coder Workspaces"));
}

#[wasm_bindgen_test]
async fn an_unavailable_deployment_is_a_notice_with_retry_and_unlink() {
    let stage = Stage::new().card(&config(), None);
    stage
        .answer(ME, Answer::Text(504, "", "Error occurred while trying to proxy: localhost/api/v2/users/me"));
    stage.sign_in();
    stage.shows("Coder cannot be reached.").await;
    stage.answer(ME, Answer::Json(200, json!({"id": "u", "username": "alice"})));
    stage.button("Try again").click();
    stage.shows("payments").await;
}

#[wasm_bindgen_test]
async fn a_connection_that_fails_is_a_notice() {
    let stage = Stage::new().card(&config(), None);
    stage.answer(ME, Answer::Refuse);
    stage.sign_in();
    stage.shows("Backstage cannot be reached.").await;
    stage.button("Disconnect from Coder").click();
    stage.shows("Session token").await;
}

#[wasm_bindgen_test]
async fn an_ended_backstage_session_offers_a_reload() {
    let stage = Stage::new().card(&config(), None);
    stage.answer(
        ME,
        Answer::Json(
            401,
            json!({"error": {"name": "AuthenticationError", "message": "Missing credentials"}}),
        ),
    );
    stage.sign_in();
    stage.shows("Your Backstage session has ended.").await;
    stage.button("Reload page");
}

#[wasm_bindgen_test]
async fn a_401_of_the_list_revalidates_once_and_leads_to_the_form() {
    let stage = Stage::new().card(&config(), None);
    stage.sign_in();
    stage.shows("payments").await;
    stage.answer("/coder/api/v2/workspaces?", refused());
    stage.answer(ME, refused());
    stage.choose("Refresh").await;
    stage.shows("This token is invalid or has expired.").await;
    // The list shows the error first, until the session token was checked again.
    stage.shows("Session token").await;
    assert!(!stage.text().contains("payments"));
    assert_eq!(stage.asked("GET /coder/api/v2/users/me"), 2);
}

#[wasm_bindgen_test]
async fn a_stored_token_being_checked_shows_neither_form_nor_list() {
    let stage = Stage::with_stored_token();
    let gate = Gate::default();
    stage.answer(ME, Answer::Held(gate.clone()));
    let stage = stage.card(&config(), None);
    stage.shows("Checking your Coder session…").await;
    until(|| gate.waiting() == 1, || "the check".to_owned()).await;
    assert_eq!((stage.count("form"), stage.count("input"), stage.count("[part=list]")), (0, 0, 0));
    gate.open(&Answer::Json(200, json!({"id": "u", "username": "alice"})));
    stage.shows("payments").await;
    assert_eq!((stage.count("form"), stage.count("[part=list]")), (0, 1));
}

#[wasm_bindgen_test]
async fn rows_of_one_session_are_never_shown_in_the_next() {
    let stage = Stage::new().card(&config(), None);
    for name in ["first-secret", "second-secret", "third-secret"] {
        stage.answer("/coder/api/v2/workspaces?", Answer::Hang);
        stage.sign_in();
        stage.shows("Loading workspaces…").await;
        assert!(!stage.text().contains("-secret"), "{}", stage.text());
        stage.choose("Disconnect from Coder").await;
        stage.shows("Session token").await;
        stage.answer("/coder/api/v2/workspaces?", Answer::Json(200, crate::stage::page(&[name])));
        stage.sign_in();
        stage.shows(name).await;
        stage.choose("Disconnect from Coder").await;
        stage.shows("Session token").await;
    }
}

#[wasm_bindgen_test]
async fn unlinking_leaves_nothing_of_the_session_on_the_card() {
    let stage = Stage::with_stored_token();
    stage.answer(ME, refused());
    let stage = stage.card(&config(), None);
    stage.shows("API key is invalid.").await;
    stage.answer(ME, Answer::Json(200, json!({"id": "u", "username": "alice"})));
    stage.type_text(TOKEN);
    stage.button("Connect").click();
    stage.shows("payments").await;
    assert!(is_stored(TOKEN));
    stage.choose("Disconnect from Coder").await;
    stage.shows("Session token").await;
    assert_eq!(stage.typed(), "");
    assert!(!stage.text().contains("payments"));
    assert!(!stage.place.outer_html().contains(TOKEN));
    assert!(!is_stored(TOKEN));
}

/// Whether a value in local storage contains this text.
fn is_stored(text: &str) -> bool {
    let storage = storage();
    let keys = (0..storage.length().unwrap()).filter_map(|index| storage.key(index).unwrap());
    keys.filter_map(|key| storage.get_item(&key).unwrap()).any(|value| value.contains(text))
}
