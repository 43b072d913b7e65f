//! Templates and their versions.

use super::ids::{CREATED, NIL};
use crate::model::template::{Preset, TemplateSpec};
use crate::store::Store;
use crate::templates::active_version;
use serde_json::{Value, json};

/// Returns the body of `GET /templates/{id}`.
pub fn template(store: &Store, spec: &TemplateSpec) -> Value {
    let template = &spec.template;
    let stats = |share: f64| {
        let of = |ms: i64| (ms as f64 * share) as i64;
        json!({"P50": spec.start_times.map(|s| of(s.0)), "P95": spec.start_times.map(|s| of(s.1))})
    };
    let users = store.workspaces.iter().filter(|w| w.template.id == template.id).count();
    json!({
        "id": template.id,
        "created_at": CREATED,
        "updated_at": CREATED,
        "organization_id": spec.organization.id,
        "organization_name": spec.organization.name,
        "organization_display_name": spec.organization.display_name,
        "organization_icon": "",
        "name": template.name,
        "display_name": template.display_name,
        "provisioner": "terraform",
        "active_version_id": active_version(template.id),
        "active_user_count": users,
        "build_time_stats": {"start": stats(1.0), "stop": stats(0.5), "delete": stats(0.5)},
        "description": spec.description,
        "deprecated": !spec.deprecated.is_empty(),
        "deprecation_message": spec.deprecated,
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
        "allow_user_cancel_workspace_jobs": spec.allow_cancel,
        "failure_ttl_ms": 0,
        "time_til_dormant_ms": 0,
        "time_til_dormant_autodelete_ms": 0,
        "time_til_autostop_notify_ms": 0,
        "require_active_version": spec.require_active_version,
        "max_port_share_level": "owner",
        "cors_behavior": "simple",
        "use_classic_parameter_flow": spec.classic,
        "agents_allowed": true,
        "disable_module_cache": false,
    })
}

/// Returns the body of `GET /templateversions/{id}`.
pub fn version(spec: &TemplateSpec, id: &str) -> Value {
    json!({
        "id": id,
        "template_id": spec.template.id,
        "organization_id": spec.organization.id,
        "created_at": CREATED,
        "updated_at": CREATED,
        "name": "brave_turing1",
        "message": "Git 2.51, and a faster start.",
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
            "organization_id": spec.organization.id,
            "initiator_id": NIL,
            "input": {"template_version_id": id},
            "type": "template_version_import",
            "metadata": {"template_version_name": "", "template_id": NIL, "template_name": "", "template_display_name": "", "template_icon": ""},
            "logs_overflowed": false,
        },
        "readme": spec.description,
        "created_by": {"id": NIL, "username": "carol"},
        "archived": false,
        "has_external_agent": false,
    })
}

/// Returns the body of `GET /templateversions/{id}/presets`. The keys are the field names of Go's struct.
pub fn presets(spec: &TemplateSpec) -> Value {
    let preset = |p: &Preset| {
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
    spec.presets.iter().map(preset).collect()
}

/// Returns the body of `GET /templateversions/{id}/external-auth`. `authenticate_url` leads to the demo's own page.
pub fn external_auth(store: &Store, spec: &TemplateSpec, user: usize, host: &str) -> Value {
    let username = store.users[user].username;
    spec.external_auth
        .iter()
        .map(|auth| {
            let connected = store.external_auths.iter().any(|(u, id)| *u == username && id == auth.id);
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
