//! Lines of build logs and startup logs.

use super::ids::{CREATED, SCRIPT_SOURCE};
use crate::model::workspace::Workspace;
use crate::{logs, templates};
use serde_json::{Value, json};

/// Returns the body of `GET /workspacebuilds/{id}/logs`: the lines written by now, after the last one that the
/// client has.
pub fn build_log(workspace: &Workspace, now: f64, known: usize) -> Vec<Value> {
    let spec = templates::by_id(workspace.template.id);
    let (lines, age, created_at) = match &workspace.latest_build {
        Some(build) => {
            let until = build.canceled_at.map_or(build.age(now), |canceled| canceled - build.queued_at);
            (build.log.clone(), until, build.created_at.clone())
        }
        None => (logs::example_log(workspace, spec), f64::INFINITY, CREATED.to_owned()),
    };
    lines
        .iter()
        .enumerate()
        .filter(|(index, line)| line.at <= age && index + 1 > known)
        .map(|(index, line)| {
            json!({
                "id": index + 1,
                "created_at": created_at,
                "log_source": if line.daemon { "provisioner_daemon" } else { "provisioner" },
                "log_level": line.level,
                "stage": line.stage,
                "output": line.text,
            })
        })
        .collect()
}

/// Returns a line of an agent's startup log.
pub fn startup_line(workspace: &Workspace, id: usize, level: &str, output: &str) -> Value {
    let created_at = workspace.latest_build.as_ref().map_or(CREATED, |build| build.created_at.as_str());
    json!({"id": id, "created_at": created_at, "output": output, "level": level, "source_id": SCRIPT_SOURCE})
}
