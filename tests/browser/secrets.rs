//! Where the session token is sent, and where it is stored.

use crate::harness::{Harness, Reply, TOKEN, until};
use backstage_plugin_coder::element::Session;
use backstage_plugin_coder::{Account, Host, use_coder_api};
use coder_core::request::{Method, Request};
use coder_core::{Error, SessionToken};
use js_sys::TypeError;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;

const ASTRAY: [&str; 9] = [
    "/api/v2/../../../coder-eu/api/v2/users/me",
    "/api/v2/..\\..\\..\\coder-eu/api/v2/users/me",
    "/api/v2/%2e%2e/%2E%2e/coder-eu/api/v2/users/me",
    "/api/v2/..%2f..%2fcoder-eu/api/v2/users/me",
    "/api/v2/%252e%252e/x",
    "/api/v2/.\t./.\n./x",
    "/api/v2/workspaces/..",
    "/api/v2",
    "/healthz",
];

fn link(account: &Account) {
    account.register_token(SessionToken::parse(TOKEN).unwrap());
}

async fn linked(account: &Account) {
    until(|| account.is_authenticated().get_untracked(), || "the session".to_owned()).await;
}

#[wasm_bindgen_test]
async fn a_script_cannot_send_the_token_beside_coders_api() {
    let harness = Harness::new();
    let session = Session::new(&harness.options, None);
    session.link(TOKEN).unwrap();
    linked(&harness.account()).await;
    let before = harness.log.borrow().len();
    for path in
        ASTRAY.into_iter().chain(["api/v2/users/me", "https://evil.example/api/v2/x", "//evil.example", ""])
    {
        let error = session.request("GET".into(), path.into(), JsValue::UNDEFINED).await.unwrap_err();
        let message = String::from(error.dyn_into::<TypeError>().unwrap().message());
        assert!(message.contains("below /api/v2/") && message.contains(&format!("\"{path}\"")), "{message}");
    }
    assert_eq!(harness.log.borrow().len(), before, "nothing is sent");
    harness.set_response("/coder/api/v2/templates", Reply::Json(200, serde_json::json!([])));
    session.request("GET".into(), "/api/v2/templates?q=../..".into(), JsValue::UNDEFINED).await.unwrap();
    assert_eq!(harness.request_count("GET /coder/api/v2/templates?q=../.."), 1);
}

#[wasm_bindgen_test]
async fn a_component_cannot_send_the_token_beside_coders_api() {
    let harness = Harness::new();
    let api = Owner::new().with(|| {
        provide_context(backstage_plugin_coder::Provider::new(Default::default(), &harness.host, "/coder"));
        use_coder_api()
    });
    harness.sign_in();
    linked(&harness.account()).await;
    let before = harness.log.borrow().len();
    for path in ASTRAY {
        let error = api.send(&Request::new(Method::Delete, path, None)).await;
        assert_eq!(error, Err(Error::StrayPath(path.to_owned())));
    }
    for id in [".", "..", "%2e%2e"] {
        assert!(
            matches!(api.workspace(id).await, Err(Error::StrayPath(path)) if path.starts_with("/api/v2/workspaces/"))
        );
    }
    assert_eq!(harness.log.borrow().len(), before, "nothing is sent");
}

#[wasm_bindgen_test]
async fn a_proxy_path_cannot_lead_out_of_the_proxy() {
    let harness = Harness::new();
    for path in ["/../catalog", "/coder/%2e%2e/x", "/coder\\..\\x", "/coder/..%2f..%2fx"] {
        let account = Account::of(&harness.host, path);
        link(&account);
        until(
            || format!("{:?}", account.state().get_untracked()).contains("StrayPath"),
            || format!("{path}: {:?}", account.state().get_untracked()),
        )
        .await;
    }
    assert_eq!(harness.log.borrow().len(), 0, "nothing is sent");
}

fn local() -> Storage {
    window().local_storage().unwrap().unwrap()
}

fn per_tab() -> Storage {
    window().session_storage().unwrap().unwrap()
}

/// Returns the storage keys that contain this piece and under which the session token is stored.
fn stored_keys(storage: &Storage, piece: &str) -> Vec<String> {
    let keys = (0..storage.length().unwrap()).filter_map(|i| storage.key(i).unwrap());
    let holds_token =
        |key: &String| key.contains(piece) && storage.get_item(key).unwrap().as_deref() == Some(TOKEN);
    keys.filter(holds_token).collect()
}

