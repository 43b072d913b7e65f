//! The time in words that stay true: one timer per page, and only while someone looks.

use super::page::{Page, now_ms, on_page_event};
use coder_core::moment::{Distance, Unit};
use coder_core::wire::Timestamp;
use gloo_timers::callback::Interval;
use js_sys::{Array, Date, Intl, Object};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};
use wasm_bindgen::JsValue;

/// Milliseconds between looks at the clock: what is said in minutes is off by half of one at most.
const TICK_MS: u32 = 30_000;

type Listener = dyn Fn(f64);

#[derive(Default)]
struct Ticker {
    listeners: Vec<Weak<Listener>>,
    timer: Option<Interval>,
    page_events: Option<Rc<dyn Fn()>>,
}

thread_local! {
    static TICKER: RefCell<Ticker> = RefCell::default();
    static FORMATS: RefCell<HashMap<&'static str, Intl::RelativeTimeFormat>> = RefCell::default();
}

/// Tells the listener the time (milliseconds since 1970) now and then, for as long as the returned value
/// lives; not while the page is hidden, and at once when it is shown again.
pub(crate) fn on_tick(listener: impl Fn(f64) + 'static) -> Rc<Listener> {
    let listener: Rc<Listener> = Rc::new(listener);
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

/// A time of Coder's in milliseconds since 1970; `None` if it is none.
pub(crate) fn ms_of(time: &Timestamp) -> Option<f64> {
    let ms = Date::parse(&time.0);
    ms.is_finite().then_some(ms)
}

/// "3 days ago", "in 2 hours": in the words of a language by its tag.
pub(crate) fn in_words(distance: Distance, language: &'static str) -> String {
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
