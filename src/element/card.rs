//! `<coder-workspaces-card>`: the card, under a provider or with a configuration of its own.

use super::inputs::Inputs;
use super::provider::with_provider;
use super::{Kind, events, mount};
use crate::card::{CoderWorkspacesCard, EntityInput};
use crate::effect::effect;
use coder_core::Error;
use coder_core::wire::Workspace;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::any::Any;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

pub(super) const KIND: Kind = Kind {
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
    let given = Given::of(inputs, element);
    let entity = given.entity;
    // With `show="compatible"`, a card on an entity that is not meant for Coder is not there at all.
    let compatible = {
        let inputs = inputs.clone();
        Memo::new(move |_| {
            let asks = inputs.attribute("show").as_deref() == Some("compatible");
            asks.then(|| entity.read().entity().is_some_and(coder_core::Entity::is_compatible))
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
            let Given {
                entity, read_entity_data, query_filter, default_query_filter, on_filter_change, on_error,
                on_workspace_created, ..
            } = given.clone();
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

/// The `entity` of an element.
pub(super) fn entity(inputs: &Inputs) -> Signal<EntityInput> {
    let inputs = inputs.clone();
    Memo::new(move |_| EntityInput::from_json(&inputs.json("entity"))).into()
}

/// What the element of a card was given, and what it tells.
#[derive(Clone)]
pub(super) struct Given {
    pub entity: Signal<EntityInput>,
    pub read_entity_data: Signal<bool>,
    pub query_filter: Signal<Option<String>>,
    pub default_query_filter: Option<String>,
    pub on_filter_change: Callback<String>,
    pub on_error: Callback<Error>,
    pub on_workspace_created: Callback<Arc<Workspace>>,
}

impl Given {
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

/// An attribute of an element.
pub(super) fn attribute(inputs: &Inputs, name: &'static str) -> Signal<Option<String>> {
    let inputs = inputs.clone();
    Signal::derive(move || inputs.attribute(name))
}

/// The level of a title, 1 to 6.
pub(super) fn header_level(inputs: &Inputs) -> u8 {
    inputs.attribute("header-level").and_then(|level| level.parse().ok()).unwrap_or(2)
}
