//! The card's parts in each of their states.

use crate::harness::{Harness, Reply, config, entity, page, until, workspace};
use backstage_plugin_coder::{CardRoot, CreateWorkspaceLink, EntityInput, HeaderRow, Reminders};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "/coder/api/v2/workspaces?";

async fn open(harness: Harness, entity: Option<Value>) -> Harness {
    let harness = harness.card(&config(), entity);
    harness.sign_in();
    harness.shows("Coder Workspaces").await;
    harness
}

#[wasm_bindgen_test]
async fn a_list_that_is_being_fetched_shows_bones_and_says_so() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Hang);
    let harness = open(harness, None).await;
    harness.shows("Loading workspaces…").await;
    assert_eq!(harness.count(".coder-bone"), 3);
}

#[wasm_bindgen_test]
async fn each_status_has_words_and_a_tone() {
    let harness = Harness::new();
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
    harness.set_response(LIST, Reply::Json(200, json!({"count": rows.len(), "workspaces": rows})));
    let harness = open(harness, None).await;
    // The last row appears once the visible rows were painted.
    harness.shows("ws-hibernating").await;
    let statuses = harness.container.query_selector_all("[part=row-status]").unwrap();
    for (i, (_, label, tone)) in (0..).zip(states) {
        let status: web_sys::Element = wasm_bindgen::JsCast::unchecked_into(statuses.item(i).unwrap());
        assert_eq!(status.text_content().unwrap(), label);
        assert_eq!(status.get_attribute("data-tone").as_deref(), Some(tone), "{label}");
    }
}

#[wasm_bindgen_test]
async fn a_name_is_a_link_to_the_workspace_in_a_new_tab() {
    let harness = open(Harness::new(), None).await;
    harness.shows("payments").await;
    let link = harness.find("li a").unwrap();
    assert_eq!(link.get_attribute("href").as_deref(), Some("https://coder.example.com/@alice/payments"));
    assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
    assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(
        link.get_attribute("aria-label").as_deref(),
        Some("Open workspace payments in Coder (opens in a new tab)")
    );
    let described_by = link.get_attribute("aria-describedby").unwrap();
    assert_eq!(harness.find(&format!("#{described_by}")).unwrap().text_content().as_deref(), Some("Running"));
    assert_eq!(harness.count("li a"), 1);
}

#[wasm_bindgen_test]
async fn names_from_outside_are_text() {
    let harness = Harness::new();
    let name = "<img src=x onerror=alert(1)>";
    harness.set_response(LIST, Reply::Json(200, page(&[name])));
    let harness = open(harness, None).await;
    harness.shows(name).await;
    assert_eq!(harness.count("img"), 0);
}

#[wasm_bindgen_test]
async fn an_empty_own_list_offers_creation_and_an_empty_search_does_not() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Json(200, page(&[])));
    let harness = open(harness, None).await;
    harness.shows("You have no workspaces yet.").await;
    assert_eq!(harness.find("[part=empty] button").unwrap().text_content().unwrap(), "Create workspace");
    harness.open_search().await;
    harness.type_text("nothing-like-it");
    harness.shows("No workspaces match “nothing-like-it”.").await;
    assert_eq!(harness.find("[part=empty] button").unwrap().text_content().unwrap(), "Clear filters");
}

#[wasm_bindgen_test]
async fn an_empty_list_of_a_repository_names_it() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Json(200, page(&[])));
    let harness =
        open(harness, Some(entity("url:https://github.com/acme/payments/tree/main/", &json!({})))).await;
    harness.shows("No workspaces found for this repository.").await;
    harness.shows("https://github.com/acme/payments").await;
    harness.shows("From this repository: payments").await;
}

#[wasm_bindgen_test]
async fn a_list_that_failed_says_why_and_tries_again_on_request() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Json(403, json!({"message": "Forbidden."})));
    let harness = open(harness, None).await;
    harness.shows("Coder does not allow this.").await;
    harness.set_response(LIST, Reply::Json(200, page(&["payments"])));
    harness.button("Try again").click();
    harness.shows("payments").await;
}

#[wasm_bindgen_test]
async fn an_answer_that_cannot_be_read_names_the_field() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Json(200, json!({"count": 1, "workspaces": 7})));
    let harness = open(harness, None).await;
    harness.shows("workspaces: expected a list, found a number").await;
}

#[wasm_bindgen_test]
async fn a_refresh_that_fails_keeps_the_list_and_says_that_it_is_old() {
    let harness = open(Harness::new(), None).await;
    harness.shows("payments").await;
    harness.set_response(LIST, Reply::Text(502, "text/html", "<h1>Bad gateway</h1>"));
    harness.choose("Refresh").await;
    harness.shows("Showing the last known state.").await;
    harness.shows("payments").await;
    harness.set_response(LIST, Reply::Json(200, page(&["payments", "second"])));
    harness.button("Try again").click();
    harness.shows("second").await;
    assert!(!harness.text().contains("Showing the last known state."));
}

