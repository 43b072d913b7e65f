//! Custom views of a list.

use crate::workspaces::Row;
use leptos::prelude::*;

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
    pub render_item: Option<Callback<ListItem, AnyView>>,
    pub empty_state: Option<ViewFn>,
}
