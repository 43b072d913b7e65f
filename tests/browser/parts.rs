//! The parts of a card, arranged by the page.

use crate::harness::{Harness, Reply, TOKEN, config, entity, page, until};
use backstage_plugin_coder::{
    CardRoot, CoderAuthWrapper, CoderErrorBoundary, CoderWorkspacesCard, EntityInput, HeaderRow, ListItem,
    Reminders, WorkspacesList, WorkspacesListIcon, use_card, use_provider,
};
use leptos::prelude::*;
use leptos::tachys::view::any_view;
use serde_json::json;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "/coder/api/v2/workspaces?";

#[wasm_bindgen_test]
async fn an_integrator_draws_rows_the_own_way() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Json(200, page(&["one", "two"])));
    let harness = harness.mount(&config(), || {
        let render_item = Callback::new(|item: ListItem| {
            let workspace = item.row.workspace.clone();
            any_view::IntoAny::into_any(view! {
                <WorkspacesListIcon workspace/>
                <b>{move || format!("{} of {}", item.row.index.get() + 1, item.count.get())}</b>
            })
        });
        view! { <CardRoot><WorkspacesList render_item/></CardRoot> }
    });
    harness.sign_in();
    harness.shows("1 of 2").await;
    harness.shows("2 of 2").await;
    assert_eq!(harness.count("ol > li"), 2);
    assert_eq!(harness.count("li a"), 0, "nothing of the usual row");
}

#[wasm_bindgen_test]
async fn an_integrators_empty_state_takes_the_place_of_ours() {
    let harness = Harness::new();
    harness.set_response(LIST, Reply::Json(200, page(&[])));
    let harness = harness.mount(&config(), || {
        view! { <CardRoot><WorkspacesList empty_state=|| view! { <i>"Quiet here."</i> }/></CardRoot> }
    });
    harness.sign_in();
    harness.shows("Quiet here.").await;
    assert!(!harness.text().contains("You have no workspaces yet."));
}

#[wasm_bindgen_test]
async fn the_heading_has_the_words_level_and_actions_it_is_given() {
    let harness = Harness::new().mount(&config(), || {
        let header = || {
            view! {
                <HeaderRow
                    header_text=Some("Remote machines".to_owned()) header_level=4 actions=|| view! { <button>"Own"</button> }
                />
            }
        };
        view! { <CardRoot header=header><p>"Inside"</p></CardRoot> }
    });
    harness.sign_in();
    harness.shows("Remote machines").await;
    harness.shows("Inside").await;
    assert_eq!(harness.find("h2").unwrap().get_attribute("aria-level").as_deref(), Some("4"));
    harness.button("Own");
    assert_eq!(harness.count("[part=create-link]"), 0);
}

#[wasm_bindgen_test]
async fn parts_share_the_cards_context() {
    #[component]
    fn Mine() -> impl IntoView {
        let card = use_card();
        let filter = card.filter;
        view! { <button on:click=move |_| card.set_filter("status:failed".into())>{move || format!("now {}", filter.get())}</button> }
    }
    let harness = Harness::new().mount(&config(), || view! { <CardRoot><Mine/><WorkspacesList/></CardRoot> });
    harness.sign_in();
    harness.shows("now owner:me").await;
    harness.button("now owner:me").click();
    harness.shows("now status:failed").await;
    until(
        || harness.request_count("GET /coder/api/v2/workspaces?q=status%3Afailed") == 1,
        || "the search".to_owned(),
    )
    .await;
}

/// Returns whether the entity reminder and the template reminder are shown.
async fn reminders(
    config: serde_json::Value,
    of: serde_json::Value,
    entity_too: bool,
    template: bool,
) -> (bool, bool) {
    let harness = Harness::new().mount(&config, move || {
        let entity = Signal::stored(EntityInput::from_json(&of));
        view! {
            <CardRoot entity read_entity_data=Signal::stored(true)>
                <Reminders can_show_entity_reminder=entity_too can_show_template_name_reminder=template/>
                <p>"shown"</p>
            </CardRoot>
        }
    });
    harness.sign_in();
    harness.shows("shown").await;
    let text = harness.text();
    (
        text.contains("Not limited to this entity’s repository"),
        text.contains("Why can’t I create a workspace?"),
    )
}

