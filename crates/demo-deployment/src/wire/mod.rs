//! Coder's JSON: every field its server always sends, in its order.

mod agent;
#[cfg(test)]
mod facts;
pub mod template;

use crate::catalog::{self, active_version, old_version};
use crate::clock::seconds_from_now;
use crate::logs;
use crate::state::{Data, OAuthSwitch, User, Workspace};
use serde_json::{Value, json};

/// The version the deployment says it is.
pub const VERSION: &str = "v2.36.0+demo";
pub const NIL: &str = "00000000-0000-0000-0000-000000000000";
pub const ORGANIZATION: &str = catalog::DEFAULT.id;
pub const CREATED: &str = "2026-07-01T08:00:00.123456Z";

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
        "scopes": data.scopes.clone().unwrap_or_else(|| vec!["all".to_owned()]),
        "token_name": "",
        "lifetime_seconds": WEEK,
        "allow_list": [{"type": "*", "id": "*"}],
    })
}

/// `GET /buildinfo`.
pub fn build_info(oauth: OAuthSwitch) -> Value {
    let mut info = json!({
        "external_url": "https://github.com/coder/coder",
        "version": VERSION,
        "dashboard_url": "https://coder.example.com",
        "telemetry": false,
        "workspace_proxy": false,
        "agent_api_version": "2.9",
        "provisioner_api_version": "1.17",
        "upgrade_message": "",
        "deployment_id": "d0d0d0d0-5555-4555-8555-000000000001",
    });
    // Since 2.38.
    if oauth != OAuthSwitch::OffBefore238 {
        info["oauth2_provider"] = json!(oauth == OAuthSwitch::On);
    }
    info
}

/// A workspace, as this user sees it.
pub fn workspace(data: &Data, workspace: &Workspace, viewer: usize) -> Value {
    let owner = &data.users[workspace.owner];
    let template = &workspace.template;
    let details = catalog::details(template.id);
    let mut failing = Vec::new();
    if !workspace.healthy() {
        failing.extend(agent_ids(workspace));
    }
    let mut body = json!({
        "id": workspace.id,
        "created_at": CREATED,
        "updated_at": CREATED,
        "owner_id": owner.id,
        "owner_name": owner.username,
        "owner_avatar_url": "",
        "organization_id": details.organization.id,
        "organization_name": details.organization.name,
        "template_id": template.id,
        "template_name": template.name,
        "template_display_name": template.display_name,
        "template_icon": template.icon,
        "template_allow_user_cancel_workspace_jobs": details.allow_cancel,
        "template_active_version_id": active_version(template.id),
        "template_require_active_version": details.require_active_version,
        "template_use_classic_parameter_flow": details.classic,
        "latest_build": build(owner, workspace),
        "latest_app_status": null,
        "outdated": workspace.outdated,
        "name": workspace.name,
        "autostart_schedule": workspace.autostart,
        "ttl_ms": workspace.ttl_ms,
        "last_used_at": workspace.last_used_at,
        "deleting_at": null,
        "dormant_at": workspace.dormant.then_some("2026-08-15T00:00:00Z"),
        "health": {"healthy": failing.is_empty(), "failing_agents": failing},
        "automatic_updates": "never",
        "allow_renames": data.allow_renames,
        "favorite": workspace.favorite && workspace.owner == viewer,
        "next_start_at": null,
        "is_prebuild": false,
        "task_id": null,
    });
    // Left out rather than null where they are not set.
    for key in ["autostart_schedule", "ttl_ms"] {
        if body[key].is_null()
            && let Some(body) = body.as_object_mut()
        {
            body.shift_remove(key);
        }
    }
    body
}

/// A workspace's latest build.
pub fn build(owner: &User, workspace: &Workspace) -> Value {
    let running = workspace.status == "running";
    let details = catalog::details(workspace.template.id);
    let (transition, job) = transition_and_job(workspace);
    let resources: Vec<Value> = if running {
        (0..details.agents.len()).map(|n| agent::resource(workspace, owner, n)).collect()
    } else {
        vec![]
    };
    let version = match workspace.outdated {
        true => old_version(workspace.template.id),
        false => active_version(workspace.template.id),
    };
    let lonely = details.fate == catalog::Fate::NoProvisioner;
    let matched = match lonely {
        true => json!({"count": 0, "available": 0, "most_recently_seen": null}),
        false => json!({"count": 1, "available": 1, "most_recently_seen": CREATED}),
    };
    let made = workspace.job.as_ref().map_or(CREATED, |job| job.created_at.as_str());
    json!({
        "id": build_id(workspace),
        "created_at": made,
        "updated_at": made,
        "workspace_id": workspace.id,
        "workspace_name": workspace.name,
        "workspace_owner_id": owner.id,
        "workspace_owner_name": owner.username,
        "template_version_id": version,
        "template_version_name": "brave_turing1",
        "build_number": workspace.build_number,
        "transition": transition,
        "initiator_id": owner.id,
        "initiator_name": owner.username,
        "job": job_json(workspace, job),
        "reason": workspace.job.as_ref().map_or("initiator", |job| job.reason.as_str()),
        "resources": resources,
        "deadline": (running && workspace.ttl_ms.is_some()).then_some(&workspace.deadline),
        "max_deadline": null,
        "status": workspace.status,
        "daily_cost": if running { details.cost } else { 0 },
        "matched_provisioners": matched,
        "template_version_preset_id": workspace.job.as_ref().and_then(|job| job.preset.clone()),
        "has_ai_task": false,
        "has_external_agent": false,
    })
}

