//! `<coder-open-button>`: opens the entity's workspace, or the way to make one.

use super::card::entity;
use super::inputs::Inputs;
use super::later::{self, Later, Place};
use super::provider::with_provider;
use super::{Kind, events};
use crate::open_button::OpenButton;
use coder_core::wire::Workspace;
use leptos::prelude::*;
use std::any::Any;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

pub(super) const KIND: Kind = Kind {
    tag: "coder-open-button",
    attributes: &["entity", "config", "proxy-path"],
    properties: &["entity", "config", "host"],
    mount: mount_button,
};

fn mount_button(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    later::mount(host, root, inputs, Arc::new(|later: Later, place| (later.open_button)(place)))
}

pub(super) fn show(Place { element, inputs, .. }: Place) -> AnyView {
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
