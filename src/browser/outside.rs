//! Effects outside of the page: windows, desktop programs, the clipboard and downloads.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise, encode_uri_component};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// Opens a URL in a new tab or, if `small`, in a popup window. Neither has access to this page.
pub(crate) fn open_window(href: &str, small: bool) {
    let size = if small { "popup,width=900,height=600,noopener,noreferrer" } else { "noopener,noreferrer" };
    if let Some(window) = web_sys::window() {
        let _ = window.open_with_url_and_target_and_features(href, "_blank", size);
    }
}

/// Opens a URL with the desktop program that handles its protocol, as a click on a link does. The link is not
/// attached to the document, so its click event does not bubble: the URL may contain an API key, and a page may have
/// scripts that record clicked links.
pub(crate) fn open_protocol_url(href: &str) {
    click_link(href, None);
}

/// Whether the window loses the focus within so many milliseconds, as it does when another program opens.
pub(crate) async fn loses_focus(ms: u32) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let (mut end, mut timer) = (None, None);
    let ended = Promise::new(&mut |resolve, _| {
        let late = resolve.clone();
        timer = Some(Timeout::new(ms, move || drop(late.call1(&JsValue::NULL, &JsValue::FALSE))));
        end = Some(resolve);
    });
    if let Some(end) = &end {
        let _ = window.add_event_listener_with_callback("blur", end);
    }
    // The event is an object, and therefore true.
    let lost = JsFuture::from(ended).await.is_ok_and(|value| value.is_truthy());
    if let Some(end) = &end {
        let _ = window.remove_event_listener_with_callback("blur", end);
    }
    drop(timer);
    lost
}

/// Downloads a text as a file.
pub(crate) fn download(name: &str, text: &str) {
    let encoded: String = encode_uri_component(text).into();
    click_link(&format!("data:text/plain;charset=utf-8,{encoded}"), Some(name));
}

fn click_link(href: &str, download: Option<&str>) {
    let Some(document) = web_sys::window().and_then(|w| w.document()) else { return };
    let Ok(link) = document.create_element("a") else { return };
    let _ = link.set_attribute("href", href);
    if let Some(name) = download {
        let _ = link.set_attribute("download", name);
    }
    link.unchecked_ref::<HtmlElement>().click();
}

/// Copies a text to the clipboard; returns `false` if the browser does not allow it.
pub(crate) async fn copy_text(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Defined in secure contexts only.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or_default();
    let write = js_sys::Reflect::get(&clipboard, &"writeText".into()).unwrap_or_default();
    let Ok(write) = write.dyn_into::<js_sys::Function>() else { return false };
    let promise = write.apply(&clipboard, &Array::of1(&text.into()));
    match promise.and_then(|p| p.dyn_into::<js_sys::Promise>()) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}
