//! Components that show one view or another, or a list.
//!
//! Those that are not ours are Leptos' own.

use crate::children::compact::{ChildrenFn, ViewFn};
use crate::node::{IntoNode, Key, KeyedNode, KeyedRows, NewRow, Node, NodeKind};
use crate::signal::{ArcMemo, ArcRwSignal, ReadSignal, Signal};
use crate::view::IntoView;
use leptos_full::component;
use leptos_full::prelude::{Owner, SignalOrFn};
use send_wrapper::SendWrapper;
use std::hash::Hash;

pub use leptos_full::control_flow::*;

/// Shows its children if a condition holds, and otherwise the fallback.
#[component]
pub fn Show(
    /// The view while the condition holds.
    children: ChildrenFn,
    /// The condition.
    #[prop(into)]
    when: Signal<bool>,
    /// The view while the condition does not hold; empty by default.
    #[prop(optional, into)]
    fallback: ViewFn,
) -> impl IntoView {
    let holds = ArcMemo::new(move |_| when.get());
    Node::reactive(move || if holds.get() { children() } else { fallback.run() })
}

/// Shows a row for each item. Rows are known by the keys of their items: those of known keys are kept, and moved if
/// need be.
#[component]
pub fn For<IF, I, T, EF, N, KF, K>(
    /// The items: a signal, or a function that reads signals.
    each: IF,
    /// Returns the key of an item.
    key: KF,
    /// Returns the view of an item.
    children: EF,
) -> impl IntoView
where
    IF: SignalOrFn<Output = I> + Send + 'static,
    I: IntoIterator<Item = T> + Send + 'static,
    EF: Fn(T) -> N + Send + Clone + 'static,
    N: IntoNode + 'static,
    KF: Fn(&T) -> K + Send + Clone + 'static,
    K: Eq + Hash + 'static,
    T: Send + 'static,
{
    keyed_list(each, key, move |_, item| NewRow { node: children(item).into_node(), set_index: None })
}

/// Shows a row for each item, like [`For`], and tells the row its index.
#[component]
pub fn ForEnumerate<IF, I, T, EF, N, KF, K>(
    /// The items: a signal, or a function that reads signals.
    each: IF,
    /// Returns the key of an item.
    key: KF,
    /// Returns the view of an item, given the index of its row.
    children: EF,
) -> impl IntoView
where
    IF: SignalOrFn<Output = I> + Send + 'static,
    I: IntoIterator<Item = T> + Send + 'static,
    EF: Fn(ReadSignal<usize>, T) -> N + Send + Clone + 'static,
    N: IntoNode + 'static,
    KF: Fn(&T) -> K + Send + Clone + 'static,
    K: Eq + Hash + 'static,
    T: Send + 'static,
{
    keyed_list(each, key, move |index, item| {
        let (index, set_index) = ArcRwSignal::new(index).split();
        let node = children(index.into(), item).into_node();
        NewRow { node, set_index: Some(Box::new(move |index| set_index.set(index))) }
    })
}

/// Creates the node of a keyed list.
fn keyed_list<IF, I, T, K>(
    each: IF,
    key: impl Fn(&T) -> K + Send + Clone + 'static,
    make: impl Fn(usize, T) -> NewRow + Send + Clone + 'static,
) -> Node
where
    IF: SignalOrFn<Output = I> + Send + 'static,
    I: IntoIterator<Item = T>,
    K: Eq + Hash + 'static,
    T: Send + 'static,
{
    let owner = Owner::current().map(|owner| owner.downgrade());
    Node::reactive(move || {
        let mut items: Vec<Option<T>> = each.run().into_iter().map(Some).collect();
        let keys = items.iter().flatten().map(|item| Key::new(key(item))).collect();
        let make = make.clone();
        let make = Box::new(move |index: usize| {
            let item = items.get_mut(index).and_then(Option::take);
            item.map(|item| make(index, item)).unwrap_or_default()
        });
        let rows = SendWrapper::new(KeyedRows { keys, make });
        Node(NodeKind::Keyed(Box::new(KeyedNode { owner: owner.clone(), rows })))
    })
}
