//! The context of an element's view.

use super::inputs::Inputs;
use send_wrapper::SendWrapper;
use web_sys::{HtmlElement, ShadowRoot};

/// A mounted element with its shadow root and its inputs.
#[derive(Clone)]
pub(super) struct MountContext {
    pub element: SendWrapper<HtmlElement>,
    pub root: SendWrapper<ShadowRoot>,
    pub inputs: Inputs,
}
