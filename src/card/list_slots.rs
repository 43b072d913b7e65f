//! Custom views of a list.

use crate::workspaces::Row;
use leptos::children::ViewFn;
use leptos::prelude::*;
use leptos::tachys::view::any_view;

/// A callback that renders a row. Its view is of Leptos' type, as it may come from any Leptos app.
pub(super) type RenderItem = Callback<ListItem, any_view::AnyView>;

/// The argument of a custom row renderer.
#[derive(Clone)]
pub struct ListItem {
    /// The workspace and its index.
    pub row: Row,
    /// The number of rows of the whole list.
    pub count: Memo<usize>,
}

/// The custom views of a list: its rows and its empty state.
#[derive(Clone, Default)]
pub(super) struct ListSlots {
    pub render_item: Option<RenderItem>,
    pub empty_state: Option<ViewFn>,
}
