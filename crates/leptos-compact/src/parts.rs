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
    let mut old: Vec<Option<MountedPart>> = std::mem::take(mounted).into_iter().map(Some).collect();
    let mut former = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        let mut order = (index..old.len()).chain(0..index.min(old.len()));
        let found = order.find(|at| old[*at].as_ref().is_some_and(|old| part.replaces(old)));
        former.push(found.and_then(|at| old[at].take()));
    }
    // Removed before others are set, which may be of the same name.
    old.into_iter().flatten().for_each(|gone| gone.remove(element));
    mounted.extend(parts.into_iter().zip(former).map(|(part, former)| match former {
        Some(former) => part.patch(former, element),
        None => part.apply(element),
    }));
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

    /// Returns whether this part can take the place of a former one.
    fn replaces(&self, former: &MountedPart) -> bool {
        match (self, former) {
            (Self::Set(slot, _), former) => former.slot() == Some(slot),
            (Self::Listen(listen), MountedPart::Listener(listener)) => listener.hears(listen),
            (Self::Refer(_), MountedPart::Reference) => true,
            _ => false,
        }
    }

    /// Takes the place of a former part.
    fn patch(self, former: MountedPart, element: &DomElement) -> MountedPart {
        match (self, former) {
            (Self::Set(slot, value), former) => set(slot, value, former.into_value(), element),
            (Self::Listen(listen), MountedPart::Listener(listener)) => {
                listener.exchange(listen.handler);
                MountedPart::Listener(listener)
            }
            (part, _) => part.apply(element),
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
