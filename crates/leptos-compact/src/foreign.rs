//! Views that Leptos renders, inside ours.

use leptos_full::prelude::{AnyView, Mountable, Render};
use leptos_full::tachys::renderer::dom::Dom;
use leptos_full::tachys::view::any_view::AnyViewState;
use web_sys::{Element as DomElement, Node as DomNode};

/// A view that Leptos renders, in the document.
pub(crate) struct MountedForeign {
    state: AnyViewState,
    /// A comment after the view. Leptos does not tell where a view ends.
    end: DomNode,
}

impl MountedForeign {
    pub fn new(view: AnyView) -> Self {
        Self { state: view.build(), end: Dom::create_placeholder().into() }
    }

    pub fn patch(&mut self, view: AnyView) {
        view.rebuild(&mut self.state);
    }

    pub fn mount(&mut self, parent: &DomElement, before: Option<&DomNode>) {
        self.state.mount(parent, before);
        Dom::insert_node(parent, &self.end, before);
    }

    pub fn unmount(&mut self) {
        self.state.unmount();
        Dom::remove(&self.end);
    }

    pub fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.state.insert_before_this(child)
    }

    pub fn elements(&self) -> Vec<DomElement> {
        self.state.elements()
    }

    pub fn end(&self) -> &DomNode {
        &self.end
    }
}
