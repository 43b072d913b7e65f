//! Retries of a failed request, and the `Retry-After` header.

use super::backoff::with_jitter;
use crate::error::Error;
use crate::request::Method;

/// The maximum number of retries of a read (the React plugin's `MAX_FETCH_FAILURES`).
pub const MAX_RETRIES: u32 = 3;
/// The maximum `Retry-After` delay that is honored, in milliseconds.
pub const LONGEST_WAIT_MS: u32 = 3_600_000;

/// The number of retries of a failed read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RetryCount(u32);

/// Returns the delay in milliseconds before a failed request is retried automatically: 1, 2, 4 seconds ± 20 %.
///
/// `None` after [`MAX_RETRIES`], for refusals ([`Error::is_refusal`]), and always for writes.
pub fn retry_delay(retry: &mut RetryCount, method: Method, error: &Error, jitter: f64) -> Option<u32> {
    if method != Method::Get || error.is_refusal() || retry.0 >= MAX_RETRIES {
        return None;
    }
    retry.0 += 1;
    Some(with_jitter(500 << retry.0, jitter))
}

/// Parses a `Retry-After` header into milliseconds.
///
/// The header is a number of seconds, or a date that is `until_ms` milliseconds away.
///
/// ```
/// use coder_core::polling::retry_after_ms;
/// assert_eq!(retry_after_ms("30", None), Some(30_000));
/// assert_eq!(retry_after_ms("Thu, 26 Nov 2026 20:00:00 GMT", Some(1_500.0)), Some(1_500));
/// assert_eq!(retry_after_ms("soon", None), None);
/// ```
pub fn retry_after_ms(header: &str, until_ms: Option<f64>) -> Option<u32> {
    let ms = match header.trim().parse::<u32>() {
        Ok(seconds) => seconds.saturating_mul(1_000),
        // `as` saturates.
        Err(_) => until_ms.filter(|ms| ms.is_finite())? as u32,
    };
    Some(ms.min(LONGEST_WAIT_MS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Party, ServerMessage};

    #[test]
    fn a_date_to_wait_for_is_as_far_away_as_the_browser_says() {
        let date = "Thu, 26 Nov 2026 20:00:00 GMT";
        assert_eq!(retry_after_ms(date, Some(-5.0)), Some(0));
        assert_eq!(retry_after_ms(date, Some(1e18)), Some(LONGEST_WAIT_MS));
        assert_eq!(retry_after_ms(date, Some(f64::NAN)), None);
        assert_eq!(retry_after_ms(" 7 ", None), Some(7_000));
        assert_eq!(retry_after_ms("99999999", None), Some(LONGEST_WAIT_MS));
    }

    #[test]
    fn a_read_is_tried_again_three_times_at_most_a_refused_one_and_a_write_never() {
        let mut retry = RetryCount::default();
        let pauses: Vec<_> =
            (0..5).map(|_| retry_delay(&mut retry, Method::Get, &Error::Timeout, 0.5)).collect();
        assert_eq!(pauses, [Some(1_000), Some(2_000), Some(4_000), None, None]);
        let gateway = Error::NotCoder { by: Party::Gateway, status: 401, message: ServerMessage::default() };
        for refused in [
            Error::Unauthorized(String::new()),
            Error::RateLimited(Some(1_000)),
            Error::PreconditionFailed(ServerMessage::default()),
            gateway,
        ] {
            assert_eq!(
                retry_delay(&mut RetryCount::default(), Method::Get, &refused, 0.5),
                None,
                "{refused:?}"
            );
        }
        assert_eq!(retry_delay(&mut RetryCount::default(), Method::Post, &Error::Timeout, 0.5), None);
    }
}
