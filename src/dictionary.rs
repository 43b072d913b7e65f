//! The dictionary of messages: translations, and the keys of a host's overrides. The release build loads it with the first
//! host that needs more than English.

use crate::lazy_chunk::{ChunkState, LazyChunk, lazy_chunk};
use coder_core::i18n::Dictionary;
#[allow(
    unused_imports,
    reason = "signals of Leptos have their methods by traits, those of leptos-compact by themselves"
)]
use leptos::prelude::*;

lazy_chunk! {
    /// Loads the dictionary.
    fn load_dictionary() -> Dictionary = dictionary { Dictionary::FULL }
}

thread_local! {
    static DICTIONARY_CHUNK: LazyChunk<Dictionary> = const { LazyChunk::new() };
}

/// Returns the dictionary; `None` until it is loaded.
pub(crate) fn dictionary() -> Option<Dictionary> {
    // Without chunks it is always there, and nobody has to wait.
    if cfg!(not(feature = "split")) {
        return Some(Dictionary::FULL);
    }
    match DICTIONARY_CHUNK.with(LazyChunk::state).get_untracked() {
        ChunkState::Ready(dictionary) => Some(dictionary),
        ChunkState::No | ChunkState::Fetching | ChunkState::Failed => None,
    }
}

/// Whether the dictionary is loaded or cannot be loaded, tracked; fetches it at the first call.
pub(crate) fn is_settled() -> bool {
    if dictionary().is_some() {
        return true;
    }
    if !DICTIONARY_CHUNK.with(LazyChunk::is_requested) {
        DICTIONARY_CHUNK.with(|chunk| chunk.fetch(load_dictionary));
    }
    matches!(*DICTIONARY_CHUNK.with(LazyChunk::state).read(), ChunkState::Ready(_) | ChunkState::Failed)
}
