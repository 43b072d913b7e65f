//! Conversions between signals, and from and to Leptos'.

use super::{
    ArcMemo, ArcReadSignal, ArcRwSignal, ArcSignal, ArcWriteSignal, Memo, ReadSignal, RwSignal, Signal,
    WriteSignal,
};
use leptos_full::prelude as full;
use leptos_full::prelude::Get;
use leptos_full::tachys::reactive_graph::bind::IntoSplitSignal;

/// Implements conversions that Leptos' signals of boxed values have.
macro_rules! as_boxed {
    ($($from:ident => $to:ident)*) => { $(
        impl<T: Send + Sync + 'static> From<$from<T>> for $to<T> {
            #[inline]
            #[track_caller]
            fn from(signal: $from<T>) -> Self {
                Self::of(signal.inner.into())
            }
        }
    )* };
}

as_boxed! {
    ArcRwSignal => RwSignal
    RwSignal => ArcRwSignal
    ArcReadSignal => ReadSignal
    ReadSignal => ArcReadSignal
    ArcWriteSignal => WriteSignal
    ArcMemo => Memo
    Memo => ArcMemo
    RwSignal => Signal
    ReadSignal => Signal
    Memo => Signal
    ArcRwSignal => Signal
    ArcReadSignal => Signal
    ArcMemo => Signal
    ArcSignal => Signal
    RwSignal => ArcSignal
    ReadSignal => ArcSignal
    Memo => ArcSignal
    ArcRwSignal => ArcSignal
    ArcReadSignal => ArcSignal
    ArcMemo => ArcSignal
    Signal => ArcSignal
}

/// Implements the conversions of values and of Leptos' signals into ours, and of ours into Leptos'.
macro_rules! derived {
    ($signal:ident from $($theirs:ident)*) => {
        impl<T: Send + Sync + 'static> From<T> for $signal<T> {
            #[track_caller]
            fn from(value: T) -> Self {
                Self::stored(value)
            }
        }

        impl<T: Send + Sync + 'static> From<T> for $signal<Option<T>> {
            #[track_caller]
            fn from(value: T) -> Self {
                Self::stored(Some(value))
            }
        }

        impl From<&str> for $signal<String> {
            #[track_caller]
            fn from(value: &str) -> Self {
                Self::stored(value.to_owned())
            }
        }

        impl From<&str> for $signal<Option<String>> {
            #[track_caller]
            fn from(value: &str) -> Self {
                Self::stored(Some(value.to_owned()))
            }
        }

        $(
            impl<T: Clone + Send + Sync + 'static> From<full::$theirs<T>> for $signal<T> {
                #[track_caller]
                fn from(signal: full::$theirs<T>) -> Self {
                    Self::derive(move || signal.get())
                }
            }
        )*
    };
    (into $theirs:ident from $($ours:ident)*) => { $(
        impl<T: Clone + Send + Sync + 'static> From<$ours<T>> for full::$theirs<T> {
            #[track_caller]
            fn from(signal: $ours<T>) -> Self {
                Self::derive(move || signal.get())
            }
        }
    )* };
}

derived! { Signal from Signal Memo RwSignal ReadSignal ArcSignal ArcMemo ArcRwSignal ArcReadSignal }
derived! { ArcSignal from Signal Memo RwSignal ReadSignal ArcSignal ArcMemo ArcRwSignal ArcReadSignal }
derived! { into Signal from Signal Memo RwSignal ReadSignal ArcSignal ArcMemo ArcRwSignal ArcReadSignal }
derived! { into ArcSignal from Signal Memo RwSignal ReadSignal ArcSignal ArcMemo ArcRwSignal ArcReadSignal }

impl<T: Clone + Send + Sync + 'static> From<Signal<T>> for Signal<Option<T>> {
    #[track_caller]
    fn from(signal: Signal<T>) -> Self {
        Self::derive(move || Some(signal.get()))
    }
}

/// Implements what `view!` and control flow call on a value.
macro_rules! in_views {
    ($($signal:ident)*) => { $(
        impl<T> full::IntoRender for $signal<T> {
            type Output = Self;

            #[inline]
            fn into_render(self) -> Self {
                self
            }
        }

        impl<T: Clone + Send + Sync + 'static> full::SignalOrFn for $signal<T> {
            type Output = T;

            #[inline]
            fn run(&self) -> T {
                self.get()
            }
        }

        impl<T> full::IntoAttributeValue for $signal<T> {
            type Output = Self;

            #[inline]
            fn into_attribute_value(self) -> Self {
                self
            }
        }
    )* };
}

in_views! { Signal Memo RwSignal ReadSignal ArcSignal ArcMemo ArcRwSignal ArcReadSignal }

/// Implements `bind:`, which takes a signal apart.
macro_rules! bindings {
    ($($signal:ident $read:ident $write:ident)*) => { $(
        impl<T: Clone + Send + Sync + 'static> IntoSplitSignal for $signal<T> {
            type Value = T;
            type Read = $read<T>;
            type Write = $write<T>;

            fn into_split_signal(self) -> ($read<T>, $write<T>) {
                self.split()
            }
        }
    )* };
}

bindings! { RwSignal ReadSignal WriteSignal ArcRwSignal ArcReadSignal ArcWriteSignal }
