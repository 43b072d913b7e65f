//! The roots that are mounted, and the reactive owners of their parts.

use super::registry;
use leptos::prelude::*;
use std::cell::RefCell;
use web_sys::HtmlElement;

/// The reactive owners under which a root's parts are mounted; `None` while the root has no place for the parts.
#[derive(Clone, Default)]
pub(super) struct PartOwners {
    /// The owner of parts in the title row.
    pub header: ArcRwSignal<Option<Owner>>,
    /// The owner of parts that need a session.
    pub body: ArcRwSignal<Option<Owner>>,
}

impl PartOwners {
    /// Returns the owners of the closest root around an element.
    pub fn closest(element: &HtmlElement) -> Option<Self> {
        registry::closest(&MOUNTED, element)
    }
}

thread_local! {
    static MOUNTED: registry::Registry<PartOwners> = const { RefCell::new(Vec::new()) };
}

/// The registration of a root, from its insertion into a document until its removal, even while its chunk is loading.
pub(super) struct Registration(HtmlElement);

impl Registration {
    /// Registers a root.
    pub fn new(root: &HtmlElement, owners: PartOwners) -> Self {
        registry::register(&MOUNTED, root, owners);
        Self(root.clone())
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        registry::unregister(&MOUNTED, &self.0);
    }
}
