//! The definition of a custom element.

use super::inputs::Inputs;
use std::any::Any;
use web_sys::{HtmlElement, ShadowRoot};

/// A function that mounts an element's view; dropping the result unmounts it.
pub(super) type Mount = fn(HtmlElement, ShadowRoot, Inputs) -> Box<dyn Any>;

/// The definition of a custom element.
pub(super) struct ElementDef {
    pub tag: &'static str,
    pub attributes: &'static [&'static str],
    pub properties: &'static [&'static str],
    pub mount: Mount,
}
