//! `<coder-open-button>`: opens the entity's workspace, or the form that creates one.

use super::card::entity;
use super::events;
use super::mount_context::MountContext;
use super::provider::with_provider;
use crate::open_button::OpenButton;
use coder_core::models::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

pub(super) fn show(MountContext { element, inputs, .. }: MountContext) -> AnyView {
    let (for_button, for_created) = (inputs.clone(), element.clone());
    with_provider(&inputs, &element, move || {
        let entity = entity(&for_button);
        let for_created = for_created.clone();
        let on_workspace_created = Callback::new(move |workspace: Arc<Workspace>| {
            events::workspace_created(&for_created, &workspace);
        });
        view! { <OpenButton entity on_workspace_created/> }.into_any()
    })
}
