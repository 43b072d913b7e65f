//! Lazily loaded WebAssembly chunks.
//!
//! The release build is split at each `lazy_chunk!`, so the first paint downloads only what the list needs. Without the
//! `split` feature everything is linked in, and loading a chunk resolves at once.
//!
//! | chunk | content | where |
//! |---|---|---|
//! | `card` | the rest of a card, requested after its rows: sign-in, notices, buttons, menus | `auth/lazy_sign_in.rs`, `card/lazy_views.rs` |
//! | | the execution of actions, and requests of scripts | `session/actions.rs`, `element/script_request.rs` |
//! | `live` | live updates through a gateway | `session/live/mod.rs` |
//! | `dialogs` | dialogs: creation, details, deletion | `dialogs/mod.rs` |
//! | `parts` | every element except the card and the provider | `element/lazy.rs` |
//! | `dictionary` | translations, and the keys of overrides | `dictionary.rs` |

use crate::spawn::spawn_local;
use leptos::prelude::*;
use std::cell::OnceCell;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread::LocalKey;

/// The loading state of a chunk.
#[derive(Clone, Copy)]
pub(crate) enum ChunkState<T> {
    /// The chunk was not requested.
    No,
    /// The chunk is being fetched.
    Fetching,
    /// The chunk is loaded, with its entry point.
    Ready(T),
    /// The chunk could not be fetched; the next [`LazyChunk::fetch`] tries again.
    Failed,
}

/// A chunk with an entry point of type `T`. Belongs to the page, not to a component: it is fetched once.
pub(crate) struct LazyChunk<T: 'static>(OnceCell<ArcRwSignal<ChunkState<T>>>);

impl<T: Copy + Send + Sync> LazyChunk<T> {
    /// Creates a chunk that was not requested.
    pub const fn new() -> Self {
        Self(OnceCell::new())
    }

    /// Returns the loading state.
    pub fn state(&self) -> ArcRwSignal<ChunkState<T>> {
        self.0.get_or_init(|| ArcRwSignal::new(ChunkState::No)).clone()
    }

    /// Whether the chunk was requested.
    pub fn is_requested(&self) -> bool {
        !matches!(*self.state().read_untracked(), ChunkState::No)
    }

    /// Fetches the chunk, unless it is loaded or being fetched.
    pub fn fetch<E, F: Future<Output = Result<T, E>> + 'static>(&self, load: impl FnOnce() -> F) {
        let state = self.state();
        if matches!(*state.read_untracked(), ChunkState::Fetching | ChunkState::Ready(_)) {
            return;
        }
        let mut load = Box::pin(load());
        // What is linked in is there at once, without a state in between.
        if let Poll::Ready(loaded) = pin!(load.as_mut()).poll(&mut Context::from_waker(Waker::noop())) {
            return state.set(loaded.map_or(ChunkState::Failed, ChunkState::Ready));
        }
        state.set(ChunkState::Fetching);
        spawn_local(async move {
            state.set(load.await.map_or(ChunkState::Failed, ChunkState::Ready));
        });
    }
}

/// Renders a view of a chunk once the chunk has loaded, and another one if it cannot be loaded.
pub(crate) fn when_loaded<T: Copy + Send + Sync>(
    chunk: &'static LocalKey<LazyChunk<T>>,
    show: Box<dyn Fn(T) -> AnyView + Send>,
    failed: fn() -> AnyView,
) -> AnyView {
    let state = chunk.with(LazyChunk::state);
    (move || match state.get() {
        ChunkState::Ready(entry) => show(entry),
        ChunkState::Failed => failed(),
        ChunkState::No | ChunkState::Fetching => ().into_any(),
    })
    .into_any()
}

/// Defines the function that loads a chunk's entry point: in the release build it fetches the chunk first.
///
/// The entry point is a function pointer or a table of them, because a function that is called across a chunk boundary
/// cannot be generic.
macro_rules! lazy_chunk {
    ($(#[$attribute:meta])* $visibility:vis fn $load:ident() -> $entry:ty = $chunk:ident { $value:expr }) => {
        $(#[$attribute])*
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($chunk, fallible)]
        $visibility fn $load() -> Result<$entry, wasm_split_helpers::SplitLoaderError> {
            Ok($value)
        }

        $(#[$attribute])*
        #[cfg(not(feature = "split"))]
        $visibility async fn $load() -> Result<$entry, std::convert::Infallible> {
            Ok($value)
        }
    };
}
pub(crate) use lazy_chunk;
