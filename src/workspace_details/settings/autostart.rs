//! The autostart schedule.

use super::save::{SaveState, send};
use super::save_status::SaveStatus;
use crate::provider::use_provider;
use crate::texts::{t, texts};
use crate::ui::unique_id;
use crate::workspace_details::context::use_details;
use coder_core::actions::plan;
use coder_core::i18n::Message;
use coder_core::schedule::Schedule;
use coder_core::time_distance::HOUR_MS;
use js_sys::{Array, Date, Intl, Object};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The form for the autostart schedule.
#[component]
pub(super) fn Autostart() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/setting.css");
    let workspace = use_details().workspace;
    let account = use_provider().account;
    let save_state = RwSignal::new(SaveState::Idle);
    let line = workspace.read_untracked().autostart_schedule.clone().unwrap_or_default();
    let initial = Schedule::parse(&line);
    // A schedule of more than a time and days is edited as a cron expression.
    let is_cron = !line.is_empty() && initial.is_none();
    let on = RwSignal::new(!line.is_empty());
    let initial = initial.unwrap_or_else(|| Schedule {
        zone: time_zone(),
        hour: 9,
        minute: 0,
        days: [false, true, true, true, true, true, false],
    });
    let (time, zone) = (RwSignal::new(initial.time()), RwSignal::new(initial.zone.clone()));
    let (days, cron) = (RwSignal::new(initial.days), RwSignal::new(line));
    let problem = RwSignal::new(None::<Message>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let workspace = workspace.get_untracked();
        let schedule = match (on.get_untracked(), is_cron) {
            (false, _) => None,
            (true, true) => Some(cron.get_untracked().trim().to_owned()),
            (true, false) => {
                let Some((hour, minute)) = Schedule::parse_time(&time.read_untracked()) else {
                    return problem.set(Some(Message::SettingNoTime));
                };
                let days = days.get_untracked();
                if days == [false; 7] {
                    return problem.set(Some(Message::SettingNoDay));
                }
                let zone = zone.read_untracked().trim().to_owned();
                Some(Schedule { zone, hour, minute, days }.to_string())
            }
        };
        problem.set(None);
        send(&account, workspace.clone(), plan::autostart(&workspace.id, schedule), save_state);
    };
    let names = weekdays(texts().language().tag());
    let (time_id, zone_id, cron_id) = (unique_id("time"), unique_id("zone"), unique_id("cron"));
    view! {
        class=class,
        <form class="setting" on:submit=save>
            <label class="line">
                <input type="checkbox" prop:checked=on on:change=move |event| on.set(event_target_checked(&event))/>
                {t(Message::SettingAutostart)}
            </label>
            <div class="line" hidden=move || !on.get() || is_cron>
                <label for=time_id.clone()>{t(Message::SettingTime)}</label>
                <input
                    id=time_id class="coder-input short" type="time" prop:value=time
                    on:input=move |event| time.set(event_target_value(&event))
                />
                <label for=zone_id.clone()>{t(Message::SettingZone)}</label>
                <input
                    id=zone_id class="coder-input middle" type="text" prop:value=zone
                    on:input=move |event| zone.set(event_target_value(&event))
                />
            </div>
            <div class="line" role="group" aria-label=t(Message::SettingDays) hidden=move || !on.get() || is_cron>
                {names.into_iter().enumerate().map(|(day, name)| view! {
                    class=class,
                    <label class="day">
                        <input
                            type="checkbox" prop:checked=move || days.get()[day]
                            on:change=move |event| days.update(|days| days[day] = event_target_checked(&event))
                        />
                        {name}
                    </label>
                }).collect_view()}
            </div>
            <div class="line" hidden=move || !on.get() || !is_cron>
                <label for=cron_id.clone()>{t(Message::SettingCron)}</label>
                <input
                    id=cron_id class="coder-input middle" type="text" prop:value=cron
                    on:input=move |event| cron.set(event_target_value(&event))
                />
            </div>
            <p class="problem" role="alert">{move || problem.get().map(t)}</p>
            <p class="line"><button type="submit" class="coder-button small">{t(Message::SettingSave)}</button></p>
            <SaveStatus save_state/>
        </form>
    }
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
