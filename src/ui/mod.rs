//! General components: icons, notices, menu, dialog, current time.

mod action_failure_notice;
mod action_icon;
mod app_icon;
mod app_label;
mod chunk_error;
mod chunk_notice;
mod code_block;
mod copy_state;
mod dialog;
mod error_notice;
mod failure_notice;
mod icon;
mod initial_icon;
mod markdown;
mod menu;
mod menu_button;
mod menu_item;
mod new_tab_hint;
mod now;
mod obstacle;
mod open_dialog;
mod remote_icon;
mod skeleton;

pub(crate) use action_failure_notice::ActionFailureNotice;
pub(crate) use app_icon::AppIcon;
pub(crate) use app_label::{app_icon, app_label};
pub(crate) use chunk_error::ChunkError;
pub(crate) use chunk_notice::ChunkNotice;
pub use code_block::CodeBlock;
pub(crate) use copy_state::{COPIED_MS, CopyState};
pub use dialog::Dialog;
pub use error_notice::ErrorNotice;
pub(crate) use failure_notice::FailureNotice;
pub use icon::{Icon, IconName};
pub(crate) use initial_icon::InitialIcon;
pub use markdown::Markdown;
pub use menu::Menu;
pub use menu_button::{MenuAnchor, MenuButton};
pub use menu_item::{MenuAction, MenuItem};
pub use new_tab_hint::NewTabHint;
pub use now::use_now;
pub(crate) use obstacle::{focus_from_dialog, focus_obstacle, focus_soon};
pub(crate) use remote_icon::{IconSize, RemoteIcon};
pub use skeleton::Skeleton;

use js_sys::Reflect;
use leptos::ev::MouseEvent;
use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// Whether the browser supports popovers, as all do since 2024.
pub(crate) fn has_popovers() -> bool {
    let page = js_sys::global();
    let elements = Reflect::get(&page, &"HTMLElement".into()).unwrap_or_default();
    let prototype = Reflect::get(&elements, &"prototype".into()).unwrap_or_default();
    Reflect::has(&prototype, &"showPopover".into()).unwrap_or(false)
}

/// Whether a click is not a further click of a double click, which would hit what the control has become.
pub(crate) fn is_first_click(event: &MouseEvent) -> bool {
    event.detail() <= 1
}

/// Returns an element id that is unique on the page.
pub fn unique_id(prefix: &str) -> String {
    let n = NEXT.get();
    NEXT.set(n.wrapping_add(1));
    format!("coder-{prefix}-{n}")
}
