//! The card's menus, in the `actions` chunk: loaded with the first menu, or prefetched on hover or focus.

use super::extra_actions::ExtraActions;
use super::row_menu::{RowMenu, RowMenuContext};
use crate::lazy_chunk::{ChunkState, LazyChunk, lazy_chunk};
use crate::ui::{ChunkError, MenuAnchor};
use leptos::prelude::*;

/// Function pointers to the menus' views; functions that are called across a chunk boundary cannot be generic.
#[derive(Clone, Copy)]
pub(super) struct Menus {
    pub extra: fn(MenuAnchor) -> AnyView,
    pub row: fn(MenuAnchor, RowMenuContext) -> AnyView,
}

const MENUS: Menus = Menus { extra, row };

fn extra(anchor: MenuAnchor) -> AnyView {
    view! { <ExtraActions anchor/> }.into_any()
}

fn row(anchor: MenuAnchor, context: RowMenuContext) -> AnyView {
    view! { <RowMenu anchor context/> }.into_any()
}

lazy_chunk! {
    /// Loads the menus.
    fn load_menus() -> Menus = actions { MENUS }
}

thread_local! {
    static MENU_CHUNK: LazyChunk<Menus> = const { LazyChunk::new() };
}

fn fetch() {
    MENU_CHUNK.with(|chunk| chunk.fetch(load_menus));
}

/// Prefetches the chunk. A failed request is repeated only when a menu is opened.
pub(super) fn prefetch() {
    if !MENU_CHUNK.with(LazyChunk::is_requested) {
        fetch();
    }
}

/// Renders a menu once the chunk has loaded, or the chunk's load error.
pub(super) fn when_loaded(show: impl Fn(Menus) -> AnyView + Send + 'static) -> AnyView {
    fetch();
    let state = MENU_CHUNK.with(LazyChunk::state);
    (move || match state.get() {
        ChunkState::Ready(menus) => show(menus),
        ChunkState::Failed => view! { <ChunkError retry=Callback::new(|()| fetch())/> }.into_any(),
        ChunkState::No | ChunkState::Fetching => ().into_any(),
    })
    .into_any()
}
