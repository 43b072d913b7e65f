//! What all signals have: handles of Leptos' signals whose values are boxed.

/// Defines a signal's type, with what every signal can do.
macro_rules! handle {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name<T> {
            pub(super) inner: full::$name<Boxed>,
            value: PhantomData<fn() -> T>,
        }

        impl<T> $name<T> {
            #[inline]
            pub(super) fn of(inner: full::$name<Boxed>) -> Self {
                Self { inner, value: PhantomData }
            }
        }

        impl<T> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.inner == other.inner
            }
        }

        impl<T> Eq for $name<T> {}

        impl<T> Debug for $name<T> {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                self.inner.fmt(f)
            }
        }

        impl<T> full::DefinedAt for $name<T> {
            fn defined_at(&self) -> Option<&'static Location<'static>> {
                self.inner.defined_at()
            }
        }
    };
    ($(#[$doc:meta])* $name:ident: Copy) => {
        handle! { $(#[$doc])* $name }

        impl<T> Clone for $name<T> {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T> full::Dispose for $name<T> {
            fn dispose(self) {
                self.inner.dispose();
            }
        }
    };
    ($(#[$doc:meta])* $name:ident: Clone) => {
        handle! { $(#[$doc])* $name }

        impl<T> Clone for $name<T> {
            #[inline]
            fn clone(&self) -> Self {
                Self::of(self.inner.clone())
            }
        }
    };
}

/// Implements reading: the methods that a view calls most often, and the traits, by which a signal has all the others.
///
/// A method of the type comes before a trait's. The traits' are compiled for each type, with a message for each way in
/// which a signal can have been disposed; these share what does not depend on the type.
macro_rules! readable {
    ($($name:ident)*) => { $(
        impl<T: Send + Sync + 'static> $name<T> {
            /// Subscribes to the signal, and returns a guard of its value. Panics if it is disposed.
            #[inline]
            #[track_caller]
            pub fn read(&self) -> ReadGuard<full::$name<Boxed>, T> {
                Guard::new(full::Read::read(&self.inner))
            }

            /// Returns a guard of the value without subscribing. Panics if the signal is disposed.
            #[inline]
            #[track_caller]
            pub fn read_untracked(&self) -> ReadGuard<full::$name<Boxed>, T> {
                Guard::new(full::ReadUntracked::read_untracked(&self.inner))
            }

            /// Subscribes to the signal, and returns its value. Panics if it is disposed.
            #[track_caller]
            pub fn get(&self) -> T
            where
                T: Clone,
            {
                (*self.read()).clone()
            }

            /// Returns the value without subscribing. Panics if the signal is disposed.
            #[track_caller]
            pub fn get_untracked(&self) -> T
            where
                T: Clone,
            {
                (*self.read_untracked()).clone()
            }

            /// Returns the value without subscribing, or `None` if the signal is disposed.
            pub fn try_get_untracked(&self) -> Option<T>
            where
                T: Clone,
            {
                full::ReadUntracked::try_read_untracked(self).map(|value| (*value).clone())
            }

            /// Subscribes to the signal, and calls a function with its value. Panics if the signal is disposed.
            #[inline]
            #[track_caller]
            pub fn with<U>(&self, function: impl FnOnce(&T) -> U) -> U {
                function(&self.read())
            }
        }

        impl<T> full::Track for $name<T> {
            #[inline]
            fn track(&self) {
                self.inner.track();
            }
        }

        impl<T: Send + Sync + 'static> full::ReadUntracked for $name<T> {
            type Value = ReadGuard<full::$name<Boxed>, T>;

            #[inline]
            fn try_read_untracked(&self) -> Option<Self::Value> {
                full::ReadUntracked::try_read_untracked(&self.inner).map(Guard::new)
            }

            fn custom_try_read(&self) -> Option<Option<Self::Value>> {
                full::ReadUntracked::custom_try_read(&self.inner)
                    .map(|guard| guard.map(Guard::new))
            }
        }
    )* };
}

/// Implements writing, as [`readable`] does reading.
macro_rules! writable {
    ($($name:ident)*) => { $(
        impl<T: Send + Sync + 'static> $name<T> {
            /// Sets the value, and notifies the subscribers.
            #[track_caller]
            pub fn set(&self, value: T) {
                full::Set::set(&self.inner, Boxed::new(value));
            }

            /// Sets the value and notifies the subscribers, or returns the value if the signal is disposed.
            pub fn try_set(&self, value: T) -> Option<T> {
                full::Set::try_set(&self.inner, Boxed::new(value)).map(Boxed::into_inner)
            }

            /// Changes the value and notifies the subscribers, unless the signal is disposed.
            #[inline]
            #[track_caller]
            pub fn update(&self, change: impl FnOnce(&mut T)) {
                if let Some(mut value) = full::Write::try_write(self) {
                    change(&mut *value);
                }
            }

            /// Changes the value and notifies the subscribers; returns what the function does, or `None` if the
            /// signal is disposed.
            #[inline]
            pub fn try_update<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
                full::Write::try_write(self).map(|mut value| change(&mut *value))
            }
        }

        impl<T> full::Notify for $name<T> {
            #[inline]
            fn notify(&self) {
                self.inner.notify();
            }
        }

        impl<T: Send + Sync + 'static> full::Write for $name<T> {
            type Value = T;

            #[inline]
            fn try_write(&self) -> Option<impl UntrackableGuard<Target = T>> {
                full::Write::try_write(&self.inner).map(Guard::new)
            }

            #[inline]
            fn try_write_untracked(&self) -> Option<impl DerefMut<Target = T>> {
                full::Write::try_write_untracked(&self.inner).map(Guard::new)
            }
        }

        impl<T> full::IsDisposed for $name<T> {
            fn is_disposed(&self) -> bool {
                self.inner.is_disposed()
            }
        }
    )* };
}

pub(crate) use {handle, readable, writable};
