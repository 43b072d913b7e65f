//! The keys that models read, known at compile time.

/// The maximum number of distinct keys in a model and the models within it.
const MOST: usize = 256;

/// The keys that a type reads from its JSON and from the JSON within it.
///
/// ```
/// use coder_core::json::Keys;
/// const OUTER: Keys = Keys { own: &[&["name"], &["inner"]], nested: &[Keys { own: &[&["id"]], ..Keys::NONE }] };
/// const SORTED: &[&str] = &OUTER.sorted::<{ OUTER.count() }>();
/// assert_eq!(SORTED, ["id", "inner", "name"]);
/// ```
#[derive(Clone, Copy)]
pub struct Keys {
    /// The keys in the type's own object: for each field, the keys that it is read from.
    pub own: &'static [&'static [&'static str]],
    /// The keys of the types of the fields.
    pub nested: &'static [Self],
}

impl Keys {
    /// The keys of a type that is not read from an object.
    pub const NONE: Self = Self { own: &[], nested: &[] };

    /// Returns the number of distinct keys.
    pub const fn count(&self) -> usize {
        self.insert(&mut [""; MOST], 0)
    }

    /// Returns the distinct keys, sorted. `N` is their number, [`Keys::count`].
    pub const fn sorted<const N: usize>(&self) -> [&'static str; N] {
        let mut keys = [""; N];
        self.insert(&mut keys, 0);
        keys
    }

    /// Inserts the keys into the first `length` of a sorted list, and returns the new length.
    pub(crate) const fn insert(&self, keys: &mut [&'static str], mut length: usize) -> usize {
        let mut field = 0;
        while field < self.own.len() {
            let mut at = 0;
            while at < self.own[field].len() {
                length = insert(keys, length, self.own[field][at]);
                at += 1;
            }
            field += 1;
        }
        let mut at = 0;
        while at < self.nested.len() {
            length = self.nested[at].insert(keys, length);
            at += 1;
        }
        length
    }
}

/// Inserts a key into the first `length` of a sorted list unless it is there, and returns the new length.
const fn insert(keys: &mut [&'static str], length: usize, key: &'static str) -> usize {
    let mut at = 0;
    while at < length && is_before(keys[at], key) {
        at += 1;
    }
    if at < length && !is_before(key, keys[at]) {
        return length;
    }
    let mut last = length;
    while last > at {
        keys[last] = keys[last - 1];
        last -= 1;
    }
    keys[at] = key;
    length + 1
}

/// Whether a text is less than another one, byte by byte.
const fn is_before(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_sorted_and_each_is_there_once() {
        const INNER: Keys = Keys { own: &[&["id"], &["name"], &["id_2", "i"]], nested: &[] };
        const OUTER: Keys = Keys { own: &[&["z", "name"], &["a"]], nested: &[INNER, Keys::NONE, INNER] };
        const SORTED: [&str; OUTER.count()] = OUTER.sorted();
        assert_eq!(SORTED, ["a", "i", "id", "id_2", "name", "z"]);
        assert_eq!(Keys::NONE.count(), 0);
    }
}
