//! Preserves focus and open menus when rows are reordered or removed.
//!
//! Moving a DOM node removes and re-inserts it, which blurs it and closes its popover; both are restored afterwards.
//! If the focused row is gone, the focus moves to the row in its place.

use crate::spawn::spawn_local;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Restores the open menu and then the focus, which may be in the menu, after the pending update of the rows.
///
/// `count` is the number of rows after the update.
pub(super) fn preserve_focus(rows: &Element, count: usize) {
    let active = Reflect::get(&rows.get_root_node(), &"activeElement".into()).ok();
    let focused = active.and_then(|e| e.dyn_into::<HtmlElement>().ok()).filter(|e| rows.contains(Some(e)));
    let menu =
        rows.query_selector(":popover-open").ok().flatten().and_then(|e| e.dyn_into::<HtmlElement>().ok());
    if focused.is_none() && menu.is_none() {
        return;
    }
    let selector = focused.as_ref().and_then(|focused| successor_selector(focused, count));
    let rows = rows.clone();
    spawn_local(async move {
        if let Some(menu) = menu.filter(|menu| menu.is_connected() && !is(menu, ":popover-open")) {
            let _ = menu.show_popover();
        }
        let is_removed = focused.as_ref().is_some_and(|focused| !focused.is_connected());
        let successor =
            || rows.query_selector(selector.as_deref()?).ok().flatten()?.dyn_into::<HtmlElement>().ok();
        if let Some(focused) =
            if is_removed { successor() } else { focused }.filter(|focused| !is(focused, ":focus"))
        {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = focused.focus_with_options(&options);
        }
    });
}

/// Returns the selector of the same part in the row that takes the place of the focused row, or in the last row.
///
/// Matches nothing if the focused row was scrolled out of the document.
fn successor_selector(focused: &Element, count: usize) -> Option<String> {
    let row = focused.closest("[aria-posinset]").ok()??;
    let index = row.get_attribute("aria-posinset")?.parse::<usize>().ok()?.min(count);
    Some(format!("[aria-posinset='{index}'] [part='{}']", focused.get_attribute("part")?))
}

fn is(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}