fn job_json(workspace: &Workspace, status: &str) -> Value {
    let made = workspace.job.as_ref().map_or(CREATED, |job| job.created_at.as_str());
    let after = |seconds: f64| match made.parse::<jiff::Timestamp>() {
        Ok(made) if seconds.is_finite() => {
            let span = jiff::SignedDuration::from_millis((seconds * 1000.0) as i64);
            made.checked_add(span).unwrap_or(made).to_string()
        }
        _ => made.to_owned(),
    };
    let mut job = json!({
        "id": format!("a{}", &build_id(workspace)[1..]),
        "created_at": made,
        "status": status,
        "file_id": "fafafafa-6666-4666-8666-000000000001",
        "tags": {"owner": "", "scope": "organization"},
        "queue_position": if status == "pending" { 1 } else { 0 },
        "queue_size": if status == "pending" { 2 } else { 0 },
        "organization_id": ORGANIZATION,
        "initiator_id": NIL,
        "input": {"workspace_build_id": build_id(workspace)},
        "type": "workspace_build",
        "metadata": {"template_version_name": "", "template_id": NIL, "template_name": "", "template_display_name": "", "template_icon": ""},
        "logs_overflowed": workspace.logs_overflowed,
    });
    if status != "pending" {
        job["started_at"] = json!(after(workspace.job.as_ref().map_or(0.0, |job| job.taken())));
    }
    if matches!(status, "succeeded" | "failed" | "canceled") {
        job["completed_at"] = json!(after(workspace.job.as_ref().map_or(60.0, |job| job.ends())));
    }
    if status == "failed" {
        let out_of_quota = workspace.job.as_ref().is_some_and(|job| job.fate == catalog::Fate::OutOfQuota);
        job["error"] =
            json!(if out_of_quota { "insufficient quota" } else { "terraform apply: exit status 1" });
        if out_of_quota {
            job["error_code"] = json!("INSUFFICIENT_QUOTA");
        }
    }
    job
}

fn transition_and_job(workspace: &Workspace) -> (&'static str, &'static str) {
    let (transition, job) = match workspace.status.as_str() {
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
    };
    (workspace.job.as_ref().map_or(transition, |job| job.transition.as_str()), job)
}

/// The id of a workspace's latest build.
pub fn build_id(workspace: &Workspace) -> String {
    format!("b{:07x}{}", workspace.build_number, &workspace.id[8..])
}

/// The ids of its agents.
pub fn agent_ids(workspace: &Workspace) -> Vec<String> {
    let count = catalog::details(workspace.template.id).agents.len();
    (0..count).map(|n| format!("e{n:x}{:06x}{}", workspace.build_number, &workspace.id[8..])).collect()
}

/// `GET /workspacebuilds/{id}/logs`: the lines written by now, after the last one known.
pub fn build_log(workspace: &Workspace, now: f64, known: usize) -> Vec<Value> {
    let details = catalog::details(workspace.template.id);
    let (lines, age, made) = match &workspace.job {
        Some(job) => {
            let until = job.canceled.map_or(job.age(now), |canceled| canceled - job.began);
            (job.lines.clone(), until, job.created_at.clone())
        }
        None => (logs::of_example(workspace, details), f64::INFINITY, CREATED.to_owned()),
    };
    lines
        .iter()
        .enumerate()
        .filter(|(index, line)| line.at <= age && index + 1 > known)
        .map(|(index, line)| {
            json!({
                "id": index + 1,
                "created_at": made,
                "log_source": if line.daemon { "provisioner_daemon" } else { "provisioner" },
                "log_level": line.level,
                "stage": line.stage,
                "output": line.text,
            })
        })
        .collect()
}

/// A line of an agent's.
pub fn agent_line(workspace: &Workspace, id: usize, level: &str, output: &str) -> Value {
    let made = workspace.job.as_ref().map_or(CREATED, |job| job.created_at.as_str());
    json!({"id": id, "created_at": made, "output": output, "level": level, "source_id": agent::SCRIPT_SOURCE})
}

/// `GET /regions`.
pub fn regions() -> Value {
    json!({"regions": [{
        "id": "d0d0d0d0-5555-4555-8555-000000000002",
        "name": "primary",
        "display_name": "Helsinki",
        "icon_url": "/emojis/1f1eb-1f1ee.png",
        "healthy": true,
        "path_app_url": "https://coder.example.com",
        "wildcard_hostname": "*.apps.example.com",
    }]})
}