#[wasm_bindgen_test]
async fn rows_not_fetched_yet_are_bones_in_a_list_of_full_length() {
    let harness = Harness::new();
    let names: Vec<String> = (0..25).map(|n| format!("workspace-{n}")).collect();
    let mut first = page(&names.iter().map(String::as_str).collect::<Vec<_>>());
    first["count"] = json!(1000);
    harness.set_response(LIST, Reply::Json(200, first));
    harness.set_response("/coder/api/v2/workspaces?q=owner%3Ame&limit=25&offset=", Reply::Hang);
    let harness = open(harness, None).await;
    harness.shows("1,000 workspaces").await;
    assert!(harness.count("li") < 40);
    assert_eq!(harness.find("li").unwrap().get_attribute("aria-setsize").as_deref(), Some("1000"));
    harness.find("[part=viewport]").unwrap().set_scroll_top(1_000_000);
    harness.shows("Loading…").await;
}

#[wasm_bindgen_test]
async fn without_a_template_the_create_button_explains_itself() {
    let harness = Harness::new();
    let config = json!({"deployment": {"accessUrl": "https://coder.example.com"}});
    let harness = harness.mount(&config, || {
        let header = || view! { <HeaderRow actions=|| view! { <CreateWorkspaceLink/> }/> };
        view! { <CardRoot header><Reminders/></CardRoot> }
    });
    harness.sign_in();
    harness.shows("Coder Workspaces").await;
    let button = harness.find("[part=create-link]").unwrap();
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(button.get_attribute("href"), None);
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(button).click();
    until(|| harness.count("details[open]") == 1, || "the explanation to open".to_owned()).await;
    harness.shows("Set spec.coder.templateName").await;
}

#[wasm_bindgen_test]
async fn a_template_gives_a_create_link_with_the_entitys_values() {
    let entity = entity(
        "url:https://github.com/acme/payments/tree/main/",
        &json!({"templateName": "gpu", "mode": "auto"}),
    );
    let harness = Harness::new().mount(&config(), move || {
        let entity = Signal::stored(EntityInput::from_json(&entity));
        let header = || view! { <HeaderRow actions=|| view! { <CreateWorkspaceLink/> }/> };
        view! { <CardRoot entity read_entity_data=true header>""</CardRoot> }
    });
    harness.sign_in();
    harness.shows("Coder Workspaces").await;
    let href = harness.find("a[part=create-link]").unwrap().get_attribute("href").unwrap();
    assert_eq!(
        href,
        "https://coder.example.com/templates/gpu/workspace?mode=auto&param.repo_url=https%3A%2F%2Fgithub.com%2Facme%2Fpayments"
    );
}

#[wasm_bindgen_test]
async fn mistakes_in_spec_coder_are_named_beside_a_working_list() {
    let harness = open(Harness::new(), Some(entity("url:https://github.com/a/b", &json!({"mode": 7})))).await;
    harness.shows("spec.coder.mode is 7. Allowed: \"manual\" or \"auto\".").await;
    harness.shows("payments").await;
}

#[wasm_bindgen_test]
async fn an_entity_without_a_repository_says_that_everything_is_shown() {
    let harness = open(Harness::new(), Some(json!({"metadata": {"name": "x"}}))).await;
    harness.shows("Not limited to this entity’s repository").await;
    assert!(!harness.text().contains("From this repository"));
}

#[wasm_bindgen_test]
async fn clearing_the_search_searches_at_once() {
    let harness = open(Harness::new(), None).await;
    harness.shows("payments").await;
    harness.set_response("/coder/api/v2/workspaces?q=owner%3Ame+name", Reply::Json(200, page(&[])));
    harness.open_search().await;
    harness.type_text("name:other");
    harness.shows("No workspaces match").await;
    harness.button("Clear search").click();
    harness.shows("payments").await;
    assert_eq!(harness.input_value(), "");
}

#[wasm_bindgen_test]
async fn a_search_the_server_would_refuse_is_explained_and_not_sent() {
    let harness = open(Harness::new(), None).await;
    harness.shows("payments").await;
    let before = harness.request_count("GET /coder/api/v2/workspaces?");
    harness.open_search().await;
    harness.type_text("a:b:c");
    harness.shows("put the value in double quotes").await;
    harness.shows("payments").await;
    // The error appears once the query was checked: a request for it would precede the next one.
    harness.type_text("name:other");
    until(
        || harness.request_count("GET /coder/api/v2/workspaces?q=owner%3Ame+name%3Aother") == 1,
        || "a search".to_owned(),
    )
    .await;
    assert_eq!(harness.request_count("GET /coder/api/v2/workspaces?"), before + 1);
}

