//! Parts of the wasm that are loaded when they are first wanted: not needed to paint a list.
//!
//! Where the release element is cut is said by `#[wasm_split]` beside what is cut off; without the feature
//! `split`, everything is there from the start, and loading is a formality.

use crate::spawn::spawn_local;
use leptos::prelude::*;
use std::cell::OnceCell;
use std::future::Future;

/// How far a part is.
#[derive(Clone, Copy)]
pub(crate) enum Loaded<T> {
    /// Nobody has asked.
    No,
    /// On its way.
    Fetching,
    /// There.
    Ready(T),
    /// It could not be had; asking again tries again.
    Failed,
}

/// A part, by what one gets of it. Of the page, not of a component: it is fetched once.
pub(crate) struct Part<T: 'static>(OnceCell<ArcRwSignal<Loaded<T>>>);

impl<T: Copy + Send + Sync> Part<T> {
    /// A part that nobody has asked for.
    pub const fn new() -> Self {
        Self(OnceCell::new())
    }

    /// How far it is.
    pub fn loaded(&self) -> ArcRwSignal<Loaded<T>> {
        self.0.get_or_init(|| ArcRwSignal::new(Loaded::No)).clone()
    }

    /// Whether anybody has asked for it.
    pub fn is_wanted(&self) -> bool {
        !matches!(*self.loaded().read_untracked(), Loaded::No)
    }

    /// Fetches it, unless that is done or under way.
    pub fn fetch<E, F: Future<Output = Result<T, E>> + 'static>(&self, part: impl FnOnce() -> F) {
        let loaded = self.loaded();
        if matches!(*loaded.read_untracked(), Loaded::Fetching | Loaded::Ready(_)) {
            return;
        }
        loaded.set(Loaded::Fetching);
        let part = part();
        spawn_local(async move {
            loaded.set(part.await.map_or(Loaded::Failed, Loaded::Ready));
        });
    }
}
