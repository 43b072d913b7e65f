//! Leptos' own traits: nodes and elements stand in any view of Leptos'.

use crate::element::Element;
use crate::mounted::Mounted;
use crate::node::{IntoNode, Node, NodeKind};
use leptos_full::attr::Attribute;
use leptos_full::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos_full::html::ElementType;
use leptos_full::prelude::{AddAnyAttr, Fragment, IntoAny, Render, RenderHtml};
use leptos_full::tachys::hydration::Cursor;
use leptos_full::tachys::view::fragment::IntoFragment;
use leptos_full::tachys::view::{Position, PositionState, RenderFlags};

impl Render for Node {
    type State = Mounted;

    fn build(self) -> Mounted {
        self.draw()
    }

    fn rebuild(self, state: &mut Mounted) {
        self.patch(state);
    }
}

impl AddAnyAttr for Node {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(self, attribute: A) -> Self {
        self.with_attribute(attribute.into_any_attr())
    }
}

/// A node is drawn in a browser only: on a server it is empty, and it does not take over what a server wrote.
impl RenderHtml for Node {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: RenderFlags, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Mounted {
        self.draw()
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl IntoFragment for Node {
    fn into_fragment(self) -> Fragment {
        Fragment::new(match self.0 {
            NodeKind::List(nodes) => nodes.into_iter().map(IntoAny::into_any).collect(),
            kind => vec![Self(kind).into_any()],
        })
    }
}

impl<E: ElementType> Render for Element<E> {
    type State = Mounted;

    fn build(self) -> Mounted {
        self.into_node().draw()
    }

    fn rebuild(self, state: &mut Mounted) {
        self.into_node().patch(state);
    }
}

impl<E: ElementType> AddAnyAttr for Element<E> {
    type Output<A: Attribute> = Self;

    fn add_any_attr<A: Attribute>(mut self, attribute: A) -> Self::Output<A> {
        self.node.spread.push(attribute.into_any_attr());
        self
    }
}

/// As for [`Node`].
impl<E: ElementType> RenderHtml for Element<E> {
    type AsyncOutput = Node;
    type Owned = Node;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Node {
        self.into_node()
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: RenderFlags, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Mounted {
        self.into_node().draw()
    }

    fn into_owned(self) -> Node {
        self.into_node()
    }
}
