//! The time as a signal, for what is shown relative to it.

use crate::browser::{now_ms, on_tick};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Milliseconds since 1970, brought up to date now and then until the current owner is cleaned up. A signal of
/// the caller's own: one shared by a page would outlive, and so keep, everything that ever read it.
pub fn use_now() -> ArcReadSignal<f64> {
    let (now, set_now) = arc_signal(now_ms());
    let hold = SendWrapper::new(on_tick(move |time| set_now.set(time)));
    on_cleanup(move || drop(hold));
    now
}
