//! The hooks for Coder's API in components of a page.

use crate::harness::{Gate, Harness, Reply, config, page, until, workspace};
use backstage_plugin_coder::{
    CoderMutation, CoderQuery, MutationState, QueryState, use_coder_api, use_coder_auth, use_coder_mutation,
    use_coder_query,
};
use coder_core::json::FromJson;
use coder_core::models::{Workspace, WorkspacesPage};
use coder_core::request::{Method, Request};
use coder_core::{Error, SessionToken};
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

const PATH: &str = "/coder/api/v2/templates";

/// Mounts a query for templates that shows its state as text.
fn query_stage(harness: Harness) -> Harness {
    harness.mount(&config(), || {
        let query: CoderQuery<Value> =
            use_coder_query(|| Some(Request::new(Method::Get, "/api/v2/templates", None)), |v| Ok(v.clone()));
        view! {
            <p>{move || match query.state.get() {
                QueryState::Disabled => "disabled".to_owned(),
                QueryState::Loading => "loading".to_owned(),
                QueryState::Ready(value, stale) => format!("ready {value} {}", stale.is_some()),
                QueryState::Failed(error) => format!("failed {}", error.code()),
            }}</p>
            <button on:click=move |_| query.refetch()>"Again"</button>
        }
    })
}

#[wasm_bindgen_test]
async fn a_query_waits_for_a_session_and_loses_its_data_with_it() {
    let harness = query_stage(Harness::new());
    harness.set_response(PATH, Reply::Json(200, json!(["docker"])));
    harness.shows("disabled").await;
    harness.sign_in();
    harness.shows("ready [\"docker\"] false").await;
    assert_eq!(harness.log.borrow()[0], "GET /coder/api/v2/users/me", "nothing before the session");
    assert_eq!(harness.request_count("GET /coder/api/v2/templates"), 1);
    harness.account().unlink();
    harness.shows("disabled").await;
}

#[wasm_bindgen_test]
async fn a_query_that_is_refused_fails_at_once_and_can_be_asked_again() {
    let harness = query_stage(Harness::new());
    harness.set_response(PATH, Reply::Json(403, json!({"message": "No."})));
    harness.sign_in();
    harness.shows("failed forbidden").await;
    assert_eq!(harness.request_count("GET /coder/api/v2/templates"), 1);
    harness.set_response(PATH, Reply::Json(200, json!(1)));
    harness.button("Again").click();
    harness.shows("ready 1 false").await;
    harness.set_response(PATH, Reply::Json(403, json!({"message": "No."})));
    harness.button("Again").click();
    harness.shows("ready 1 true").await;
}

#[wasm_bindgen_test]
async fn a_query_that_failed_is_tried_again_but_not_after_the_account_was_unlinked() {
    let harness = query_stage(Harness::new());
    harness.set_response(PATH, Reply::Text(503, "text/plain", "down"));
    harness.sign_in();
    until(|| harness.request_count("GET /coder/api/v2/templates") == 2, || "a second try".to_owned()).await;
    harness.account().unlink();
    harness.shows("disabled").await;
    let requests = harness.request_count("GET /coder/api/v2/templates");
    harness.set_response(PATH, Reply::Json(200, json!("late")));
    // The new session sends its own request, and no other request follows.
    harness.sign_in();
    harness.shows("ready \"late\" false").await;
    assert_eq!(harness.request_count("GET /coder/api/v2/templates"), requests + 1);
}

/// Mounts a mutation.
fn mutation_stage(harness: Harness) -> Harness {
    harness.mount(&config(), || {
        let write: CoderMutation<&'static str, Value> = use_coder_mutation(
            |name| Request::new(Method::Post, "/api/v2/templates", Some(json!({"name": name}))),
            |v| Ok(v.clone()),
        );
        view! {
            <p>{move || match write.state.get() {
                MutationState::Idle => "idle".to_owned(),
                MutationState::Pending => "pending".to_owned(),
                MutationState::Done(value) => format!("done {value}"),
                MutationState::Failed(error) => format!("failed {}", error.code()),
            }}</p>
            <button on:click=move |_| write.mutate("mine")>"Write"</button>
        }
    })
}

#[wasm_bindgen_test]
async fn a_write_is_sent_once_however_often_one_clicks_and_never_repeated() {
    let harness = mutation_stage(Harness::new());
    harness.sign_in();
    harness.shows("idle").await;
    let gate = Gate::default();
    harness.set_response(PATH, Reply::Pending(gate.clone()));
    until(|| harness.account().is_authenticated().get_untracked(), || "the session".to_owned()).await;
    harness.button("Write").click();
    harness.shows("pending").await;
    harness.button("Write").click();
    harness.button("Write").click();
    until(|| gate.waiting() > 0, || "the write".to_owned()).await;
    gate.open(&Reply::Json(201, json!({"id": 1})));
    harness.shows("done {\"id\":1}").await;
    // A request from the second click would precede this one.
    harness.set_response(PATH, Reply::Json(201, json!({"id": 2})));
    harness.button("Write").click();
    harness.shows("done {\"id\":2}").await;
    assert_eq!(harness.request_count("POST /coder/api/v2/templates"), 2);
}

#[wasm_bindgen_test]
async fn a_write_that_failed_says_why_and_one_that_worked_what_came_of_it() {
    let harness = mutation_stage(Harness::new());
    harness.sign_in();
    until(|| harness.account().is_authenticated().get_untracked(), || "the session".to_owned()).await;
    harness.set_response(PATH, Reply::Text(503, "text/plain", "down"));
    harness.button("Write").click();
    harness.shows("failed deployment-unavailable").await;
    harness.set_response(PATH, Reply::Json(201, json!({"id": 1})));
    harness.button("Write").click();
    harness.shows("done {\"id\":1}").await;
    assert_eq!(harness.request_count("POST /coder/api/v2/templates"), 2, "one for each click");
}

#[wasm_bindgen_test]
async fn the_api_calls_with_the_session_and_says_so_where_there_is_none() {
    let harness = Harness::new();
    let api = Owner::new().with(|| {
        provide_context(backstage_plugin_coder::Provider::new(Default::default(), &harness.host, "/coder"));
        use_coder_api()
    });
    assert_eq!(api.authenticated_user().await, Err(Error::Unauthorized(String::new())));
    assert_eq!(harness.log.borrow().len(), 0, "nothing is sent without a session");
    harness.sign_in();
    until(|| harness.account().is_authenticated().get_untracked(), || "the session".to_owned()).await;
    harness.set_response("/coder/api/v2/workspaces/x", Reply::Json(200, workspace("x", "running")));
    assert_eq!(api.authenticated_user().await.map(|u| u.username).as_deref(), Ok("alice"));
    assert_eq!(api.workspace("x").await, Ok(Workspace::from_json(&workspace("x", "running")).unwrap()));
    let list = api.workspaces("owner:me", 10, 0).await;
    assert_eq!(list, Ok(WorkspacesPage::from_json(&page(&["payments"])).unwrap()));
}

#[wasm_bindgen_test]
async fn registering_and_unlinking_a_token_by_the_public_functions() {
    let harness = Harness::new();
    let auth = Owner::new().with(|| {
        provide_context(backstage_plugin_coder::Provider::new(Default::default(), &harness.host, "/coder"));
        use_coder_auth()
    });
    auth.register_token(SessionToken::parse(crate::harness::TOKEN).unwrap());
    until(|| auth.is_authenticated().get_untracked(), || "authenticated".to_owned()).await;
    auth.unlink();
    assert_eq!(auth.state().get_untracked(), coder_core::session::SessionState::TokenMissing);
}
