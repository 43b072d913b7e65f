//! Pieces without a meaning of their own: glyphs, notices, menu, dialog, the time.

mod dialog;
mod glyph;
mod markdown;
mod menu;
mod menu_button;
mod not_loaded;
mod notice;
mod now;
mod obstacle;
mod skeleton;

pub use dialog::Dialog;
pub use glyph::{Glyph, Sign};
pub use markdown::Markdown;
pub use menu::{Act, Menu, MenuItem};
pub use menu_button::{MenuButton, MenuPlace};
pub(crate) use not_loaded::NotLoaded;
pub use notice::{ErrorNotice, NewTab, YamlLines};
pub use now::use_now;
pub(crate) use obstacle::{focus_obstacle, focus_soon};
pub use skeleton::Skeleton;

use js_sys::Reflect;
use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Whether the browser has popovers: all have since 2024.
pub(crate) fn has_popovers() -> bool {
    let page = js_sys::global();
    let elements = Reflect::get(&page, &"HTMLElement".into()).unwrap_or_default();
    let prototype = Reflect::get(&elements, &"prototype".into()).unwrap_or_default();
    Reflect::has(&prototype, &"showPopover".into()).unwrap_or(false)
}

/// An id for an element, unique on the page.
pub fn unique_id(what: &str) -> String {
    let n = NEXT.get();
    NEXT.set(n.wrapping_add(1));
    format!("coder-{what}-{n}")
}
