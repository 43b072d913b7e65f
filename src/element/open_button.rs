//! `<coder-open-button>`: opens the entity's workspace, or the way to make one.

use super::card::entity;
use super::inputs::Inputs;
use super::provider::with_provider;
use super::{Kind, mount};
use crate::open_button::OpenButton;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::any::Any;
use web_sys::{HtmlElement, ShadowRoot};

pub(super) const KIND: Kind = Kind {
    tag: "coder-open-button",
    attributes: &["entity", "config", "proxy-path"],
    properties: &["entity", "config", "host"],
    mount: mount_button,
};

fn mount_button(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    let element = SendWrapper::new(host);
    mount(&root, move || {
        let for_button = inputs.clone();
        with_provider(&inputs, &element, move || {
            let entity = entity(&for_button);
            view! { <OpenButton entity/> }
        })
    })
}
