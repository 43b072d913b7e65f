//! The use of a link by one request, as a state machine.

use super::{
    CLAIM_MS, LEASE_MS, LONGEST_POLL_MS, MAX_REFUSALS, POLL_JITTER_MS, POLL_MS, Pacer, REFRESH_BEFORE_MS,
    REFRESH_TIMEOUT_MS, WAIT_MS,
};
use crate::gateway::Refusal;

/// What a request wants of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkPurpose {
    /// A token that does not end soon.
    Current,
    /// Another token than the one that Coder refused; with the number of those that it refused before in this request.
    Renewed(u32),
    /// No link any more.
    Unlink,
}

/// A link as a request reads it, without its credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinkRow {
    /// Counts the credentials of the link; a version never comes back.
    pub version: i64,
    /// Whether the credential can be refreshed.
    pub is_oauth: bool,
    /// Whether the access token is the one that Coder refused.
    pub is_refused: bool,
    /// The time at which the access token ends, in milliseconds, if it does.
    pub access_ends_ms: Option<i64>,
    /// The time until which a replica refreshes the link, in milliseconds, if one does.
    pub leased_until_ms: Option<i64>,
}

/// What a backend does for a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkStep {
    /// Read the link.
    Read,
    /// Take the lease of the link if it is of the version that was read, and nobody has it.
    Claim {
        /// The length of the lease, in milliseconds.
        lease_ms: i64,
    },
    /// Give the lease back if it is still the one that was taken.
    Release,
    /// Have Coder refresh the grant that was read.
    Refresh {
        /// The time limit, in milliseconds.
        timeout_ms: i64,
    },
    /// Store the new grant if the link is of the version that was read.
    Store,
    /// Remove the link if it is of the version that was read.
    Remove,
    /// Revoke the grant that was received last, or read.
    Revoke,
    /// Wait.
    Wait {
        /// The time, in milliseconds.
        ms: i64,
    },
    /// The last one: the access token of the grant that was received last, or read.
    Use,
    /// The last one: there is no link.
    NoLink,
    /// The last one: answer with a refusal.
    Refuse(Refusal),
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The link, if there is one.
    Read(Option<LinkRow>),
    /// Whether the lease was taken.
    Claimed(bool),
    /// Coder refreshed the grant.
    Granted,
    /// Coder does not know the grant any more.
    Ended,
    /// Coder could not refresh the grant at the moment, or did not answer.
    Failed,
    /// Whether the new grant was stored.
    Stored(bool),
    /// Whether the link was removed.
    Removed(bool),
    /// The step was executed: the lease is given back, the grant revoked, or the time over.
    Done,
}

/// The time and chance of a transition.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The time, in milliseconds.
    pub now_ms: i64,
    /// A random number from 0 to 1.
    pub random: f64,
}

/// The use of a link by one request: a value between two steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinkUse {
    /// What the request wants.
    pub purpose: LinkPurpose,
    /// The time until which it waits for others, in milliseconds.
    pub wait_until_ms: i64,
    /// The link as it was read last.
    pub row: Option<LinkRow>,
    /// The time at which the lease was asked for, in milliseconds.
    pub claimed_ms: i64,
    /// What the outcome of the step means.
    pub phase: Phase,
}

/// What the next outcome without a name of its own means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phase {
    /// The link is to be read again.
    Again,
    /// The refresh failed.
    Failed,
    /// The link was removed because its user wants that.
    Unlinked,
}

impl LinkUse {
    /// Returns the use of a link at its beginning, whose first step is [`LinkStep::Read`].
    pub fn new(purpose: LinkPurpose, now_ms: i64) -> Self {
        let wait_until_ms = now_ms.saturating_add(WAIT_MS);
        Self { purpose, wait_until_ms, row: None, claimed_ms: now_ms, phase: Phase::Again }
    }

    /// Returns the step after an outcome.
    pub fn next(&mut self, outcome: Outcome, moment: Moment, pacer: &mut Pacer) -> LinkStep {
        match outcome {
            Outcome::Read(row) => {
                self.row = row;
                match row {
                    Some(row) => self.with_link(row, moment, pacer),
                    None => self.without_link(),
                }
            }
            Outcome::Claimed(true) => self.with_lease(moment, pacer),
            Outcome::Claimed(false) => self.wait(POLL_MS, moment),
            // Stored before it is used: a grant that is lost cannot be had again.
            Outcome::Granted => LinkStep::Store,
            Outcome::Ended => LinkStep::Remove,
            Outcome::Failed => self.release(Phase::Failed),
            Outcome::Stored(true) => LinkStep::Use,
            // Unlinked or linked anew meanwhile: nobody will use this grant.
            Outcome::Stored(false) => self.revoke(Phase::Again),
            Outcome::Removed(true) => self.removed(),
            // It changed meanwhile, so what was known of it may be wrong.
            Outcome::Removed(false) => LinkStep::Read,
            Outcome::Done => match self.phase {
                Phase::Again => LinkStep::Read,
                Phase::Failed if self.works(moment.now_ms) => LinkStep::Use,
                Phase::Failed => LinkStep::Refuse(Refusal::Unreachable),
                Phase::Unlinked => LinkStep::NoLink,
            },
        }
    }

