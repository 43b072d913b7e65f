//! The card's parts in each of their states.

use crate::stage::{Answer, Stage, config, entity, page, until, workspace};
use backstage_plugin_coder::{CardRoot, CreateWorkspaceLink, EntityInput, HeaderRow, Reminders};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "/coder/api/v2/workspaces?";

async fn open(stage: Stage, entity: Option<Value>) -> Stage {
    let stage = stage.card(&config(), entity);
    stage.sign_in();
    stage.shows("Coder Workspaces").await;
    stage
}

#[wasm_bindgen_test]
async fn a_list_that_is_being_fetched_shows_bones_and_says_so() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Hang);
    let stage = open(stage, None).await;
    stage.shows("Loading workspaces…").await;
    assert_eq!(stage.count(".coder-bone"), 3);
}

#[wasm_bindgen_test]
async fn each_status_has_words_and_a_tone() {
    let stage = Stage::new();
    let states = [
        ("pending", "Pending", "active"),
        ("starting", "Starting", "active"),
        ("running", "Running", "success"),
        ("stopping", "Stopping", "inactive"),
        ("stopped", "Stopped", "inactive"),
        ("failed", "Failed", "error"),
        ("canceling", "Canceling", "inactive"),
        ("canceled", "Canceled", "inactive"),
        ("deleting", "Deleting", "danger"),
        ("hibernating", "hibernating", "inactive"),
    ];
    let rows: Vec<Value> =
        states.iter().map(|(status, ..)| workspace(&format!("ws-{status}"), status)).collect();
    stage.answer(LIST, Answer::Json(200, json!({"count": rows.len(), "workspaces": rows})));
    let stage = open(stage, None).await;
    // The last row appears once the visible rows were painted.
    stage.shows("ws-hibernating").await;
    let shown = stage.place.query_selector_all("[part=row-status]").unwrap();
    for (i, (_, label, tone)) in (0..).zip(states) {
        let status: web_sys::Element = wasm_bindgen::JsCast::unchecked_into(shown.item(i).unwrap());
        assert_eq!(status.text_content().unwrap(), label);
        assert_eq!(status.get_attribute("data-tone").as_deref(), Some(tone), "{label}");
        assert!(status.query_selector("svg[aria-hidden=true]").unwrap().is_some());
    }
}

#[wasm_bindgen_test]
async fn a_row_is_one_link_to_the_workspace_in_a_new_tab() {
    let stage = open(Stage::new(), None).await;
    stage.shows("payments").await;
    let link = stage.find("li a").unwrap();
    assert_eq!(link.get_attribute("href").as_deref(), Some("https://coder.example.com/@alice/payments"));
    assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
    assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(
        link.get_attribute("aria-label").as_deref(),
        Some("Open workspace payments in Coder (opens in a new tab)")
    );
    let described_by = link.get_attribute("aria-describedby").unwrap();
    assert_eq!(stage.find(&format!("#{described_by}")).unwrap().text_content().as_deref(), Some("Running"));
    assert_eq!(stage.count("li a"), 1);
}

#[wasm_bindgen_test]
async fn names_from_outside_are_text() {
    let stage = Stage::new();
    let name = "<img src=x onerror=alert(1)>";
    stage.answer(LIST, Answer::Json(200, page(&[name])));
    let stage = open(stage, None).await;
    stage.shows(name).await;
    assert_eq!(stage.count("img"), 0);
}

#[wasm_bindgen_test]
async fn an_empty_own_list_offers_creation_and_an_empty_search_does_not() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Json(200, page(&[])));
    let stage = open(stage, None).await;
    stage.shows("You have no workspaces yet.").await;
    assert_eq!(stage.find("[part=empty] button").unwrap().text_content().unwrap(), "Create workspace");
    stage.type_text("nothing-like-it");
    stage.shows("No workspaces match your search.").await;
    assert!(stage.find("[part=empty] button").is_none());
}

#[wasm_bindgen_test]
async fn an_empty_list_of_a_repository_names_it() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Json(200, page(&[])));
    let stage =
        open(stage, Some(entity("url:https://github.com/acme/payments/tree/main/", &json!({})))).await;
    stage.shows("No workspaces found for this repository.").await;
    stage.shows("https://github.com/acme/payments").await;
    stage.shows("Results filtered by repo: payments").await;
}

#[wasm_bindgen_test]
async fn a_list_that_failed_says_why_and_tries_again_on_request() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Json(403, json!({"message": "Forbidden."})));
    let stage = open(stage, None).await;
    stage.shows("Coder does not allow this.").await;
    stage.answer(LIST, Answer::Json(200, page(&["payments"])));
    stage.button("Try again").click();
    stage.shows("payments").await;
}

#[wasm_bindgen_test]
async fn an_answer_that_cannot_be_read_names_the_field() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Json(200, json!({"count": 1, "workspaces": 7})));
    let stage = open(stage, None).await;
    stage.shows("workspaces: expected a list, found a number").await;
}

