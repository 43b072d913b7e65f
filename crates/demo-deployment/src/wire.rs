//! Coder's JSON: every field its server always sends, in its order.

use crate::clock::seconds_from_now;
use crate::state::{Data, User, Workspace};
use serde_json::{Value, json};

/// The version the deployment says it is.
pub const VERSION: &str = "v2.36.0+demo";
const NIL: &str = "00000000-0000-0000-0000-000000000000";
const ORGANIZATION: &str = "9a1b2c3d-4444-4444-8444-000000000001";
const CREATED: &str = "2026-07-01T08:00:00.123456Z";

/// `GET /users/me`.
pub fn user(user: &User) -> Value {
    let mut body = json!({
        "id": user.id,
        "username": user.username,
        "name": user.name,
        "email": format!("{}@acme.example", user.username),
        "created_at": CREATED,
        "updated_at": CREATED,
        "last_seen_at": "2026-08-21T10:00:00.5Z",
        "status": "active",
        "login_type": "password",
        "organization_ids": [ORGANIZATION],
        "roles": [],
        "has_ai_seat": false,
    });
    if user.name.is_empty()
        && let Some(body) = body.as_object_mut()
    {
        body.shift_remove("name");
    }
    body
}

/// `GET /users/me/keys/{id}`: a session that slides, unless a test made it end.
pub fn api_key(data: &Data, user: &User, id: &str) -> Value {
    const WEEK: i64 = 604_800;
    json!({
        "id": id,
        "user_id": user.id,
        "last_used": seconds_from_now(0),
        "expires_at": seconds_from_now(data.session_ends_in.unwrap_or(WEEK)),
        "created_at": CREATED,
        "updated_at": CREATED,
        "login_type": if data.session_ends_in.is_some() { "token" } else { "password" },
        "scope": "all",
        "scopes": ["all"],
        "token_name": "",
        "lifetime_seconds": WEEK,
        "allow_list": [{"type": "*", "id": "*"}],
    })
}

/// `GET /buildinfo`.
pub fn build_info() -> Value {
    json!({
        "external_url": "https://github.com/coder/coder",
        "version": VERSION,
        "dashboard_url": "https://coder.example.com",
        "telemetry": false,
        "workspace_proxy": false,
        "agent_api_version": "2.9",
        "provisioner_api_version": "1.17",
        "upgrade_message": "",
        "deployment_id": "d0d0d0d0-5555-4555-8555-000000000001",
    })
}

/// A workspace, as this user sees it.
pub fn workspace(data: &Data, workspace: &Workspace, viewer: usize) -> Value {
    let owner = &data.users[workspace.owner];
    let template = &workspace.template;
    let mut failing = Vec::new();
    if !workspace.healthy() {
        failing.push(agent_id(workspace));
    }
    json!({
        "id": workspace.id,
        "created_at": CREATED,
        "updated_at": CREATED,
        "owner_id": owner.id,
        "owner_name": owner.username,
        "owner_avatar_url": "",
        "organization_id": ORGANIZATION,
        "organization_name": "coder",
        "template_id": template.id,
        "template_name": template.name,
        "template_display_name": template.display_name,
        "template_icon": template.icon,
        "template_allow_user_cancel_workspace_jobs": true,
        "template_active_version_id": version_id(workspace, false),
        "template_require_active_version": false,
        "template_use_classic_parameter_flow": false,
        "latest_build": build(owner, workspace),
        "latest_app_status": null,
        "outdated": workspace.outdated,
        "name": workspace.name,
        "autostart_schedule": "CRON_TZ=Europe/Berlin 30 9 * * 1-5",
        "ttl_ms": 28_800_000,
        "last_used_at": workspace.last_used_at,
        "deleting_at": null,
        "dormant_at": workspace.dormant.then_some("2026-08-15T00:00:00Z"),
        "health": {"healthy": failing.is_empty(), "failing_agents": failing},
        "automatic_updates": "never",
        "allow_renames": false,
        "favorite": workspace.favorite && workspace.owner == viewer,
        "next_start_at": null,
        "is_prebuild": false,
        "task_id": null,
    })
}

fn build(owner: &User, workspace: &Workspace) -> Value {
    let running = workspace.status == "running";
    let (transition, job) = transition_and_job(&workspace.status);
    let resources = if running { json!([resource(workspace)]) } else { json!([]) };
    json!({
        "id": format!("b{}", &workspace.id[1..]),
        "created_at": CREATED,
        "updated_at": CREATED,
        "workspace_id": workspace.id,
        "workspace_name": workspace.name,
        "workspace_owner_id": owner.id,
        "workspace_owner_name": owner.username,
        "template_version_id": version_id(workspace, workspace.outdated),
        "template_version_name": "brave_turing1",
        "build_number": workspace.build_number,
        "transition": transition,
        "initiator_id": owner.id,
        "initiator_name": owner.username,
        "job": job_json(workspace, job),
        "reason": "initiator",
        "resources": resources,
        "deadline": running.then_some(&workspace.deadline),
        "max_deadline": null,
        "status": workspace.status,
        "daily_cost": 0,
        "matched_provisioners": {"count": 1, "available": 1, "most_recently_seen": CREATED},
        "template_version_preset_id": null,
        "has_ai_task": false,
        "has_external_agent": false,
    })
}

