//! The parts of a card, arranged by the page.

use crate::stage::{Answer, Stage, TOKEN, config, entity, page, until};
use backstage_plugin_coder::{
    CardRoot, CoderAuthWrapper, CoderErrorBoundary, CoderWorkspacesCard, EntityInput, HeaderRow, ListItem,
    Reminders, WorkspacesList, WorkspacesListIcon, use_card, use_provider,
};
use leptos::prelude::*;
use serde_json::json;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

const LIST: &str = "/coder/api/v2/workspaces?";

#[wasm_bindgen_test]
async fn an_integrator_draws_rows_the_own_way() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Json(200, page(&["one", "two"])));
    let stage = stage.mount(&config(), || {
        let render_item = Callback::new(|item: ListItem| {
            let workspace = item.row.workspace.clone();
            view! {
                <WorkspacesListIcon workspace/>
                <b>{move || format!("{} of {}", item.row.index.get() + 1, item.count.get())}</b>
            }
            .into_any()
        });
        view! { <CardRoot><WorkspacesList render_item/></CardRoot> }
    });
    stage.sign_in();
    stage.shows("1 of 2").await;
    stage.shows("2 of 2").await;
    assert_eq!(stage.count("ol > li"), 2);
    assert_eq!(stage.count("li a"), 0, "nothing of the usual row");
}

#[wasm_bindgen_test]
async fn an_integrators_empty_state_takes_the_place_of_ours() {
    let stage = Stage::new();
    stage.answer(LIST, Answer::Json(200, page(&[])));
    let stage = stage.mount(&config(), || {
        view! { <CardRoot><WorkspacesList empty_state=|| view! { <i>"Quiet here."</i> }/></CardRoot> }
    });
    stage.sign_in();
    stage.shows("Quiet here.").await;
    assert!(!stage.text().contains("You have no workspaces yet."));
}

#[wasm_bindgen_test]
async fn the_heading_has_the_words_level_and_actions_it_is_given() {
    let stage = Stage::new().mount(&config(), || {
        let header = || {
            view! {
                <HeaderRow
                    header_text=Some("Remote machines".to_owned()) header_level=4 actions=|| view! { <button>"Own"</button> }
                />
            }
        };
        view! { <CardRoot header=header><p>"Inside"</p></CardRoot> }
    });
    stage.sign_in();
    stage.shows("Remote machines").await;
    stage.shows("Inside").await;
    assert_eq!(stage.find("h2").unwrap().get_attribute("aria-level").as_deref(), Some("4"));
    stage.button("Own");
    assert_eq!(stage.count("[part=create-link]"), 0);
}

#[wasm_bindgen_test]
async fn parts_share_the_cards_context() {
    #[component]
    fn Mine() -> impl IntoView {
        let card = use_card();
        let filter = card.filter;
        view! { <button on:click=move |_| card.set_filter("status:failed".into())>{move || format!("now {}", filter.get())}</button> }
    }
    let stage = Stage::new().mount(&config(), || view! { <CardRoot><Mine/><WorkspacesList/></CardRoot> });
    stage.sign_in();
    stage.shows("now owner:me").await;
    stage.button("now owner:me").click();
    stage.shows("now status:failed").await;
    until(|| stage.asked("GET /coder/api/v2/workspaces?q=status%3Afailed") == 1, || "the search".to_owned())
        .await;
}

/// Returns whether the entity reminder and the template reminder are shown.
async fn reminders(
    config: serde_json::Value,
    of: serde_json::Value,
    entity_too: bool,
    template: bool,
) -> (bool, bool) {
    let stage = Stage::new().mount(&config, move || {
        let entity = Signal::stored(EntityInput::from_json(&of));
        view! {
            <CardRoot entity read_entity_data=Signal::stored(true)>
                <Reminders can_show_entity_reminder=entity_too can_show_template_name_reminder=template/>
                <p>"shown"</p>
            </CardRoot>
        }
    });
    stage.sign_in();
    stage.shows("shown").await;
    let text = stage.text();
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
    let whole = entity("url:https://github.com/a/b", &json!({"templateName": "docker"}));
    assert_eq!(reminders(config(), whole, true, true).await, (false, false));
}

#[wasm_bindgen_test]
async fn opening_a_reminder_closes_the_other_and_clicking_it_again_closes_it() {
    let bare = json!({"deployment": {"accessUrl": "https://coder.example.com"}});
    let entity = Signal::stored(EntityInput::from_json(&json!({"metadata": {"name": "x"}})));
    let stage = Stage::new().mount(&bare, move || {
        view! { <CardRoot entity read_entity_data=Signal::stored(true)><Reminders/></CardRoot> }
    });
    stage.sign_in();
    stage.shows("Why can’t I create a workspace?").await;
    let summaries = stage.place.query_selector_all("summary").unwrap();
    let click = |i| summaries.item(i).unwrap().unchecked_into::<web_sys::HtmlElement>().click();
    let open = || stage.find("details[open]").map(|d| d.text_content().unwrap_or_default());
    click(0);
    until(|| open().is_some_and(|t| t.contains("source-location")), || format!("{:?}", open())).await;
    click(1);
    until(|| open().is_some_and(|t| t.contains("templateName")), || format!("{:?}", open())).await;
    assert_eq!(stage.count("details[open]"), 1);
    click(1);
    until(|| stage.count("details[open]") == 0, || "all closed".to_owned()).await;
}

