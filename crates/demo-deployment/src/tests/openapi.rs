//! Tests that responses match the table of Coder's API models.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::model::build::{BuildRequest, Transition};
use crate::model::oauth::OAuthSwitch;
use crate::store::{Deployment, Store};
use crate::wire::{deployment, log, template, user, workspace};
use crate::{builds, parameters, templates};
use coder_facts::differences;
use serde_json::{Value, json};

fn check(model: &str, ours: &Value) {
    assert_eq!(differences(model, ours), [""; 0], "{ours:#}");
}

fn building(store: &mut Store, index: usize, transition: Transition, seconds: f64) {
    let request = BuildRequest { transition, restart: false, reason: "dashboard".into(), preset: None };
    let now = store.clock.now();
    builds::create(&mut store.workspaces[index], request, now, false);
    store.clock.advance(seconds);
    store.advance();
}

fn check_workspaces(store: &Store) {
    for workspace in &store.workspaces {
        for viewer in 0..store.users.len() {
            check("Workspace", &workspace::workspace(store, workspace, viewer));
        }
        for line in log::build_log(workspace, store.clock.now() + 100.0, 0) {
            check("ProvisionerJobLog", &line);
        }
        check("WorkspaceAgentLog", &log::startup_line(workspace, 1, "info", "x"));
    }
}

#[test]
fn every_workspace_is_one_of_coders_at_rest_and_at_each_step_of_its_builds() {
    let deployment = Deployment::new(None);
    let mut store = deployment.lock();
    check_workspaces(&store);
    for transition in [Transition::Start, Transition::Stop, Transition::Delete] {
        for seconds in [0.0, 2.0, 60.0] {
            for index in 0..store.workspaces.len() {
                building(&mut store, index, transition, 0.0);
            }
            store.clock.advance(seconds);
            store.advance();
            check_workspaces(&store);
        }
    }
}

#[test]
fn every_template_is_one_of_coders_with_all_that_is_asked_of_it() {
    let deployment = Deployment::new(None);
    let mut store = deployment.lock();
    building(&mut store, 1, Transition::Start, 60.0);
    for spec in templates::ALL {
        check("Template", &template::template(&store, spec));
        let version = templates::active_version(spec.template.id);
        check("TemplateVersion", &template::version(spec, &version));
        for preset in template::presets(spec).as_array().unwrap() {
            check("Preset", preset);
        }
        for auth in template::external_auth(&store, spec, 0, "127.0.0.1").as_array().unwrap() {
            check("TemplateVersionExternalAuth", auth);
        }
        for inputs in
            [vec![], vec![("cpu".to_owned(), "14".to_owned())], vec![("cpu".to_owned(), "x".to_owned())]]
        {
            check("DynamicParametersResponse", &parameters::evaluate(spec, &inputs));
        }
        for param in spec.parameters {
            check("TemplateVersionParameter", &parameters::rich_parameter(param));
        }
    }
}

#[test]
fn the_deployment_and_its_users_are_coders() {
    let deployment = Deployment::new(None);
    let mut store = deployment.lock();
    check("RegionsResponse", &deployment::regions());
    check("BuildInfoResponse", &deployment::build_info(OAuthSwitch::OffBefore238));
    for user in &store.users {
        check("User", &user::user(user));
        check("APIKey", &user::api_key(&store, user, "x"));
    }
    store.session_ends_in = Some(60);
    check("APIKey", &user::api_key(&store, &store.users[0], "x"));
}

#[test]
fn an_answer_that_is_none_of_coders_is_found() {
    let deployment = Deployment::new(None);
    let store = deployment.lock();
    let mut workspace = workspace::workspace(&store, &store.workspaces[0], 0);
    workspace["latest_build"]["job"]["status"] = json!("resting");
    let found = ["Workspace.latest_build.job.status: \"resting\" is not ProvisionerJobStatus"];
    assert_eq!(differences("Workspace", &workspace), found);
}
