//! Decodes complete responses in the shape of Coder's (`fixtures`, written for these tests).
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coder_core::json::{FromJson, Object};
use coder_core::models::{Build, User, WorkspaceStatus, WorkspacesPage};
use coder_core::status::{Badge, auto_stop_deadline, badges};
use coder_facts::differences;
use serde_json::{Value, json};
use std::path::PathBuf;

fn own(name: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn the_fixtures_are_what_coder_could_have_sent() {
    assert_eq!(differences("WorkspacesResponse", &own("workspaces.json")), [""; 0]);
    for user in own("users.json").as_array().unwrap() {
        assert_eq!(differences("User", user), [""; 0]);
    }
}

#[test]
fn users_are_read() {
    let users = Vec::<User>::from_json(&own("users.json")).unwrap();
    assert_eq!((users[0].display_name(), users[1].display_name()), ("Alice Example", "bob"));
    assert_eq!(users[0].roles, ["owner"]);
    assert_eq!(users[1].roles, [""; 0]);
}

#[test]
fn a_full_workspace_is_read() {
    let page = WorkspacesPage::from_json(&own("workspaces.json")).unwrap();
    assert_eq!(page.count, 2);
    let (running, build) = (&page.workspaces[0], &page.workspaces[0].latest_build);
    let agent = build.agents().next().unwrap();
    assert_eq!(agent.name, "main");
    assert_eq!(agent.display_apps, ["vscode", "web_terminal"]);
    assert_eq!(agent.apps[0].slug, "code-server");
    assert_eq!(build.agents().count(), 1);
    assert_eq!(build.status, WorkspaceStatus::Running);
    assert_eq!(running.template_label(), "Docker Containers");
    assert_eq!((running.ttl_ms, running.health.healthy), (Some(28_800_000), true));
    assert_eq!(auto_stop_deadline(running).map(|time| time.0.as_str()), Some("2026-01-02T11:04:05Z"));
    let asleep = &page.workspaces[1];
    assert!(asleep.last_used_at.as_ref().unwrap().is_never());
    assert_eq!(asleep.template_label(), "docker");
    assert_eq!(badges(asleep), [Badge::DeletionPending]);
    assert_eq!((asleep.ttl_ms, auto_stop_deadline(asleep)), (None, None));
}

#[test]
fn fields_that_may_be_null_or_missing_may_and_unknown_values_are_kept() {
    let sparse = json!({"count": 1, "workspaces": [{
        "id": "w", "name": "sparse", "owner_name": "bob", "template_name": "docker", "template_display_name": "",
        "health": null, "a_field_of_tomorrow": {"x": [1]},
        "latest_build": {
            "id": "b", "status": "hibernating", "job": {"status": "succeeded"}, "deadline": null, "resources": null,
        },
    }]});
    let page = WorkspacesPage::from_json(&sparse).unwrap();
    let sparse = &page.workspaces[0];
    assert_eq!(sparse.latest_build.status, WorkspaceStatus::Unknown("hibernating".into()));
    assert_eq!(sparse.latest_build.deadline, None);
    assert_eq!(sparse.latest_build.resources, []);
    assert_eq!(sparse.template_label(), "docker");
    assert!(sparse.health.healthy);
}

#[test]
fn a_workspace_without_what_it_must_have_says_where_it_went_wrong_and_costs_no_other() {
    let mut page = own("workspaces.json");
    page["workspaces"][1]["latest_build"]["job"]["status"] = Value::Null;
    let read = WorkspacesPage::from_json(&page).unwrap();
    let wrong = |n: usize| read.workspaces[n].unreadable.as_ref().map(ToString::to_string);
    assert_eq!(wrong(1).as_deref(), Some("latest_build.job.status: expected a string, found null"));
    assert_eq!(
        (wrong(0), Some(read.workspaces[1].name.as_str())),
        (None, page["workspaces"][1]["name"].as_str())
    );
}

#[test]
fn status_is_derived_where_a_server_leaves_it_out() {
    let build = |job: &str, transition: &str| {
        let value = json!({"id": "b", "transition": transition, "job": {"status": job}});
        Build::from_json(&value).unwrap().status
    };
    use WorkspaceStatus as S;
    let table = [
        ("pending", "start", S::Pending),
        ("pending", "delete", S::Pending),
        ("running", "start", S::Starting),
        ("running", "stop", S::Stopping),
        ("running", "delete", S::Deleting),
        ("succeeded", "start", S::Running),
        ("succeeded", "stop", S::Stopped),
        ("succeeded", "delete", S::Deleted),
        ("canceling", "start", S::Canceling),
        ("canceled", "stop", S::Canceled),
        ("failed", "start", S::Failed),
        ("something", "start", S::Failed),
        ("running", "something", S::Failed),
    ];
    for (job, transition, expected) in table {
        assert_eq!(build(job, transition), expected, "{job} {transition}");
    }
}

#[test]
fn what_is_no_object_says_so() {
    let error = Object::new(&Value::Null).err().unwrap();
    assert_eq!(error.to_string(), "the response: expected an object, found null");
}
