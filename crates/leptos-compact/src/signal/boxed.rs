//! Values of any type in one type.

use leptos_full::prelude::UntrackableGuard;
use std::any::Any;
use std::fmt::{self, Debug, Display, Formatter};
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

/// A value of any type, with the comparison of that type if it is needed.
pub struct Boxed {
    value: Box<dyn Any + Send + Sync>,
    equal: Equal,
}

type Equal = fn(&dyn Any, &dyn Any) -> bool;

impl Boxed {
    /// Boxes a value that is equal to no other: signals do not compare.
    pub(super) fn new<T: Send + Sync + 'static>(value: T) -> Self {
        Self { value: Box::new(value), equal: |_, _| false }
    }

    /// Boxes a value that is equal to others of its type: memos compare.
    pub(super) fn comparable<T: PartialEq + Send + Sync + 'static>(value: T) -> Self {
        Self { value: Box::new(value), equal: equal::<T> }
    }

    /// Returns the value.
    pub(super) fn get<T: 'static>(&self) -> &T {
        self.value.downcast_ref().unwrap_or_else(|| other_type())
    }

    /// Returns the value, to be changed.
    pub(super) fn get_mut<T: 'static>(&mut self) -> &mut T {
        self.value.downcast_mut().unwrap_or_else(|| other_type())
    }

    /// Returns the value out of its box.
    pub(super) fn into_inner<T: 'static>(self) -> T {
        *self.value.downcast().unwrap_or_else(|_| other_type())
    }
}

impl PartialEq for Boxed {
    fn eq(&self, other: &Self) -> bool {
        (self.equal)(&*self.value, &*other.value)
    }
}

fn equal<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    matches!((one.downcast_ref::<T>(), other.downcast_ref::<T>()), (Some(one), Some(other)) if one == other)
}

#[cold]
fn other_type() -> ! {
    unreachable!("a signal's handle and its box have the same type")
}

/// A guard of a signal's value, made from Leptos' guard `G` of its box.
pub struct Guard<G, T> {
    guard: G,
    value: PhantomData<fn() -> T>,
}

impl<G, T> Guard<G, T> {
    #[inline]
    pub(super) fn new(guard: G) -> Self {
        Self { guard, value: PhantomData }
    }
}

impl<G: Deref<Target = Boxed>, T: 'static> Deref for Guard<G, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        self.guard.get()
    }
}

impl<G: DerefMut<Target = Boxed>, T: 'static> DerefMut for Guard<G, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.guard.get_mut()
    }
}

impl<G: UntrackableGuard<Target = Boxed>, T: 'static> UntrackableGuard for Guard<G, T> {
    fn untrack(&mut self) {
        self.guard.untrack();
    }
}

impl<G: Deref<Target = Boxed>, T: PartialEq + 'static> PartialEq<T> for Guard<G, T> {
    fn eq(&self, other: &T) -> bool {
        **self == *other
    }
}

impl<G: Deref<Target = Boxed>, T: Debug + 'static> Debug for Guard<G, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<G: Deref<Target = Boxed>, T: Display + 'static> Display for Guard<G, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
