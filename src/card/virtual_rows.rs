//! The rows one can see, however many there are.
//!
//! The list is as high as all its rows, so that the scroll bar tells the truth; only the shown ones and a
//! few around them are in the document.

use super::row::{LoadingRow, WorkspaceRow};
use crate::texts::t;
use crate::workspaces::{Load, Row, WorkspacesQuery};
use coder_core::text::Text;
use leptos::html;
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// Rows kept in the document on either side of the shown ones.
const AROUND: usize = 4;
/// A row's height in pixels until one was measured.
const ROW_HEIGHT: f64 = 56.0;
/// Rows rendered before the box was measured.
const FIRST: usize = 12;

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Workspace(Arc<str>),
    Missing(usize),
}

/// A scrolling list of rows.
#[component]
pub(super) fn VirtualRows(
    /// Where they come from.
    query: WorkspacesQuery,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/virtual_rows.css");
    let watcher = query.watch();
    let load = query.load();
    let count = Memo::new(move |_| match &*load.read() {
        Load::Ready { count, .. } => *count,
        _ => 0,
    });
    let viewport = NodeRef::<html::Div>::new();
    let row_height = RwSignal::new(ROW_HEIGHT);
    let window = RwSignal::new(0..FIRST);
    let range = Memo::new(move |_| {
        let Range { start, end } = window.get();
        start.min(count.get())..end.min(count.get())
    });
    let measure = move || {
        let Some(viewport) = viewport.get_untracked() else { return };
        if let Ok(Some(row)) = viewport.query_selector("li") {
            let height = row.get_bounding_client_rect().height();
            if height >= 1.0 && (height - row_height.get_untracked()).abs() > 0.5 {
                row_height.set(height);
            }
        }
        let height = row_height.get_untracked();
        let first = (f64::from(viewport.scroll_top()) / height).max(0.0) as usize;
        let shown = (f64::from(viewport.client_height()) / height).ceil() as usize + 1;
        let next = first.saturating_sub(AROUND)..first + shown + AROUND;
        if *window.read_untracked() != next {
            window.set(next);
        }
    };
    Effect::new(move |_| {
        // Rows that were put in or taken out may change what fits.
        count.track();
        measure();
    });
    Effect::new(move |_| watcher.show(range.get()));

    let rows = {
        let query = query.clone();
        move || query.rows(range.get())
    };
    let key = |(index, row): &(usize, Option<Row>)| match row {
        Some(row) => Key::Workspace(row.id.clone()),
        None => Key::Missing(*index),
    };
    let px = |n: f64| format!("{}px", n.round() as i64);
    let top = move || px(range.get().start as f64 * row_height.get());
    let height = move || px(count.get() as f64 * row_height.get());
    view! {
        class=class,
        <div class="viewport" part="viewport" node_ref=viewport on:scroll=move |_| measure()>
            <ol class="rows" aria-label=t(Text::ListLabel) style:padding-top=top style:height=height>
                <For each=rows key=key let((index, row))>
                    {match row {
                        Some(row) => view! { <WorkspaceRow row count/> }.into_any(),
                        None => view! { <LoadingRow index count/> }.into_any(),
                    }}
                </For>
            </ol>
        </div>
    }
}
