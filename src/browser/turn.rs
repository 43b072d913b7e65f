//! A poll's turns: waiting as long as `coder_core::refresh` says.

use super::page::{Page, jitter, now_ms, on_page_event};
use coder_core::refresh::{Next, Poll, Seen};
use gloo_timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

/// What the policy wants to know of the page.
pub(crate) fn seen() -> Seen {
    Seen { visible: Page::is_visible(), online: Page::is_online(), now_ms: now_ms() }
}

/// Waits until it is the poll's turn to ask again; `false` if it never is: the policy ended it, or its owner did.
pub(crate) async fn turn(poll: &Poll, signal: &AbortSignal) -> bool {
    let mut waited = false;
    while !signal.aborted() {
        let next = poll.next(seen(), jitter());
        let is_held = poll.is_held(now_ms());
        match next {
            Next::Never => return false,
            // Whoever waited for the page to be shown again has waited long enough.
            Next::In(_) if waited && !is_held => return true,
            Next::In(ms) => {
                pause(ms, signal).await;
                // Hidden meanwhile: the turn is missed, and comes when the page is shown.
                waited = true;
            }
            Next::OnEvent => {
                page_event(signal).await;
                waited = true;
            }
        }
    }
    false
}

/// Lets so many milliseconds pass, or less once the owner ends it.
pub(crate) async fn pause(ms: u32, signal: &AbortSignal) {
    let mut timer = None;
    until(signal, |end| {
        timer = Some(Timeout::new(ms, move || drop(end.call0(&JsValue::NULL))));
    })
    .await;
    drop(timer);
}

/// Waits until the page is shown or hidden, or the network comes or goes, or the owner ends it.
async fn page_event(signal: &AbortSignal) {
    let mut events = None;
    until(signal, |end| {
        events = Some(on_page_event(move || drop(end.call0(&JsValue::NULL))));
    })
    .await;
    drop(events);
}

/// Waits until the function that `begin` is given is called, or the owner ends it.
async fn until(signal: &AbortSignal, begin: impl FnOnce(Function)) {
    let mut end = None;
    let ended = Promise::new(&mut |resolve, _| end = Some(resolve));
    let Some(end) = end.filter(|_| !signal.aborted()) else { return };
    let _ = signal.add_event_listener_with_callback("abort", &end);
    begin(end.clone());
    let _ = JsFuture::from(ended).await;
    let _ = signal.remove_event_listener_with_callback("abort", &end);
}
