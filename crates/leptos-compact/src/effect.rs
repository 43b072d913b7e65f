//! Effects that keep views and values up to date.

use crate::mounted::{Effect, Output};
use crate::node::{MakeNode, Slot};
use crate::value::Value;
use leptos_full::error::{get_error_hook, set_error_hook};
use web_sys::Element as DomElement;

/// Draws what a function makes, and patches it whenever a signal changes that the function read.
pub(crate) fn view(mut make: MakeNode) -> Effect {
    let hook = get_error_hook();
    let run = move |before| {
        // The effect runs again outside of the error boundary's rendering.
        let _hook = hook.clone().map(set_error_hook);
        let node = make();
        Output::View(match before {
            Some(Output::View(mut view)) => {
                node.patch(&mut view);
                view
            }
            _ => node.draw(),
        })
    };
    Effect::new(Box::new(run), None)
}

/// Sets the value that a function returns, and again whenever a signal changes that the function read. `before` is the
/// value that was set by what this effect replaces.
pub(crate) fn value(
    element: &DomElement,
    slot: Slot,
    mut function: Box<dyn FnMut() -> Value + Send>,
    before: Option<Value>,
) -> Effect {
    let element = element.clone();
    let run = move |before| {
        let value = function().resolve();
        let before = match &before {
            Some(Output::Value(before)) => Some(before),
            _ => None,
        };
        slot.set(&element, &value, before);
        Output::Value(value)
    };
    Effect::new(Box::new(run), before.map(Output::Value))
}
