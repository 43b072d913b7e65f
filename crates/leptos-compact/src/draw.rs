//! Drawing of nodes, and patching of what was drawn.

use crate::foreign::MountedForeign;
use crate::mounted::{Mounted, MountedElement, MountedKind};
use crate::node::{ElementNode, Node, NodeKind};
use crate::slot::exchange_classes;
use crate::thrown::ThrownError;
use crate::{effect, parts};
use leptos_full::attr::Attribute;
use leptos_full::prelude::Mountable;
use leptos_full::tachys::renderer::dom::Dom;
use web_sys::Element as DomElement;

impl Node {
    /// Draws the node. The result is not in the document until it is mounted.
    pub(crate) fn draw(self) -> Mounted {
        Mounted(match self.0 {
            NodeKind::Empty => MountedKind::Empty(Dom::create_placeholder().into()),
            NodeKind::Text(text) => MountedKind::Text(Dom::create_text_node(&text).into(), text),
            NodeKind::Element(element) => MountedKind::Element(Box::new(element.draw())),
            NodeKind::List(nodes) if nodes.is_empty() => MountedKind::Empty(Dom::create_placeholder().into()),
            NodeKind::List(nodes) => MountedKind::List(nodes.into_iter().map(Self::draw).collect()),
            NodeKind::Reactive(make) => MountedKind::Reactive(effect::view(make)),
            NodeKind::Keyed(list) => MountedKind::Keyed(Box::new(list.draw())),
            NodeKind::Failed(error) => MountedKind::Failed(ThrownError::new(error)),
            NodeKind::Foreign(view) => MountedKind::Foreign(Box::new(MountedForeign::new(*view))),
        })
    }

    /// Changes what another node drew into what this one draws, and draws only what has another shape. A function is
    /// another one each time that it is made, as in Leptos: what it drew may have state, like an open dialog.
    pub(crate) fn patch(self, mounted: &mut Mounted) {
        match (self.0, &mut mounted.0) {
            (NodeKind::Empty, MountedKind::Empty(_)) => {}
            (NodeKind::Text(new), MountedKind::Text(node, old)) => {
                if new != *old {
                    node.set_node_value(Some(&new));
                    *old = new;
                }
            }
            (NodeKind::Element(new), MountedKind::Element(old))
                if new.tag == old.tag && new.namespace == old.namespace =>
            {
                new.patch(old);
            }
            (NodeKind::List(new), MountedKind::List(old)) if !new.is_empty() => patch_all(new, old, None),
            (NodeKind::Keyed(new), MountedKind::Keyed(old)) => new.patch(old),
            (NodeKind::Failed(error), MountedKind::Failed(old)) => old.replace(error),
            (NodeKind::Foreign(new), MountedKind::Foreign(old)) => old.patch(*new),
            (kind, _) => {
                let mut new = Self(kind).draw();
                mounted.insert_before_this(&mut new);
                mounted.unmount();
                *mounted = new;
            }
        }
    }
}

impl ElementNode {
    fn draw(self) -> MountedElement {
        let Self { tag, namespace, class, parts, properties, children, spread } = self;
        let element = Dom::create_element(&tag, namespace);
        if !class.is_empty() {
            Dom::set_attribute(&element, "class", &class);
        }
        let parts = parts::apply(parts, &element);
        let mut children: Vec<Mounted> = children.into_iter().map(Node::draw).collect();
        children.iter_mut().for_each(|child| child.mount(&element, None));
        let properties = parts::apply(properties, &element);
        let spread = (!spread.is_empty()).then(|| spread.build(&element));
        MountedElement { element, tag, namespace, class, parts, properties, children, spread }
    }

    fn patch(self, old: &mut MountedElement) {
        if self.class != old.class {
            exchange_classes(&old.element, &old.class, &self.class);
            old.class = self.class;
        }
        parts::patch(self.parts, &mut old.parts, &old.element);
        patch_all(self.children, &mut old.children, Some(&old.element));
        parts::patch(self.properties, &mut old.properties, &old.element);
        match &mut old.spread {
            Some(state) => self.spread.rebuild(state),
            None if self.spread.is_empty() => {}
            None => old.spread = Some(self.spread.build(&old.element)),
        }
    }
}

/// Patches the views that two lists have in common, draws those that are new, and removes those that are gone. New
/// ones are appended to the parent, or else mounted after the last one.
fn patch_all(new: Vec<Node>, old: &mut Vec<Mounted>, parent: Option<&DomElement>) {
    let count = new.len();
    let mut new = new.into_iter();
    old.iter_mut().zip(new.by_ref()).for_each(|(old, new)| new.patch(old));
    old.drain(count.min(old.len())..).for_each(|mut gone| gone.unmount());
    if new.len() == 0 {
        return;
    }
    let place = match parent {
        Some(parent) => Some((parent.clone(), None)),
        None => old.last().and_then(Mounted::place_after),
    };
    for node in new {
        let mut view = node.draw();
        if let Some((parent, before)) = &place {
            view.mount(parent, before.as_ref());
        }
        old.push(view);
    }
}
