//! Resources with their agents and apps.

use super::ids::{CREATED, NIL, SCRIPT_SOURCE, VERSION, agent_ids};
use crate::model::template::BuildOutcome;
use crate::model::workspace::{User, Workspace};
use crate::templates;
use serde_json::{Value, json};

/// Returns the resource that the n-th agent runs in.
pub fn resource(workspace: &Workspace, owner: &User, n: usize) -> Value {
    json!({
        "id": NIL,
        "created_at": CREATED,
        "job_id": NIL,
        "workspace_transition": "start",
        "type": "docker_container",
        "name": if n == 0 { "workspace" } else { "accelerator" },
        "hide": false,
        "icon": "",
        "agents": [agent(workspace, owner, n)],
        "daily_cost": 0,
    })
}

/// Returns the n-th agent.
fn agent(workspace: &Workspace, owner: &User, n: usize) -> Value {
    let spec = templates::by_id(workspace.template.id);
    let own_status = workspace.second_agent.as_ref().filter(|_| n > 0).or(workspace.agent.as_ref());
    let status = own_status.map_or("connected", String::as_str);
    let lifecycle = workspace.lifecycle.as_str();
    let health = match (status, lifecycle) {
        ("connecting", _) => json!({"healthy": false, "reason": "agent has not yet connected"}),
        ("disconnected", _) => json!({"healthy": false, "reason": "agent has lost connection"}),
        ("timeout", _) => json!({"healthy": false, "reason": "agent is taking too long to connect"}),
        (_, "start_error") => {
            json!({"healthy": false, "reason": "agent startup script exited with an error"})
        }
        _ => json!({"healthy": true}),
    };
    let name = spec.agents.get(n).copied().unwrap_or("main");
    let script = match lifecycle {
        "ready" => json!({"exit_code": 0, "status": "ok"}),
        "start_error" => json!({"exit_code": 127, "status": "exit_failure"}),
        _ => json!({}),
    };
    let mut script_body = json!({
        "id": "2c2c2c2c-8888-4888-8888-000000000001",
        "log_source_id": SCRIPT_SOURCE,
        "log_path": "coder-startup-script.log",
        "script": "#!/bin/sh\n",
        "cron": "",
        "run_on_start": true,
        "run_on_stop": false,
        "start_blocks_login": spec.outcome != BuildOutcome::ScriptFails,
        "timeout": 0,
        "display_name": "Startup Script",
    });
    if let (Some(body), Some(more)) = (script_body.as_object_mut(), script.as_object()) {
        body.extend(more.clone());
    }
    json!({
        "id": agent_ids(workspace).get(n),
        "parent_id": null,
        "created_at": CREATED,
        "updated_at": CREATED,
        "status": status,
        "lifecycle_state": lifecycle,
        "name": name,
        "resource_id": NIL,
        "architecture": "amd64",
        "environment_variables": {},
        "operating_system": "linux",
        "logs_length": 0,
        "logs_overflowed": workspace.logs_overflowed,
        "directory": "~",
        "expanded_directory": "/home/coder",
        "version": VERSION,
        "api_version": "2.9",
        "apps": apps(workspace, owner, name, n),
        "connection_timeout_seconds": 120,
        "troubleshooting_url": "",
        "subsystems": [],
        "health": health,
        "display_apps": display_apps(n),
        "log_sources": [{
            "workspace_agent_id": agent_ids(workspace).get(n),
            "id": SCRIPT_SOURCE,
            "created_at": CREATED,
            "display_name": "Startup Script",
            "icon": "",
        }],
        "scripts": [script_body],
        "startup_script_behavior": if n == 0 { "blocking" } else { "non-blocking" },
    })
}

/// Returns the display apps of the n-th agent; the second agent has only a terminal.
fn display_apps(n: usize) -> Vec<&'static str> {
    match n {
        0 => vec!["vscode", "vscode_insiders", "web_terminal", "ssh_helper", "port_forwarding_helper"],
        _ => vec!["web_terminal"],
    }
}

/// Returns the apps of the n-th agent; the second agent has none.
fn apps(workspace: &Workspace, owner: &User, agent: &str, n: usize) -> Vec<Value> {
    if n > 0 {
        return Vec::new();
    }
    let app = |slug: &str, name: &str| {
        json!({
            "id": format!("3c3c3c3c-8888-4888-8888-{:012}", slug.len()),
            "external": false,
            "slug": slug,
            "display_name": name,
            "subdomain": false,
            "sharing_level": "owner",
            "healthcheck": {"url": "", "interval": 0, "threshold": 0},
            "health": "disabled",
            "hidden": false,
            "open_in": "slim-window",
            "statuses": [],
        })
    };
    let mut code = app("code-server", "code-server");
    code["icon"] = json!("/icon/code.svg");
    code["subdomain"] = json!(true);
    code["subdomain_name"] = json!(format!("code-server--{}--{}", workspace.name, owner.username));
    code["health"] = json!("healthy");
    code["healthcheck"] = json!({"url": "http://localhost:13337/healthz", "interval": 5, "threshold": 6});
    code["open_in"] = json!("tab");
    let mut files = app("files", "Files");
    files["icon"] = json!("/icon/folder.svg");
    files["health"] = json!("initializing");
    let mut top = app("htop", "Processes");
    top["command"] = json!("htop");
    let mut cursor = app("cursor", "Cursor Desktop");
    cursor["icon"] = json!("/icon/cursor.svg?monochrome");
    cursor["external"] = json!(true);
    cursor["url"] = json!(format!(
        "cursor://coder.coder-remote/open?owner={}&workspace={}&url=https://coder.example.com&token=$SESSION_TOKEN&agent={agent}",
        owner.username, workspace.name
    ));
    let mut gateway = app("jetbrains", "JetBrains IDEs");
    gateway["icon"] = json!("/icon/jetbrains.svg");
    gateway["external"] = json!(true);
    gateway["url"] = json!(format!(
        "jetbrains://gateway/coder?url=https://coder.example.com&token=$SESSION_TOKEN&workspace={}&owner={}&agent_name={agent}",
        workspace.name, owner.username
    ));
    let mut handbook = app("handbook", "Handbook");
    handbook["external"] = json!(true);
    handbook["url"] = json!("https://handbook.acme.example/?token=$SESSION_TOKEN");
    let mut internal = app("metrics", "Metrics");
    internal["hidden"] = json!(true);
    vec![code, cursor, files, handbook, gateway, top, internal]
}

/// The metadata that the templates define: key, label and output.
const METADATA: [(&str, &str, &str); 2] = [("cpu", "CPU", "12 %"), ("mem", "Memory", "1.4/8 GB")];

/// Returns a workspace whose agents have the metadata with these keys.
pub fn with_metadata(mut workspace: Value, keys: &[&str]) -> Value {
    let resources = workspace["latest_build"]["resources"].as_array_mut();
    let agents = resources.into_iter().flatten().filter_map(|resource| resource["agents"].as_array_mut());
    for agent in agents.flatten().filter(|_| !keys.is_empty()) {
        let figures = METADATA.iter().filter(|(key, ..)| keys.contains(key)).map(|(key, label, value)| {
            json!({
                "result": {"collected_at": CREATED, "age": 2, "value": value, "error": ""},
                "description": {"display_name": label, "key": key, "script": "stat", "interval": 10, "timeout": 1},
            })
        });
        agent["metadata"] = figures.collect();
    }
    workspace
}