#[wasm_bindgen_test]
async fn a_refresh_that_fails_keeps_the_list_and_says_that_it_is_old() {
    let stage = open(Stage::new(), None).await;
    stage.shows("payments").await;
    stage.answer(LIST, Answer::Text(502, "text/html", "<h1>Bad gateway</h1>"));
    stage.choose("Refresh").await;
    stage.shows("Showing the last known state.").await;
    stage.shows("payments").await;
    stage.answer(LIST, Answer::Json(200, page(&["payments", "second"])));
    stage.button("Try again").click();
    stage.shows("second").await;
    assert!(!stage.text().contains("Showing the last known state."));
}

#[wasm_bindgen_test]
async fn rows_not_fetched_yet_are_bones_in_a_list_of_full_length() {
    let stage = Stage::new();
    let names: Vec<String> = (0..25).map(|n| format!("workspace-{n}")).collect();
    let mut first = page(&names.iter().map(String::as_str).collect::<Vec<_>>());
    first["count"] = json!(1000);
    stage.answer(LIST, Answer::Json(200, first));
    stage.answer("/coder/api/v2/workspaces?q=owner%3Ame&limit=25&offset=", Answer::Hang);
    let stage = open(stage, None).await;
    stage.shows("1000 workspaces").await;
    assert!(stage.count("li") < 40);
    assert_eq!(stage.find("li").unwrap().get_attribute("aria-setsize").as_deref(), Some("1000"));
    stage.find("[part=viewport]").unwrap().set_scroll_top(1_000_000);
    stage.shows("Loading…").await;
}

#[wasm_bindgen_test]
async fn without_a_template_the_create_button_explains_itself() {
    let stage = Stage::new();
    let config = json!({"deployment": {"accessUrl": "https://coder.example.com"}});
    let stage = stage.mount(&config, || {
        let header = || view! { <HeaderRow actions=|| view! { <CreateWorkspaceLink/> }/> };
        view! { <CardRoot header><Reminders/></CardRoot> }
    });
    stage.sign_in();
    stage.shows("Coder Workspaces").await;
    let button = stage.find("[part=create-link]").unwrap();
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(button.get_attribute("href"), None);
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(button).click();
    until(|| stage.count("details[open]") == 1, || "the explanation to open".to_owned()).await;
    stage.shows("Set spec.coder.templateName").await;
}

#[wasm_bindgen_test]
async fn a_template_gives_a_create_link_with_the_entitys_values() {
    let entity = entity(
        "url:https://github.com/acme/payments/tree/main/",
        &json!({"templateName": "gpu", "mode": "auto"}),
    );
    let stage = Stage::new().mount(&config(), move || {
        let entity = Signal::stored(EntityInput::from_json(&entity));
        let header = || view! { <HeaderRow actions=|| view! { <CreateWorkspaceLink/> }/> };
        view! { <CardRoot entity read_entity_data=true header>""</CardRoot> }
    });
    stage.sign_in();
    stage.shows("Coder Workspaces").await;
    let href = stage.find("a[part=create-link]").unwrap().get_attribute("href").unwrap();
    assert_eq!(
        href,
        "https://coder.example.com/templates/gpu/workspace?mode=auto&param.repo_url=https%3A%2F%2Fgithub.com%2Facme%2Fpayments"
    );
}

#[wasm_bindgen_test]
async fn mistakes_in_spec_coder_are_named_beside_a_working_list() {
    let stage = open(Stage::new(), Some(entity("url:https://github.com/a/b", &json!({"mode": 7})))).await;
    stage.shows("spec.coder.mode is 7. Allowed: \"manual\" or \"auto\".").await;
    stage.shows("payments").await;
}

#[wasm_bindgen_test]
async fn an_entity_without_a_repository_says_that_everything_is_shown() {
    let stage = open(Stage::new(), Some(json!({"metadata": {"name": "x"}}))).await;
    stage.shows("Not limited to this entity’s repository").await;
    assert!(!stage.text().contains("Results filtered by repo"));
}

#[wasm_bindgen_test]
async fn clearing_the_search_searches_at_once() {
    let stage = open(Stage::new(), None).await;
    stage.shows("payments").await;
    stage.button("Clear search").click();
    until(|| stage.asked("GET /coder/api/v2/workspaces?q=&") == 1, || "a search for everything".to_owned())
        .await;
}

#[wasm_bindgen_test]
async fn a_search_the_server_would_refuse_is_explained_and_not_sent() {
    let stage = open(Stage::new(), None).await;
    stage.shows("payments").await;
    let before = stage.asked("GET /coder/api/v2/workspaces?");
    stage.type_text("owner:");
    stage.shows("needs a key and a value around its colon").await;
    stage.shows("payments").await;
    // The error appears once the query was checked: a request for it would precede the next one.
    stage.type_text("name:other");
    until(|| stage.asked("GET /coder/api/v2/workspaces?q=name%3Aother") == 1, || "a search".to_owned()).await;
    assert_eq!(stage.asked("GET /coder/api/v2/workspaces?"), before + 1);
}

