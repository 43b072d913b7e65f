//! When the workspace starts and stops by itself, and what it is called.

use super::use_details;
use crate::account::{Account, Cause};
use crate::browser::{in_words, ms_of, now_ms};
use crate::card::CauseNotice;
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use crate::texts::{t, texts, tf};
use crate::ui::{unique_id, use_now};
use coder_core::create::{NameProblem, check_name};
use coder_core::drive::{self, Step};
use coder_core::moment::{HOUR_MS, MINUTE_MS, Stops, stops};
use coder_core::schedule::Schedule;
use coder_core::status::auto_stop;
use coder_core::text::Text;
use coder_core::wire::Workspace;
use js_sys::{Array, Date, Intl, Object};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// Coder wants a deadline to be half an hour away; a minute more for clocks that differ.
const LEAST_MS: f64 = 31.0 * MINUTE_MS;
/// The longest time a workspace may be told to run, in hours: 30 days.
const LONGEST_HOURS: f64 = 720.0;

/// How a form's write goes.
#[derive(Clone, PartialEq)]
enum Sent {
    Idle,
    Busy,
    Done,
    Failed(Cause),
}

/// What one may set; nothing of it on a workspace one may not change.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let class = stylers::style_sheet!("./style/workspace_settings.css");
    let details = use_details();
    let may = Memo::new(move |_| details.may.get().is_some_and(|may| may.update));
    let template = details.template;
    let shown = details.workspace.clone();
    let runs = Memo::new(move |_| auto_stop(&shown.read()).cloned());
    let renames = {
        let shown = details.workspace.clone();
        Memo::new(move |_| shown.read().allow_renames)
    };
    let allows =
        move |what: fn(&coder_core::wire::Template) -> bool| template.read().as_ref().is_some_and(what);
    view! {
        class=class,
        {move || may.get().then(|| view! {
            class=class,
            <details class="settings" part="settings">
                <summary class="title">{t(Text::DetailsSettings)}</summary>
                {move || runs.get().map(|_| view! { <Deadline/> })}
                {move || allows(|template| template.allow_user_autostart).then(|| view! { <Autostart/> })}
                {move || allows(|template| template.allow_user_autostop).then(|| view! { <Autostop/> })}
                {move || renames.get().then(|| view! { <Rename/> })}
            </details>
        })}
    }
}

/// Writes a setting and keeps what came of it.
fn send(account: &Account, workspace: Arc<Workspace>, step: Step, sent: RwSignal<Sent>) {
    if *sent.read_untracked() == Sent::Busy {
        return;
    }
    sent.set(Sent::Busy);
    let account = account.clone();
    spawn_local(async move {
        let result = match account.set(&workspace, step).await {
            Ok(()) => Sent::Done,
            Err(cause) => Sent::Failed(cause),
        };
        let _ = sent.try_set(result);
    });
}

/// What became of a form's write.
#[component]
fn SentState(sent: RwSignal<Sent>) -> impl IntoView {
    move || match sent.get() {
        Sent::Failed(cause) if cause != Cause::Nothing => {
            view! { <CauseNotice title=t(Text::SettingFailed).to_owned() cause/> }.into_any()
        }
        Sent::Done => view! { <p class="coder-note" role="status">{t(Text::SettingSaved)}</p> }.into_any(),
        Sent::Busy => view! { <p class="coder-note" role="status">{t(Text::SettingSaving)}</p> }.into_any(),
        _ => ().into_any(),
    }
}

