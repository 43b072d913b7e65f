//! Views of the sign-in, in the `card` chunk.

use super::fallback_dialog::FallbackDialog;
use super::gate::Gate;
use super::sign_in_form::SignInForm;
use crate::lazy_chunk::{LazyChunk, lazy_chunk, when_loaded};
use crate::style;
use crate::ui::ChunkNotice;
use leptos::prelude::*;

/// Function pointers to the views; functions that are called across a chunk boundary cannot be generic.
#[derive(Clone, Copy)]
pub(super) struct SignInViews {
    /// The form, or the notice of a session that cannot be checked.
    pub form: fn(Gate) -> AnyView,
    /// The button at the bottom of the window, and its dialog.
    pub fallback: fn(Memo<Gate>, RwSignal<bool>) -> AnyView,
}

fn form(gate: Gate) -> AnyView {
    view! { <SignInForm gate/> }.into_any()
}

fn fallback(gate: Memo<Gate>, open: RwSignal<bool>) -> AnyView {
    view! { <FallbackDialog gate open/> }.into_any()
}

lazy_chunk! {
    /// Loads the views.
    fn load_sign_in() -> SignInViews = card { style::with_lazy_styles(SignInViews { form, fallback }) }
}

thread_local! {
    static SIGN_IN_CHUNK: LazyChunk<SignInViews> = const { LazyChunk::new() };
}

fn fetch() {
    SIGN_IN_CHUNK.with(|chunk| chunk.fetch(load_sign_in));
}

/// Renders a view once the chunk has loaded, or the chunk's load error.
pub(super) fn show(show: impl Fn(SignInViews) -> AnyView + Send + 'static) -> AnyView {
    fetch();
    when_loaded(&SIGN_IN_CHUNK, Box::new(show), || view! { <ChunkNotice retry=fetch/> }.into_any())
}
