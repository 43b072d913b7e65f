//! Signals of every type in one.
//!
//! Leptos compiles its reactive graph once for each type of value. Here a signal is a handle of Leptos' signal of a
//! [boxed value](boxed::Boxed), so that there is one of each kind: [`RwSignal<T>`] of any `T` is Leptos'
//! `RwSignal<Boxed>`. Reading a value takes a comparison of types, writing one an allocation.
//!
//! They have Leptos' traits, and convert from Leptos' signals and into Leptos' `Signal`. What they do not have is
//! another storage than the usual: a value that is not `Send` is wrapped in a `SendWrapper`.

mod boxed;
pub(crate) mod conversions;
mod convert;
mod handle;
mod into_reactive_value;
mod node_ref;

pub use into_reactive_value::IntoReactiveValue;
pub use node_ref::NodeRef;

use boxed::{Boxed, Guard};
use handle::{handle, readable, writable};
use leptos_full::prelude as full;
use leptos_full::prelude::UntrackableGuard;
use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::ops::DerefMut;
use std::panic::Location;

/// A guard of the value of Leptos' signal `S`.
type ReadGuard<S, T> = Guard<<S as full::ReadUntracked>::Value, T>;

handle! {
    /// A signal that is read and written, and lives as long as its owner.
    RwSignal: Copy
}
handle! {
    /// A signal that is read, and lives as long as its owner.
    ReadSignal: Copy
}
handle! {
    /// A signal that is written, and lives as long as its owner.
    WriteSignal: Copy
}
handle! {
    /// A value that is computed from signals, when it is read after one of them changed. It lives as long as its owner.
    Memo: Copy
}
handle! {
    /// Anything that is read like a signal: a signal, a memo, a function or a constant. It lives as long as its owner.
    Signal: Copy
}
handle! {
    /// A signal that is read and written, and lives as long as a clone of it.
    ArcRwSignal: Clone
}
handle! {
    /// A signal that is read, and lives as long as a clone of it.
    ArcReadSignal: Clone
}
handle! {
    /// A signal that is written, and lives as long as a clone of it.
    ArcWriteSignal: Clone
}
handle! {
    /// A value that is computed from signals, when it is read after one of them changed. It lives as long as a clone of
    /// it.
    ArcMemo: Clone
}
handle! {
    /// Anything that is read like a signal: a signal, a memo, a function or a constant. It lives as long as a clone of
    /// it.
    ArcSignal: Clone
}

readable! { RwSignal ReadSignal Memo Signal ArcRwSignal ArcReadSignal ArcMemo ArcSignal }
writable! { RwSignal WriteSignal ArcRwSignal ArcWriteSignal }

/// Implements the constructors of a signal that is read and written, and of its two halves.
macro_rules! halves {
    ($signal:ident $read:ident $write:ident $function:ident) => {
        impl<T: Send + Sync + 'static> $signal<T> {
            /// Creates a signal with its first value.
            #[inline]
            #[track_caller]
            pub fn new(value: T) -> Self {
                Self::of(full::$signal::new(Boxed::new(value)))
            }

            /// Returns the half that reads.
            #[inline]
            #[must_use]
            pub fn read_only(&self) -> $read<T> {
                $read::of(self.inner.read_only())
            }

            /// Returns the half that writes.
            #[inline]
            #[must_use]
            pub fn write_only(&self) -> $write<T> {
                $write::of(self.inner.write_only())
            }

            /// Returns both halves.
            #[inline]
            #[must_use]
            pub fn split(&self) -> ($read<T>, $write<T>) {
                (self.read_only(), self.write_only())
            }
        }

        impl<T: Default + Send + Sync + 'static> Default for $signal<T> {
            #[track_caller]
            fn default() -> Self {
                Self::new(T::default())
            }
        }

        /// Creates a signal with its first value, and returns the half that reads and the half that writes.
        #[inline]
        #[track_caller]
        pub fn $function<T: Send + Sync + 'static>(value: T) -> ($read<T>, $write<T>) {
            $signal::new(value).split()
        }
    };
}

halves! { RwSignal ReadSignal WriteSignal signal }
halves! { ArcRwSignal ArcReadSignal ArcWriteSignal arc_signal }

/// A function that computes a memo's value from the one before.
type Compute = Box<dyn Fn(Option<&Boxed>) -> Boxed + Send + Sync>;

/// Implements the constructor of memos.
macro_rules! memos {
    ($($memo:ident)*) => { $(
        impl<T: PartialEq + Send + Sync + 'static> $memo<T> {
            /// Creates a memo. The function gets the value before, and subscribers are notified if what it returns
            /// differs from that.
            #[inline]
            #[track_caller]
            pub fn new(function: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
                let compute: Compute =
                    Box::new(move |before| Boxed::comparable(function(before.map(Boxed::get))));
                Self::of(full::$memo::new(compute))
            }
        }
    )* };
}

memos! { Memo ArcMemo }

/// Implements the constructors of what is read like a signal.
macro_rules! derived {
    ($($signal:ident)*) => { $(
        impl<T: Send + Sync + 'static> $signal<T> {
            /// Creates a signal whose value is what a function returns, which is called at each reading.
            #[inline]
            #[track_caller]
            pub fn derive(function: impl Fn() -> T + Send + Sync + 'static) -> Self {
                let function: Box<dyn Fn() -> Boxed + Send + Sync> =
                    Box::new(move || Boxed::new(function()));
                Self::of(full::$signal::derive(function))
            }

            /// Creates a signal whose value does not change.
            #[inline]
            #[track_caller]
            pub fn stored(value: T) -> Self {
                Self::of(full::$signal::stored(Boxed::new(value)))
            }
        }

        impl<T: Default + Send + Sync + 'static> Default for $signal<T> {
            #[track_caller]
            fn default() -> Self {
                Self::stored(T::default())
            }
        }
    )* };
}

derived! { Signal ArcSignal }
