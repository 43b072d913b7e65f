//! Pieces without a meaning of their own: glyphs, notices, the menu.

mod glyph;
mod menu;
mod notice;

pub use glyph::{Glyph, Sign};
pub use menu::{Menu, MenuItem};
pub use notice::{ErrorNotice, NewTab};

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// An id for an element, unique on the page.
pub fn unique_id(what: &str) -> String {
    let n = NEXT.get();
    NEXT.set(n.wrapping_add(1));
    format!("coder-{what}-{n}")
}
