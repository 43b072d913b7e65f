//! Keyed lists.

use crate::mounted::{MountedRows, Row};
use crate::node::{Key, KeyedNode, KeyedRows, NewRow};
use crate::order::unmoved;
use leptos_full::prelude::{Mountable, Owner, WeakOwner};
use leptos_full::tachys::renderer::dom::Dom;
use std::hash::{Hash, Hasher};
use wasm_bindgen::JsCast;

impl Key {
    pub(crate) fn new<K: Eq + Hash + 'static>(key: K) -> Self {
        let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
        key.hash(&mut hasher);
        Self { hash: hasher.0, value: Box::new(key) }
    }
}

/// The hash function FNV-1a. It need not resist chosen keys, because keys of one hash are compared.
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl KeyedNode {
    pub(crate) fn draw(self) -> MountedRows {
        let Self { owner, rows } = self;
        let KeyedRows { keys, mut make } = rows.take();
        let keys = keys.into_iter().enumerate();
        let rows = keys.map(|(index, key)| Row::make(key, index, &mut *make, owner.as_ref())).collect();
        MountedRows { rows, end: Dom::create_placeholder().into() }
    }

    /// Changes the rows into those of this list: known rows are kept, and moved only if they must be.
    pub(crate) fn patch(self, mounted: &mut MountedRows) {
        let Self { owner, rows } = self;
        let KeyedRows { keys, mut make } = rows.take();
        let mut old: Vec<Option<Row>> = std::mem::take(&mut mounted.rows).into_iter().map(Some).collect();
        let table = Table::new(&old);
        let mut former = Vec::with_capacity(keys.len());
        for (index, key) in keys.into_iter().enumerate() {
            let found = table.find(&key, &old);
            former.push(found);
            let known = found.and_then(|at| old[at].take());
            mounted.rows.push(match known {
                Some(row) => row,
                None => Row::make(key, index, &mut *make, owner.as_ref()),
            });
        }
        old.into_iter().flatten().for_each(|mut gone| gone.mounted.unmount());
        mounted.place(&former);
    }
}

/// Creates the owner of a row.
fn row_owner(list: Option<&WeakOwner>) -> Owner {
    list.and_then(WeakOwner::upgrade).map_or_else(Owner::new, |list| list.child())
}

impl Row {
    fn make(key: Key, index: usize, make: &mut dyn FnMut(usize) -> NewRow, list: Option<&WeakOwner>) -> Self {
        let owner = row_owner(list);
        let (mounted, set_index) = owner.with(|| {
            let NewRow { node, set_index } = make(index);
            (node.draw(), set_index)
        });
        Self { key, mounted, set_index, _owner: owner }
    }
}

impl MountedRows {
    /// Moves and mounts rows so that they stand in order, from the last one to the first. `former` has the former
    /// index of each row.
    fn place(&mut self, former: &[Option<usize>]) {
        let stays = unmoved(former);
        let parent = self.end.parent_node();
        for index in (0..self.rows.len()).rev() {
            if let (Some(set_index), Some(before)) = (&self.rows[index].set_index, former[index])
                && before != index
            {
                set_index(index);
            }
            let (Some(parent), false) = (&parent, stays[index]) else { continue };
            let (before, after) = self.rows.split_at_mut(index + 1);
            let row = &mut before[index].mounted;
            match after.first() {
                Some(next) => drop(next.mounted.insert_before_this(row)),
                None => row.mount(parent.unchecked_ref(), Some(&self.end)),
            }
        }
    }
}

/// The indexes of rows by their keys: a hash table with open addressing.
struct Table {
    /// Indexes of rows, at or after the places that the hashes of their keys determine.
    places: Vec<Option<usize>>,
}

impl Table {
    fn new(rows: &[Option<Row>]) -> Self {
        let mut table = Self { places: vec![None; (rows.len() * 2).next_power_of_two()] };
        for (index, row) in rows.iter().enumerate() {
            let Some(row) = row else { continue };
            let free = table.probe(row.key.hash).find(|place| table.places[*place].is_none());
            if let Some(place) = free {
                table.places[place] = Some(index);
            }
        }
        table
    }

    /// Returns the index of the row with a key, among those that are still there.
    fn find(&self, key: &Key, rows: &[Option<Row>]) -> Option<usize> {
        let taken = self.probe(key.hash).map_while(|place| self.places[place]);
        let mut found = taken.filter(|index| rows[*index].as_ref().is_some_and(|row| row.key == *key));
        found.next()
    }

    /// Returns the places for a hash, in the order in which they are tried.
    fn probe(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let count = self.places.len();
        let start = hash as usize;
        (0..count).map(move |step| start.wrapping_add(step) & (count - 1))
    }
}
