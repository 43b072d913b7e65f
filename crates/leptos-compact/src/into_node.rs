//! Conversions of what stands in a view into nodes.

use crate::node::{IntoNode, Node, NodeKind};
use crate::signal::conversions::signals;
use leptos_full::either::{
    Either, EitherOf3, EitherOf4, EitherOf5, EitherOf6, EitherOf7, EitherOf8, EitherOf9, EitherOf10,
    EitherOf11, EitherOf12, EitherOf13, EitherOf14, EitherOf15, EitherOf16,
};
use leptos_full::error::Error;
use leptos_full::html::{ElementType, HtmlElement};
use leptos_full::oco::Oco;
use leptos_full::prelude::{AnyView, Fragment, RenderHtml, Suspend};
use leptos_full::tachys::reactive_graph::OwnedView;
use std::borrow::Cow;
use std::sync::{Arc, Mutex};

impl IntoNode for Node {
    #[inline(always)]
    fn into_node(self) -> Node {
        self
    }
}

impl IntoNode for () {
    #[inline]
    fn into_node(self) -> Node {
        Node::default()
    }
}

impl<T: IntoNode> IntoNode for Option<T> {
    #[inline]
    fn into_node(self) -> Node {
        self.map_or_else(Node::default, T::into_node)
    }
}

impl<T: IntoNode, E: Into<Error>> IntoNode for Result<T, E> {
    #[inline]
    fn into_node(self) -> Node {
        self.map_or_else(|error| Node(NodeKind::Failed(error.into())), T::into_node)
    }
}

impl<T: IntoNode> IntoNode for Vec<T> {
    #[inline]
    fn into_node(self) -> Node {
        Node::list(self.into_iter().map(T::into_node).collect())
    }
}

impl<T: IntoNode, const N: usize> IntoNode for [T; N] {
    #[inline]
    fn into_node(self) -> Node {
        Node::list(self.into_iter().map(T::into_node).collect())
    }
}

impl<F: FnMut() -> T + Send + 'static, T: IntoNode> IntoNode for F {
    #[inline]
    fn into_node(mut self) -> Node {
        Node::reactive(move || self().into_node())
    }
}

impl<T: IntoNode + 'static> IntoNode for Arc<dyn Fn() -> T + Send + Sync> {
    fn into_node(self) -> Node {
        Node::reactive(move || self().into_node())
    }
}

impl<T: IntoNode + 'static> IntoNode for Arc<Mutex<dyn FnMut() -> T + Send>> {
    fn into_node(self) -> Node {
        Node::reactive(move || {
            self.lock().map_or_else(|_| Node::default(), |mut function| function().into_node())
        })
    }
}

/// Implements the conversion of text.
macro_rules! texts {
    ($($text:ty),*) => { $(
        impl IntoNode for $text {
            #[inline]
            fn into_node(self) -> Node {
                Node::text(self)
            }
        }
    )* };
}

texts! { &'static str, String, Cow<'static, str> }

impl IntoNode for Arc<str> {
    fn into_node(self) -> Node {
        Node::text((*self).to_owned())
    }
}

impl IntoNode for Oco<'static, str> {
    fn into_node(self) -> Node {
        match self {
            Self::Borrowed(text) => Node::text(text),
            text => Node::text(text.into_owned()),
        }
    }
}

/// Implements the conversion of what is shown as its text.
macro_rules! displayed {
    ($($type:ty),*) => { $(
        impl IntoNode for $type {
            #[inline]
            fn into_node(self) -> Node {
                Node::text(self.to_string())
            }
        }
    )* };
}

displayed! { u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64, char, bool }

signals! { IntoNode into_node Node, Node::reactive }

/// Implements the conversion of tuples.
macro_rules! tuples {
    ($(($($item:ident)*))*) => { $(
        impl<$($item: IntoNode),*> IntoNode for ($($item,)*) {
            #[inline]
            fn into_node(self) -> Node {
                #[allow(non_snake_case, reason = "a variable is named like its type")]
                let ($($item,)*) = self;
                Node::list(vec![$($item.into_node()),*])
            }
        }
    )* };
}

tuples! {
    (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) (A B C D E F G H I)
    (A B C D E F G H I J) (A B C D E F G H I J K) (A B C D E F G H I J K L) (A B C D E F G H I J K L M)
    (A B C D E F G H I J K L M N) (A B C D E F G H I J K L M N O) (A B C D E F G H I J K L M N O P)
}

/// Implements the conversion of views that are one of several.
macro_rules! eithers {
    ($($either:ident ($($variant:ident)*))*) => { $(
        impl<$($variant: IntoNode),*> IntoNode for $either<$($variant),*> {
            #[inline]
            fn into_node(self) -> Node {
                match self {
                    $(Self::$variant(view) => view.into_node(),)*
                }
            }
        }
    )* };
}

eithers! {
    Either (Left Right)
    EitherOf3 (A B C)
    EitherOf4 (A B C D)
    EitherOf5 (A B C D E)
    EitherOf6 (A B C D E F)
    EitherOf7 (A B C D E F G)
    EitherOf8 (A B C D E F G H)
    EitherOf9 (A B C D E F G H I)
    EitherOf10 (A B C D E F G H I J)
    EitherOf11 (A B C D E F G H I J K)
    EitherOf12 (A B C D E F G H I J K L)
    EitherOf13 (A B C D E F G H I J K L M)
    EitherOf14 (A B C D E F G H I J K L M N)
    EitherOf15 (A B C D E F G H I J K L M N O)
    EitherOf16 (A B C D E F G H I J K L M N O P)
}

impl IntoNode for AnyView {
    #[inline]
    fn into_node(self) -> Node {
        Node(NodeKind::Foreign(Box::new(self)))
    }
}

impl IntoNode for Fragment {
    fn into_node(self) -> Node {
        Node::list(self.nodes.into_iter().map(IntoNode::into_node).collect())
    }
}

/// Implements the conversion of views that Leptos renders.
macro_rules! foreign {
    ($(<$($parameter:ident $(: $bound:ident)?),*> $type:ty),* $(,)?) => { $(
        impl<$($parameter $(: $bound)?),*> IntoNode for $type
        where
            Self: RenderHtml,
        {
            fn into_node(self) -> Node {
                Node::foreign(self)
            }
        }
    )* };
}

foreign! {
    <E: ElementType, A, C> HtmlElement<E, A, C>,
    <V> leptos_full::prelude::View<V>,
    <V> OwnedView<V>,
    <F> Suspend<F>,
}
