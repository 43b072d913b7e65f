//! Numbers that a platform team can change. The defaults are the React plugin's constants.

use super::problem::{Allowed, ConfigProblem, Source};
use super::reader::Reader;
use serde_json::Value;

pub(super) const KEYS: [&str; 8] = [
    "searchDebounceMs",
    "refreshThrottleMs",
    "activePollMs",
    "idlePollMs",
    "requestTimeoutMs",
    "gracePeriodMs",
    "expiryWarningHours",
    "listMaxHeightPx",
];

/// Intervals, time limits and sizes.
///
/// `keys.toml` has the keys with their ranges and defaults.
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
            active_poll_ms: 5_000,
            idle_poll_ms: 60_000,
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

    /// Reads the section `tuning`. Invalid values are reported as problems, and the rest is used.
    pub(super) fn read(section: Option<&Value>, problems: &mut Vec<ConfigProblem>) -> Self {
        let mut tuning = Self::default();
        let mut reader = Reader { source: Source::App, prefix: "tuning", problems };
        reader.unknown_keys(section, &KEYS);
        let mut number = |key, place: &mut u32, low, high| {
            let found = section.and_then(|s| s.get(key)).filter(|v| !v.is_null());
            let Some(value) = found else { return };
            match value.as_u64().and_then(|n| u32::try_from(n).ok()) {
                Some(n) if (low..=high).contains(&n) => *place = n,
                _ => reader.report(key, found, Allowed::Range { low, high }),
            }
        };
        number("searchDebounceMs", &mut tuning.search_debounce_ms, 0, 5_000);
        number("refreshThrottleMs", &mut tuning.refresh_throttle_ms, 0, 60_000);
        number("activePollMs", &mut tuning.active_poll_ms, 1_000, 600_000);
        number("idlePollMs", &mut tuning.idle_poll_ms, 5_000, 3_600_000);
        number("requestTimeoutMs", &mut tuning.request_timeout_ms, 1_000, 120_000);
        number("gracePeriodMs", &mut tuning.grace_period_ms, 0, 600_000);
        number("expiryWarningHours", &mut tuning.expiry_warning_hours, 0, 720);
        number("listMaxHeightPx", &mut tuning.list_max_height_px, 112, 4_000);
        tuning
    }
}
