//! The timer of a poll, with the delays of [`coder_core::polling`].

use super::live_state::LiveState;
use super::page::{Page, jitter, now_ms, on_page_event};
use coder_core::polling::{Next, Poll, PollState};
use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

/// Returns the state of the page that the poll policy depends on. `live`: whether live updates bring the changes.
pub(crate) fn poll_state(live: bool) -> PollState {
    PollState { visible: Page::is_visible(), online: Page::is_online(), live, now_ms: now_ms() }
}

/// Waits until the poll's next request is due; returns `false` if there is none, because the policy ended the poll or
/// `signal` was aborted.
pub(crate) async fn next_poll(poll: &Poll, live: &LiveState, signal: &AbortSignal) -> bool {
    let is_next = is_next_due(poll, live, signal).await;
    live.sent();
    is_next
}

async fn is_next_due(poll: &Poll, live: &LiveState, signal: &AbortSignal) -> bool {
    let (mut waited, mut paused) = (live.is_due(), false);
    while !signal.aborted() {
        // A request whose pause is over is sent although updates became live meanwhile: they may have missed a change.
        let next = poll.next(poll_state(live.is_live() && !paused), jitter());
        let is_held = poll.is_held(now_ms());
        match next {
            Next::Never => return false,
            // The delay is over, or the page was shown again.
            Next::In(_) if waited && !is_held => return true,
            Next::In(ms) => {
                pause(ms, signal).await;
                paused = true;
                // If the page was hidden meanwhile, the next request is due when the page is shown.
                waited = true;
            }
            Next::OnEvent => {
                page_event(live, signal).await;
                waited = true;
            }
        }
    }
    false
}

/// Waits for so many milliseconds, or until `signal` is aborted.
pub(crate) async fn pause(ms: u32, signal: &AbortSignal) {
    let mut timer = None;
    until(signal, |end| {
        timer = Some(Timeout::new(ms, move || drop(end.call0(&JsValue::NULL))));
    })
    .await;
    drop(timer);
}

/// Waits for the next page event ([`on_page_event`]), the end of live updates, or until `signal` is aborted.
async fn page_event(live: &LiveState, signal: &AbortSignal) {
    let mut events = None;
    until(signal, |end| {
        live.begin_pause(end.clone());
        events = Some(on_page_event(move || drop(end.call0(&JsValue::NULL))));
    })
    .await;
    drop(events);
}

/// Waits until the function passed to `begin` is called, or until `signal` is aborted.
async fn until(signal: &AbortSignal, begin: impl FnOnce(Function)) {
    let mut end = None;
    let ended = Promise::new(&mut |resolve, _| end = Some(resolve));
    let Some(end) = end.filter(|_| !signal.aborted()) else { return };
    let _ = signal.add_event_listener_with_callback("abort", &end);
    begin(end.clone());
    let _ = JsFuture::from(ended).await;
    let _ = signal.remove_event_listener_with_callback("abort", &end);
}
