//! Are the answers what is known of Coder's API?

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::template;
use crate::builds::{Transition, Wish};
use crate::catalog;
use crate::evaluate;
use crate::state::{Data, Deployment};
use coder_facts::differences;
use serde_json::{Value, json};

fn check(model: &str, ours: &Value) {
    assert_eq!(differences(model, ours), [""; 0], "{ours:#}");
}

fn building(data: &mut Data, index: usize, transition: Transition, seconds: f64) {
    let wish = Wish { transition, then_start: false, reason: "dashboard".into(), preset: None };
    let now = data.clock.now();
    data.workspaces[index].build(wish, now, false);
    data.clock.push(seconds);
    data.go_on();
}

fn check_workspaces(data: &Data) {
    for workspace in &data.workspaces {
        for viewer in 0..data.users.len() {
            check("Workspace", &super::workspace(data, workspace, viewer));
        }
        for line in super::build_log(workspace, data.clock.now() + 100.0, 0) {
            check("ProvisionerJobLog", &line);
        }
        check("WorkspaceAgentLog", &super::agent_line(workspace, 1, "info", "x"));
    }
}

#[test]
fn every_workspace_is_one_of_coders_at_rest_and_at_each_step_of_its_builds() {
    let deployment = Deployment::new(None);
    let mut data = deployment.lock();
    check_workspaces(&data);
    for transition in [Transition::Start, Transition::Stop, Transition::Delete] {
        for seconds in [0.0, 2.0, 60.0] {
            for index in 0..data.workspaces.len() {
                building(&mut data, index, transition, 0.0);
            }
            data.clock.push(seconds);
            data.go_on();
            check_workspaces(&data);
        }
    }
}

#[test]
fn every_template_is_one_of_coders_with_all_that_is_asked_of_it() {
    let deployment = Deployment::new(None);
    let mut data = deployment.lock();
    building(&mut data, 1, Transition::Start, 60.0);
    for details in catalog::ALL {
        check("Template", &template::template(&data, details));
        let version = catalog::active_version(details.template.id);
        check("TemplateVersion", &template::version(details, &version));
        for preset in template::presets(details).as_array().unwrap() {
            check("Preset", preset);
        }
        for auth in template::external_auth(&data, details, 0, "127.0.0.1").as_array().unwrap() {
            check("TemplateVersionExternalAuth", auth);
        }
        for inputs in
            [vec![], vec![("cpu".to_owned(), "14".to_owned())], vec![("cpu".to_owned(), "x".to_owned())]]
        {
            check("DynamicParametersResponse", &evaluate::answer(details, &inputs));
        }
        for param in details.params {
            check("TemplateVersionParameter", &evaluate::classic(param));
        }
    }
}

#[test]
fn the_deployment_and_its_users_are_coders() {
    let deployment = Deployment::new(None);
    let mut data = deployment.lock();
    check("RegionsResponse", &super::regions());
    check("BuildInfoResponse", &super::build_info(crate::state::OAuthSwitch::OffBefore238));
    for user in &data.users {
        check("User", &super::user(user));
        check("APIKey", &super::api_key(&data, user, "x"));
    }
    data.session_ends_in = Some(60);
    check("APIKey", &super::api_key(&data, &data.users[0], "x"));
}

#[test]
fn an_answer_that_is_none_of_coders_is_found() {
    let deployment = Deployment::new(None);
    let data = deployment.lock();
    let mut workspace = super::workspace(&data, &data.workspaces[0], 0);
    workspace["latest_build"]["job"]["status"] = json!("resting");
    let found = ["Workspace.latest_build.job.status: \"resting\" is not ProvisionerJobStatus"];
    assert_eq!(differences("Workspace", &workspace), found);
}