    fn without_link(&self) -> LinkStep {
        match self.purpose {
            LinkPurpose::Current | LinkPurpose::Unlink => LinkStep::NoLink,
            LinkPurpose::Renewed(_) => LinkStep::Refuse(Refusal::LinkEnded),
        }
    }

    fn with_link(&mut self, row: LinkRow, moment: Moment, pacer: &Pacer) -> LinkStep {
        match self.purpose {
            LinkPurpose::Unlink => return LinkStep::Remove,
            LinkPurpose::Renewed(before) if before >= MAX_REFUSALS => return busy(0),
            _ if !row.is_refused && !is_due(row, moment.now_ms) => return LinkStep::Use,
            _ if !row.is_oauth => return LinkStep::Remove,
            LinkPurpose::Current | LinkPurpose::Renewed(_) => {}
        }
        if row.leased_until_ms.is_some_and(|until| until >= moment.now_ms) {
            return self.wait_for_other(moment);
        }
        match pacer.wait_ms(moment.now_ms) {
            ms if ms > 0 && self.refreshes(moment.now_ms) => self.wait_for_slot(ms, moment),
            _ => self.claim(moment.now_ms),
        }
    }

    fn claim(&mut self, now_ms: i64) -> LinkStep {
        self.claimed_ms = now_ms;
        LinkStep::Claim { lease_ms: LEASE_MS }
    }

    fn with_lease(&mut self, moment: Moment, pacer: &mut Pacer) -> LinkStep {
        // What is left of the lease may not outlast the refresh.
        if moment.now_ms.saturating_sub(self.claimed_ms) > CLAIM_MS {
            return self.release(Phase::Again);
        }
        if !self.refreshes(moment.now_ms) {
            return LinkStep::Remove;
        }
        match pacer.take(moment.now_ms) {
            true => LinkStep::Refresh { timeout_ms: REFRESH_TIMEOUT_MS },
            false => self.release(Phase::Again),
        }
    }

    /// Whether a link in need is refreshed. One whose new token Coder refuses as well, before its end, is removed; with the
    /// lease, because another replica may be about to store a grant.
    fn refreshes(&self, now_ms: i64) -> bool {
        let is_first = matches!(self.purpose, LinkPurpose::Current | LinkPurpose::Renewed(0));
        is_first || self.row.is_some_and(|row| is_due(row, now_ms))
    }

    fn removed(&mut self) -> LinkStep {
        match (self.purpose, self.row.is_some_and(|row| row.is_oauth)) {
            (LinkPurpose::Unlink, true) => self.revoke(Phase::Unlinked),
            (LinkPurpose::Unlink, false) => LinkStep::NoLink,
            _ => LinkStep::Refuse(Refusal::LinkEnded),
        }
    }

    fn wait_for_other(&mut self, moment: Moment) -> LinkStep {
        match moment.now_ms < self.wait_until_ms {
            true => self.wait(POLL_MS, moment),
            false if self.works(moment.now_ms) => LinkStep::Use,
            false => LinkStep::Refuse(Refusal::TimedOut),
        }
    }

    /// A token that works until then needs no slot.
    fn wait_for_slot(&mut self, ms: i64, moment: Moment) -> LinkStep {
        if self.works(moment.now_ms) {
            return LinkStep::Use;
        }
        match moment.now_ms.saturating_add(ms) < self.wait_until_ms {
            true => self.wait(ms.clamp(POLL_MS, LONGEST_POLL_MS), moment),
            false => busy(ms),
        }
    }

    /// Whether the access token that was read works, as far as is known here.
    fn works(&self, now_ms: i64) -> bool {
        self.row.is_some_and(|row| !row.is_refused && row.access_ends_ms.is_some_and(|end| end > now_ms))
    }

