//! Numbers a platform team may want to change; the defaults are the React plugin's constants.

use super::problem::{Allowed, ConfigProblem, Reader, Source};
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

/// How often, how long, how high.
///
/// | key | unit | default | allowed |
/// |---|---|---|---|
/// | `tuning.searchDebounceMs` | ms | 400 | 0 – 5,000 |
/// | `tuning.refreshThrottleMs` | ms | 1,000 | 0 – 60,000 |
/// | `tuning.activePollMs` | ms | 5,000 | 1,000 – 600,000 |
/// | `tuning.idlePollMs` | ms | 60,000 | 5,000 – 3,600,000 |
/// | `tuning.requestTimeoutMs` | ms | 20,000 | 1,000 – 120,000 |
/// | `tuning.gracePeriodMs` | ms | 6,000 | 0 – 600,000 |
/// | `tuning.expiryWarningHours` | hours | 24 | 0 – 720 |
/// | `tuning.listMaxHeightPx` | CSS pixels | 280 | 112 – 4,000 |
///
/// `listMaxHeightPx` is five rows; the React plugin's 260 cut its last row in half.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tuning {
    /// Milliseconds after the last key until a search is sent.
    pub search_debounce_ms: u32,
    /// Milliseconds for which a second "Refresh" is ignored.
    pub refresh_throttle_ms: u32,
    /// Milliseconds between refreshes while something is about to change.
    pub active_poll_ms: u32,
    /// Milliseconds between refreshes while nothing is.
    pub idle_poll_ms: u32,
    /// Milliseconds after which a call is given up.
    pub request_timeout_ms: u32,
    /// Milliseconds for which a session stays trusted after a check that failed for other reasons than
    /// Coder's refusal.
    pub grace_period_ms: u32,
    /// Hours before the end of a session from which on it is warned about; 0 for never.
    pub expiry_warning_hours: u32,
    /// The list's height, in CSS pixels, from which on it scrolls.
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
    /// A row's height in CSS pixels, until one was measured.
    pub const ROW_HEIGHT_PX: u32 = 56;

    /// How many rows can be seen of a list that has not been scrolled, the last of them in part.
    pub fn rows_at_first(&self) -> usize {
        (self.list_max_height_px / Self::ROW_HEIGHT_PX) as usize + 1
    }

    /// Reads the section `tuning`, using what is right and telling what is not.
    pub(super) fn read(section: Option<&Value>, problems: &mut Vec<ConfigProblem>) -> Self {
        let mut tuning = Self::default();
        let mut reader = Reader { source: Source::App, prefix: "tuning", problems };
        reader.unknown_keys(section, &KEYS);
        let mut number = |key, place: &mut u32, low, high| {
            let found = section.and_then(|s| s.get(key)).filter(|v| !v.is_null());
            let Some(value) = found else { return };
            match value.as_u64().and_then(|n| u32::try_from(n).ok()) {
                Some(n) if (low..=high).contains(&n) => *place = n,
                _ => reader.wrong(key, found, Allowed::Range { low, high }),
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
