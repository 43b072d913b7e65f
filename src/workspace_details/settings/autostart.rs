//! The autostart schedule: its summary, and its fields in the settings form.

use super::entry::{Entry, Touched};
use crate::texts::{t, texts};
use crate::ui::unique_id;
use coder_core::actions::plan::{self, Step};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::schedule::Schedule;
use coder_core::time_distance::HOUR_MS;
use js_sys::{Array, Date, Intl, Object};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The entered autostart schedule.
#[derive(Clone, Copy)]
pub(super) struct AutostartEntry {
    on: RwSignal<bool>,
    time: RwSignal<String>,
    zone: RwSignal<String>,
    days: RwSignal<[bool; 7]>,
    /// The cron expression, of a schedule of more than a time and days.
    cron: RwSignal<Option<String>>,
    problem: RwSignal<Option<Message>>,
    touched: Touched,
}

impl AutostartEntry {
    /// Creates the entry with a workspace's schedule.
    pub fn new(workspace: &Workspace) -> Self {
        let line = workspace.autostart_schedule.clone().unwrap_or_default();
        let initial = Schedule::parse(&line);
        let cron = (!line.is_empty() && initial.is_none()).then(|| line.clone());
        let initial = initial.unwrap_or_else(|| Schedule {
            zone: time_zone(),
            hour: 9,
            minute: 0,
            days: [false, true, true, true, true, true, false],
        });
        Self {
            on: RwSignal::new(!line.is_empty()),
            time: RwSignal::new(initial.time()),
            zone: RwSignal::new(initial.zone),
            days: RwSignal::new(initial.days),
            cron: RwSignal::new(cron),
            problem: RwSignal::new(None),
            touched: Touched::new(),
        }
    }

    /// Returns the cron expression, `None` if there is to be no schedule.
    fn schedule(self) -> Result<Option<String>, Message> {
        if !self.on.get_untracked() {
            return Ok(None);
        }
        if let Some(cron) = self.cron.get_untracked() {
            return Ok(Some(cron.trim().to_owned()));
        }
        let (hour, minute) =
            Schedule::parse_time(&self.time.read_untracked()).ok_or(Message::SettingNoTime)?;
        let days = self.days.get_untracked();
        if days == [false; 7] {
            return Err(Message::SettingNoDay);
        }
        let zone = self.zone.read_untracked().trim().to_owned();
        Ok(Some(Schedule { zone, hour, minute, days }.to_string()))
    }
}

impl Entry for AutostartEntry {
    fn touched(&self) -> Touched {
        self.touched
    }

    fn check(&self, workspace: &Workspace) -> Option<Step> {
        let schedule = self.schedule();
        self.problem.set(schedule.as_ref().err().copied());
        Some(plan::autostart(&workspace.id, schedule.ok()?))
    }
}

/// The fields of the autostart schedule.
#[component]
pub(super) fn AutostartFields(
    /// The entered schedule.
    entry: AutostartEntry,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/setting.css");
    let AutostartEntry { on, time, zone, days, cron, problem, touched } = entry;
    let is_cron = move || cron.read().is_some();
    let names = weekdays(texts().language().tag());
    let (time_id, zone_id, cron_id) = (unique_id("time"), unique_id("zone"), unique_id("cron"));
    view! {
        class=class,
        <fieldset class="setting">
            <label class="line">
                <input type="checkbox" prop:checked=on on:change=move |event| touched.set(on, event_target_checked(&event))/>
                {t(Message::SettingAutostart)}
            </label>
            <div
                class="line" hidden=move || !on.get() || is_cron()
                data-obstacle=move || (problem.get() == Some(Message::SettingNoTime)).then_some("true")
            >
                <label for=time_id.clone()>{t(Message::SettingTime)}</label>
                <input
                    id=time_id class="coder-input short" type="time" prop:value=time
                    on:input=move |event| touched.set(time, event_target_value(&event))
                />
                <label for=zone_id.clone()>{t(Message::SettingZone)}</label>
                <input
                    id=zone_id class="coder-input middle" type="text" prop:value=zone
                    on:input=move |event| touched.set(zone, event_target_value(&event))
                />
            </div>
            <div
                class="line" role="group" aria-label=t(Message::SettingDays) hidden=move || !on.get() || is_cron()
                data-obstacle=move || (problem.get() == Some(Message::SettingNoDay)).then_some("true")
            >
                {names.into_iter().enumerate().map(|(day, name)| view! {
                    class=class,
                    <label class="day">
                        <input
                            type="checkbox" prop:checked=move || days.get()[day]
                            on:change=move |event| {
                                let mut chosen = days.get_untracked();
                                chosen[day] = event_target_checked(&event);
                                touched.set(days, chosen);
                            }
                        />
                        {name}
                    </label>
                }).collect_view()}
            </div>
            <div class="line" hidden=move || !on.get() || !is_cron()>
                <label for=cron_id.clone()>{t(Message::SettingCron)}</label>
                <input
                    id=cron_id class="coder-input middle" type="text" prop:value=move || cron.get().unwrap_or_default()
                    on:input=move |event| touched.set(cron, Some(event_target_value(&event)))
                />
            </div>
            <p class="problem" role="alert">{move || problem.get().map(t)}</p>
        </fieldset>
    }
}

/// Returns a workspace's schedule in words: "Mon–Fri 09:30 (Europe/Berlin)".
pub(super) fn autostart_text(workspace: &Workspace) -> String {
    let line = workspace.autostart_schedule.clone().unwrap_or_default();
    if line.is_empty() {
        return t(Message::SettingOff).to_owned();
    }
    let Some(schedule) = Schedule::parse(&line) else { return line };
    let names = weekdays(texts().language().tag());
    let name = |day: usize| names.get(day).cloned().unwrap_or_default();
    let ranges = schedule.day_ranges().into_iter().map(|(first, last)| match first == last {
        true => name(first),
        false => format!("{}–{}", name(first), name(last)),
    });
    let days = ranges.collect::<Vec<_>>().join(", ");
    let zone = Some(schedule.zone.as_str()).filter(|zone| !zone.is_empty());
    format!("{days} {}{}", schedule.time(), zone.map(|zone| format!(" ({zone})")).unwrap_or_default())
}

/// Returns the browser's time zone; empty if it is unknown.
fn time_zone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let zone = js_sys::Reflect::get(&options, &"timeZone".into()).unwrap_or_default();
    zone.as_string().unwrap_or_default()
}

/// Returns the short names of the weekdays in a language, from Sunday.
fn weekdays(language: &str) -> Vec<String> {
    let options = Object::new();
    for (key, value) in [("weekday", "short"), ("timeZone", "UTC")] {
        let _ = js_sys::Reflect::set(&options, &key.into(), &value.into());
    }
    let format = Intl::DateTimeFormat::new(&Array::of1(&language.into()), &options);
    // 1970-01-04 was a Sunday.
    (0..7)
        .map(|day| {
            let date = Date::new(&JsValue::from_f64(f64::from(3 + day) * 24.0 * HOUR_MS));
            let name = format.format().call1(&JsValue::NULL, &date).unwrap_or_default();
            name.as_string().unwrap_or_default()
        })
        .collect()
}
