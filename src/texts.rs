//! Texts on screen, in the words of the nearest provider's host.

use crate::provider::Provider;
use coder_core::text::{Text, Texts, fill};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

thread_local! {
    static KEPT: RefCell<HashSet<&'static str>> = RefCell::default();
}

/// The nearest provider's texts; English where there is none.
pub(crate) fn texts() -> Arc<Texts> {
    use_context::<Provider>().map(|provider| provider.texts).unwrap_or_default()
}

/// A text for the screen.
pub(crate) fn t(text: Text) -> &'static str {
    keep(texts().get(text))
}

/// A text for the screen with its places filled.
pub(crate) fn tf(text: Text, values: &[(&str, &str)]) -> String {
    fill(t(text), values)
}

/// Keeps a text for as long as the page lives, once however often it is asked for: there are as many as a
/// host replaces, and components want them without a lifetime.
fn keep(text: &str) -> &'static str {
    KEPT.with_borrow_mut(|kept| match kept.get(text) {
        Some(known) => known,
        None => {
            let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
            kept.insert(text);
            text
        }
    })
}
