//! `<coder-auth-wrapper>`: an integrator's own content behind a session. `<coder-provider-settings>`: a row for
//! the host's page of linked accounts.

use super::inputs::Inputs;
use super::provider::with_provider;
use super::{Kind, mount};
use crate::auth::{CoderAuthWrapper, CoderProviderSettings};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::any::Any;
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
    let element = SendWrapper::new(host);
    mount(&root, move || {
        with_provider(&inputs, &element, || {
            view! { <CoderAuthWrapper><slot></slot></CoderAuthWrapper> }
        })
    })
}

fn mount_settings(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    let element = SendWrapper::new(host);
    mount(&root, move || with_provider(&inputs, &element, || view! { <CoderProviderSettings/> }))
}
