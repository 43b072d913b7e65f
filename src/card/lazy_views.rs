//! Views that a card needs beside its list, in the `card` chunk, which is requested once the first list is painted.

use super::create_workspace_button::CreateWorkspaceButton;
use super::dev_container_link::DevContainerLink;
use super::empty_state::EmptyState;
use super::extra_actions_button::ExtraActionsButton;
use super::failed_action::FailedAction;
use super::incompatible_notice::IncompatibleNotice;
use super::launch_status::LaunchStatus;
use super::quick_filters::QuickFilters;
use super::reminders::Reminders;
use super::row_actions::RowActions;
use super::row_display::RowNote;
use super::row_extend::extend_button;
use super::search_box::SearchBox;
use super::session_expiry::SessionExpiry;
use super::workspaces_list_icon::WorkspacesListIcon;
use crate::browser::after_paint;
use crate::dialogs::{Dialogs, DialogsProps};
use crate::lazy_chunk::{ChunkState, LazyChunk, lazy_chunk, when_loaded};
use crate::provider::use_provider;
use crate::session::{Account, ActionFailure};
use crate::style;
use crate::ui::{ChunkNotice, ErrorNotice, InitialIcon};
use crate::workspaces::Row;
use coder_core::Error;
use coder_core::config::Incompatible;
use coder_core::models::Workspace;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::cell::Cell;
use std::sync::Arc;

/// Function pointers to the views; functions that are called across a chunk boundary cannot be generic.
#[derive(Clone, Copy)]
pub(super) struct CardViews {
    pub card_menu: fn() -> AnyView,
    pub dev_container_link: fn() -> AnyView,
    pub dialogs: fn(DialogsProps) -> AnyView,
    pub empty_state: fn() -> AnyView,
    pub error_notice: fn(Error, Callback<()>, Signal<bool>) -> AnyView,
    pub extend_button: fn(&Account, &ArcRwSignal<Arc<Workspace>>) -> AnyView,
    pub failure_notice: fn(ActionFailure, Callback<()>) -> AnyView,
    pub header_actions: fn() -> AnyView,
    pub launch_status: fn() -> AnyView,
    pub incompatible_notice: fn(Incompatible) -> AnyView,
    pub reminders: fn() -> AnyView,
    pub row_actions: fn(Row, RwSignal<RowNote>) -> AnyView,
    pub row_icon: fn(ArcSignal<Arc<Workspace>>) -> AnyView,
    pub search_tools: fn() -> AnyView,
    pub session_expiry: fn() -> AnyView,
}

const CARD_VIEWS: CardViews = CardViews {
    card_menu: || view! { <ExtraActionsButton/> }.into_any(),
    dev_container_link: || view! { <DevContainerLink/> }.into_any(),
    dialogs: |props| Dialogs(props).into_any(),
    empty_state: || view! { <EmptyState/> }.into_any(),
    error_notice: |error, retry, busy| view! { <ErrorNotice error retry busy/> }.into_any(),
    extend_button,
    failure_notice: |failure, dismiss| view! { <FailedAction failure dismiss/> }.into_any(),
    header_actions: || view! { <CreateWorkspaceButton/><ExtraActionsButton/> }.into_any(),
    incompatible_notice: |notice| view! { <IncompatibleNotice notice/> }.into_any(),
    launch_status: || view! { <LaunchStatus/> }.into_any(),
    reminders: || view! { <Reminders can_show_template_name_reminder=false/> }.into_any(),
    row_actions: |row, note| view! { <RowActions row note/> }.into_any(),
    row_icon: |workspace| view! { <WorkspacesListIcon workspace/> }.into_any(),
    search_tools: || view! { <SearchBox/><QuickFilters/> }.into_any(),
    session_expiry: || {
        use_provider().account.begin_live_updates();
        view! { <SessionExpiry/> }.into_any()
    },
};

lazy_chunk! {
    /// Loads the views.
    fn load_views() -> CardViews = card { style::with_lazy_styles(CARD_VIEWS) }
}