fn job_json(workspace: &Workspace, status: &str) -> Value {
    let mut job = json!({
        "id": format!("a{}", &workspace.id[1..]),
        "created_at": CREATED,
        "status": status,
        "file_id": "fafafafa-6666-4666-8666-000000000001",
        "tags": {"owner": "", "scope": "organization"},
        "queue_position": if status == "pending" { 1 } else { 0 },
        "queue_size": if status == "pending" { 2 } else { 0 },
        "organization_id": ORGANIZATION,
        "initiator_id": NIL,
        "input": {"workspace_build_id": format!("b{}", &workspace.id[1..])},
        "type": "workspace_build",
        "metadata": {"template_version_name": "", "template_id": NIL, "template_name": "", "template_display_name": "", "template_icon": ""},
        "logs_overflowed": false,
    });
    if status != "pending" {
        job["started_at"] = json!(CREATED);
    }
    if matches!(status, "succeeded" | "failed" | "canceled") {
        job["completed_at"] = json!("2026-07-01T08:01:00Z");
    }
    if status == "failed" {
        job["error"] = json!("terraform apply: exit status 1");
    }
    job
}

fn transition_and_job(status: &str) -> (&'static str, &'static str) {
    match status {
        "pending" => ("start", "pending"),
        "starting" => ("start", "running"),
        "running" => ("start", "succeeded"),
        "stopping" => ("stop", "running"),
        "stopped" => ("stop", "succeeded"),
        "canceling" => ("start", "canceling"),
        "canceled" => ("start", "canceled"),
        "deleting" => ("delete", "running"),
        "deleted" => ("delete", "succeeded"),
        _ => ("start", "failed"),
    }
}

fn resource(workspace: &Workspace) -> Value {
    let status = workspace.agent.as_deref().unwrap_or("connected");
    let ready = status == "connected";
    let health = match status {
        "disconnected" => json!({"healthy": false, "reason": "agent has lost connection"}),
        "timeout" => json!({"healthy": false, "reason": "agent is taking too long to connect"}),
        _ => json!({"healthy": true}),
    };
    let agent = json!({
        "id": agent_id(workspace),
        "parent_id": null,
        "created_at": CREATED,
        "updated_at": CREATED,
        "status": status,
        "lifecycle_state": if ready { "ready" } else { "created" },
        "name": "main",
        "resource_id": NIL,
        "architecture": "amd64",
        "environment_variables": {},
        "operating_system": "linux",
        "logs_length": 0,
        "logs_overflowed": false,
        "directory": "~",
        "expanded_directory": "/home/coder",
        "version": VERSION,
        "api_version": "2.9",
        "apps": [],
        "connection_timeout_seconds": 120,
        "troubleshooting_url": "",
        "subsystems": [],
        "health": health,
        "display_apps": ["vscode", "web_terminal", "ssh_helper", "port_forwarding_helper"],
        "log_sources": [],
        "scripts": [],
        "startup_script_behavior": "non-blocking",
    });
    json!({
        "id": NIL,
        "created_at": CREATED,
        "job_id": NIL,
        "workspace_transition": "start",
        "type": "docker_container",
        "name": "workspace",
        "hide": false,
        "icon": "",
        "agents": [agent],
        "daily_cost": 0,
    })
}

fn agent_id(workspace: &Workspace) -> String {
    format!("e{}", &workspace.id[1..])
}

fn version_id(workspace: &Workspace, old: bool) -> String {
    let last = if old { "9999" } else { "0000" };
    let id = workspace.template.id;
    format!("{}{last}", &id[..id.len() - 4])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::state::Deployment;
    use std::path::PathBuf;

    fn keys(value: &Value) -> Vec<String> {
        value.as_object().map(|o| o.keys().cloned().collect()).unwrap_or_default()
    }

    /// A recorded answer of Coder's, which lives beside the project; skips, saying so, where absent.
    fn recorded(name: &str) -> Option<Value> {
        let path =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/coder/golden").join(name);
        let Ok(text) = std::fs::read_to_string(path) else {
            println!("skipped: no recorded answers at ../shared/data/coder/golden/{name}");
            return None;
        };
        serde_json::from_str(&text).ok()
    }

    #[test]
    fn a_workspace_has_the_fields_of_a_recorded_one_in_their_order() {
        let Some(recorded) = recorded("workspaces_list.json") else { return };
        let deployment = Deployment::new(None);
        let data = deployment.lock();
        let ours = workspace(&data, &data.workspaces[0], 0);
        let theirs = &recorded[0];
        assert_eq!(keys(&ours), keys(theirs));
        assert_eq!(keys(&ours["latest_build"]), keys(&theirs["latest_build"]));
        let (mut job, mut recorded_job) =
            (keys(&ours["latest_build"]["job"]), keys(&theirs["latest_build"]["job"]));
        // The recorded job names its worker; times stand behind the rest in ours.
        recorded_job.retain(|k| k != "worker_id");
        job.sort();
        recorded_job.sort();
        assert_eq!(job, recorded_job);
    }

    #[test]
    fn a_user_has_the_fields_of_a_recorded_one_in_their_order() {
        let Some(recorded) = recorded("users_list.json") else { return };
        let deployment = Deployment::new(None);
        assert_eq!(keys(&user(&deployment.lock().users[0])), keys(&recorded[0]));
    }
}
