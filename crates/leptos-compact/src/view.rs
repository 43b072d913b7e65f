//! What `view!` calls with what it wrote.

use crate::node::{IntoNode, Node};

/// A view: what a component returns. It is a view of Leptos' as well.
pub trait IntoView: leptos_full::IntoView + IntoNode {}

impl<V: leptos_full::IntoView + IntoNode> IntoView for V {}

/// The function that `view!` calls with the view of an element or of a component.
pub struct View;

impl View {
    /// Converts a view into a node.
    #[expect(clippy::new_ret_no_self, reason = "`view!` calls it by this name")]
    #[inline(always)]
    pub fn new(view: impl IntoNode) -> Node {
        view.into_node()
    }
}

impl Node {
    /// Returns the node; Leptos marks views in debug builds for its own tools.
    #[inline(always)]
    #[must_use]
    pub fn with_view_marker(self, _marker: &'static str) -> Self {
        self
    }
}

/// Conversion into the one type of views, where several types meet.
pub trait IntoAny {
    /// Converts this into a node.
    fn into_any(self) -> Node;
}

impl<V: IntoNode> IntoAny for V {
    #[inline(always)]
    fn into_any(self) -> Node {
        self.into_node()
    }
}

/// Conversion that `view!` and `#[component]` apply to views with `--cfg erase_components`.
pub trait IntoMaybeErased {
    /// Converts this into a node.
    fn into_maybe_erased(self) -> Node;
}

impl<V: IntoNode> IntoMaybeErased for V {
    #[inline(always)]
    fn into_maybe_erased(self) -> Node {
        self.into_node()
    }
}

/// Collection of views into a list.
pub trait CollectView {
    /// Converts an iterator of views into a list.
    fn collect_view(self) -> Vec<Node>;
}

impl<V: IntoNode, I: IntoIterator<Item = V>> CollectView for I {
    #[inline]
    fn collect_view(self) -> Vec<Node> {
        self.into_iter().map(IntoNode::into_node).collect()
    }
}

/// The function that `view!` calls with children of one type.
pub struct StaticVec;

impl StaticVec {
    /// Converts nodes into one.
    #[inline]
    #[must_use]
    pub fn from(nodes: Vec<Node>) -> Node {
        Node::list(nodes)
    }
}

/// Returns the function; Leptos gives it another type to save code, which ours does where it is used.
#[doc(hidden)]
#[inline(always)]
pub fn __as_shared_reactive_fn<F>(function: F) -> F {
    function
}
