//! `<coder-auth-wrapper>`: content of the page that requires a session. `<coder-provider-settings>`: a row for the
//! host's page of linked accounts.

use super::mount_context::MountContext;
use super::provider::with_provider;
use crate::auth::{CoderAuthWrapper, CoderProviderSettings};
use leptos::prelude::*;

#[allow(clippy::redundant_closure, reason = "`view!` writes the closure")]
pub(super) fn show_wrapper(MountContext { element, inputs, .. }: MountContext) -> AnyView {
    with_provider(&inputs, &element, || {
        view! { <CoderAuthWrapper><slot></slot></CoderAuthWrapper> }.into_any()
    })
}

pub(super) fn show_settings(MountContext { element, inputs, .. }: MountContext) -> AnyView {
    with_provider(&inputs, &element, || view! { <CoderProviderSettings/> }.into_any())
}
