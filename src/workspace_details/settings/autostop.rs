//! The time after which a workspace stops by itself: its summary, and its fields in the settings form.

use super::entry::{Entry, Touched};
use crate::texts::{t, tf};
use crate::ui::unique_id;
use coder_core::actions::plan::{self, Step};
use coder_core::i18n::Message;
use coder_core::json::number;
use coder_core::models::Workspace;
use coder_core::schedule::MAX_AUTOSTOP_HOURS;
use coder_core::time_distance::HOUR_MS;
use leptos::prelude::*;

/// The entered time.
#[derive(Clone, Copy)]
pub(super) struct AutostopEntry {
    on: RwSignal<bool>,
    hours: RwSignal<String>,
    problem: RwSignal<bool>,
    touched: Touched,
}

impl AutostopEntry {
    /// Creates the entry with a workspace's time.
    pub fn new(workspace: &Workspace) -> Self {
        Self {
            on: RwSignal::new(workspace.ttl_ms.is_some()),
            hours: RwSignal::new(workspace.ttl_ms.map_or(8.0, in_hours).to_string()),
            problem: RwSignal::new(false),
            touched: Touched::new(),
        }
    }
}

impl Entry for AutostopEntry {
    fn touched(&self) -> Touched {
        self.touched
    }

    fn check(&self, workspace: &Workspace) -> Option<Step> {
        let ms = match self.on.get_untracked() {
            false => Some(None),
            true => parse_hours(&self.hours.read_untracked()).map(Some),
        };
        self.problem.set(ms.is_none());
        Some(plan::ttl(&workspace.id, ms?))
    }
}

/// The fields of the autostop time.
#[component]
pub(super) fn AutostopFields(
    /// The entered time.
    entry: AutostopEntry,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/setting.css");
    let AutostopEntry { on, hours, problem, touched } = entry;
    let id = unique_id("hours");
    view! {
        class=class,
        <fieldset class="setting">
            <label class="line">
                <input type="checkbox" prop:checked=on on:change=move |event| touched.set(on, event_target_checked(&event))/>
                {t(Message::SettingAutostop)}
            </label>
            <div class="line" hidden=move || !on.get() data-obstacle=move || problem.get().then_some("true")>
                <label for=id.clone()>{t(Message::SettingHours)}</label>
                <input
                    id=id class="coder-input short" type="text" inputmode="decimal" prop:value=hours
                    aria-invalid=move || problem.get().then_some("true")
                    on:input=move |event| touched.set(hours, event_target_value(&event))
                />
            </div>
            <p class="problem" role="alert">{move || problem.get().then(|| t(Message::SettingBadHours))}</p>
            <p class="text">{t(Message::SettingNextStart)}</p>
        </fieldset>
    }
}

/// Returns the time in words: "8 h after each start".
pub(super) fn autostop_text(workspace: &Workspace) -> String {
    match workspace.ttl_ms {
        None => t(Message::SettingOff).to_owned(),
        Some(ms) => tf(Message::SettingAfterStart, &[("hours", &in_hours(ms).to_string())]),
    }
}

/// Returns hours, to a hundredth.
fn in_hours(ms: i64) -> f64 {
    (ms as f64 / HOUR_MS * 100.0).round() / 100.0
}

fn parse_hours(text: &str) -> Option<i64> {
    let hours = number(text.trim())?;
    // Coder counts in minutes. `as` saturates.
    (1.0 / 60.0..=MAX_AUTOSTOP_HOURS).contains(&hours).then(|| (hours * 60.0).round() as i64 * 60_000)
}
