//! What leaves the page: windows, programs, the clipboard, files.

use js_sys::{Array, encode_uri_component};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// Opens a web address in a new tab, or in a small window, neither of which can reach this page.
pub(crate) fn open_window(href: &str, small: bool) {
    let size = if small { "popup,width=900,height=600,noopener,noreferrer" } else { "noopener,noreferrer" };
    if let Some(window) = web_sys::window() {
        let _ = window.open_with_url_and_target_and_features(href, "_blank", size);
    }
}

/// Hands an address to a program on the user's machine, as a click on a link does. The link is in no document and its
/// click passes nothing on the way: the address may hold a key, and a page has scripts that note what is clicked.
pub(crate) fn launch(href: &str) {
    click_link(href, None);
}

/// Offers a text as a file.
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

/// Copies a text; `false` if the browser does not let this page.
pub(crate) async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Only where the page was served securely.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).unwrap_or_default();
    let write = js_sys::Reflect::get(&clipboard, &"writeText".into()).unwrap_or_default();
    let Ok(write) = write.dyn_into::<js_sys::Function>() else { return false };
    let promise = write.apply(&clipboard, &Array::of1(&text.into()));
    match promise.and_then(|p| p.dyn_into::<js_sys::Promise>()) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}
