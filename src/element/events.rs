//! Events of the elements: bubbling and composed, so that a host receives them from outside of the shadow roots.
//!
//! `elements.toml` describes the events and their details.

use crate::foreign::call_later;
use coder_core::Error;
use coder_core::json::to_string;
use coder_core::models::Workspace;
use coder_core::search::SearchError;
use coder_core::session::SessionStatus;
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

pub(super) fn filter_change(host: &HtmlElement, filter: &str) {
    send(host, "coder-filter-change", &json!({ "filter": filter }));
}

pub(super) fn session_change(host: &HtmlElement, status: SessionStatus) {
    let detail = json!({ "status": status.as_str(), "isAuthenticated": status.is_authenticated() });
    send(host, "coder-session-change", &detail);
}

pub(super) fn compatibility_change(host: &HtmlElement, compatible: bool) {
    send(host, "coder-compatibility-change", &json!({ "compatible": compatible }));
}

pub(super) fn workspace_created(host: &HtmlElement, workspace: &Workspace) {
    let detail = json!({
        "id": workspace.id,
        "name": workspace.name,
        "owner": workspace.owner_name,
        "template": workspace.template_name,
    });
    send(host, "coder-workspace-created", &detail);
}

pub(super) fn error(host: &HtmlElement, error: &Error) {
    send(host, "coder-error", &error_json(error));
}

pub(super) fn error_json(error: &Error) -> Value {
    json!({ "code": error.code(), "message": error.to_string() })
}

/// Sends `coder-card-change`. `object` is a JSON object to which `workspaces`, JSON texts as well, are added.
pub(super) fn card_change(host: &HtmlElement, object: &str, workspaces: &[String]) {
    let object = object.strip_suffix('}').unwrap_or(object);
    send_text(host, "coder-card-change", &format!("{object},\"workspaces\":[{}]}}", workspaces.join(",")));
}

/// Sends `coder-rows-change` with the index and the JSON text of each row.
pub(super) fn rows_change(host: &HtmlElement, rows: &[(usize, String)]) {
    let rows: Vec<String> =
        rows.iter().map(|(index, row)| format!("{{\"index\":{index},\"workspace\":{row}}}")).collect();
    send_text(host, "coder-rows-change", &format!("{{\"rows\":[{}]}}", rows.join(",")));
}

/// Returns the error of an invalid query as JSON.
pub(super) fn problem_json(problem: &SearchError) -> Value {
    json!({ "code": "search", "message": problem.to_string() })
}

fn send(host: &HtmlElement, name: &'static str, detail: &Value) {
    send_text(host, name, &to_string(detail));
}

/// Dispatches an event once the running code has returned, unless the element has left the document by then.
fn send_text(host: &HtmlElement, name: &'static str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&js_sys::JSON::parse(detail).unwrap_or(JsValue::NULL));
    let host = host.clone();
    call_later(move || {
        if host.is_connected()
            && let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init)
        {
            let _ = host.dispatch_event(&event);
        }
    });
}
