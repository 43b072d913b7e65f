//! Parts of elements: what is set on them, listeners and references.

use crate::effect;
use crate::listener::Listener;
use crate::mounted::{MountedPart, Output};
use crate::node::{Part, Slot};
use crate::value::Value;
use web_sys::Element as DomElement;

/// Applies parts to a new element.
pub(crate) fn apply(parts: Vec<Part>, element: &DomElement) -> Vec<MountedPart> {
    parts.into_iter().map(|part| part.apply(element)).collect()
}

/// Applies parts to an element in place of those that it had.
pub(crate) fn patch(parts: Vec<Part>, mounted: &mut Vec<MountedPart>, element: &DomElement) {
    let mut old = std::mem::take(mounted).into_iter();
    for part in parts {
        mounted.push(match old.next() {
            Some(old) => part.patch(old, element),
            None => part.apply(element),
        });
    }
    old.for_each(|old| old.remove(element));
}

impl Part {
    fn apply(self, element: &DomElement) -> MountedPart {
        match self {
            Self::Set(slot, value) => set(slot, value, None, element),
            Self::Listen(listen) => MountedPart::Listener(Listener::new(element, *listen)),
            Self::Refer(refer) => {
                refer(element);
                MountedPart::Reference
            }
        }
    }

    fn patch(self, old: MountedPart, element: &DomElement) -> MountedPart {
        match (self, old) {
            (Self::Set(slot, value), old) if old.slot() == Some(&slot) => {
                set(slot, value, old.into_value(), element)
            }
            (Self::Listen(listen), MountedPart::Listener(listener)) => match listener.exchange(*listen) {
                Ok(()) => MountedPart::Listener(listener),
                Err(listen) => MountedPart::Listener(Listener::new(element, listen)),
            },
            (part, old) => {
                old.remove(element);
                part.apply(element)
            }
        }
    }
}

impl MountedPart {
    fn slot(&self) -> Option<&Slot> {
        match self {
            Self::Constant(slot, _) | Self::Reactive(slot, _) => Some(slot),
            Self::Listener(_) | Self::Reference => None,
        }
    }

    /// Returns the value that is set.
    fn into_value(self) -> Option<Value> {
        match self {
            Self::Constant(_, value) => Some(value),
            Self::Reactive(_, effect) => match effect.take()? {
                Output::Value(value) => Some(value),
                Output::View(_) => None,
            },
            Self::Listener(_) | Self::Reference => None,
        }
    }

    /// Removes what is set. A listener is removed when it is dropped.
    fn remove(self, element: &DomElement) {
        if let Some(slot) = self.slot().cloned() {
            slot.set(element, &Value::Absent, self.into_value().as_ref());
        }
    }
}

fn set(slot: Slot, value: Value, before: Option<Value>, element: &DomElement) -> MountedPart {
    match value {
        Value::Reactive(function) => {
            let effect = effect::value(element, slot.clone(), function, before);
            MountedPart::Reactive(slot, effect)
        }
        value => {
            slot.set(element, &value, before.as_ref());
            MountedPart::Constant(slot, value)
        }
    }
}
