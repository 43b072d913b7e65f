//! Elements, as `view!` and the builder syntax write them.

use crate::node::{ElementNode, Handler, IntoNode, Listen, Node, NodeKind, Part, Slot};
use crate::value::{IntoProperty, IntoValue, Value};
use leptos_full::ev::{EventDescriptor, Targeted};
use leptos_full::html::ElementType;
use leptos_full::prelude::Owner;
use leptos_full::tachys::html::node_ref::NodeRefContainer;
use send_wrapper::SendWrapper;
use std::borrow::Cow;
use std::marker::PhantomData;
use wasm_bindgen::JsValue;
use web_sys::Element as DomElement;

/// An element of a view, before it is drawn. `E` is its type in Leptos, e.g. [`Div`](crate::html::Div).
pub struct Element<E> {
    pub(crate) node: Box<ElementNode>,
    kind: PhantomData<fn() -> E>,
}

/// What `class=…` and `style=…` take: a value, or a tuple of a name and a value.
pub trait IntoNamedValue {
    /// Sets classes: all of them, or whether the element has the one that is named.
    #[doc(hidden)]
    fn set_class(self, element: &mut ElementNode);

    /// Sets the attribute `style`, or the property that is named.
    #[doc(hidden)]
    fn set_style(self, element: &mut ElementNode);
}

impl<V: IntoValue> IntoNamedValue for V {
    #[inline]
    fn set_class(self, element: &mut ElementNode) {
        match self.as_constant() {
            Some(class) => element.add_class(class),
            None => element.add_classes(self.into_value()),
        }
    }

    fn set_style(self, element: &mut ElementNode) {
        element.set_attribute("style", self.into_value());
    }
}

impl<V: IntoValue> IntoNamedValue for (&'static str, V) {
    #[inline]
    fn set_class(self, element: &mut ElementNode) {
        let (name, value) = self;
        match value.is_true() {
            true => element.add_class(name),
            false => element.toggle_class(Cow::Borrowed(name), value.into_value()),
        }
    }

    #[inline]
    fn set_style(self, element: &mut ElementNode) {
        element.set(Slot::Style(Cow::Borrowed(self.0)), self.1.into_value());
    }
}

impl<V: IntoValue> IntoNamedValue for (String, V) {
    fn set_class(self, element: &mut ElementNode) {
        element.toggle_class(Cow::Owned(self.0), self.1.into_value());
    }

    fn set_style(self, element: &mut ElementNode) {
        element.set(Slot::Style(Cow::Owned(self.0)), self.1.into_value());
    }
}

impl<E: ElementType> Element<E> {
    /// Creates an element of the type's name and namespace.
    #[inline]
    pub(crate) fn new() -> Self {
        Self { node: ElementNode::new(E::TAG, E::NAMESPACE), kind: PhantomData }
    }

    /// Creates an element with a name of its own.
    #[inline]
    pub(crate) fn with_tag(tag: Cow<'static, str>) -> Self {
        let mut element = Self::new();
        element.node.tag = tag;
        element
    }

    /// Adds a listener to an event. The handler can ask for the event's target as an element of this type.
    #[inline]
    pub fn on_target<Ev>(
        self,
        event: Ev,
        mut handler: impl FnMut(Targeted<Ev::EventType, E::Output>) + 'static,
    ) -> Self
    where
        Ev: EventDescriptor,
        Ev::EventType: From<JsValue>,
    {
        self.on(event, move |event| handler(event.into()))
    }

    /// Sets a reference to the element when it is drawn.
    #[inline]
    #[must_use]
    pub fn node_ref(mut self, container: impl NodeRefContainer<E>) -> Self {
        self.node.refer(Box::new(|element| container.load(element)));
        self
    }
}

impl<E> Element<E> {
    /// Adds a child, or several.
    #[inline]
    #[must_use]
    pub fn child(mut self, child: impl IntoNode) -> Self {
        self.node.add_child(child.into_node());
        self
    }

    /// Sets classes, or one class if the value is a tuple of its name and whether the element has it.
    #[inline]
    #[must_use]
    pub fn class(mut self, class: impl IntoNamedValue) -> Self {
        class.set_class(&mut self.node);
        self
    }

    /// Sets the attribute `style`, or one style property if the value is a tuple of its name and value.
    #[inline]
    #[must_use]
    pub fn style(mut self, style: impl IntoNamedValue) -> Self {
        style.set_style(&mut self.node);
        self
    }