/// Lets a running workspace run longer.
#[component]
fn Deadline() -> impl IntoView {
    let class = stylers::style_sheet!("./style/setting.css");
    let shown = use_details().workspace;
    let account = use_provider().account;
    let sent = RwSignal::new(Sent::Idle);
    let now = use_now();
    let words = {
        let shown = shown.clone();
        move || {
            let deadline = auto_stop(&shown.read()).and_then(ms_of)?;
            Some(match stops(deadline, now.get()) {
                Stops::Soon => t(Text::StopsSoon).to_owned(),
                Stops::In(distance) => {
                    tf(Text::Stops, &[("when", &in_words(distance, texts().language.tag()))])
                }
            })
        }
    };
    let extend = move |hours: f64| {
        let workspace = shown.get_untracked();
        let Some(deadline) = auto_stop(&workspace).and_then(ms_of) else { return };
        let later = (deadline + hours * HOUR_MS).max(now_ms() + LEAST_MS);
        let iso: String = Date::new(&JsValue::from_f64(later)).to_iso_string().into();
        send(&account, workspace.clone(), drive::extend(&workspace, &iso), sent);
    };
    view! {
        class=class,
        <fieldset class="setting">
            <legend class="legend">{t(Text::SettingDeadline)}</legend>
            <p class="words">{words}</p>
            <p class="line">
                {[1.0, 4.0].map(|hours| {
                    let extend = extend.clone();
                    view! {
                        <button type="button" class="coder-button small" on:click=move |_| extend(hours)>
                            {tf(Text::SettingExtend, &[("hours", &hours.to_string())])}
                        </button>
                    }
                }).collect_view()}
            </p>
            <SentState sent/>
        </fieldset>
    }
}

/// When the workspace starts by itself.
#[component]
fn Autostart() -> impl IntoView {
    let class = stylers::style_sheet!("./style/setting.css");
    let shown = use_details().workspace;
    let account = use_provider().account;
    let sent = RwSignal::new(Sent::Idle);
    let line = shown.read_untracked().autostart_schedule.clone().unwrap_or_default();
    let known = Schedule::parse(&line);
    // More than a time and days: its line can be changed as it is.
    let is_cron = !line.is_empty() && known.is_none();
    let on = RwSignal::new(!line.is_empty());
    let known = known.unwrap_or_else(|| Schedule {
        zone: time_zone(),
        hour: 9,
        minute: 0,
        days: [false, true, true, true, true, true, false],
    });
    let (time, zone) = (RwSignal::new(known.time()), RwSignal::new(known.zone.clone()));
    let (days, cron) = (RwSignal::new(known.days), RwSignal::new(line));
    let problem = RwSignal::new(None::<Text>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let workspace = shown.get_untracked();
        let schedule = match (on.get_untracked(), is_cron) {
            (false, _) => None,
            (true, true) => Some(cron.get_untracked().trim().to_owned()),
            (true, false) => {
                let Some((hour, minute)) = Schedule::parse_time(&time.read_untracked()) else {
                    return problem.set(Some(Text::SettingNoTime));
                };
                let days = days.get_untracked();
                if days == [false; 7] {
                    return problem.set(Some(Text::SettingNoDay));
                }
                let zone = zone.read_untracked().trim().to_owned();
                Some(Schedule { zone, hour, minute, days }.to_string())
            }
        };
        problem.set(None);
        send(&account, workspace.clone(), drive::autostart(&workspace.id, schedule), sent);
    };
    let names = weekdays(texts().language.tag());
    let (time_id, zone_id, cron_id) = (unique_id("time"), unique_id("zone"), unique_id("cron"));
    view! {
        class=class,
        <form class="setting" on:submit=save>
            <label class="line">
                <input type="checkbox" prop:checked=on on:change=move |event| on.set(event_target_checked(&event))/>
                {t(Text::SettingAutostart)}
            </label>
            <div class="line" hidden=move || !on.get() || is_cron>
                <label for=time_id.clone()>{t(Text::SettingTime)}</label>
                <input
                    id=time_id class="coder-input short" type="time" prop:value=time
                    on:input=move |event| time.set(event_target_value(&event))
                />
                <label for=zone_id.clone()>{t(Text::SettingZone)}</label>
                <input
                    id=zone_id class="coder-input middle" type="text" prop:value=zone
                    on:input=move |event| zone.set(event_target_value(&event))
                />
            </div>
            <div class="line" role="group" aria-label=t(Text::SettingDays) hidden=move || !on.get() || is_cron>
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
                <label for=cron_id.clone()>{t(Text::SettingCron)}</label>
                <input
                    id=cron_id class="coder-input middle" type="text" prop:value=cron
                    on:input=move |event| cron.set(event_target_value(&event))
                />
            </div>
            <p class="problem" role="alert">{move || problem.get().map(t)}</p>
            <p class="line"><button type="submit" class="coder-button small">{t(Text::SettingSave)}</button></p>
            <SentState sent/>
        </form>
    }
}

