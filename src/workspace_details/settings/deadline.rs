//! The autostop deadline of a running workspace.

use super::save::{SaveState, send};
use super::save_status::SaveStatus;
use crate::autostop::extension;
use crate::browser::{format_relative, parse_ms};
use crate::provider::use_provider;
use crate::texts::{t, texts, tf};
use crate::ui::use_now;
use crate::workspace_details::context::use_details;
use coder_core::i18n::Message;
use coder_core::status::auto_stop_deadline;
use coder_core::time_distance::{AutoStop, auto_stop};
use leptos::prelude::*;

/// Buttons that extend the autostop deadline of a running workspace.
#[component]
pub(super) fn Deadline() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/setting.css");
    let workspace = use_details().workspace;
    let account = use_provider().account;
    let save_state = RwSignal::new(SaveState::Idle);
    let now = use_now();
    let text = {
        let workspace = workspace.clone();
        move || {
            let deadline = auto_stop_deadline(&workspace.read()).and_then(parse_ms)?;
            Some(match auto_stop(deadline, now.get()) {
                AutoStop::Soon => t(Message::StopsSoon).to_owned(),
                AutoStop::In(distance) => {
                    tf(Message::Stops, &[("when", &format_relative(distance, texts().language().tag()))])
                }
            })
        }
    };
    let extend = move |hours: f64| {
        let workspace = workspace.get_untracked();
        if let Some(step) = extension(&workspace, hours) {
            send(&account, workspace, step, save_state);
        }
    };
    view! {
        class=class,
        <fieldset class="setting">
            <legend class="legend">{t(Message::SettingDeadline)}</legend>
            <p class="text">{text}</p>
            <p class="line">
                {[1.0, 4.0].map(|hours| {
                    let extend = extend.clone();
                    view! {
                        <button type="button" class="coder-button small" on:click=move |_| extend(hours)>
                            {tf(Message::SettingExtend, &[("hours", &hours.to_string())])}
                        </button>
                    }
                }).collect_view()}
            </p>
            <SaveStatus save_state/>
        </fieldset>
    }
}
