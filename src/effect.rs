//! Effects that are compiled once.

use leptos::prelude::Effect;

/// Runs a closure now and whenever a signal that it reads changes. The closure is boxed, because `Effect::new` would
/// be compiled anew for every closure (a kilobyte each).
pub(crate) fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

/// Runs a closure like [`effect`], with what it returned before.
pub(crate) fn effect_with_last<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
    let mut last = None;
    effect(move || last = Some(run(last.take())));
}

fn boxed(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
