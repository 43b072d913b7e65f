//! The autostop deadline of a running workspace.

use super::save::{SaveState, save};
use crate::autostop::extension;
use crate::browser::{format_relative, parse_ms};
use crate::provider::use_provider;
use crate::texts::{t, texts, tf};
use crate::workspace_details::context::use_details;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::status::auto_stop_deadline;
use coder_core::time_distance::{AutoStop, auto_stop};
use leptos::prelude::*;

/// Buttons that extend the autostop deadline of a running workspace.
#[component]
pub(super) fn ExtendButtons(save_state: RwSignal<SaveState>) -> impl IntoView {
    let workspace = use_details().workspace;
    let account = use_provider().account;
    let extend = move |hours: f64| {
        let workspace = workspace.get_untracked();
        if let Some(step) = extension(&workspace, hours) {
            save(&account, workspace, vec![step], save_state, || ());
        }
    };
    [1.0, 4.0]
        .map(|hours| {
            let extend = extend.clone();
            view! {
                <button type="button" class="coder-button small" on:click=move |_| extend(hours)>
                    {tf(Message::SettingExtend, &[("hours", &hours.to_string())])}
                </button>
            }
        })
        .into_iter()
        .collect_view()
}

/// Returns the deadline in words, at a time in milliseconds since 1970: "Stops in 5 hours".
pub(super) fn deadline_text(workspace: &Workspace, now: f64) -> Option<String> {
    let deadline = auto_stop_deadline(workspace).and_then(parse_ms)?;
    Some(match auto_stop(deadline, now) {
        AutoStop::Soon => t(Message::StopsSoon).to_owned(),
        AutoStop::In(distance) => {
            tf(Message::Stops, &[("when", &format_relative(distance, texts().language().tag()))])
        }
    })
}
