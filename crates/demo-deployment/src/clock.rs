//! Times relative to now, as Coder writes them.

use jiff::{SignedDuration, Timestamp};

/// Now, shifted by so many seconds, in RFC 3339.
pub fn seconds_from_now(seconds: i64) -> String {
    let now = Timestamp::now();
    now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(now).to_string()
}
