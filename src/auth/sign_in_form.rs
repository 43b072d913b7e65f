//! The UI of a session that is not authenticated: the form, or the notice of a session that cannot be checked.

use super::gate::Gate;
use super::token_form::TokenForm;
use super::unverified_session::UnverifiedSession;
use crate::ui::Skeleton;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The form or the notice for a gate that is not open; a placeholder during the first check.
#[component]
pub(super) fn SignInForm(
    /// The gate.
    gate: Gate,
) -> impl IntoView {
    match gate {
        Gate::Checking => view! { <Skeleton label=Message::Initializing bones=3/> }.into_any(),
        Gate::Unverified => view! { <UnverifiedSession/> }.into_any(),
        Gate::Form | Gate::Open => view! { <TokenForm/> }.into_any(),
    }
}
