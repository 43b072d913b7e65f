//! Extension of a running workspace's autostop deadline.

use crate::browser::{now_ms, parse_ms};
use coder_core::actions::plan::{self, Step};
use coder_core::models::Workspace;
use coder_core::schedule::MIN_DEADLINE_MS;
use coder_core::status::auto_stop_deadline;
use coder_core::time_distance::HOUR_MS;
use js_sys::Date;
use wasm_bindgen::JsValue;

/// Returns the step that moves the deadline by so many hours; `None` without a deadline.
pub(crate) fn extension(workspace: &Workspace, hours: f64) -> Option<Step> {
    let deadline = auto_stop_deadline(workspace).and_then(parse_ms)?;
    let extended = (deadline + hours * HOUR_MS).max(now_ms() + MIN_DEADLINE_MS);
    let iso: String = Date::new(&JsValue::from_f64(extended)).to_iso_string().into();
    Some(plan::extend(workspace, &iso))
}