#[wasm_bindgen_test]
async fn the_strictest_token_storage_of_an_accounts_hosts_holds() {
    let harness = Harness::new();
    let host = |kind: &str| {
        let changes = [("tokenStorage", kind.into()), ("user", "user:secrets/strictest".into())];
        Host::from_js(&harness.options_with(&changes))
    };
    let account = Account::of(&host("local"), "/coder");
    link(&account);
    linked(&account).await;
    assert_eq!(stored_keys(&local(), "secrets/strictest").len(), 1);

    Account::of(&host("session"), "/coder");
    assert_eq!(stored_keys(&local(), "secrets/strictest").len(), 0, "moved");
    assert_eq!(stored_keys(&per_tab(), "secrets/strictest").len(), 1);

    Account::of(&host("local"), "/coder");
    Account::of(&host("memory"), "/coder");
    Account::of(&host("local"), "/coder");
    assert_eq!(
        stored_keys(&local(), "secrets/strictest").len() + stored_keys(&per_tab(), "secrets/strictest").len(),
        0
    );
    assert!(account.is_authenticated().get_untracked(), "the session goes on");
    link(&account);
    linked(&account).await;
    assert_eq!(
        stored_keys(&local(), "secrets/strictest").len() + stored_keys(&per_tab(), "secrets/strictest").len(),
        0
    );
}

#[wasm_bindgen_test]
async fn what_a_laxer_setting_kept_is_moved_and_signs_nobody_out() {
    let harness = Harness::new();
    for (kind, expected) in [("session", 1), ("memory", 0)] {
        let user = format!("user:secrets/lax-{kind}");
        local().set_item(&format!("backstage-plugin-coder/session/coder/{user}"), TOKEN).unwrap();
        let changes = [("tokenStorage", kind.into()), ("user", user.as_str().into())];
        let account = Account::of(&Host::from_js(&harness.options_with(&changes)), "/coder");
        linked(&account).await;
        assert_eq!(stored_keys(&local(), &user).len(), 0, "{kind}");
        assert_eq!(stored_keys(&per_tab(), &user).len(), expected, "{kind}");
        account.unlink();
        assert_eq!(stored_keys(&per_tab(), &user).len(), 0, "{kind}");
    }
}

#[wasm_bindgen_test]
async fn while_the_user_is_not_known_the_token_is_kept_nowhere() {
    let harness = Harness::new();
    for (n, user) in [JsValue::NULL, JsValue::from(7), js_sys::Object::new().into()].into_iter().enumerate() {
        let path = format!("/unknown-user-{n}");
        harness.set_response(&path, Reply::Json(200, serde_json::json!({"id": "u", "username": "alice"})));
        let changes = [("tokenStorage", "local".into()), ("user", user)];
        let account = Account::of(&Host::from_js(&harness.options_with(&changes)), &path);
        link(&account);
        linked(&account).await;
        assert_eq!(
            stored_keys(&local(), "unknown-user").len() + stored_keys(&per_tab(), "unknown-user").len(),
            0
        );
    }
}

#[wasm_bindgen_test]
async fn a_deployments_token_is_not_found_by_another_deployment() {
    let harness = Harness::new();
    let host = |user: &str| {
        Host::from_js(&harness.options_with(&[("tokenStorage", "local".into()), ("user", user.into())]))
    };
    let account = Account::of(&host("user:secrets/guest"), "/coder");
    link(&account);
    linked(&account).await;
    let other = Account::of(&host("guest"), "/coder/user:secrets");
    assert_eq!(other.state().get_untracked(), coder_core::session::SessionState::TokenMissing);
    account.unlink();
}

#[wasm_bindgen_test]
async fn a_token_that_the_first_version_kept_is_found_under_its_new_name() {
    let harness = Harness::new();
    let (former, user) = ("backstage-plugin-coder/session/moved/eu/user:secrets/moved", "user:secrets/moved");
    local().set_item(former, TOKEN).unwrap();
    harness.set_response("/moved/eu", Reply::Json(200, serde_json::json!({"id": "u", "username": "alice"})));
    let changes = [("tokenStorage", "local".into()), ("user", user.into())];
    let account = Account::of(&Host::from_js(&harness.options_with(&changes)), "/moved/eu");
    linked(&account).await;
    assert_eq!(stored_keys(&local(), user), ["backstage-plugin-coder/session/moved%2Feu/user:secrets/moved"]);
    account.unlink();
    assert!(stored_keys(&local(), user).is_empty());
}