#[wasm_bindgen_test]
async fn the_menu_opens_with_focus_on_its_first_item_and_gives_it_back() {
    let harness = open(Harness::new(), None).await;
    let button = harness.button("More actions");
    button.click();
    until(|| button.get_attribute("aria-expanded").as_deref() == Some("true"), || "the menu".to_owned())
        .await;
    let focused =
        || leptos::prelude::document().active_element().and_then(|e| e.text_content()).unwrap_or_default();
    until(|| focused().contains("Search"), || format!("focus on Search, not {:?}", focused())).await;
    harness.choose("Refresh").await;
    until(
        || button.get_attribute("aria-expanded").as_deref() == Some("false"),
        || "the menu to close".to_owned(),
    )
    .await;
}

#[wasm_bindgen_test]
async fn taking_the_card_away_ends_what_is_in_flight() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Hang);
    let mut harness = open(harness, None).await;
    harness.shows("Loading workspaces…").await;
    assert!(!harness.was_aborted("GET /coder/api/v2/workspaces?"));
    harness.unmount();
    assert_eq!(harness.container.child_element_count(), 0);
    until(|| harness.was_aborted("GET /coder/api/v2/workspaces?"), || "the request to be ended".to_owned())
        .await;
}

fn with_icon(icon: &str) -> Value {
    let mut list = page(&["payments"]);
    list["workspaces"][0]["template_icon"] = json!(icon);
    list
}

#[wasm_bindgen_test]
async fn an_icon_elsewhere_is_a_plain_image_without_credentials_and_a_letter_if_it_breaks() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Json(200, with_icon("http://127.0.0.1:9/no-such-icon.png")));
    let harness = open(harness, None).await;
    harness.shows("Running").await;
    until(
        || harness.find("li [part=row-icon]").is_some_and(|i| i.text_content().as_deref() == Some("P")),
        || harness.find("li [part=row-icon]").map(|i| i.outer_html()).unwrap_or_default(),
    )
    .await;
    assert_eq!(harness.request_count("GET /coder/no-such"), 0, "the host's fetch never sees it");
    assert!(!harness.log.borrow().iter().any(|line| line.contains("no-such-icon")));
}

#[wasm_bindgen_test]
async fn an_icon_of_the_deployment_is_a_letter_until_it_came_and_is_forgotten_with_the_session() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Json(200, with_icon("/emojis/1f4a6.png")));
    harness.set_response("/coder/emojis/", Reply::Hang);
    let harness = open(harness, None).await;
    harness.shows("Running").await;
    let icon = || harness.find("li [part=row-icon]").map(|i| i.outer_html()).unwrap_or_default();
    let icon_requests = || harness.request_count("GET /coder/emojis/1f4a6.png");
    until(|| icon_requests() > 0, || format!("the icon's request; there is {}", icon())).await;
    let before = icon_requests();
    assert!(icon().contains("emoji") && icon().contains(">P<"), "{}", icon());
    harness.account().unlink();
    harness.shows("Session token").await;
    // A valid image: an invalid one is a letter again as soon as the browser has tried to load it.
    let picture = r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>"#;
    harness.set_response("/coder/emojis/", Reply::Text(200, "image/svg+xml", picture));
    harness.sign_in();
    until(
        || icon().contains("data:image/svg+xml;base64,"),
        || format!("the picture, asked for {} times; there is {}", icon_requests(), icon()),
    )
    .await;
    assert!(icon_requests() > before, "fetched anew in the next session");
}

#[wasm_bindgen_test]
async fn ids_are_one_of_a_kind_and_every_reference_leads_somewhere() {
    let first = open(Harness::new(), None).await;
    let second = Harness::new().card(&config(), None);
    second.shows("Session token").await;
    first.shows("payments").await;
    let all = leptos::prelude::document().query_selector_all("[id^=coder-]").unwrap();
    let ids: Vec<String> = (0..all.length())
        .map(|i| wasm_bindgen::JsCast::unchecked_into::<web_sys::Element>(all.item(i).unwrap()).id())
        .collect();
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "{ids:?}");
    for attribute in ["aria-controls", "aria-describedby", "aria-labelledby", "for"] {
        let elements = leptos::prelude::document().query_selector_all(&format!("[{attribute}]")).unwrap();
        for i in 0..elements.length() {
            let element: web_sys::Element = wasm_bindgen::JsCast::unchecked_into(elements.item(i).unwrap());
            for id in element.get_attribute(attribute).unwrap_or_default().split(' ') {
                assert!(
                    ids.iter().any(|defined| defined == id),
                    "{attribute}={id} of {}",
                    element.outer_html()
                );
            }
        }
    }
}
