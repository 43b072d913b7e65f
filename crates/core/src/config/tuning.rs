//! Numbers that a platform team can change. The defaults are the React plugin's constants.

use super::problem::{Allowed, ConfigProblem, Source};
use super::reader::Reader;
use crate::polling::{IDLE_MS, LIST_ACTIVE_MS, Pace};
use serde_json::Value;

/// A key of the section `tuning`, whose value is a whole number within bounds.
pub struct TuningKey {
    /// The name.
    pub name: &'static str,
    /// The inclusive lower bound.
    pub low: u32,
    /// The inclusive upper bound.
    pub high: u32,
    field: fn(&mut Tuning) -> &mut u32,
}

impl TuningKey {
    const fn new(name: &'static str, [low, high]: [u32; 2], field: fn(&mut Tuning) -> &mut u32) -> Self {
        Self { name, low, high, field }
    }

    /// Returns the default.
    pub fn default(&self) -> u32 {
        *(self.field)(&mut Tuning::default())
    }
}

/// The keys of the section `tuning`.
pub const TUNING_KEYS: [TuningKey; 8] = [
    TuningKey::new("searchDebounceMs", [0, 5_000], |t| &mut t.search_debounce_ms),
    TuningKey::new("refreshThrottleMs", [0, 60_000], |t| &mut t.refresh_throttle_ms),
    TuningKey::new("activePollMs", [1_000, 600_000], |t| &mut t.active_poll_ms),
    TuningKey::new("idlePollMs", [5_000, 3_600_000], |t| &mut t.idle_poll_ms),
    TuningKey::new("requestTimeoutMs", [1_000, 120_000], |t| &mut t.request_timeout_ms),
    TuningKey::new("gracePeriodMs", [0, 600_000], |t| &mut t.grace_period_ms),
    TuningKey::new("expiryWarningHours", [0, 720], |t| &mut t.expiry_warning_hours),
    TuningKey::new("listMaxHeightPx", [112, 4_000], |t| &mut t.list_max_height_px),
];

/// The names of the keys, for the report of unknown ones.
pub(super) const KEYS: [&str; 8] = {
    let mut names = [""; 8];
    let mut i = 0;
    while i < names.len() {
        names[i] = TUNING_KEYS[i].name;
        i += 1;
    }
    names
};

/// Intervals, time limits and sizes.
///
/// [`TUNING_KEYS`] has the keys with their ranges.
///
/// The default of `listMaxHeightPx` is five rows; the React plugin's 260 cuts the last row in half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tuning {
    /// Milliseconds between the last keystroke and the search request.
    pub search_debounce_ms: u32,
    /// Milliseconds during which a second "Refresh" is ignored.
    pub refresh_throttle_ms: u32,
    /// Milliseconds between refreshes while a workspace is about to change.
    pub active_poll_ms: u32,
    /// Milliseconds between refreshes while no workspace is about to change.
    pub idle_poll_ms: u32,
    /// Milliseconds until a request times out.
    pub request_timeout_ms: u32,
    /// Milliseconds for which a session stays trusted after a check that failed for a reason other than Coder's
    /// refusal.
    pub grace_period_ms: u32,
    /// Hours before the expiry of a session at which the warning appears; 0 for no warning.
    pub expiry_warning_hours: u32,
    /// The maximum height of the list, in CSS pixels, above which it scrolls.
    pub list_max_height_px: u32,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            search_debounce_ms: 400,
            refresh_throttle_ms: 1_000,
            active_poll_ms: LIST_ACTIVE_MS,
            idle_poll_ms: IDLE_MS,
            request_timeout_ms: 20_000,
            grace_period_ms: 6_000,
            expiry_warning_hours: 24,
            list_max_height_px: 280,
        }
    }
}

impl Tuning {
    /// The height of a row in CSS pixels, until one is measured.
    pub const ROW_HEIGHT_PX: u32 = 56;

    /// Returns the number of rows that are visible before the list is scrolled, including a partly visible last one.
    pub fn initial_rows(&self) -> usize {
        (self.list_max_height_px / Self::ROW_HEIGHT_PX) as usize + 1
    }

    /// Returns the pace of a list of workspaces.
    pub fn list_pace(&self) -> Pace {
        Pace::list(self.active_poll_ms, self.idle_poll_ms)
    }

    /// Reads the section `tuning`. Invalid values are reported as problems, and the rest is used.
    pub(super) fn read(section: Option<&Value>, problems: &mut Vec<ConfigProblem>) -> Self {
        let mut tuning = Self::default();
        let mut reader = Reader { source: Source::App, prefix: "tuning", problems };
        reader.unknown_keys(section, &KEYS);
        for TuningKey { name, low, high, field } in TUNING_KEYS {
            let Some(value) = section.and_then(|s| s.get(name)).filter(|v| !v.is_null()) else { continue };
            match value.as_u64().and_then(|n| u32::try_from(n).ok()) {
                Some(n) if (low..=high).contains(&n) => *field(&mut tuning) = n,
                _ => reader.report(name, Some(value), Allowed::Range { low, high }),
            }
        }
        tuning
    }
}
