//! The intervals and limits of each kind of poll.

/// The default interval of a list while a workspace changes, in milliseconds (`tuning.activePollMs`).
pub const LIST_ACTIVE_MS: u32 = 5_000;
/// The default interval of everything at rest, in milliseconds (`tuning.idlePollMs`).
pub const IDLE_MS: u32 = 60_000;
/// The interval of details and logs while they change, in milliseconds.
const DETAILS_MS: u32 = 1_500;
/// The interval of a build that an action waits for, in milliseconds.
const BUILD_MS: u32 = 2_000;
/// The interval of external authentication, in milliseconds.
const ACCOUNT_MS: u32 = 1_000;

/// The intervals and limits of a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Milliseconds between requests while the polled state changes.
    pub(super) fast_ms: u32,
    /// Milliseconds between requests at rest, and after `fast_requests`.
    pub(super) slow_ms: u32,
    /// The number of consecutive requests at the fast interval.
    pub(super) fast_requests: u32,
    /// The number of consecutive requests, without rest in between, after which polling ends.
    pub(super) requests: u32,
    /// Whether polling ends once the polled state is at rest.
    pub(super) ends_at_rest: bool,
    /// Whether polling continues at the slow interval while the page is hidden.
    pub(super) goes_on_hidden: bool,
}

impl Pace {
    /// Returns the pace of a list of workspaces: without a limit. Both intervals are the configuration's.
    pub fn list(fast_ms: u32, slow_ms: u32) -> Self {
        let (fast_requests, requests) = (u32::MAX, u32::MAX);
        Self { fast_ms, slow_ms, fast_requests, requests, ends_at_rest: false, goes_on_hidden: false }
    }

    /// Returns the pace that continues at the slow interval while the page is hidden.
    pub fn also_hidden(self) -> Self {
        Self { goes_on_hidden: true, ..self }
    }

    /// Returns the pace of the details view of a workspace: fast for ten minutes of one change.
    pub fn details(slow_ms: u32) -> Self {
        Self { fast_requests: 400, ..Self::list(DETAILS_MS, slow_ms) }
    }

    /// Returns the pace of a log: like [`Pace::details`], until the log is complete.
    pub fn log(slow_ms: u32) -> Self {
        Self { ends_at_rest: true, ..Self::details(slow_ms) }
    }

    /// Returns the pace of a build that an action plan waits for: fast for ten minutes, and at most 1000 requests.
    ///
    /// Polling continues at the slow interval while the page is hidden, so that a restart completes in the
    /// background.
    pub fn build(slow_ms: u32) -> Self {
        Self {
            fast_ms: BUILD_MS,
            fast_requests: 300,
            requests: 1_000,
            goes_on_hidden: true,
            ..Self::log(slow_ms)
        }
    }

    /// Returns the pace of external authentication in another window: for a minute, as in Coder's dashboard.
    pub fn account(slow_ms: u32) -> Self {
        Self { fast_ms: ACCOUNT_MS, requests: 60, ..Self::log(slow_ms) }
    }
}
