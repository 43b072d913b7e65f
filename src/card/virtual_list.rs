//! Virtual scrolling for lists of any length.
//!
//! The list is as high as all its rows, so that the scroll bar is accurate; only the visible rows and a few around
//! them are in the document.

use super::context::use_card;
use super::list_slots::{ListItem, ListSlots};
use super::loading_row::LoadingRow;
use super::preserve_focus::preserve_focus;
use super::workspaces_list_item::WorkspacesListItem;
use crate::browser::{ResizeWatcher, next_frame};
use crate::effect::effect;
use crate::texts::{t, t_count, workspace_count};
use crate::ui::{Icon, IconName};
use crate::workspaces::{ListState, Row, WorkspacesQuery};
use coder_core::config::Tuning;
use coder_core::i18n::Message;
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::ops::Range;
use std::sync::Arc;

/// The number of rows kept in the document on either side of the visible ones.
const OVERSCAN: usize = 4;

#[derive(Clone, PartialEq, Eq, Hash)]
enum RowKey {
    Workspace(Arc<str>),
    Missing(usize),
}

/// A scrolling list of rows.
#[component]
pub(super) fn VirtualList(
    /// The list to show.
    query: WorkspacesQuery,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/virtual_list.css");
    let watcher = query.watch();
    let load = query.load();
    let count = Memo::new(move |_| match &*load.read() {
        ListState::Ready { count, .. } => *count,
        _ => 0,
    });
    let tuning = use_card().app.read_untracked().app.tuning.clone();
    let scroll = ScrollState::new(count, tuning.initial_rows());
    let ScrollState { viewport, content, row_height, range, below, .. } = scroll;
    scroll.follow_sizes();
    effect(move || watcher.show(range.get()));

    let rows = {
        let query = query.clone();
        move || {
            if let Some(content) = content.get_untracked() {
                preserve_focus(&content, count.get_untracked());
            }
            query.rows(range.get())
        }
    };
    let key = |(index, row): &(usize, Option<Row>)| match row {
        Some(row) => RowKey::Workspace(row.id.clone()),
        None => RowKey::Missing(*index),
    };
    let render_item = use_context::<ListSlots>().unwrap_or_default().render_item;
    let max_height = format!("min({}px, 70vh)", tuning.list_max_height_px);
    let in_all = move || workspace_count(count.get());
    let more = move || t_count(Message::More, below.get());
    let px = |n: f64| format!("{}px", n.round() as i64);
    let top = move || px(range.get().start as f64 * row_height.get());
    let height = move || px(count.get() as f64 * row_height.get());
    view! {
        class=class,
        <div
            class="viewport" part="viewport" style:max-height=max_height node_ref=viewport
            on:scroll=move |_| scroll.measure()
        >
            <ol
                class="rows" part="rows" aria-label=t(Message::ListLabel) style:padding-top=top style:height=height node_ref=content
            >
                <For each=rows key=key let((index, row))>
                    {
                        let position = row.as_ref().map(|row| row.index.clone());
                        let position = move || position.as_ref().map_or(index, |p| p.get()) + 1;
                        view! {
                            class=class,
                            <li
                                class="slot" part="row" aria-setsize=move || count.get().to_string()
                                aria-posinset=move || position().to_string()
                            >
                                {match (row, render_item) {
                                    (Some(row), Some(render)) => render.run(ListItem { row, count }).into_any(),
                                    (Some(row), None) => view! { <WorkspacesListItem row/> }.into_any(),
                                    (None, _) => view! { <LoadingRow/> }.into_any(),
                                }}
                            </li>
                        }
                    }
                </For>
            </ol>
        </div>
        <div class="foot" part="list-foot">
            // Hidden from screen readers, which announce the length of the list itself.
            <span aria-hidden="true">{in_all}</span>
            <button type="button" class="more" class:none=move || below.get() == 0 on:click=move |_| scroll.scroll_on()>
                {more}
                <Icon icon=IconName::ChevronDown/>
            </button>
        </div>
    }
}

