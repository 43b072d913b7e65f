//! Delays after failures.

/// The delay before the first retry, in milliseconds.
pub const FIRST_RETRY_MS: u32 = 5_000;
/// The maximum backoff after repeated failures, in milliseconds.
pub const LONGEST_MS: u32 = 120_000;

/// Returns the backoff: 5, 10, 20, 40, 80 seconds, then two minutes, each ± 20 %.
pub(super) fn backoff(consecutive_failures: u32, jitter: f64) -> u32 {
    let doublings = consecutive_failures.saturating_sub(1).min(5);
    let base = (FIRST_RETRY_MS << doublings).min(LONGEST_MS);
    with_jitter(base, jitter)
}

/// Varies a delay by ±20 %.
pub(super) fn with_jitter(pause_ms: u32, jitter: f64) -> u32 {
    let jitter = if jitter.is_finite() { jitter.clamp(0.0, 1.0) } else { 0.5 };
    // `as` saturates; delays are at most minutes.
    (f64::from(pause_ms) * (1.0 + 0.4 * (jitter - 0.5))) as u32
}