    fn wait(&mut self, ms: i64, moment: Moment) -> LinkStep {
        self.phase = Phase::Again;
        let random = if moment.random.is_finite() { moment.random.clamp(0.0, 1.0) } else { 0.5 };
        // `as` saturates; the jitter is a part of a second.
        LinkStep::Wait { ms: ms + (random * POLL_JITTER_MS as f64) as i64 }
    }

    fn release(&mut self, phase: Phase) -> LinkStep {
        self.phase = phase;
        LinkStep::Release
    }

    fn revoke(&mut self, phase: Phase) -> LinkStep {
        self.phase = phase;
        LinkStep::Revoke
    }
}

fn is_due(row: LinkRow, now_ms: i64) -> bool {
    row.is_oauth && row.access_ends_ms.is_some_and(|end| end.saturating_sub(now_ms) < REFRESH_BEFORE_MS)
}

fn busy(ms: i64) -> LinkStep {
    LinkStep::Refuse(Refusal::Busy(u32::try_from(ms / 1_000).unwrap_or_default() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::vault::SKEW_MS;

    const NOW_MS: i64 = 1_000_000_000;
    const ROW: LinkRow = LinkRow {
        version: 7,
        is_oauth: true,
        is_refused: false,
        access_ends_ms: None,
        leased_until_ms: None,
    };

    /// Returns the last step after these outcomes, all of them now.
    fn after(purpose: LinkPurpose, outcomes: &[Outcome], random: f64) -> Option<LinkStep> {
        let (mut link_use, mut pacer) = (LinkUse::new(purpose, NOW_MS), Pacer::default());
        let moment = Moment { now_ms: NOW_MS, random };
        outcomes.iter().map(|outcome| link_use.next(*outcome, moment, &mut pacer)).last()
    }

    fn read(row: LinkRow) -> Outcome {
        Outcome::Read(Some(row))
    }

    #[test]
    fn a_token_is_used_until_two_minutes_before_its_end() {
        let step = |left_ms| {
            after(
                LinkPurpose::Current,
                &[read(LinkRow { access_ends_ms: Some(NOW_MS + left_ms), ..ROW })],
                0.0,
            )
        };
        assert_eq!(step(120_000), Some(LinkStep::Use));
        assert_eq!(step(119_999), Some(LinkStep::Claim { lease_ms: LEASE_MS }));
        assert_eq!(after(LinkPurpose::Current, &[read(ROW)], 0.0), Some(LinkStep::Use));
    }

    #[test]
    fn a_pasted_token_is_never_refreshed() {
        let pasted = LinkRow { is_oauth: false, access_ends_ms: Some(NOW_MS - 1), ..ROW };
        assert_eq!(after(LinkPurpose::Current, &[read(pasted)], 0.0), Some(LinkStep::Use));
        let refused = read(LinkRow { is_refused: true, ..pasted });
        assert_eq!(after(LinkPurpose::Renewed(0), &[refused], 0.0), Some(LinkStep::Remove));
        let ended = after(LinkPurpose::Renewed(0), &[refused, Outcome::Removed(true)], 0.0);
        assert_eq!(ended, Some(LinkStep::Refuse(Refusal::LinkEnded)));
    }

    #[test]
    fn only_a_grant_is_revoked_when_it_is_unlinked() {
        let unlink = |row| after(LinkPurpose::Unlink, &[read(row), Outcome::Removed(true)], 0.0);
        assert_eq!(unlink(ROW), Some(LinkStep::Revoke));
        assert_eq!(unlink(LinkRow { is_oauth: false, ..ROW }), Some(LinkStep::NoLink));
        assert_eq!(after(LinkPurpose::Unlink, &[Outcome::Read(None)], 0.0), Some(LinkStep::NoLink));
    }

    #[test]
    fn a_link_that_is_another_one_after_each_refusal_is_not_followed_forever() {
        assert_eq!(after(LinkPurpose::Renewed(2), &[read(ROW)], 0.0), Some(LinkStep::Use));
        assert_eq!(
            after(LinkPurpose::Renewed(3), &[read(ROW)], 0.0),
            Some(LinkStep::Refuse(Refusal::Busy(1)))
        );
    }

    #[test]
    fn replicas_read_a_link_that_another_one_refreshes_at_different_times() {
        let leased = LinkRow { access_ends_ms: Some(0), leased_until_ms: Some(NOW_MS + SKEW_MS), ..ROW };
        for (random, ms) in [(0.0, 50), (0.5, 125), (1.0, 200), (7.0, 200), (f64::NAN, 125)] {
            assert_eq!(after(LinkPurpose::Current, &[read(leased)], random), Some(LinkStep::Wait { ms }));
        }
    }
}
