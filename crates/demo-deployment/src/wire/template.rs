//! Templates and their versions.

use super::{CREATED, NIL};
use crate::catalog::{Details, active_version};
use crate::state::Data;
use serde_json::{Value, json};

/// `GET /templates/{id}`.
pub fn template(data: &Data, details: &Details) -> Value {
    let template = &details.template;
    let stats = |share: f64| {
        let of = |ms: i64| (ms as f64 * share) as i64;
        json!({"P50": details.stats.map(|s| of(s.0)), "P95": details.stats.map(|s| of(s.1))})
    };
    let users = data.workspaces.iter().filter(|w| w.template.id == template.id).count();
    json!({
        "id": template.id,
        "created_at": CREATED,
        "updated_at": CREATED,
        "organization_id": details.organization.id,
        "organization_name": details.organization.name,
        "organization_display_name": details.organization.display_name,
        "organization_icon": "",
        "name": template.name,
        "display_name": template.display_name,
        "provisioner": "terraform",
        "active_version_id": active_version(template.id),
        "active_user_count": users,
        "build_time_stats": {"start": stats(1.0), "stop": stats(0.5), "delete": stats(0.5)},
        "description": details.description,
        "deprecated": !details.deprecated.is_empty(),
        "deprecation_message": details.deprecated,
        "deleted": false,
        "icon": template.icon,
        "default_ttl_ms": 28_800_000,
        "activity_bump_ms": 3_600_000,
        "autostop_requirement": {"days_of_week": [], "weeks": 1},
        "autostart_requirement": {"days_of_week": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]},
        "created_by_id": NIL,
        "created_by_name": "carol",
        "allow_user_autostart": true,
        "allow_user_autostop": true,
        "allow_user_cancel_workspace_jobs": details.allow_cancel,
        "failure_ttl_ms": 0,
        "time_til_dormant_ms": 0,
        "time_til_dormant_autodelete_ms": 0,
        "time_til_autostop_notify_ms": 0,
        "require_active_version": details.require_active_version,
        "max_port_share_level": "owner",
        "cors_behavior": "simple",
        "use_classic_parameter_flow": details.classic,
        "agents_allowed": true,
        "disable_module_cache": false,
    })
}

/// `GET /templateversions/{id}`.
pub fn version(details: &Details, id: &str) -> Value {
    json!({
        "id": id,
        "template_id": details.template.id,
        "organization_id": details.organization.id,
        "created_at": CREATED,
        "updated_at": CREATED,
        "name": "brave_turing1",
        "message": "",
        "job": {
            "id": NIL,
            "created_at": CREATED,
            "started_at": CREATED,
            "completed_at": CREATED,
            "status": "succeeded",
            "file_id": NIL,
            "tags": {"owner": "", "scope": "organization"},
            "queue_position": 0,
            "queue_size": 0,
            "organization_id": details.organization.id,
            "initiator_id": NIL,
            "input": {"template_version_id": id},
            "type": "template_version_import",
            "metadata": {"template_version_name": "", "template_id": NIL, "template_name": "", "template_display_name": "", "template_icon": ""},
            "logs_overflowed": false,
        },
        "readme": details.description,
        "created_by": {"id": NIL, "username": "carol"},
        "archived": false,
        "has_external_agent": false,
    })
}

/// `GET /templateversions/{id}/presets`; the keys are as Go's struct names them.
pub fn presets(details: &Details) -> Value {
    let preset = |p: &crate::catalog::Preset| {
        json!({
            "ID": p.id,
            "Name": p.name,
            "Parameters": p.values.iter().map(|(name, value)| json!({"Name": name, "Value": value})).collect::<Vec<_>>(),
            "Default": p.default,
            "DesiredPrebuildInstances": null,
            "Description": p.description,
            "Icon": p.icon,
        })
    };
    details.presets.iter().map(preset).collect()
}

/// `GET /templateversions/{id}/external-auth`. The page to connect at is the demo's own.
pub fn external_auth(data: &Data, details: &Details, user: usize, host: &str) -> Value {
    let username = data.users[user].username;
    details
        .auth
        .iter()
        .map(|auth| {
            let connected = data.connected.iter().any(|(u, id)| *u == username && id == auth.id);
            let mut body = json!({
                "id": auth.id,
                "type": auth.id,
                "display_name": auth.display_name,
                "display_icon": "",
                "authenticate_url": format!("http://{host}/api/proxy/coder/external-auth/{}", auth.id),
                "authenticated": connected,
            });
            if auth.optional {
                body["optional"] = json!(true);
            }
            body
        })
        .collect()
}