#[wasm_bindgen_test]
async fn the_menu_opens_with_focus_on_its_first_item_and_gives_it_back() {
    let stage = open(Stage::new(), None).await;
    let button = stage.button("More actions");
    button.click();
    until(|| button.get_attribute("aria-expanded").as_deref() == Some("true"), || "the menu".to_owned())
        .await;
    let focused =
        || leptos::prelude::document().active_element().and_then(|e| e.text_content()).unwrap_or_default();
    until(|| focused().contains("Refresh"), || format!("focus on Refresh, not {:?}", focused())).await;
    stage.choose("Refresh").await;
    until(
        || button.get_attribute("aria-expanded").as_deref() == Some("false"),
        || "the menu to close".to_owned(),
    )
    .await;
}

#[wasm_bindgen_test]
async fn taking_the_card_away_ends_what_is_in_flight() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Hang);
    let mut stage = open(stage, None).await;
    stage.shows("Loading workspaces…").await;
    assert!(!stage.was_ended("GET /coder/api/v2/workspaces?"));
    stage.unmount();
    assert_eq!(stage.place.child_element_count(), 0);
    until(|| stage.was_ended("GET /coder/api/v2/workspaces?"), || "the request to be ended".to_owned()).await;
}

fn with_icon(icon: &str) -> Value {
    let mut list = page(&["payments"]);
    list["workspaces"][0]["template_icon"] = json!(icon);
    list
}

#[wasm_bindgen_test]
async fn an_icon_elsewhere_is_a_plain_image_without_credentials_and_a_letter_if_it_breaks() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Json(200, with_icon("http://127.0.0.1:9/no-such-icon.png")));
    let stage = open(stage, None).await;
    stage.shows("Open").await;
    until(
        || stage.find("li [part=row-icon]").is_some_and(|i| i.text_content().as_deref() == Some("P")),
        || stage.find("li [part=row-icon]").map(|i| i.outer_html()).unwrap_or_default(),
    )
    .await;
    assert_eq!(stage.asked("GET /coder/no-such"), 0, "the host's fetch never sees it");
    assert!(!stage.log.borrow().iter().any(|line| line.contains("no-such-icon")));
}

#[wasm_bindgen_test]
async fn an_icon_of_the_deployment_is_a_letter_until_it_came_and_is_forgotten_with_the_session() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Json(200, with_icon("/emojis/1f4a6.png")));
    stage.answer("/coder/emojis/", Answer::Hang);
    let stage = open(stage, None).await;
    stage.shows("Open").await;
    let icon = || stage.find("li [part=row-icon]").map(|i| i.outer_html()).unwrap_or_default();
    let asked = || stage.asked("GET /coder/emojis/1f4a6.png");
    until(|| asked() > 0, || format!("the icon's request; there is {}", icon())).await;
    let before = asked();
    assert!(icon().contains("emoji") && icon().contains(">P<"), "{}", icon());
    stage.account().unlink();
    stage.shows("Session token").await;
    // A valid image: an invalid one is a letter again as soon as the browser has tried to load it.
    let picture = r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#;
    stage.answer("/coder/emojis/", Answer::Text(200, "image/svg+xml", picture));
    stage.sign_in();
    until(
        || icon().contains("data:image/svg+xml;base64,"),
        || format!("the picture, asked for {} times; there is {}", asked(), icon()),
    )
    .await;
    assert!(asked() > before, "fetched anew in the next session");
}

#[wasm_bindgen_test]
async fn ids_are_one_of_a_kind_and_every_reference_leads_somewhere() {
    let first = open(Stage::new(), None).await;
    let second = Stage::new().card(&config(), None);
    second.shows("Session token").await;
    first.shows("payments").await;
    let all = leptos::prelude::document().query_selector_all("[id^=coder-]").unwrap();
    let ids: Vec<String> = (0..all.length())
        .map(|i| wasm_bindgen::JsCast::unchecked_into::<web_sys::Element>(all.item(i).unwrap()).id())
        .collect();
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "{ids:?}");
    for attribute in ["aria-controls", "aria-describedby", "aria-labelledby", "for"] {
        let found = leptos::prelude::document().query_selector_all(&format!("[{attribute}]")).unwrap();
        for i in 0..found.length() {
            let element: web_sys::Element = wasm_bindgen::JsCast::unchecked_into(found.item(i).unwrap());
            for id in element.get_attribute(attribute).unwrap_or_default().split(' ') {
                assert!(ids.iter().any(|known| known == id), "{attribute}={id} of {}", element.outer_html());
            }
        }
    }
}
