//! The definitions of the elements whose views are in the `parts` chunk.

use super::definition::ElementDef;
use super::inputs::Inputs;
use super::lazy::{self, LazyViews};
use super::part_owners::{PartOwners, Registration};
use std::any::Any;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

pub(super) const ROOT: ElementDef = ElementDef {
    tag: "coder-card-root",
    attributes: &[
        "entity",
        "read-entity-data",
        "query-filter",
        "default-query-filter",
        "config",
        "proxy-path",
    ],
    properties: &["entity", "config", "host", "filter", "refreshKey"],
    mount: mount_root,
};

pub(super) const PART: ElementDef = ElementDef {
    tag: "coder-card-part",
    attributes: &[
        "name",
        "header-text",
        "header-level",
        "repo-text",
        "custom-actions",
        "custom-items",
        "custom-empty",
        "workspace-id",
        "src",
        "workspace-name",
        "without-entity-reminder",
        "without-template-reminder",
    ],
    properties: &[],
    mount: mount_part,
};

pub(super) const OPEN_BUTTON: ElementDef = ElementDef {
    tag: "coder-open-button",
    attributes: &["entity", "config", "proxy-path"],
    properties: &["entity", "config", "host"],
    mount: mount_button,
};

pub(super) const WRAPPER: ElementDef = ElementDef {
    tag: "coder-auth-wrapper",
    attributes: &["config", "proxy-path"],
    properties: &["config", "host"],
    mount: mount_wrapper,
};

pub(super) const SETTINGS: ElementDef = ElementDef {
    tag: "coder-provider-settings",
    attributes: &["config", "proxy-path"],
    properties: &["config", "host"],
    mount: mount_settings,
};

fn mount_root(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    let owners = PartOwners::default();
    let registration = Registration::new(&host, owners.clone());
    let view = lazy::mount(
        host,
        root,
        inputs,
        true,
        Arc::new(move |views: LazyViews, context| (views.root)(context, owners.clone())),
    );
    Box::new((registration, view))
}

fn mount_part(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    // The root around a part reports the error.
    lazy::mount(host, root, inputs, false, Arc::new(|views: LazyViews, context| (views.part)(context)))
}

fn mount_button(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    lazy::mount(host, root, inputs, true, Arc::new(|views: LazyViews, context| (views.open_button)(context)))
}

fn mount_wrapper(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    lazy::mount(host, root, inputs, true, Arc::new(|views: LazyViews, context| (views.wrapper)(context)))
}

fn mount_settings(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    lazy::mount(host, root, inputs, true, Arc::new(|views: LazyViews, context| (views.settings)(context)))
}
