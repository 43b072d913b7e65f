//! The error of a failed build in its row: that of the log, if the job's says little.

use super::row_controls::RowControls;
use super::row_display::RowNote;
use crate::effect::effect;
use crate::latest_request::LatestRequest;
use coder_core::diagnosis::unexplained_failure;
use coder_core::json::{FromJson as _, Readable};
use coder_core::log::LogBuffer;
use coder_core::models::LogLine;
use coder_core::request::Request;
use leptos::prelude::*;

/// Fetches the log of a failed build whose job does not say what went wrong, and keeps the log's error in `note`. An
/// error that cannot be fetched is left out: the details say why.
pub(super) fn follow_failure(controls: &RowControls, note: RwSignal<RowNote>) {
    let (account, workspace) = (controls.account.clone(), controls.row.workspace.clone());
    let build = Memo::new(move |_| unexplained_failure(&workspace.read()).map(str::to_owned));
    let requests = LatestRequest::new();
    effect(move || {
        let build = build.get();
        if note.read_untracked().error.is_some() {
            note.update(|note| note.error = None);
        }
        let Some(build) = build else { return requests.abort() };
        let on_result = move |response: Result<serde_json::Value, _>| {
            let lines = response.ok().and_then(|value| Readable::<LogLine>::from_json(&value).ok());
            let mut log = LogBuffer::default();
            log.append(lines.map(|readable| readable.items).unwrap_or_default());
            if let Some(error) = log.first_error() {
                let _ = note.try_update(|note| note.error = Some(error));
            }
        };
        requests.start(&account, Request::build_log(&build, 0), Box::new(on_result));
    });
}
