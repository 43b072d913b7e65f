//! Effects, compiled once.

use leptos::prelude::Effect;

/// Runs something now, and whenever what it read changes: `Effect::new`, which the compiler would otherwise write out
/// anew for every closure (a kilobyte each).
pub(crate) fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