#[wasm_bindgen_test]
async fn reminders_show_only_where_they_apply_and_can_be_hidden() {
    let bare = || json!({"deployment": {"accessUrl": "https://coder.example.com"}});
    let nameless = || json!({"metadata": {"name": "x"}});
    assert_eq!(reminders(bare(), nameless(), true, true).await, (true, true));
    assert_eq!(reminders(bare(), nameless(), false, true).await, (false, true));
    assert_eq!(reminders(bare(), nameless(), true, false).await, (true, false));
    let complete = entity("url:https://github.com/a/b", &json!({"templateName": "docker"}));
    assert_eq!(reminders(config(), complete, true, true).await, (false, false));
}

#[wasm_bindgen_test]
async fn opening_a_reminder_closes_the_other_and_clicking_it_again_closes_it() {
    let bare = json!({"deployment": {"accessUrl": "https://coder.example.com"}});
    let entity = Signal::stored(EntityInput::from_json(&json!({"metadata": {"name": "x"}})));
    let harness = Harness::new().mount(&bare, move || {
        view! { <CardRoot entity read_entity_data=Signal::stored(true)><Reminders/></CardRoot> }
    });
    harness.sign_in();
    harness.shows("Why can’t I create a workspace?").await;
    let summaries = harness.container.query_selector_all("summary").unwrap();
    let click = |i| summaries.item(i).unwrap().unchecked_into::<web_sys::HtmlElement>().click();
    let open = || harness.find("details[open]").map(|d| d.text_content().unwrap_or_default());
    click(0);
    until(|| open().is_some_and(|t| t.contains("source-location")), || format!("{:?}", open())).await;
    click(1);
    until(|| open().is_some_and(|t| t.contains("templateName")), || format!("{:?}", open())).await;
    assert_eq!(harness.count("details[open]"), 1);
    click(1);
    until(|| harness.count("details[open]") == 0, || "all closed".to_owned()).await;
}

#[wasm_bindgen_test]
async fn neither_a_submit_button_nor_enter_in_a_field_submits_the_card() {
    let harness = Harness::new().mount(&config(), || {
        view! { <CardRoot><button type="submit">"Own submit"</button><input class="own"/></CardRoot> }
    });
    harness.sign_in();
    harness.shows("Own submit").await;
    // Both would submit the form around them, but there is none.
    for selector in ["button[type=submit]", "input.own"] {
        let form = js_sys::Reflect::get(&harness.find(selector).unwrap(), &"form".into()).unwrap();
        assert!(form.is_null(), "{selector}");
    }
}

