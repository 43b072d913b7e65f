//! The rows one can see, however many there are.
//!
//! The list is as high as all its rows, so that the scroll bar tells the truth; only the shown ones and a
//! few around them are in the document.

use super::context::use_card;
use super::hold::keep_hold;
use super::list::{ListItem, Looks};
use super::row::{LoadingRow, WorkspacesListItem};
use crate::browser::{Resized, next_frame};
use crate::effect::effect;
use crate::texts::{t, tf};
use crate::ui::{Glyph, Sign};
use crate::workspaces::{Load, Row, WorkspacesQuery};
use coder_core::config::Tuning;
use coder_core::text::Text;
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::ops::Range;
use std::sync::Arc;

/// Rows kept in the document on either side of the shown ones.
const AROUND: usize = 4;

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
    let content = NodeRef::<html::Ol>::new();
    let row_height = RwSignal::new(f64::from(Tuning::ROW_HEIGHT_PX));
    let tuning = use_card().app.read_untracked().app.tuning.clone();
    // At first what can be seen, and that alone: what is around it can wait until that was painted.
    let window = RwSignal::new(0..tuning.rows_at_first());
    let around = StoredValue::new(0);
    // The rows below the last one that can be seen.
    let below = RwSignal::new(0);
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
        let seen = (f64::from(viewport.scroll_top() + viewport.client_height()) / height).round() as usize;
        let rest = count.get_untracked().saturating_sub(seen);
        if below.get_untracked() != rest {
            below.set(rest);
        }
        let around = around.get_value();
        let next = first.saturating_sub(around)..first + shown + around;
        if *window.read_untracked() != next {
            window.set(next);
        }
    };
    // Rows that come or go, a card that gets narrower, type that gets larger: all change the box or its content.
    // The browser tells when it has laid them out anyway; measuring any earlier would make it do so twice.
    let resized = SendWrapper::new(Resized::new(move || {
        measure();
        if around.get_value() == 0 {
            around.set_value(AROUND);
            next_frame(move || {
                // The list may have gone by then.
                if around.try_get_value().is_some() {
                    measure();
                }
            });
        }
    }));
    viewport.on_load({
        let resized = resized.clone();
        move |viewport| resized.observe(&viewport)
    });
    content.on_load({
        let resized = resized.clone();
        move |content| resized.observe(&content)
    });
    on_cleanup(move || drop(resized));
    effect(move || watcher.show(range.get()));

    let rows = {
        let query = query.clone();
        move || {
            if let Some(content) = content.get_untracked() {
                keep_hold(&content, count.get_untracked());
            }
            query.rows(range.get())
        }
    };
    let key = |(index, row): &(usize, Option<Row>)| match row {
        Some(row) => Key::Workspace(row.id.clone()),
        None => Key::Missing(*index),
    };
    let render_item = use_context::<Looks>().unwrap_or_default().render_item;
    let max_height = format!("min({}px, 70vh)", tuning.list_max_height_px);
    let scroll_on = move |_| {
        if let Some(viewport) = viewport.get_untracked() {
            let shown = f64::from(viewport.client_height()) - row_height.get_untracked() / 2.0;
            viewport.scroll_by_with_x_and_y(0.0, shown.max(row_height.get_untracked()));
        }
    };
    let in_all = move || match count.get() {
        1 => t(Text::CountOne).to_owned(),
        count => tf(Text::CountMany, &[("count", &count.to_string())]),
    };
    let more = move || tf(Text::More, &[("count", &below.get().to_string())]);
    let px = |n: f64| format!("{}px", n.round() as i64);
    let top = move || px(range.get().start as f64 * row_height.get());
    let height = move || px(count.get() as f64 * row_height.get());
    view! {
        class=class,
        <div
            class="viewport" part="viewport" style:max-height=max_height node_ref=viewport
            on:scroll=move |_| measure()
        >
            <ol
                class="rows" part="rows" aria-label=t(Text::ListLabel) style:padding-top=top style:height=height node_ref=content
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
                                    (Some(row), Some(render)) => render.run(ListItem { row, count }),
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
            // The list itself says to a screen reader how long it is.
            <span aria-hidden="true">{in_all}</span>
            <button type="button" class="more" class:none=move || below.get() == 0 on:click=scroll_on>
                {more}
                <Glyph sign=Sign::Down/>
            </button>
        </div>
    }
}
