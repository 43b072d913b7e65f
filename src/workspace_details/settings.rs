//! The settings of a workspace: autostop deadline, autostart schedule, autostop time, name.

use super::context::use_details;
use crate::browser::{format_relative, now_ms, parse_ms};
use crate::provider::use_provider;
use crate::session::{Account, FailureReason};
use crate::spawn::spawn_local;
use crate::texts::{t, texts, tf};
use crate::ui::FailureNotice;
use crate::ui::{unique_id, use_now};
use coder_core::actions::plan::{self, Step};
use coder_core::create::{NameError, validate_name};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::schedule::{MAX_AUTOSTOP_HOURS, MIN_DEADLINE_MS, Schedule};
use coder_core::status::auto_stop_deadline;
use coder_core::time_distance::{AutoStop, HOUR_MS, auto_stop};
use js_sys::{Array, Date, Intl, Object};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// The state of a form's write.
#[derive(Clone, PartialEq)]
enum SaveState {
    Idle,
    Busy,
    Done,
    Failed(FailureReason),
}

/// The settings that the template allows. Renders nothing without permission to update the workspace.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings.css");
    let details = use_details();
    let can_update =
        Memo::new(move |_| details.permissions.get().is_some_and(|permissions| permissions.update));
    let template = details.template;
    let workspace = details.workspace.clone();
    let runs = Memo::new(move |_| auto_stop_deadline(&workspace.read()).cloned());
    let renames = {
        let workspace = details.workspace.clone();
        Memo::new(move |_| workspace.read().allow_renames)
    };
    let allows = move |setting: fn(&coder_core::models::Template) -> bool| {
        template.read().as_ref().is_some_and(setting)
    };
    view! {
        class=class,
        {move || can_update.get().then(|| view! {
            class=class,
            <details class="settings" part="settings">
                <summary class="title">{t(Message::DetailsSettings)}</summary>
                {move || runs.get().map(|_| view! { <Deadline/> })}
                {move || allows(|template| template.allow_user_autostart).then(|| view! { <Autostart/> })}
                {move || allows(|template| template.allow_user_autostop).then(|| view! { <Autostop/> })}
                {move || renames.get().then(|| view! { <Rename/> })}
            </details>
        })}
    }
}

/// Sends a setting, and stores the result in `save_state`.
fn send(account: &Account, workspace: Arc<Workspace>, step: Step, save_state: RwSignal<SaveState>) {
    if *save_state.read_untracked() == SaveState::Busy {
        return;
    }
    save_state.set(SaveState::Busy);
    let account = account.clone();
    spawn_local(async move {
        let result = match account.update_setting(&workspace, step).await {
            Ok(()) => SaveState::Done,
            Err(cause) => SaveState::Failed(cause),
        };
        let _ = save_state.try_set(result);
    });
}

/// A notice with the state of a form's write.
#[component]
fn SaveStatus(save_state: RwSignal<SaveState>) -> impl IntoView {
    move || match save_state.get() {
        SaveState::Failed(cause) if cause != FailureReason::Silent => {
            view! { <FailureNotice title=t(Message::SettingFailed).to_owned() cause/> }.into_any()
        }
        SaveState::Done => {
            view! { <p class="coder-note" role="status">{t(Message::SettingSaved)}</p> }.into_any()
        }
        SaveState::Busy => {
            view! { <p class="coder-note" role="status">{t(Message::SettingSaving)}</p> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// Buttons that extend the autostop deadline of a running workspace.
#[component]
fn Deadline() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/setting.css");
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
                    tf(Message::Stops, &[("when", &format_relative(distance, texts().language.tag()))])
                }
            })
        }
    };
    let extend = move |hours: f64| {
        let workspace = workspace.get_untracked();
        let Some(deadline) = auto_stop_deadline(&workspace).and_then(parse_ms) else { return };
        let extended = (deadline + hours * HOUR_MS).max(now_ms() + MIN_DEADLINE_MS);
        let iso: String = Date::new(&JsValue::from_f64(extended)).to_iso_string().into();
        send(&account, workspace.clone(), plan::extend(&workspace, &iso), save_state);
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

/// The form for the autostart schedule.
#[component]
fn Autostart() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/setting.css");
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
    let names = weekdays(texts().language.tag());
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

/// The form for the time after which the workspace stops by itself.
#[component]
fn Autostop() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/setting.css");
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

/// The form for the workspace's name.
#[component]
fn Rename() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/setting.css");
    let workspace = use_details().workspace;
    let account = use_provider().account;
    let save_state = RwSignal::new(SaveState::Idle);
    let name = RwSignal::new(workspace.read_untracked().name.clone());
    let problem = RwSignal::new(None::<NameError>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let workspace = workspace.get_untracked();
        let new_name = name.get_untracked().trim().to_owned();
        if let Err(wrong) = validate_name(&new_name) {
            return problem.set(Some(wrong));
        }
        problem.set(None);
        if new_name != workspace.name {
            send(&account, workspace.clone(), plan::rename(&workspace.id, &new_name), save_state);
        }
    };
    let id = unique_id("name");
    view! {
        class=class,
        <form class="setting" on:submit=save>
            <label class="legend" for=id.clone()>{t(Message::SettingName)}</label>
            <p class="line">
                <input
                    id=id class="coder-input middle" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-invalid=move || problem.get().is_some().then_some("true") prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <button type="submit" class="coder-button small">{t(Message::SettingRename)}</button>
            </p>
            <p class="problem" role="alert">{move || problem.get().map(|problem| t(problem.text()))}</p>
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
