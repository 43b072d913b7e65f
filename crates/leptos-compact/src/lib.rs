//! Leptos with one render type and one signal type.
//!
//! Leptos gives every view a type of its own, and so its compiled code has a copy of the same machinery per view. Here
//! `view!`, components, control flow and children make [nodes](Node): a tree of plain data that one interpreter draws
//! and patches. An app's source stays as it is; the app depends on this crate under the name of Leptos:
//!
//! ```toml
//! leptos = { package = "leptos-compact", version = "…" }
//! ```
//!
//! ```
//! # extern crate leptos_compact as leptos;
//! use leptos::prelude::*;
//!
//! #[component]
//! fn Counter() -> impl IntoView {
//!     let count = RwSignal::new(0);
//!     view! { <button on:click=move |_| *count.write() += 1>"Clicked " {count} " times"</button> }
//! }
//! ```
//!
//! Leptos also compiles its reactive graph once for each type of value. Here a signal is a handle of one of Leptos'
//! signals whose value is boxed: [`prelude::RwSignal`], [`prelude::Memo`] and the others have the same methods and
//! Leptos' traits.
//!
//! Everything else is Leptos' own: effects, owners, contexts, resources, the macros. Where a name of this crate is not
//! Leptos', it is listed in [`prelude`] or in the module that has it in Leptos too. Types under [`children`],
//! [`reactive`] and [`tachys::view`] stay Leptos' own, for the properties of components that a Leptos app may use.

extern crate self as leptos;

pub use leptos_full::*;
#[doc(hidden)]
pub use leptos_full::{typed_builder, typed_builder_macro};

mod attributes;
pub mod children;
pub mod component;
pub mod control_flow;
mod draw;
mod effect;
mod element;
mod foreign;
pub mod html;
mod inert;
mod into_node;
mod keyed;
mod listener;
pub mod math;
pub mod mount;
mod mounted;
mod node;
mod order;
mod parts;
mod render;
mod signal;
mod slot;
pub mod svg;
mod thrown;
mod value;
mod view;

pub use element::{Element, IntoNamedValue};
pub use inert::{InertElement, InertSvg};
pub use mounted::Mounted;
pub use node::{IntoNode, Node};
pub use value::{IntoProperty, IntoValue, Value};
#[doc(hidden)]
pub use view::__as_shared_reactive_fn;
pub use view::{CollectView, IntoAny, IntoMaybeErased, IntoView, StaticVec, View};

/// What an app imports.
pub mod prelude {
    pub use crate::children::ToChildren;
    pub use crate::children::compact::{Children, ChildrenFn, ChildrenFnMut, ViewFn, ViewFnOnce};
    pub use crate::component::component_view;
    pub use crate::control_flow::{For, ForEnumerate, ForEnumerateProps, ForProps, Show, ShowProps};
    pub use crate::mount::{mount_to, mount_to_body};
    pub use crate::node::Node as AnyView;
    pub use crate::signal::{
        ArcMemo, ArcReadSignal, ArcRwSignal, ArcSignal, ArcWriteSignal, IntoReactiveValue, Memo, NodeRef,
        ReadSignal, RwSignal, Signal, WriteSignal, arc_signal, signal,
    };
    pub use crate::view::{CollectView, IntoAny, IntoMaybeErased, IntoView, View};
    pub use leptos_full::prelude::*;
}

/// Leptos' renderer, except for what `view!` calls.
pub mod tachys {
    pub use leptos_full::tachys::*;

    /// Elements and attributes.
    pub mod html {
        pub use crate::html as element;
        pub use crate::inert::InertElement;
        pub use leptos_full::tachys::html::*;
    }

    /// SVG elements.
    pub mod svg {
        pub use crate::inert::InertSvg as InertElement;
        pub use crate::svg::*;
    }

    /// MathML elements.
    pub use crate::math as mathml;

    /// Views.
    pub mod view {
        pub use leptos_full::tachys::view::*;

        /// Lists of views.
        pub mod iterators {
            pub use crate::view::StaticVec;
            pub use leptos_full::tachys::view::iterators::*;
        }
    }
}
