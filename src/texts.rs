//! Messages in the language of the nearest provider's host, with its overrides.

use crate::browser::format_count;
use crate::provider::Provider;
use coder_core::i18n::{Message, Translations, interpolate};
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;
use vecmap::VecSet;

thread_local! {
    static INTERNED: RefCell<VecSet<&'static str>> = RefCell::default();
}

/// Returns the nearest provider's translations; English without a provider.
pub(crate) fn texts() -> Arc<Translations> {
    use_context::<Provider>().map(|provider| provider.texts).unwrap_or_default()
}

/// Returns the text of a message.
pub(crate) fn t(text: Message) -> &'static str {
    let texts = texts();
    match texts.overridden(text) {
        Some(own) => intern(own),
        None => texts.translated(text),
    }
}

/// Returns the text of a message with its placeholders filled.
pub(crate) fn tf(text: Message, values: &[(&str, &str)]) -> String {
    interpolate(t(text), values)
}

/// Returns the text of a message with its placeholder `{count}` filled, in the language's format of numbers.
pub(crate) fn t_count(text: Message, count: usize) -> String {
    tf(text, &[("count", &format_count(count, texts().language().tag()))])
}

/// Returns the number of workspaces, in words.
pub(crate) fn workspace_count(count: usize) -> String {
    match count {
        1 => t(Message::CountOne).to_owned(),
        count => t_count(Message::CountMany, count),
    }
}

/// Interns an override for the lifetime of the page, so that components can use it without a lifetime. Their number is
/// bounded by the messages and the hosts.
fn intern(text: &str) -> &'static str {
    INTERNED.with_borrow_mut(|interned| match interned.get(text) {
        Some(existing) => existing,
        None => {
            let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
            interned.insert(text);
            text
        }
    })
}
