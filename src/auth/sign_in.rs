//! The UI in place of a card's content.

use super::gate::Gate;
use super::lazy_sign_in;
use crate::ui::Skeleton;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The UI of a card whose gate is not open. All but the placeholder is in a chunk.
#[component]
pub(crate) fn SignIn(
    /// The gate.
    gate: Gate,
) -> impl IntoView {
    match gate {
        Gate::Checking => view! { <Skeleton label=Message::Initializing bones=3/> }.into_any(),
        Gate::Unverified | Gate::Form | Gate::Open => lazy_sign_in::show(move |views| (views.form)(gate)),
    }
}