/// The scroll state of a list: which of its rows are in the document.
#[derive(Clone, Copy)]
struct ScrollState {
    /// The number of rows of the whole list.
    count: Memo<usize>,
    viewport: NodeRef<html::Div>,
    content: NodeRef<html::Ol>,
    /// The height of a row, in pixels.
    row_height: RwSignal<f64>,
    /// The rows of the latest measurement, which may reach beyond the end of the list.
    window: RwSignal<Range<usize>>,
    /// The number of overscan rows on either side.
    around: StoredValue<usize>,
    /// The number of rows below the last visible one.
    below: RwSignal<usize>,
    /// The rows in the document.
    range: Memo<Range<usize>>,
}

impl ScrollState {
    /// Creates the state of a list that was not measured yet.
    fn new(count: Memo<usize>, initial_rows: usize) -> Self {
        // At first only the visible rows; the overscan rows follow once those were painted.
        let window = RwSignal::new(0..initial_rows);
        let range = Memo::new(move |_| {
            let Range { start, end } = window.get();
            start.min(count.get())..end.min(count.get())
        });
        Self {
            count,
            viewport: NodeRef::new(),
            content: NodeRef::new(),
            row_height: RwSignal::new(f64::from(Tuning::ROW_HEIGHT_PX)),
            window,
            around: StoredValue::new(0),
            below: RwSignal::new(0),
            range,
        }
    }

    /// Measures the list, which determines its rows in the document.
    fn measure(self) {
        let Self { count, row_height, window, below, .. } = self;
        // `scroll` and changes of size are reported with a delay: the list may be gone by then.
        let Some(viewport) = self.viewport.try_get_untracked().flatten() else { return };
        if let Ok(Some(row)) = viewport.query_selector("li") {
            let height = row.get_bounding_client_rect().height();
            if height >= 1.0 && (height - row_height.get_untracked()).abs() > 0.5 {
                row_height.set(height);
            }
        }
        let height = row_height.get_untracked();
        let first = (f64::from(viewport.scroll_top()) / height).max(0.0) as usize;
        let visible = (f64::from(viewport.client_height()) / height).ceil() as usize + 1;
        let bottom_row =
            (f64::from(viewport.scroll_top() + viewport.client_height()) / height).round() as usize;
        let remaining = count.get_untracked().saturating_sub(bottom_row);
        if below.get_untracked() != remaining {
            below.set(remaining);
        }
        let around = self.around.get_value();
        let next = first.saturating_sub(around)..first + visible + around;
        if *window.read_untracked() != next {
            window.set(next);
        }
    }

    /// Measures the list whenever its size changes, until the current owner is cleaned up.
    ///
    /// Added and removed rows, a narrower card and larger text all resize the viewport or its content. The observer
    /// reports after the browser's own layout; measuring any earlier would force a second one.
    fn follow_sizes(self) {
        let around = self.around;
        let resized = SendWrapper::new(ResizeWatcher::new(move || {
            self.measure();
            if around.try_get_value() == Some(0) {
                around.set_value(OVERSCAN);
                next_frame(move || {
                    // The list may be unmounted by then.
                    if around.try_get_value().is_some() {
                        self.measure();
                    }
                });
            }
        }));
        self.viewport.on_load({
            let resized = resized.clone();
            move |viewport| resized.observe(&viewport)
        });
        self.content.on_load({
            let resized = resized.clone();
            move |content| resized.observe(&content)
        });
        on_cleanup(move || drop(resized));
    }

    /// Scrolls down by the height of the viewport, less half a row.
    fn scroll_on(self) {
        if let Some(viewport) = self.viewport.get_untracked() {
            let visible = f64::from(viewport.client_height()) - self.row_height.get_untracked() / 2.0;
            viewport.scroll_by_with_x_and_y(0.0, visible.max(self.row_height.get_untracked()));
        }
    }
}
