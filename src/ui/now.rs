//! The current time as a signal, for relative times.

use crate::browser::{now_ms, on_tick};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// Returns the current time in milliseconds since 1970, updated periodically until the current owner is cleaned up.
///
/// Each call returns a new signal: a signal shared by the page would outlive its subscribers, and keep them in
/// memory.
pub fn use_now() -> ArcReadSignal<f64> {
    let (now, set_now) = arc_signal(now_ms());
    let hold = SendWrapper::new(on_tick(move |time| set_now.set(time)));
    on_cleanup(move || drop(hold));
    now
}
