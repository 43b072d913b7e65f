//! Views of every element except the card and the provider, in the `parts` chunk, which is fetched with the first of
//! these elements.

use super::card_parts::{show_part, show_root};
use super::inputs::Inputs;
use super::mount::mount as mount_view;
use super::mount_context::MountContext;
use super::part_owners::PartOwners;
use super::provider::with_provider;
use super::{auth_elements, open_button};
use crate::lazy_chunk::{ChunkState, LazyChunk, lazy_chunk};
use crate::style;
use crate::ui::ChunkNotice;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::any::Any;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

/// Function pointers to the elements' views; functions that are called across a chunk boundary cannot be generic.
#[derive(Clone, Copy)]
pub(super) struct LazyViews {
    pub root: fn(MountContext, PartOwners) -> AnyView,
    pub part: fn(MountContext) -> AnyView,
    pub open_button: fn(MountContext) -> AnyView,
    pub wrapper: fn(MountContext) -> AnyView,
    pub settings: fn(MountContext) -> AnyView,
}

const VIEWS: LazyViews = LazyViews {
    root: show_root,
    part: show_part,
    open_button: open_button::show,
    wrapper: auth_elements::show_wrapper,
    settings: auth_elements::show_settings,
};

lazy_chunk! {
    /// Loads the views.
    fn load_views() -> LazyViews = parts { style::with_lazy_styles(VIEWS) }
}

thread_local! {
    static VIEWS_CHUNK: LazyChunk<LazyViews> = const { LazyChunk::new() };
}

fn fetch() {
    VIEWS_CHUNK.with(|chunk| chunk.fetch(load_views));
}

/// Mounts an element, which shows its view once the chunk has loaded, or the chunk's load error if `shows_error`.
pub(super) fn mount(
    host: HtmlElement,
    root: ShadowRoot,
    inputs: Inputs,
    shows_error: bool,
    show: Arc<dyn Fn(LazyViews, MountContext) -> AnyView + Send + Sync>,
) -> Box<dyn Any> {
    fetch();
    let context =
        MountContext { element: SendWrapper::new(host), root: SendWrapper::new(root.clone()), inputs };
    let state = VIEWS_CHUNK.with(LazyChunk::state);
    mount_view(&root, move || {
        move || match state.get() {
            ChunkState::Ready(views) => show(views, context.clone()),
            ChunkState::Failed if !shows_error => ().into_any(),
            ChunkState::Failed => with_provider(&context.inputs, &context.element, || {
                view! { <ChunkNotice retry=fetch/> }.into_any()
            }),
            ChunkState::No | ChunkState::Fetching => ().into_any(),
        }
    })
}