/// After how long the workspace stops by itself.
#[component]
fn Autostop() -> impl IntoView {
    let class = stylers::style_sheet!("./style/setting.css");
    let shown = use_details().workspace;
    let account = use_provider().account;
    let sent = RwSignal::new(Sent::Idle);
    let ttl = shown.read_untracked().ttl_ms;
    let on = RwSignal::new(ttl.is_some());
    let hours = RwSignal::new(ttl.map_or(8.0, |ms| ms as f64 / HOUR_MS).to_string());
    let problem = RwSignal::new(false);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let ms = match on.get_untracked() {
            false => None,
            true => match hours.read_untracked().trim().parse::<f64>() {
                Ok(hours) if (1.0 / 60.0..=LONGEST_HOURS).contains(&hours) => {
                    // Coder counts in minutes. `as` saturates.
                    Some((hours * 60.0).round() as i64 * 60_000)
                }
                _ => return problem.set(true),
            },
        };
        problem.set(false);
        let workspace = shown.get_untracked();
        send(&account, workspace.clone(), drive::ttl(&workspace.id, ms), sent);
    };
    let id = unique_id("hours");
    view! {
        class=class,
        <form class="setting" on:submit=save>
            <label class="line">
                <input type="checkbox" prop:checked=on on:change=move |event| on.set(event_target_checked(&event))/>
                {t(Text::SettingAutostop)}
            </label>
            <div class="line" hidden=move || !on.get()>
                <label for=id.clone()>{t(Text::SettingHours)}</label>
                <input
                    id=id class="coder-input short" type="text" inputmode="decimal" prop:value=hours
                    aria-invalid=move || problem.get().then_some("true")
                    on:input=move |event| hours.set(event_target_value(&event))
                />
            </div>
            <p class="problem" role="alert">{move || problem.get().then(|| t(Text::SettingBadHours))}</p>
            <p class="words">{t(Text::SettingNextStart)}</p>
            <p class="line"><button type="submit" class="coder-button small">{t(Text::SettingSave)}</button></p>
            <SentState sent/>
        </form>
    }
}

/// What the workspace is called.
#[component]
fn Rename() -> impl IntoView {
    let class = stylers::style_sheet!("./style/setting.css");
    let shown = use_details().workspace;
    let account = use_provider().account;
    let sent = RwSignal::new(Sent::Idle);
    let name = RwSignal::new(shown.read_untracked().name.clone());
    let problem = RwSignal::new(None::<NameProblem>);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let workspace = shown.get_untracked();
        let wanted = name.get_untracked().trim().to_owned();
        if let Err(wrong) = check_name(&wanted) {
            return problem.set(Some(wrong));
        }
        problem.set(None);
        if wanted != workspace.name {
            send(&account, workspace.clone(), drive::rename(&workspace.id, &wanted), sent);
        }
    };
    let id = unique_id("name");
    view! {
        class=class,
        <form class="setting" on:submit=save>
            <label class="legend" for=id.clone()>{t(Text::SettingName)}</label>
            <p class="line">
                <input
                    id=id class="coder-input middle" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-invalid=move || problem.get().is_some().then_some("true") prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <button type="submit" class="coder-button small">{t(Text::SettingRename)}</button>
            </p>
            <p class="problem" role="alert">{move || problem.get().map(|problem| t(problem.text()))}</p>
            <SentState sent/>
        </form>
    }
}

/// The browser's time zone; empty where it does not say.
fn time_zone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let zone = js_sys::Reflect::get(&options, &"timeZone".into()).unwrap_or_default();
    zone.as_string().unwrap_or_default()
}

/// Short names of the days from Sunday, in a language.
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
