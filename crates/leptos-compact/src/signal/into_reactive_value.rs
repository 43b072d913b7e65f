//! Conversion of what a component's property takes.

use super::{ArcSignal, Signal};
use leptos_full::prelude as full;
use leptos_full::reactive;

/// Conversion into the type of a property with `#[prop(into)]`, as Leptos' trait of this name.
///
/// Functions become signals. A type cannot be both what converts by `Into` and a function, but the compiler does not
/// know that: the marker `M`, which it infers, tells one from the other.
pub trait IntoReactiveValue<T, M> {
    /// Converts this into the property's value.
    fn into_reactive_value(self) -> T;
}

#[doc(hidden)]
pub struct Converted;
#[doc(hidden)]
pub struct Function;
#[doc(hidden)]
pub struct FunctionOfText;
#[doc(hidden)]
pub struct FunctionOfSome;

impl<T, I: Into<T>> IntoReactiveValue<T, Converted> for I {
    #[inline]
    fn into_reactive_value(self) -> T {
        self.into()
    }
}

/// Implements the conversions of functions.
macro_rules! functions {
    ($($signal:ident)*) => { $(
        impl<T, F> IntoReactiveValue<$signal<T>, Function> for F
        where
            T: Send + Sync + 'static,
            F: Fn() -> T + Send + Sync + 'static,
        {
            #[inline]
            fn into_reactive_value(self) -> $signal<T> {
                $signal::derive(self)
            }
        }

        impl<F> IntoReactiveValue<$signal<String>, FunctionOfText> for F
        where
            F: Fn() -> &'static str + Send + Sync + 'static,
        {
            #[inline]
            fn into_reactive_value(self) -> $signal<String> {
                $signal::derive(move || self().to_owned())
            }
        }

        impl<T, F> IntoReactiveValue<$signal<Option<T>>, FunctionOfSome> for F
        where
            T: Send + Sync + 'static,
            F: Fn() -> T + Send + Sync + 'static,
        {
            #[inline]
            fn into_reactive_value(self) -> $signal<Option<T>> {
                $signal::derive(move || Some(self()))
            }
        }
    )* };
}

functions! { Signal ArcSignal }

/// Implements the conversions of functions into Leptos' own types.
macro_rules! leptos {
    ($($marker:path,)*) => { $(
        impl<T, I: full::IntoReactiveValue<T, $marker>> IntoReactiveValue<T, $marker> for I {
            #[inline]
            fn into_reactive_value(self) -> T {
                full::IntoReactiveValue::into_reactive_value(self)
            }
        }
    )* };
}

leptos! {
    reactive::wrappers::read::__IntoReactiveValueMarkerSignalFromReactiveClosure,
    reactive::wrappers::read::__IntoReactiveValueMarkerSignalStrOutputToString,
    reactive::wrappers::read::__IntoReactiveValueMarkerOptionalSignalFromReactiveClosureAlways,
    reactive::callback::__IntoReactiveValueMarkerCallbackSingleParam,
    reactive::callback::__IntoReactiveValueMarkerCallbackStrOutputToString,
}
