//! Children of components.
//!
//! The types in this module are Leptos' own, as components of other crates take them. The prelude has
//! [ours](crate::prelude), which make nodes.

use crate::node::{IntoNode, Node};
use std::sync::Arc;

pub use leptos_full::children::*;

/// Ours.
pub(crate) mod compact {
    use super::{Arc, IntoNode, Node};

    /// Children that are made once.
    pub type Children = Box<dyn FnOnce() -> Node + Send>;

    /// Children that can be made again.
    pub type ChildrenFn = Arc<dyn Fn() -> Node + Send + Sync>;

    /// Children that can be made again by a function with a state.
    pub type ChildrenFnMut = Box<dyn FnMut() -> Node + Send>;

    /// A view that can be made again, as an optional property of a component.
    #[derive(Clone)]
    pub struct ViewFn(Arc<dyn Fn() -> Node + Send + Sync>);

    impl ViewFn {
        /// Makes the view.
        #[must_use]
        pub fn run(&self) -> Node {
            (self.0)()
        }
    }

    impl Default for ViewFn {
        fn default() -> Self {
            Self(Arc::new(Node::default))
        }
    }

    impl<F: Fn() -> V + Send + Sync + 'static, V: IntoNode> From<F> for ViewFn {
        #[inline]
        fn from(function: F) -> Self {
            Self(Arc::new(move || function().into_node()))
        }
    }

    /// A view that is made once, as an optional property of a component.
    pub struct ViewFnOnce(Box<dyn FnOnce() -> Node + Send>);

    impl ViewFnOnce {
        /// Makes the view.
        #[must_use]
        pub fn run(self) -> Node {
            (self.0)()
        }
    }

    impl Default for ViewFnOnce {
        fn default() -> Self {
            Self(Box::new(Node::default))
        }
    }

    impl<F: FnOnce() -> V + Send + 'static, V: IntoNode> From<F> for ViewFnOnce {
        #[inline]
        fn from(function: F) -> Self {
            Self(Box::new(move || function().into_node()))
        }
    }
}

/// Marks [`ToChildren`] for our types of children.
pub struct Compact;

/// Marks [`ToChildren`] for Leptos' types of children, and those of other crates.
pub struct Full;

/// Conversion of what stands inside a component in `view!` into the type that the component takes.
///
/// `M` is [`Compact`] or [`Full`]; the compiler infers it.
pub trait ToChildren<F, M> {
    /// Converts a function.
    fn to_children(function: F) -> Self;
}

impl<F, T: leptos_full::children::ToChildren<F>> ToChildren<F, Full> for T {
    #[inline]
    fn to_children(function: F) -> Self {
        leptos_full::children::ToChildren::to_children(function)
    }
}

impl<F: FnOnce() -> V + Send + 'static, V: IntoNode> ToChildren<F, Compact> for compact::Children {
    #[inline]
    fn to_children(function: F) -> Self {
        Box::new(move || function().into_node())
    }
}

impl<F: Fn() -> V + Send + Sync + 'static, V: IntoNode> ToChildren<F, Compact> for compact::ChildrenFn {
    #[inline]
    fn to_children(function: F) -> Self {
        Arc::new(move || function().into_node())
    }
}

impl<F: FnMut() -> V + Send + 'static, V: IntoNode> ToChildren<F, Compact> for compact::ChildrenFnMut {
    #[inline]
    fn to_children(mut function: F) -> Self {
        Box::new(move || function().into_node())
    }
}

/// Implements the conversion of text, which `view!` does not wrap in a function.
macro_rules! text_children {
    ($($children:ident $new:ident ($($bound:ident)*)),*) => { $(
        impl<T: IntoNode + Send + 'static $(+ $bound)*> ToChildren<ChildrenOptContainer<T>, Compact>
            for compact::$children
        {
            fn to_children(text: ChildrenOptContainer<T>) -> Self {
                let text = text.0;
                $new::new(text_children!(text $($bound)*))
            }
        }
    )* };
    ($text:ident) => { move || $text.into_node() };
    ($text:ident $($bound:ident)*) => { move || $text.clone().into_node() };
}

text_children! { Children Box (), ChildrenFn Arc (Clone Sync), ChildrenFnMut Box (Clone) }
