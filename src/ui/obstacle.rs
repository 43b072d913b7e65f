//! Where the focus goes when something stands in the way of a form, or what had it is gone.

use crate::browser::next_frame;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Moves the focus to the first obstacle in a form, marked by `data-obstacle`, once what is shown is up to date.
pub(crate) fn focus_obstacle(form: impl FnOnce() -> Option<Element> + 'static) {
    next_frame(move || {
        let found = form().and_then(|form| form.query_selector("[data-obstacle=true]").ok().flatten());
        if let Some(found) = found {
            focus_within(&found);
        }
    });
}

/// Moves the focus to the first control in a place, or to the place itself, once what is shown is up to date.
pub(crate) fn focus_soon(place: Option<Element>) {
    next_frame(move || {
        if let Some(place) = &place {
            focus_within(place);
        }
    });
}

fn focus_within(place: &Element) {
    let controls = [
        "[aria-invalid=true]:enabled",
        "input:checked:enabled",
        ":is(input, select, textarea, button):enabled",
    ];
    let control = controls.iter().find_map(|of| place.query_selector(of).ok().flatten());
    if let Some(target) = control.unwrap_or_else(|| place.clone()).dyn_ref::<HtmlElement>() {
        let _ = target.focus();
    }
}
