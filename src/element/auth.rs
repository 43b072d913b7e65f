//! `<coder-auth-wrapper>`: an integrator's own content behind a session. `<coder-provider-settings>`: a row for
//! the host's page of linked accounts.

use super::Kind;
use super::inputs::Inputs;
use super::later::{self, Later, Place};
use super::provider::with_provider;
use crate::auth::{CoderAuthWrapper, CoderProviderSettings};
use leptos::prelude::*;
use std::any::Any;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

pub(super) const WRAPPER: Kind = Kind {
    tag: "coder-auth-wrapper",
    attributes: &["config", "proxy-path"],
    properties: &["config", "host"],
    mount: mount_wrapper,
};

pub(super) const SETTINGS: Kind = Kind {
    tag: "coder-provider-settings",
    attributes: &["config", "proxy-path"],
    properties: &["config", "host"],
    mount: mount_settings,
};

fn mount_wrapper(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    later::mount(host, root, inputs, Arc::new(|later: Later, place| (later.wrapper)(place)))
}

pub(super) fn show_wrapper(Place { element, inputs, .. }: Place) -> AnyView {
    with_provider(&inputs, &element, || {
        view! { <CoderAuthWrapper><slot></slot></CoderAuthWrapper> }.into_any()
    })
}

fn mount_settings(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    later::mount(host, root, inputs, Arc::new(|later: Later, place| (later.settings)(place)))
}

pub(super) fn show_settings(Place { element, inputs, .. }: Place) -> AnyView {
    with_provider(&inputs, &element, || view! { <CoderProviderSettings/> }.into_any())
}