#[wasm_bindgen_test]
async fn content_behind_a_session_shows_with_one_and_goes_with_it() {
    let harness = Harness::new().mount(&config(), || {
        view! { <CoderAuthWrapper><p>"Behind a session"</p></CoderAuthWrapper> }
    });
    harness.shows("Connect to Coder").await;
    assert!(!harness.text().contains("Behind a session"));
    harness.sign_in();
    harness.shows("Behind a session").await;
    harness.set_response(
        "/coder/api/v2/users/me",
        Reply::Json(401, json!({"message": "You are signed out or your session has expired."})),
    );
    harness.set_response(
        LIST,
        Reply::Json(401, json!({"message": "You are signed out or your session has expired."})),
    );
    // After any response with status 401, the session checks its token again.
    let query = harness.account().query("owner:me");
    let owner = Owner::new();
    owner.with(|| drop(query.watch()));
    harness.shows("Your Coder session has ended.").await;
    assert!(!harness.text().contains("Behind a session"));
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_boundary_keeps_an_error_to_itself_tells_it_and_can_try_again() {
    let messages: Rc<RefCell<Vec<String>>> = Rc::default();
    let fails = ArcRwSignal::new(true);
    let harness = {
        let (messages, fails) = (send_wrapper::SendWrapper::new(messages.clone()), fails.clone());
        Harness::new().mount(&config(), move || {
            let on_error = Callback::new(move |message| messages.borrow_mut().push(message));
            let part = move || match fails.get() {
                true => Err(coder_core::Error::Timeout),
                false => Ok("all well"),
            };
            view! { <p>"Beside"</p><CoderErrorBoundary on_error>{part}</CoderErrorBoundary> }
        })
    };
    harness.shows("Something went wrong here.").await;
    harness.shows("Coder did not answer in time.").await;
    harness.shows("Beside").await;
    until(|| messages.borrow().len() == 1, || format!("{:?}", messages.borrow())).await;
    fails.set(false);
    harness.shows("all well").await;
    assert!(!harness.text().contains("has failed"));
}

#[wasm_bindgen_test]
async fn the_providers_configuration_is_the_one_everything_below_sees() {
    #[component]
    fn Shows() -> impl IntoView {
        let config = use_provider().config;
        view! { <p>{move || config.read().app.access_url.as_ref().map(ToString::to_string)}</p> }
    }
    let harness = Harness::new().mount(&config(), || view! { <Shows/><div><Shows/></div> });
    harness.shows("https://coder.example.comhttps://coder.example.com").await;
}

#[wasm_bindgen_test]
async fn a_refused_token_is_no_error_once_it_is_changed_and_the_next_refusal_is_said_again() {
    let harness = Harness::new().card(&config(), None);
    let unauthorized =
        || Reply::Json(401, json!({"message": "Signed out.", "detail": "API key is invalid."}));
    harness.set_response("/coder/api/v2/users/me", unauthorized());
    harness.shows("Session token").await;
    harness.type_text(TOKEN);
    harness.button("Connect").click();
    harness.shows("API key is invalid.").await;
    harness.type_text(TOKEN);
    harness.hides("API key is invalid.").await;
    harness.button("Connect").click();
    harness.shows("API key is invalid.").await;
    assert_eq!(harness.request_count("GET /coder/api/v2/users/me"), 2, "typing submits nothing");
}

#[wasm_bindgen_test]
async fn ten_quick_refreshes_are_one() {
    let harness = Harness::new().mount(&config(), || view! { <CoderWorkspacesCard/> });
    harness.sign_in();
    harness.shows("payments").await;
    let own_lists = || harness.request_count("GET /coder/api/v2/workspaces?q=owner%3Ame&");
    let before = own_lists();
    for _ in 0..10 {
        harness.choose("Refresh").await;
    }
    // The requests of those ten refreshes precede this one.
    harness.open_search().await;
    harness.type_text("name:other");
    until(
        || harness.request_count("GET /coder/api/v2/workspaces?q=owner%3Ame+name%3Aother") == 1,
        || "a search".to_owned(),
    )
    .await;
    assert_eq!(own_lists(), before + 1);
}

#[wasm_bindgen_test]
async fn on_an_entity_not_meant_for_coder_the_platform_teams_words_take_the_lists_place() {
    let mut config = config();
    config["incompatible"] =
        json!({"text": "Runs on a laptop.", "linkText": "How", "linkUrl": "https://docs.example/laptop"});
    let plain = json!({"kind": "Component", "metadata": {"name": "x"}});
    let harness = Harness::new().card(&config, Some(plain));
    harness.sign_in();
    harness.shows("Runs on a laptop.").await;
    let link = harness.find("[part=incompatible] a").unwrap();
    assert_eq!(link.get_attribute("href").as_deref(), Some("https://docs.example/laptop"));
    // A request of the card for a list would precede this one.
    let owner = Owner::new();
    owner.with(|| drop(harness.account().query("name:other").watch()));
    until(
        || harness.request_count("GET /coder/api/v2/workspaces?q=name%3Aother") == 1,
        || "a list".to_owned(),
    )
    .await;
    assert_eq!(
        harness.request_count("GET /coder/api/v2/workspaces?"),
        1,
        "no list is fetched that nobody sees"
    );
    owner.cleanup();
    let compatible = Harness::new().card(&config, Some(entity("url:https://github.com/a/b", &json!({}))));
    compatible.sign_in();
    compatible.shows("payments").await;
    assert!(!compatible.text().contains("Runs on a laptop."));
}