#[wasm_bindgen_test]
async fn neither_a_submit_button_nor_enter_in_a_field_submits_the_card() {
    let stage = Stage::new().mount(&config(), || {
        view! { <CardRoot><button type="submit">"Own submit"</button><input class="own"/></CardRoot> }
    });
    stage.sign_in();
    stage.shows("Own submit").await;
    // Both would submit the form around them, but there is none.
    for place in ["button[type=submit]", "input.own"] {
        let form = js_sys::Reflect::get(&stage.find(place).unwrap(), &"form".into()).unwrap();
        assert!(form.is_null(), "{place}");
    }
}

#[wasm_bindgen_test]
async fn content_behind_a_session_shows_with_one_and_goes_with_it() {
    let stage = Stage::new().mount(&config(), || {
        view! { <CoderAuthWrapper><p>"Behind a session"</p></CoderAuthWrapper> }
    });
    stage.shows("Connect to Coder").await;
    assert!(!stage.text().contains("Behind a session"));
    stage.sign_in();
    stage.shows("Behind a session").await;
    stage.answer(
        "/coder/api/v2/users/me",
        Answer::Json(401, json!({"message": "You are signed out or your session has expired."})),
    );
    stage.answer(
        LIST,
        Answer::Json(401, json!({"message": "You are signed out or your session has expired."})),
    );
    // After any response with status 401, the session checks its token again.
    let query = stage.account().query("owner:me");
    let owner = Owner::new();
    owner.with(|| drop(query.watch()));
    stage.shows("This token is invalid or has expired.").await;
    assert!(!stage.text().contains("Behind a session"));
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_boundary_keeps_an_error_to_itself_tells_it_and_can_try_again() {
    let told: Rc<RefCell<Vec<String>>> = Rc::default();
    let fails = ArcRwSignal::new(true);
    let stage = {
        let (told, fails) = (send_wrapper::SendWrapper::new(told.clone()), fails.clone());
        Stage::new().mount(&config(), move || {
            let on_error = Callback::new(move |message| told.borrow_mut().push(message));
            let part = move || match fails.get() {
                true => Err(coder_core::Error::Timeout),
                false => Ok("all well"),
            };
            view! { <p>"Beside"</p><CoderErrorBoundary on_error>{part}</CoderErrorBoundary> }
        })
    };
    stage.shows("Something went wrong here.").await;
    stage.shows("Coder did not answer in time.").await;
    stage.shows("Beside").await;
    until(|| told.borrow().len() == 1, || format!("{:?}", told.borrow())).await;
    fails.set(false);
    stage.shows("all well").await;
    assert!(!stage.text().contains("has failed"));
}

#[wasm_bindgen_test]
async fn the_providers_configuration_is_the_one_everything_below_sees() {
    #[component]
    fn Shows() -> impl IntoView {
        let config = use_provider().config;
        view! { <p>{move || config.read().app.access_url.as_ref().map(ToString::to_string)}</p> }
    }
    let stage = Stage::new().mount(&config(), || view! { <Shows/><div><Shows/></div> });
    stage.shows("https://coder.example.comhttps://coder.example.com").await;
}

#[wasm_bindgen_test]
async fn a_refused_token_can_be_dismissed_and_the_next_refusal_is_said_again() {
    let stage = Stage::new().card(&config(), None);
    let refused = || Answer::Json(401, json!({"message": "Signed out.", "detail": "API key is invalid."}));
    stage.answer("/coder/api/v2/users/me", refused());
    stage.shows("Session token").await;
    stage.type_text(TOKEN);
    stage.button("Connect").click();
    stage.shows("API key is invalid.").await;
    stage.button("Dismiss").click();
    stage.hides("API key is invalid.").await;
    stage.button("Connect").click();
    stage.shows("API key is invalid.").await;
    assert_eq!(stage.asked("GET /coder/api/v2/users/me"), 2, "dismissing submits nothing");
}

#[wasm_bindgen_test]
async fn ten_quick_refreshes_are_one() {
    let stage = Stage::new().mount(&config(), || view! { <CoderWorkspacesCard/> });
    stage.sign_in();
    stage.shows("payments").await;
    let mine = || stage.asked("GET /coder/api/v2/workspaces?q=owner%3Ame&");
    let before = mine();
    for _ in 0..10 {
        stage.choose("Refresh").await;
    }
    // The requests of those ten refreshes precede this one.
    stage.type_text("name:other");
    until(|| stage.asked("GET /coder/api/v2/workspaces?q=name%3Aother") == 1, || "a search".to_owned()).await;
    assert_eq!(mine(), before + 1);
}

#[wasm_bindgen_test]
async fn on_an_entity_not_meant_for_coder_the_platform_teams_words_take_the_lists_place() {
    let mut config = config();
    config["incompatible"] =
        json!({"text": "Runs on a laptop.", "linkText": "How", "linkUrl": "https://docs.example/laptop"});
    let plain = json!({"kind": "Component", "metadata": {"name": "x"}});
    let stage = Stage::new().card(&config, Some(plain));
    stage.sign_in();
    stage.shows("Runs on a laptop.").await;
    let link = stage.find("[part=incompatible] a").unwrap();
    assert_eq!(link.get_attribute("href").as_deref(), Some("https://docs.example/laptop"));
    // A request of the card for a list would precede this one.
    let owner = Owner::new();
    owner.with(|| drop(stage.account().query("name:other").watch()));
    until(|| stage.asked("GET /coder/api/v2/workspaces?q=name%3Aother") == 1, || "a list".to_owned()).await;
    assert_eq!(stage.asked("GET /coder/api/v2/workspaces?"), 1, "no list is fetched that nobody sees");
    owner.cleanup();
    let meant = Stage::new().card(&config, Some(entity("url:https://github.com/a/b", &json!({}))));
    meant.sign_in();
    meant.shows("payments").await;
    assert!(!meant.text().contains("Runs on a laptop."));
}
