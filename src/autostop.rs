//! Extension of a running workspace's autostop deadline.

use crate::browser::{now_ms, parse_ms};
use crate::session::{Account, FailureReason};
use crate::spawn::spawn_local;
use coder_core::actions::plan::{self, Step};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::schedule::MIN_DEADLINE_MS;
use coder_core::status::auto_stop_deadline;
use coder_core::time_distance::HOUR_MS;
use js_sys::Date;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Moves the deadline by an hour. A failure is reported like that of an action.
pub(crate) fn extend_by_hour(account: &Account, workspace: Arc<Workspace>) {
    let Some(step) = extension(&workspace, 1.0) else { return };
    let account = account.clone();
    spawn_local(async move {
        match account.update_settings(&workspace, vec![step]).await {
            Ok(()) | Err(FailureReason::Silent) => {}
            Err(cause) => account.report_failure(&workspace, Message::FailedChange, cause),
        }
    });
}

/// Returns the step that moves the deadline by so many hours; `None` without a deadline.
pub(crate) fn extension(workspace: &Workspace, hours: f64) -> Option<Step> {
    let deadline = auto_stop_deadline(workspace).and_then(parse_ms)?;
    let extended = (deadline + hours * HOUR_MS).max(now_ms() + MIN_DEADLINE_MS);
    let iso: String = Date::new(&JsValue::from_f64(extended)).to_iso_string().into();
    Some(plan::extend(workspace, &iso))
}
