//! Do the answers have the fields that Coder's own description has? Runs where that lies beside the project.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::template;
use crate::builds::{Transition, Wish};
use crate::catalog;
use crate::evaluate;
use crate::state::{Data, Deployment};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn description() -> Option<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/coder/swagger.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: no description at ../shared/data/coder/swagger.json");
        return None;
    };
    serde_json::from_str(&text).ok()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().map(|o| o.keys().map(String::as_str).collect()).unwrap_or_default()
}

/// Fields that Go leaves out while they are empty, and those that this deployment has no use for.
const LEFT_OUT: &[&str] = &[
    "shared_with",
    "autostart_schedule",
    "latest_app_status",
    "template_version_preset_id",
    "matched_provisioners",
    "workspace_owner_avatar_url",
    "owner_avatar_url",
    "warnings",
    "canceled_at",
    "completed_at",
    "started_at",
    "error",
    "error_code",
    "worker_id",
    "worker_name",
    "available_workers",
    "input",
    "metadata",
    "avatar_url",
    "name",
    "theme_preference",
    "is_service_account",
    "optional",
    "validation_error",
    "validation_regex",
    "validation_min",
    "validation_max",
    "validation_monotonic",
    "first_connected_at",
    "last_connected_at",
    "disconnected_at",
    "started_at",
    "ready_at",
    "instance_id",
    "latency",
    "url",
    "command",
    "icon",
    "subdomain_name",
    "group",
    "tooltip",
    "exit_code",
    "status",
    "webpush_public_key",
];

fn check(description: &Value, definition: &str, ours: &Value) {
    let theirs = &description["definitions"][definition]["properties"];
    assert!(theirs.is_object(), "{definition} is not described");
    let (ours, theirs) = (keys(ours), keys(theirs));
    let unknown: Vec<_> = ours.difference(&theirs).collect();
    assert!(unknown.is_empty(), "{definition}: {unknown:?} is not described");
    let missing: Vec<_> = theirs.difference(&ours).filter(|key| !LEFT_OUT.contains(key)).collect();
    assert!(missing.is_empty(), "{definition}: {missing:?} is missing");
}

fn building(data: &mut Data) {
    let wish =
        Wish { transition: Transition::Start, then_start: false, reason: "dashboard".into(), preset: None };
    let now = data.clock.now();
    data.workspaces[1].build(wish, now, false);
    data.clock.push(60.0);
    data.go_on();
}

#[test]
fn answers_have_the_fields_that_coder_describes() {
    let Some(description) = description() else { return };
    let deployment = Deployment::new(None);
    let mut data = deployment.lock();
    building(&mut data);
    let docker = catalog::named("docker").unwrap();
    let workspace = super::workspace(&data, &data.workspaces[1], 0);
    let build = &workspace["latest_build"];
    assert_eq!(workspace["latest_build"]["status"], "running");
    let agent = &build["resources"][0]["agents"][0];
    let evaluated = evaluate::answer(docker, &[("cpu".to_owned(), "14".to_owned())]);
    let version = catalog::active_version(docker.template.id);
    let auth = template::external_auth(&data, catalog::named("kubernetes").unwrap(), 0, "127.0.0.1");
    let table = [
        ("codersdk.Workspace", workspace.clone()),
        ("codersdk.WorkspaceHealth", workspace["health"].clone()),
        ("codersdk.WorkspaceBuild", build.clone()),
        ("codersdk.ProvisionerJob", build["job"].clone()),
        ("codersdk.WorkspaceResource", build["resources"][0].clone()),
        ("codersdk.WorkspaceAgent", agent.clone()),
        ("codersdk.WorkspaceAgentScript", agent["scripts"][0].clone()),
        ("codersdk.WorkspaceApp", agent["apps"][0].clone()),
        ("codersdk.Template", template::template(&data, docker)),
        ("codersdk.TemplateVersion", template::version(docker, &version)),
        ("codersdk.TemplateVersionExternalAuth", auth[1].clone()),
        ("codersdk.TemplateVersionParameter", evaluate::classic(&docker.params[2])),
        ("codersdk.DynamicParametersResponse", evaluated.clone()),
        ("codersdk.PreviewParameter", evaluated["parameters"][0].clone()),
        ("codersdk.PreviewParameterValidation", evaluated["parameters"][2]["validations"][0].clone()),
        ("codersdk.FriendlyDiagnostic", evaluated["diagnostics"][0].clone()),
        ("codersdk.ProvisionerJobLog", super::build_log(&data.workspaces[1], 100.0, 0)[0].clone()),
        ("codersdk.WorkspaceAgentLog", super::agent_line(&data.workspaces[1], 1, "info", "x")),
        ("codersdk.Region", super::regions()["regions"][0].clone()),
        ("codersdk.BuildInfoResponse", super::build_info()),
        ("codersdk.User", super::user(&data.users[0])),
        ("codersdk.APIKey", super::api_key(&data, &data.users[0], "x")),
    ];
    for (definition, ours) in &table {
        check(&description, definition, ours);
    }
    println!("{} kinds of answers agree with Coder's description", table.len());
}

#[test]
fn presets_are_written_as_gos_struct_names_them() {
    // The description has them in lower case, which is not what the server sends.
    let presets = template::presets(catalog::named("docker").unwrap());
    let wanted = ["Default", "Description", "DesiredPrebuildInstances", "ID", "Icon", "Name", "Parameters"];
    assert_eq!(keys(&presets[0]), wanted.into_iter().collect());
    let stats = template::template(&Deployment::new(None).lock(), catalog::named("docker").unwrap());
    assert_eq!(stats["build_time_stats"]["start"], json!({"P50": 8000, "P95": 15000}));
}
