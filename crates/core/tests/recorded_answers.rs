//! The wire types against Coder's own recorded answers and documentation examples.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use coder_core::json::{Object, Read};
use coder_core::wire::{Build, User, Workspace, WorkspaceStatus, WorkspacesPage};
use serde_json::Value;
use std::path::PathBuf;

/// A file of Coder's wire data, which lives beside the project and not in it; skips, saying so, where absent.
fn recorded(name: &str) -> Option<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/coder").join(name);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: no recorded answers at ../shared/data/coder/{name}");
        return None;
    };
    let mut value = serde_json::from_str(&text).unwrap();
    as_on_the_wire(&mut value);
    Some(value)
}

/// The swagger file writes nullable ids as `{uuid, valid}`; the wire has a string or null.
fn as_on_the_wire(value: &mut Value) {
    if value.get("valid").is_some()
        && let Some(id) = value.get_mut("uuid").map(Value::take)
    {
        *value = id;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(as_on_the_wire),
        Value::Object(fields) => fields.values_mut().for_each(as_on_the_wire),
        _ => {}
    }
}

fn own(name: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_golden_workspaces_are_read() {
    let Some(golden) = recorded("golden/workspaces_list.json") else { return };
    let workspaces = Vec::<Workspace>::read(&golden).unwrap();
    assert_eq!(workspaces[0].name, "test-workspace");
    assert_eq!(workspaces[0].latest_build.status, WorkspaceStatus::Running);
    assert_eq!(workspaces[0].ttl_ms, Some(28_800_000));
    assert!(workspaces[0].health.healthy);
}

#[test]
fn the_golden_users_are_read() {
    let Some(golden) = recorded("golden/users_list.json") else { return };
    let users = Vec::<User>::read(&golden).unwrap();
    assert_eq!(users[0].display_name(), "Test User");
    assert_eq!(users[0].roles, ["owner"]);
}

#[test]
fn every_documented_example_of_our_calls_is_read() {
    let mut read = 0;
    for file in ["workspaces.json", "builds.json", "users.json"] {
        let Some(examples) = recorded(&format!("docs-examples/{file}")) else { return };
        for example in examples.as_array().unwrap() {
            for (status, body) in example["response_examples"].as_object().into_iter().flatten() {
                if !status.starts_with('2') {
                    continue;
                }
                let path = example["path"].as_str().unwrap();
                let method = example["method"].as_str().unwrap().to_uppercase();
                let result = match (method.as_str(), path.trim_start_matches("/api/v2")) {
                    ("GET", "/workspaces") => WorkspacesPage::read(body).map(|_| ()),
                    ("GET", "/workspaces/{workspace}") => Workspace::read(body).map(|_| ()),
                    ("GET", "/workspacebuilds/{workspacebuild}") => Build::read(body).map(|_| ()),
                    ("GET", "/users/{user}") => User::read(body).map(|_| ()),
                    _ => continue,
                };
                result.unwrap_or_else(|e| panic!("{method} {path}: {e}"));
                read += 1;
            }
        }
    }
    assert_eq!(read, 4, "an example was renamed or moved");
}

#[test]
fn a_full_workspace_is_read() {
    let page = WorkspacesPage::read(&own("workspaces.json")).unwrap();
    assert_eq!(page.count, 2);
    let agent = page.workspaces[0].latest_build.agents().next().unwrap();
    assert_eq!(agent.name, "main");
    assert_eq!(agent.display_apps, ["vscode", "web_terminal"]);
    assert_eq!(agent.apps[0].slug, "code-server");
    assert_eq!(page.workspaces[0].template_label(), "Docker Containers");
    assert!(page.workspaces[1].last_used_at.as_ref().unwrap().is_never());
}

#[test]
fn fields_that_may_be_null_or_missing_may_and_unknown_values_are_kept() {
    let page = WorkspacesPage::read(&own("workspaces.json")).unwrap();
    let sparse = &page.workspaces[1];
    assert_eq!(sparse.latest_build.status, WorkspaceStatus::Unknown("hibernating".into()));
    assert_eq!(sparse.latest_build.deadline, None);
    assert_eq!(sparse.latest_build.resources, []);
    assert_eq!(sparse.template_label(), "docker");
}

#[test]
fn a_workspace_without_what_it_must_have_is_refused_with_its_path() {
    let mut page = own("workspaces.json");
    page["workspaces"][1]["latest_build"]["job"]["status"] = Value::Null;
    let error = WorkspacesPage::read(&page).unwrap_err();
    assert_eq!(error.to_string(), "workspaces[1].latest_build.job.status: expected a string, found null");
}

#[test]
fn status_is_derived_where_a_server_leaves_it_out() {
    let build = |job: &str, transition: &str| {
        let value = serde_json::json!({"id": "b", "transition": transition, "job": {"status": job}});
        Build::read(&value).unwrap().status
    };
    assert_eq!(build("succeeded", "start"), WorkspaceStatus::Running);
    assert_eq!(build("running", "delete"), WorkspaceStatus::Deleting);
    assert_eq!(build("pending", "stop"), WorkspaceStatus::Pending);
    assert_eq!(build("something", "start"), WorkspaceStatus::Failed);
}

#[test]
fn what_is_no_object_says_so() {
    let error = Object::new(&Value::Null).err().unwrap();
    assert_eq!(error.to_string(), "the answer: expected an object, found null");
}
