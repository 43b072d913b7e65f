//! Timestamps relative to now, in Coder's format.

use jiff::{SignedDuration, Timestamp};

/// Returns the present time plus some seconds, in RFC 3339.
pub fn seconds_from_now(seconds: i64) -> String {
    let now = Timestamp::now();
    now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(now).to_string()
}
