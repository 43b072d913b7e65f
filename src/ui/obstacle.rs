//! Moves the focus in a form: to the first obstacle, or to what replaces the focused control.

use crate::browser::next_frame;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves the focus to the first obstacle in a form, marked by `data-obstacle`, once the view is up to date.
pub(crate) fn focus_obstacle(form: impl FnOnce() -> Option<Element> + 'static) {
    next_frame(move || {
        let obstacle = form().and_then(|form| form.query_selector("[data-obstacle=true]").ok().flatten());
        if let Some(obstacle) = obstacle {
            focus_within(&obstacle);
        }
    });
}

/// Moves the focus to the first control in an element, or to the element itself, once the view is up to date.
pub(crate) fn focus_soon(element: Option<Element>) {
    next_frame(move || {
        if let Some(element) = &element {
            focus_within(element);
        }
    });
}

/// Moves the focus from a dialog itself to the first control in an element, once the view is up to date. A focus that
/// is elsewhere stays where it is.
pub(crate) fn focus_from_dialog(element: impl FnOnce() -> Option<Element> + 'static) {
    next_frame(move || {
        let Some(element) = element() else { return };
        let active = Reflect::get(&element.get_root_node(), &"activeElement".into()).unwrap_or_default();
        if active.dyn_ref::<Element>().is_some_and(|active| active.local_name() == "dialog") {
            focus_within(&element);
        }
    });
}

fn focus_within(element: &Element) {
    let controls = [
        "[aria-invalid=true]:enabled",
        "input:checked:enabled",
        ":is(input, select, textarea, button):enabled",
    ];
    let control = controls.iter().find_map(|selector| element.query_selector(selector).ok().flatten());
    if let Some(target) = control.unwrap_or_else(|| element.clone()).dyn_ref::<HtmlElement>() {
        let _ = target.focus();
    }
}
