//! Workspaces and their latest builds.

use super::agent;
use super::ids::{CREATED, NIL, ORGANIZATION, agent_ids, build_id};
use crate::model::template::BuildOutcome;
use crate::model::workspace::{User, Workspace};
use crate::store::Store;
use crate::templates::{self, active_version, previous_version};
use serde_json::{Value, json};

/// Returns a workspace as this user sees it.
pub fn workspace(store: &Store, workspace: &Workspace, viewer: usize) -> Value {
    let owner = &store.users[workspace.owner];
    let template = &workspace.template;
    let spec = templates::by_id(template.id);
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
        "owner_avatar_url": owner.avatar_url,
        "organization_id": spec.organization.id,
        "organization_name": spec.organization.name,
        "template_id": template.id,
        "template_name": template.name,
        "template_display_name": template.display_name,
        "template_icon": template.icon,
        "template_allow_user_cancel_workspace_jobs": spec.allow_cancel,
        "template_active_version_id": active_version(template.id),
        "template_require_active_version": spec.require_active_version,
        "template_use_classic_parameter_flow": spec.classic,
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
        "allow_renames": store.allow_renames,
        "favorite": workspace.favorite && workspace.owner == viewer,
        "next_start_at": null,
        "is_prebuild": false,
        "task_id": null,
    });
    if !workspace.shared_with.is_empty() {
        let users = workspace.shared_with.iter().filter_map(|&n| store.users.get(n));
        let entries = users.map(
            |user| json!({"id": user.id, "actor_type": "user", "name": user.username, "roles": ["use"]}),
        );
        body["shared_with"] = entries.collect();
    }
    // Coder omits these fields if they are not set.
    for key in ["autostart_schedule", "ttl_ms"] {
        if body[key].is_null()
            && let Some(body) = body.as_object_mut()
        {
            body.shift_remove(key);
        }
    }
    body
}

/// Returns a workspace's latest build.
pub fn build(owner: &User, workspace: &Workspace) -> Value {
    let running = workspace.status == "running";
    let spec = templates::by_id(workspace.template.id);
    let (transition, job_status) = transition_and_job_status(workspace);
    let resources: Vec<Value> = if running {
        (0..spec.agents.len()).map(|n| agent::resource(workspace, owner, n)).collect()
    } else {
        vec![]
    };
    let version = match workspace.outdated {
        true => previous_version(workspace.template.id),
        false => active_version(workspace.template.id),
    };
    let matched = match spec.outcome {
        BuildOutcome::NoProvisioner => json!({"count": 0, "available": 0, "most_recently_seen": null}),
        _ => json!({"count": 1, "available": 1, "most_recently_seen": CREATED}),
    };
    let created_at = build_created_at(workspace);
    json!({
        "id": build_id(workspace),
        "created_at": created_at,
        "updated_at": created_at,
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
        "job": provisioner_job(workspace, job_status),
        "reason": workspace.latest_build.as_ref().map_or("initiator", |build| build.reason.as_str()),
        "resources": resources,
        "deadline": (running && workspace.ttl_ms.is_some()).then_some(&workspace.deadline),
        "max_deadline": null,
        "status": workspace.status,
        "daily_cost": if running { spec.daily_cost } else { 0 },
        "matched_provisioners": matched,
        "template_version_preset_id": workspace.latest_build.as_ref().and_then(|build| build.preset.clone()),
        "has_ai_task": false,
        "has_external_agent": false,
    })
}

/// Returns the time at which a workspace's latest build was created.
fn build_created_at(workspace: &Workspace) -> &str {
    match &workspace.latest_build {
        Some(build) => &build.created_at,
        None if workspace.is_building() => &workspace.since,
        None => CREATED,
    }
}

/// Returns the provisioner job of a workspace's latest build.
fn provisioner_job(workspace: &Workspace, status: &str) -> Value {
    let created_at = build_created_at(workspace);
    let after = |seconds: f64| match created_at.parse::<jiff::Timestamp>() {
        Ok(created_at) if seconds.is_finite() => {
            let span = jiff::SignedDuration::from_millis((seconds * 1000.0) as i64);
            created_at.checked_add(span).unwrap_or(created_at).to_string()
        }
        _ => created_at.to_owned(),
    };
    let mut job = json!({
        "id": format!("a{}", &build_id(workspace)[1..]),
        "created_at": created_at,
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
        job["started_at"] =
            json!(after(workspace.latest_build.as_ref().map_or(0.0, |build| build.provisioned_after())));
    }
    if matches!(status, "succeeded" | "failed" | "canceled") {
        job["completed_at"] =
            json!(after(workspace.latest_build.as_ref().map_or(60.0, |build| build.completed_after())));
    }
    if status == "failed" {
        let out_of_quota =
            workspace.latest_build.as_ref().is_some_and(|build| build.outcome == BuildOutcome::OutOfQuota);
        job["error"] =
            json!(if out_of_quota { "insufficient quota" } else { "terraform apply: exit status 1" });
        if out_of_quota {
            job["error_code"] = json!("INSUFFICIENT_QUOTA");
        }
    }
    job
}

/// Returns the transition of a workspace's latest build, and the status of its provisioner job.
fn transition_and_job_status(workspace: &Workspace) -> (&'static str, &'static str) {
    let (transition, job_status) = match workspace.status.as_str() {
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
    (workspace.latest_build.as_ref().map_or(transition, |build| build.transition.as_str()), job_status)
}