    /// Sets an attribute by its name.
    #[inline]
    #[must_use]
    pub fn attr(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoValue) -> Self {
        match name.into() {
            Cow::Borrowed(name) => return self.attribute(name, value),
            name => self.node.set(Slot::Attribute(name), value.into_value()),
        }
        self
    }

    /// Sets a property of the element in the document.
    #[inline]
    #[must_use]
    pub fn prop(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoProperty) -> Self {
        self.node.set_property(name.into(), value.into_property());
        self
    }

    /// Adds a listener to an event.
    #[inline]
    #[must_use]
    pub fn on<Ev>(mut self, event: Ev, mut handler: impl FnMut(Ev::EventType) + 'static) -> Self
    where
        Ev: EventDescriptor,
        Ev::EventType: From<JsValue>,
    {
        self.node.listen(event.name(), Ev::CAPTURE, Box::new(move |event| handler(event.into())));
        self
    }

    #[inline]
    pub(crate) fn attribute(mut self, name: &'static str, value: impl IntoValue) -> Self {
        match value.as_constant() {
            Some(text) => self.node.set_text(name, text),
            None => self.node.set_attribute(name, value.into_value()),
        }
        self
    }
}

impl<E> IntoNode for Element<E> {
    #[inline]
    fn into_node(self) -> Node {
        Node(NodeKind::Element(self.node))
    }
}

// Not inlined: these are called for every part of every element of every view. What is mostly constant is passed as
// plain references, which takes the fewest instructions.
impl ElementNode {
    #[inline(never)]
    pub(crate) fn new(tag: &'static str, namespace: Option<&'static str>) -> Box<Self> {
        Box::new(Self {
            tag: Cow::Borrowed(tag),
            namespace,
            class: String::new(),
            parts: Vec::new(),
            properties: Vec::new(),
            children: Vec::new(),
            spread: Vec::new(),
        })
    }

    #[inline(never)]
    pub(crate) fn add_child(&mut self, child: Node) {
        match child.0 {
            NodeKind::List(nodes) if self.children.is_empty() => self.children = nodes,
            kind => self.children.push(Node(kind)),
        }
    }

    #[inline(never)]
    pub(crate) fn set(&mut self, slot: Slot, value: Value) {
        self.parts.push(Part::Set(slot, value));
    }

    #[inline(never)]
    fn set_text(&mut self, name: &'static str, text: &'static str) {
        self.set_attribute(name, Value::Text(Cow::Borrowed(text)));
    }

    #[inline(never)]
    fn set_attribute(&mut self, name: &'static str, value: Value) {
        self.set(Slot::Attribute(Cow::Borrowed(name)), value);
    }

    #[inline(never)]
    fn set_property(&mut self, name: Cow<'static, str>, value: Value) {
        self.properties.push(Part::Set(Slot::Property(name), value));
    }

    #[inline(never)]
    fn refer(&mut self, refer: Box<dyn FnOnce(&DomElement) + Send>) {
        self.parts.push(Part::Refer(refer));
    }

    #[inline(never)]
    pub(crate) fn add_classes(&mut self, value: Value) {
        match value {
            Value::Reactive(_) => self.set(Slot::Classes, value),
            value => self.add_class(value.as_text().unwrap_or_default()),
        }
    }

    #[inline(never)]
    fn toggle_class(&mut self, name: Cow<'static, str>, value: Value) {
        match value {
            Value::Reactive(_) => self.set(Slot::Class(name), value),
            value if value.as_text().is_some() => self.add_class(&name),
            _ => {}
        }
    }

    #[inline(never)]
    fn add_class(&mut self, class: &str) {
        if !self.class.is_empty() {
            self.class.push(' ');
        }
        self.class.push_str(class);
    }

    #[inline(never)]
    fn listen(&mut self, event: Cow<'static, str>, is_capturing: bool, function: Box<dyn FnMut(JsValue)>) {
        let owner = Owner::current().map(|owner| owner.downgrade());
        let handler = Handler { owner, function: SendWrapper::new(function) };
        self.parts.push(Part::Listen(Box::new(Listen { event, is_capturing, handler })));
    }
}

/// Defines a function for each element.
macro_rules! elements {
    ($($tag:ident $kind:ident)*) => { $(
        #[doc = concat!("Creates an element `<", stringify!($tag), ">`.")]
        #[allow(non_snake_case, reason = "SVG has names in mixed case")]
        #[inline]
        #[must_use]
        pub fn $tag() -> $crate::element::Element<$kind> {
            $crate::element::Element::new()
        }
    )* };
}

pub(crate) use elements;
