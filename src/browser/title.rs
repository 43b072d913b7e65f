//! A mark in the page's title, for what a user waits for in another tab.

use super::page::{Page, on_page_event};
use std::cell::RefCell;
use std::rc::Rc;

/// A mark, and the listener that removes it.
struct Mark {
    text: String,
    _events: Rc<dyn Fn()>,
}

thread_local! {
    static MARK: RefCell<Option<Mark>> = const { RefCell::new(None) };
}

/// Puts a text in front of the page's title until the page is shown; the latest text replaces the one before. Does
/// nothing while the page is visible.
pub(crate) fn mark_title(text: &str) {
    if Page::is_visible() {
        return;
    }
    remove_mark();
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let mark = format!("{text} · ");
    document.set_title(&format!("{mark}{}", document.title()));
    let events = on_page_event(|| {
        if Page::is_visible() {
            remove_mark();
        }
    });
    MARK.set(Some(Mark { text: mark, _events: events }));
}

/// Removes the mark. A title that the host has changed meanwhile is left alone.
fn remove_mark() {
    let Some(mark) = MARK.take() else { return };
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if let Some(rest) = document.title().strip_prefix(&mark.text) {
        document.set_title(rest);
    }
}
