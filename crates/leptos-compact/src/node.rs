//! The one render type: a tree of nodes, as plain data.

use crate::value::Value;
use leptos_full::attr::any_attribute::AnyAttribute;
use leptos_full::error::Error;
use leptos_full::prelude::{AddAnyAttr, AnyView, IntoAny, RenderHtml, WeakOwner};
use send_wrapper::SendWrapper;
use std::any::{Any, TypeId};
use std::borrow::Cow;
use wasm_bindgen::JsValue;
use web_sys::Element as DomElement;

/// A view: what `view!` writes, what components return and what children are.
#[derive(Default)]
pub struct Node(pub(crate) NodeKind);

/// Conversion into a node.
///
/// Implemented for everything that Leptos renders in a view, except for views of other crates, which
/// [`Node::foreign`] converts.
pub trait IntoNode {
    /// Converts this into a node.
    fn into_node(self) -> Node;
}

/// The kinds of nodes.
#[derive(Default)]
pub(crate) enum NodeKind {
    /// Nothing; a comment takes its place in the document.
    #[default]
    Empty,
    Text(Cow<'static, str>),
    Element(Box<ElementNode>),
    List(Vec<Node>),
    /// A function that is called again whenever a signal changes that it read.
    Reactive(MakeNode),
    Keyed(Box<KeyedNode>),
    /// An error, which is thrown to the next error boundary.
    Failed(Error),
    /// A view that Leptos renders.
    Foreign(Box<AnyView>),
}

/// A function that makes a node, possibly more than once.
pub(crate) type MakeNode = Box<dyn FnMut() -> Node + Send>;

/// An element that is to be drawn.
pub struct ElementNode {
    pub(crate) tag: Cow<'static, str>,
    /// The namespace, if it is not HTML's.
    pub(crate) namespace: Option<&'static str>,
    /// The constant classes.
    pub(crate) class: String,
    /// What is set before there are children.
    pub(crate) parts: Vec<Part>,
    /// What is set after the children: a `<select>` can have a value only when it has options.
    pub(crate) properties: Vec<Part>,
    pub(crate) children: Vec<Node>,
    /// Attributes of Leptos' own types, which were spread onto the element. They are set last.
    pub(crate) spread: Vec<AnyAttribute>,
}

/// A part of an element that is neither a child nor a constant class.
pub(crate) enum Part {
    Set(Slot, Value),
    Listen(Box<Listen>),
    /// A function that is given the element, also when the element is patched.
    Refer(Box<dyn FnOnce(&DomElement) + Send>),
}

/// What a value is set on.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    Attribute(Cow<'static, str>),
    /// One class, or several separated by spaces, that the element has or has not.
    Class(Cow<'static, str>),
    /// All classes of a reactive `class=…`.
    Classes,
    Style(Cow<'static, str>),
    Property(Cow<'static, str>),
}

/// An event listener.
pub(crate) struct Listen {
    pub event: Cow<'static, str>,
    pub is_capturing: bool,
    pub handler: Handler,
}

/// The function of an event listener, with the owner that is current while it runs.
pub(crate) struct Handler {
    pub owner: Option<WeakOwner>,
    pub function: SendWrapper<Box<dyn FnMut(JsValue)>>,
}

/// A keyed list that is to be drawn.
pub(crate) struct KeyedNode {
    /// The owner of the rows' owners. It is not that of the effect that arranges the rows, which is cleaned up
    /// whenever the effect runs.
    pub owner: Option<WeakOwner>,
    pub rows: SendWrapper<KeyedRows>,
}

/// The rows of a keyed list.
pub(crate) struct KeyedRows {
    pub keys: Vec<Key>,
    /// Makes the row of an index. It is called at most once per index, and only for rows that are new.
    pub make: Box<dyn FnMut(usize) -> NewRow>,
}

/// A new row of a keyed list.
pub(crate) struct NewRow {
    pub node: Node,
    /// Tells the row its index when that changes.
    pub set_index: Option<Box<dyn Fn(usize)>>,
}

/// The key of a row: any value, and its hash.
pub(crate) struct Key {
    pub hash: u64,
    pub value: Box<dyn AnyKey>,
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && self.value.equals(other.value.as_any())
    }
}

/// A key of any type.
pub(crate) trait AnyKey {
    fn as_any(&self) -> &dyn Any;
    fn equals(&self, other: &dyn Any) -> bool;
}

impl<K: Eq + 'static> AnyKey for K {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

impl Node {
    /// Creates a node that shows text.
    #[inline]
    pub fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self(NodeKind::Text(text.into()))
    }

    /// Creates a node that shows the nodes one after the other.
    #[inline]
    #[must_use]
    pub fn list(nodes: Vec<Self>) -> Self {
        Self(NodeKind::List(nodes))
    }

    /// Creates a node that shows what the function returns, and again whenever a signal changes that it read.
    #[inline]
    pub fn reactive(function: impl FnMut() -> Self + Send + 'static) -> Self {
        Self(NodeKind::Reactive(Box::new(function)))
    }

    /// Creates a node that shows a view of any type, e.g. one of another crate. Leptos itself renders the view, unless
    /// it is a node.
    pub fn foreign<V: RenderHtml>(view: V) -> Self {
        let mut view = Some(view.into_owned());
        if TypeId::of::<V::Owned>() == TypeId::of::<Self>()
            && let Some(node) = (&mut view as &mut dyn Any).downcast_mut::<Option<Self>>()
        {
            return node.take().unwrap_or_default();
        }
        view.map_or_else(Self::default, |view| Self(NodeKind::Foreign(Box::new(view.into_any()))))
    }

    /// Returns the node with an attribute added to its root elements.
    pub(crate) fn with_attribute(self, attribute: AnyAttribute) -> Self {
        Self(match self.0 {
            kind @ (NodeKind::Empty | NodeKind::Text(_) | NodeKind::Failed(_)) => kind,
            NodeKind::Element(mut element) => {
                element.spread.push(attribute);
                NodeKind::Element(element)
            }
            NodeKind::List(nodes) => {
                let nodes = nodes.into_iter().map(|node| node.with_attribute(attribute.clone()));
                NodeKind::List(nodes.collect())
            }
            NodeKind::Reactive(mut make) => {
                NodeKind::Reactive(Box::new(move || make().with_attribute(attribute.clone())))
            }
            NodeKind::Keyed(list) => {
                let KeyedNode { owner, rows } = *list;
                let KeyedRows { keys, mut make } = rows.take();
                let make = Box::new(move |index| {
                    let NewRow { node, set_index } = make(index);
                    NewRow { node: node.with_attribute(attribute.clone()), set_index }
                });
                let rows = SendWrapper::new(KeyedRows { keys, make });
                NodeKind::Keyed(Box::new(KeyedNode { owner, rows }))
            }
            NodeKind::Foreign(view) => NodeKind::Foreign(Box::new(view.add_any_attr(attribute).into_any())),
        })
    }
}

/// The row of an index that was asked for before.
impl Default for NewRow {
    fn default() -> Self {
        Self { node: Node::default(), set_index: None }
    }
}
