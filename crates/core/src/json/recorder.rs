//! Records which fields a test reads.

use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    static READ: RefCell<BTreeSet<String>> = RefCell::default();
    static MISSING: RefCell<BTreeSet<String>> = RefCell::default();
}

/// Records an access to a field.
pub(super) fn record(key: &str, is_present: bool) {
    READ.with_borrow_mut(|keys| keys.insert(key.to_owned()));
    if !is_present {
        MISSING.with_borrow_mut(|keys| keys.insert(key.to_owned()));
    }
}

/// Returns the names of the fields that a reader accesses.
pub fn fields_read_by(read: impl FnOnce()) -> BTreeSet<String> {
    READ.take();
    read();
    READ.take()
}

/// Returns the names of the fields that a reader accesses in objects that lack them.
pub fn missing_fields_read_by(read: impl FnOnce()) -> BTreeSet<String> {
    MISSING.take();
    read();
    MISSING.take()
}
