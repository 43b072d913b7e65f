//! Relative times that stay current: one timer per page, running only while there are listeners.

use super::page::{Page, now_ms, on_page_event};
use coder_core::models::Timestamp;
use coder_core::time_distance::{RelativeTime, Unit};
use gloo_timers::callback::Interval;
use js_sys::{Array, Date, Intl, Object, Reflect};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use vecmap::VecMap;
use wasm_bindgen::JsValue;

/// Milliseconds between ticks: relative times in minutes are off by at most half a minute.
const TICK_MS: u32 = 30_000;

type TickListener = dyn Fn(f64);

#[derive(Default)]
struct Ticker {
    listeners: Vec<Weak<TickListener>>,
    timer: Option<Interval>,
    page_events: Option<Rc<dyn Fn()>>,
}

thread_local! {
    static TICKER: RefCell<Ticker> = RefCell::default();
    static FORMATS: RefCell<VecMap<&'static str, Intl::RelativeTimeFormat>> = RefCell::default();
}

/// Calls the listener with the current time (milliseconds since 1970) on every tick, until the returned value is
/// dropped. Does not call it while the page is hidden; calls it at once when the page is shown again.
pub(crate) fn on_tick(listener: impl Fn(f64) + 'static) -> Rc<TickListener> {
    let listener: Rc<TickListener> = Rc::new(listener);
    let first = TICKER.with_borrow_mut(|ticker| {
        ticker.listeners.push(Rc::downgrade(&listener));
        if ticker.timer.is_none() {
            ticker.timer = Some(Interval::new(TICK_MS, tick));
        }
        ticker.page_events.is_none()
    });
    if first {
        let events = on_page_event(tick);
        TICKER.with_borrow_mut(|ticker| ticker.page_events = Some(events));
    }
    listener
}

fn tick() {
    let live: Vec<_> = TICKER.with_borrow_mut(|ticker| {
        ticker.listeners.retain(|listener| listener.strong_count() > 0);
        if ticker.listeners.is_empty() {
            ticker.timer = None;
        }
        ticker.listeners.iter().filter_map(Weak::upgrade).collect()
    });
    if Page::is_visible() {
        let now = now_ms();
        live.into_iter().for_each(|listener| listener(now));
    }
}

/// Parses a timestamp into milliseconds since 1970; `None` if it is invalid.
pub(crate) fn parse_ms(time: &Timestamp) -> Option<f64> {
    let ms = Date::parse(&time.0);
    ms.is_finite().then_some(ms)
}

/// Formats the day of a time in a language, by its tag: "Nov 29, 2026". Returns `None` if the time is invalid.
pub(crate) fn format_day(time: &Timestamp, language: &str) -> Option<String> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"dateStyle".into(), &"medium".into());
    Some(Date::new(&parse_ms(time)?.into()).to_locale_date_string(language, &options).into())
}

/// Formats a relative time in a language, by its tag: "3 days ago", "in 2 hours".
pub(crate) fn format_relative(distance: RelativeTime, language: &'static str) -> String {
    let unit = match distance.unit {
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    FORMATS.with_borrow_mut(|formats| {
        let format = formats.entry(language).or_insert_with(|| {
            Intl::RelativeTimeFormat::new(&Array::of1(&JsValue::from_str(language)), &Object::new())
        });
        format.format(f64::from(distance.amount), unit).into()
    })
}
