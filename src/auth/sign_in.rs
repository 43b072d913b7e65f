//! The UI in place of a card's content.

use super::gate::Gate;
use super::token_form::TokenForm;
use super::unverified_session::UnverifiedSession;
use crate::ui::Skeleton;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The UI of a card whose gate is not open.
#[component]
pub(crate) fn SignIn(
    /// The gate.
    gate: Gate,
) -> impl IntoView {
    match gate {
        Gate::Checking => view! { <Initializing/> }.into_any(),
        Gate::Unverified => view! { <UnverifiedSession/> }.into_any(),
        Gate::Form | Gate::Open => view! { <TokenForm/> }.into_any(),
    }
}

#[component]
fn Initializing() -> impl IntoView {
    view! { <Skeleton label=Message::Initializing bones=3/> }
}