/// How long the chunk waits for a list after the warm-up, in milliseconds: it should not be late where the network is slow.
const LIST_WAIT_MS: u32 = 150;

thread_local! {
    static CARD_CHUNK: LazyChunk<CardViews> = const { LazyChunk::new() };
    static IS_PREFETCHED: Cell<bool> = const { Cell::new(false) };
}

fn fetch() {
    CARD_CHUNK.with(|chunk| chunk.fetch(load_views));
}

/// Fetches the chunk if nothing has requested it; after a failure, a retry is the user's.
fn fetch_unless_requested() {
    if !CARD_CHUNK.with(LazyChunk::is_requested) {
        fetch();
    }
}

/// Fetches the chunk if the list has not been painted soon after the card; [`prefetch_after_rows`] is earlier otherwise.
///
/// Over HTTP/1.1, a browser has six connections, and the chunk has more files. To request and compile them takes as much
/// of the browser's main thread as to draw the list.
pub(super) fn prefetch() {
    if CARD_CHUNK.with(LazyChunk::is_requested) || IS_PREFETCHED.replace(true) {
        return;
    }
    // What is linked in need not be waited for.
    if cfg!(feature = "split") {
        // The second paint is after the warm-up, which takes longer where the CPU is slow; so does the list.
        after_paint(|| after_paint(|| drop(Timeout::new(LIST_WAIT_MS, fetch_unless_requested).forget())));
    } else {
        fetch();
    }
}

/// Fetches the chunk after the next paint, when the rows of a list are on the screen.
pub(super) fn prefetch_after_rows() {
    after_paint(fetch_unless_requested);
}

/// Returns the views if the chunk has loaded. Tracks it.
pub(super) fn loaded() -> Option<CardViews> {
    match CARD_CHUNK.with(LazyChunk::state).get() {
        ChunkState::Ready(views) => Some(views),
        ChunkState::No | ChunkState::Fetching | ChunkState::Failed => None,
    }
}

/// Renders a view once the chunk has loaded; nothing if it cannot be loaded.
pub(super) fn optional(show: impl Fn(CardViews) -> AnyView + Send + 'static) -> AnyView {
    prefetch();
    when_loaded(&CARD_CHUNK, Box::new(show), || ().into_any())
}

/// Renders a view once the chunk has loaded, or the chunk's load error. Tries again if it could not be loaded before.
pub(super) fn required(show: impl Fn(CardViews) -> AnyView + Send + 'static) -> AnyView {
    fetch();
    when_loaded(&CARD_CHUNK, Box::new(show), || view! { <ChunkNotice retry=fetch/> }.into_any())
}

/// Renders a view once the chunk has loaded, or the chunk's load error. The chunk is prefetched, or fetched again if it could
/// not be loaded before.
pub(super) fn awaited(show: impl Fn(CardViews) -> AnyView + Send + 'static) -> AnyView {
    // `fetch` writes the state, so no guard may be held for it, as one in the head of a `match` would be.
    let failed = matches!(*CARD_CHUNK.with(LazyChunk::state).read_untracked(), ChunkState::Failed);
    if failed {
        fetch()
    } else {
        prefetch()
    }
    when_loaded(&CARD_CHUNK, Box::new(show), || view! { <ChunkNotice retry=fetch/> }.into_any())
}

/// Renders the icon of a row once the chunk has loaded; until then, the first letter of the workspace's name.
pub(super) fn row_icon(workspace: &ArcRwSignal<Arc<Workspace>>) -> AnyView {
    let (state, workspace) = (CARD_CHUNK.with(LazyChunk::state), ArcSignal::from(workspace.clone()));
    (move || match state.get() {
        ChunkState::Ready(views) => (views.row_icon)(workspace.clone()),
        ChunkState::No | ChunkState::Fetching | ChunkState::Failed => {
            let workspace = workspace.clone();
            let name = Signal::derive(move || workspace.read().name.clone());
            view! { <InitialIcon name part="row-icon"/> }.into_any()
        }
    })
    .into_any()
}
