//! Views in the document.

use crate::foreign::MountedForeign;
use crate::listener::Listener;
use crate::node::{Key, Slot};
use crate::thrown::ThrownError;
use crate::value::Value;
use leptos_full::attr::Attribute;
use leptos_full::attr::any_attribute::AnyAttribute;
use leptos_full::prelude::{Mountable, Owner, RenderEffect};
use leptos_full::tachys::renderer::dom::Dom;
use std::borrow::Cow;
use wasm_bindgen::JsCast;
use web_sys::{Element as DomElement, Node as DomNode};

/// A view in the document: what Leptos calls the state of a view.
///
/// When it is dropped, its effects end, its listeners are removed and the owners of its rows are cleaned up.
pub struct Mounted(pub(crate) MountedKind);

pub(crate) enum MountedKind {
    /// A comment.
    Empty(DomNode),
    Text(DomNode, Cow<'static, str>),
    Element(Box<MountedElement>),
    /// Several views; never none.
    List(Vec<Mounted>),
    Reactive(Effect),
    Keyed(Box<MountedRows>),
    Failed(ThrownError),
    Foreign(Box<MountedForeign>),
}

/// An element in the document.
pub(crate) struct MountedElement {
    pub element: DomElement,
    pub tag: Cow<'static, str>,
    pub namespace: Option<&'static str>,
    pub class: String,
    pub parts: Vec<MountedPart>,
    pub properties: Vec<MountedPart>,
    pub children: Vec<Mounted>,
    pub spread: Option<<Vec<AnyAttribute> as Attribute>::State>,
}

/// A part of an element in the document.
pub(crate) enum MountedPart {
    Constant(Slot, Value),
    Reactive(Slot, Effect),
    Listener(Listener),
    Reference,
}

/// A keyed list in the document.
pub(crate) struct MountedRows {
    pub rows: Vec<Row>,
    /// A comment after the last row.
    pub end: DomNode,
}

/// A row of a keyed list in the document. The fields are dropped in this order: the view before its owner.
pub(crate) struct Row {
    pub key: Key,
    pub mounted: Mounted,
    pub set_index: Option<Box<dyn Fn(usize)>>,
    pub _owner: Owner,
}

/// What an effect keeps up to date.
pub(crate) enum Output {
    View(Mounted),
    Value(Value),
}

/// An effect that keeps a view or a value up to date. It is the only type of render effects in an app, because each
/// further one would repeat their code.
pub(crate) struct Effect(RenderEffect<Output>);

impl Effect {
    /// Runs a function now and whenever a signal changes that it read. It is given what it returned before, at first
    /// `before`.
    #[inline(never)]
    pub fn new(run: Box<dyn FnMut(Option<Output>) -> Output>, before: Option<Output>) -> Self {
        Self(RenderEffect::new_with_value(run, before))
    }

    /// Takes out what the effect kept up to date.
    pub fn take(&self) -> Option<Output> {
        self.0.take_value()
    }

    fn with_view<T>(&self, function: impl FnOnce(&mut Mounted) -> T) -> Option<T> {
        let output = self.0.with_value_mut(|output| match output {
            Output::View(view) => Some(function(view)),
            Output::Value(_) => None,
        });
        output.flatten()
    }
}

impl Drop for Effect {
    /// Drops the view at once. An effect's own task ends a tick later, and effects inside the view would run until then.
    fn drop(&mut self) {
        drop(self.take());
    }
}

impl Mounted {
    /// Returns the last node in the document.
    fn last(&self) -> Option<DomNode> {
        match &self.0 {
            MountedKind::Empty(node) | MountedKind::Text(node, _) => Some(node.clone()),
            MountedKind::Element(element) => Some(element.element.clone().into()),
            MountedKind::List(all) => all.last().and_then(Self::last),
            MountedKind::Reactive(effect) => effect.with_view(|view| view.last()).flatten(),
            MountedKind::Keyed(list) => Some(list.end.clone()),
            MountedKind::Failed(error) => Some(error.place().clone()),
            MountedKind::Foreign(view) => Some(view.end().clone()),
        }
    }

    /// Returns the place after the view: the parent, and the node before which to insert. `None` if the view is not in
    /// a document.
    pub(crate) fn place_after(&self) -> Option<(DomElement, Option<DomNode>)> {
        let last = self.last()?;
        Some((last.parent_node()?.unchecked_into(), last.next_sibling()))
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        match &mut self.0 {
            MountedKind::Empty(node) | MountedKind::Text(node, _) => Dom::remove(node),
            MountedKind::Element(element) => Dom::remove(&element.element),
            MountedKind::List(all) => all.iter_mut().for_each(Self::unmount),
            MountedKind::Reactive(effect) => drop(effect.with_view(Self::unmount)),
            MountedKind::Keyed(list) => {
                list.rows.iter_mut().for_each(|row| row.mounted.unmount());
                Dom::remove(&list.end);
            }
            MountedKind::Failed(error) => Dom::remove(error.place()),
            MountedKind::Foreign(view) => view.unmount(),
        }
    }

    fn mount(&mut self, parent: &DomElement, before: Option<&DomNode>) {
        match &mut self.0 {
            MountedKind::Empty(node) | MountedKind::Text(node, _) => Dom::insert_node(parent, node, before),
            MountedKind::Element(element) => Dom::insert_node(parent, &element.element, before),
            MountedKind::List(all) => all.iter_mut().for_each(|view| view.mount(parent, before)),
            MountedKind::Reactive(effect) => drop(effect.with_view(|view| view.mount(parent, before))),
            MountedKind::Keyed(list) => {
                list.rows.iter_mut().for_each(|row| row.mounted.mount(parent, before));
                Dom::insert_node(parent, &list.end, before);
            }
            MountedKind::Failed(error) => Dom::insert_node(parent, error.place(), before),
            MountedKind::Foreign(view) => view.mount(parent, before),
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        match &self.0 {
            MountedKind::Empty(node) | MountedKind::Text(node, _) => insert_before(node, child),
            MountedKind::Element(element) => insert_before(&element.element, child),
            MountedKind::List(all) => all.first().is_some_and(|view| view.insert_before_this(child)),
            MountedKind::Reactive(effect) => {
                effect.with_view(|view| view.insert_before_this(child)).unwrap_or_default()
            }
            MountedKind::Keyed(list) => match list.rows.first() {
                Some(row) => row.mounted.insert_before_this(child),
                None => insert_before(&list.end, child),
            },
            MountedKind::Failed(error) => insert_before(error.place(), child),
            MountedKind::Foreign(view) => view.insert_before_this(child) || insert_before(view.end(), child),
        }
    }

    fn elements(&self) -> Vec<DomElement> {
        match &self.0 {
            MountedKind::Empty(_) | MountedKind::Text(..) | MountedKind::Failed(_) => Vec::new(),
            MountedKind::Element(element) => vec![element.element.clone()],
            MountedKind::List(all) => all.iter().flat_map(Self::elements).collect(),
            MountedKind::Reactive(effect) => effect.with_view(|view| view.elements()).unwrap_or_default(),
            MountedKind::Keyed(list) => list.rows.iter().flat_map(|row| row.mounted.elements()).collect(),
            MountedKind::Foreign(view) => view.elements(),
        }
    }
}

/// Mounts a view before a node. Returns whether the node has a parent.
///
/// The parent may be a shadow root, although the type says that it is an element.
fn insert_before(node: &DomNode, child: &mut dyn Mountable) -> bool {
    let Some(parent) = node.parent_node() else { return false };
    child.mount(parent.unchecked_ref(), Some(node));
    true
}
