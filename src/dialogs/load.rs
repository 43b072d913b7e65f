//! Getting at what the dialogs hold.

use super::{Shown, shown};
use leptos::prelude::*;
use std::cell::OnceCell;
use wasm_bindgen_futures::spawn_local;

/// Makes a dialog's view.
pub(super) type Show = fn(Shown) -> AnyView;

/// How far it is.
#[derive(Clone, Copy, Default)]
pub(super) enum Loaded {
    /// Nobody has asked.
    #[default]
    No,
    /// On its way.
    Fetching,
    /// There.
    Ready(Show),
    /// It could not be had; asking again tries again.
    Failed,
}

thread_local! {
    // Of the page, not of a card: it is fetched once.
    static LOADED: OnceCell<ArcRwSignal<Loaded>> = const { OnceCell::new() };
}

pub(super) fn loaded() -> ArcRwSignal<Loaded> {
    LOADED.with(|cell| cell.get_or_init(ArcRwSignal::default).clone())
}

/// Fetches what the dialogs hold before one is asked for, where one is likely. Does not insist: what failed is
/// tried again only on request.
pub(crate) fn prefetch() {
    if matches!(*loaded().read_untracked(), Loaded::No) {
        fetch();
    }
}

/// Fetches what the dialogs hold, unless that is done or under way.
pub(super) fn fetch() {
    let loaded = loaded();
    if matches!(*loaded.read_untracked(), Loaded::Fetching | Loaded::Ready(_)) {
        return;
    }
    loaded.set(Loaded::Fetching);
    spawn_local(async move {
        loaded.set(dialogs().await.map_or(Loaded::Failed, Loaded::Ready));
    });
}

/// Where the release element is cut in two; a pointer, because what is called across the cut cannot be generic.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(dialogs, fallible)]
fn dialogs() -> Result<Show, wasm_split_helpers::SplitLoaderError> {
    Ok(shown::show)
}

#[cfg(not(feature = "split"))]
async fn dialogs() -> Result<Show, std::convert::Infallible> {
    Ok(shown::show)
}
