//! The time after which a workspace stops by itself.

use super::save::{SaveState, send};
use super::save_status::SaveStatus;
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::unique_id;
use crate::workspace_details::context::use_details;
use coder_core::actions::plan;
use coder_core::i18n::Message;
use coder_core::schedule::MAX_AUTOSTOP_HOURS;
use coder_core::time_distance::HOUR_MS;
use leptos::prelude::*;

/// The form for the time after which the workspace stops by itself.
#[component]
pub(super) fn Autostop() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/setting.css");
    let workspace = use_details().workspace;
    let account = use_provider().account;
    let save_state = RwSignal::new(SaveState::Idle);
    let ttl = workspace.read_untracked().ttl_ms;
    let on = RwSignal::new(ttl.is_some());
    let hours = RwSignal::new(ttl.map_or(8.0, |ms| ms as f64 / HOUR_MS).to_string());
    let problem = RwSignal::new(false);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let ms = match on.get_untracked() {
            false => None,
            true => match hours.read_untracked().trim().parse::<f64>() {
                Ok(hours) if (1.0 / 60.0..=MAX_AUTOSTOP_HOURS).contains(&hours) => {
                    // Coder counts in minutes. `as` saturates.
                    Some((hours * 60.0).round() as i64 * 60_000)
                }
                _ => return problem.set(true),
            },
        };
        problem.set(false);
        let workspace = workspace.get_untracked();
        send(&account, workspace.clone(), plan::ttl(&workspace.id, ms), save_state);
    };
    let id = unique_id("hours");
    view! {
        class=class,
        <form class="setting" on:submit=save>
            <label class="line">
                <input type="checkbox" prop:checked=on on:change=move |event| on.set(event_target_checked(&event))/>
                {t(Message::SettingAutostop)}
            </label>
            <div class="line" hidden=move || !on.get()>
                <label for=id.clone()>{t(Message::SettingHours)}</label>
                <input
                    id=id class="coder-input short" type="text" inputmode="decimal" prop:value=hours
                    aria-invalid=move || problem.get().then_some("true")
                    on:input=move |event| hours.set(event_target_value(&event))
                />
            </div>
            <p class="problem" role="alert">{move || problem.get().then(|| t(Message::SettingBadHours))}</p>
            <p class="text">{t(Message::SettingNextStart)}</p>
            <p class="line"><button type="submit" class="coder-button small">{t(Message::SettingSave)}</button></p>
            <SaveStatus save_state/>
        </form>
    }
}
