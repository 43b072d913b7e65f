//! Rows that move keep the focus and their open menu, and one that goes leaves the focus to the next.
//!
//! A document moves what changes place by taking it out and putting it back, which ends both.

use crate::spawn::spawn_local;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Gives back, once what is about to be done with the rows is done, what it took from those still there: first the
/// open menu, then the focus, which may be in it. `count` is how many rows there are then.
pub(super) fn keep_hold(rows: &Element, count: usize) {
    let active = Reflect::get(&rows.get_root_node(), &"activeElement".into()).ok();
    let focused = active.and_then(|e| e.dyn_into::<HtmlElement>().ok()).filter(|e| rows.contains(Some(e)));
    let menu =
        rows.query_selector(":popover-open").ok().flatten().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if focused.is_none() && menu.is_none() {
        return;
    }
    let heir = focused.as_ref().and_then(|focused| heir(focused, count));
    let rows = rows.clone();
    spawn_local(async move {
        if let Some(menu) = menu.filter(|menu| menu.is_connected() && !is(menu, ":popover-open")) {
            let _ = menu.show_popover();
        }
        let gone = focused.as_ref().is_some_and(|focused| !focused.is_connected());
        let heir = || rows.query_selector(&heir?).ok().flatten()?.dyn_into::<HtmlElement>().ok();
        if let Some(focused) = if gone { heir() } else { focused }.filter(|focused| !is(focused, ":focus")) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = focused.focus_with_options(&options);
        }
    });
}

/// Where the same stands in the row that takes this one's place, or in the last; not there for a row that was
/// scrolled away.
fn heir(focused: &Element, count: usize) -> Option<String> {
    let row = focused.closest("[aria-posinset]").ok()??;
    let place = row.get_attribute("aria-posinset")?.parse::<usize>().ok()?.min(count);
    Some(format!("[aria-posinset='{place}'] [part='{}']", focused.get_attribute("part")?))
}

fn is(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}
