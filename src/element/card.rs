//! `<coder-workspaces-card>`: the card, under a provider or with a configuration of its own.

use super::definition::ElementDef;
use super::events;
use super::inputs::Inputs;
use super::mount::mount;
use super::provider::with_provider;
use crate::card::{CoderWorkspacesCard, EntityInput};
use crate::effect::effect;
use coder_core::Error;
use coder_core::models::Workspace;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::any::Any;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

pub(super) const KIND: ElementDef = ElementDef {
    tag: "coder-workspaces-card",
    attributes: &[
        "entity",
        "read-entity-data",
        "query-filter",
        "default-query-filter",
        "header-text",
        "header-level",
        "show",
        "config",
        "proxy-path",
    ],
    properties: &["entity", "config", "host"],
    mount: mount_card,
};

fn mount_card(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    let element = SendWrapper::new(host);
    mount(&root, move || {
        let (for_card, its_element) = (inputs.clone(), element.clone());
        with_provider(&inputs, &element, move || card(&for_card, &its_element).into_any())
    })
}

fn card(inputs: &Inputs, element: &SendWrapper<HtmlElement>) -> impl IntoView + use<> {
    let props = CardInputs::of(inputs, element);
    let entity = props.entity;
    // With `show="compatible"`, nothing is rendered for an entity that is not meant for Coder.
    let compatible = {
        let inputs = inputs.clone();
        Memo::new(move |_| {
            let only_compatible = inputs.attribute("show").as_deref() == Some("compatible");
            only_compatible.then(|| entity.read().entity().is_some_and(coder_core::Entity::is_compatible))
        })
    };
    let for_compatibility = element.clone();
    effect(move || {
        if let Some(compatible) = compatible.get() {
            events::compatibility_change(&for_compatibility, compatible);
        }
    });
    let header_text = attribute(inputs, "header-text");
    let header_level = header_level(inputs);
    move || {
        (compatible.get() != Some(false)).then(|| {
            let CardInputs {
                entity, read_entity_data, query_filter, default_query_filter, on_filter_change, on_error,
                on_workspace_created, ..
            } = props.clone();
            view! {
                <CoderWorkspacesCard
                    entity read_entity_data query_filter nostrip:default_query_filter on_filter_change on_error
                    on_workspace_created
                    header_text header_level
                />
            }
        })
    }
}

/// Returns the `entity` of an element.
pub(super) fn entity(inputs: &Inputs) -> Signal<EntityInput> {
    let inputs = inputs.clone();
    Memo::new(move |_| EntityInput::from_json(&inputs.json("entity"))).into()
}

/// The inputs of a card element, and the callbacks that emit its events.
#[derive(Clone)]
pub(super) struct CardInputs {
    pub entity: Signal<EntityInput>,
    pub read_entity_data: Signal<bool>,
    pub query_filter: Signal<Option<String>>,
    pub default_query_filter: Option<String>,
    pub on_filter_change: Callback<String>,
    pub on_error: Callback<Error>,
    pub on_workspace_created: Callback<Arc<Workspace>>,
}

impl CardInputs {
    pub fn of(inputs: &Inputs, element: &SendWrapper<HtmlElement>) -> Self {
        let flag = inputs.clone();
        let (for_filter, for_error, for_created) = (element.clone(), element.clone(), element.clone());
        Self {
            entity: entity(inputs),
            read_entity_data: Signal::derive(move || flag.flag("read-entity-data")),
            query_filter: attribute(inputs, "query-filter"),
            default_query_filter: inputs.attribute("default-query-filter"),
            on_filter_change: Callback::new(move |filter: String| {
                events::filter_change(&for_filter, &filter)
            }),
            on_error: Callback::new(move |error| events::error(&for_error, &error)),
            on_workspace_created: Callback::new(move |workspace: Arc<Workspace>| {
                events::workspace_created(&for_created, &workspace);
            }),
        }
    }
}

/// Returns an attribute of an element as a signal.
pub(super) fn attribute(inputs: &Inputs, name: &'static str) -> Signal<Option<String>> {
    let inputs = inputs.clone();
    Signal::derive(move || inputs.attribute(name))
}

/// Returns the `header-level` of an element; 2 by default.
pub(super) fn header_level(inputs: &Inputs) -> u8 {
    inputs.attribute("header-level").and_then(|level| level.parse().ok()).unwrap_or(2)
}
