//! A world in which replicas use one link: the row in the database, Coder, and the actors with what each does next.
//!
//! Time is relative: it is always 0, and as it passes all times move into the past. So states that differ in nothing but
//! their age are equal.

use coder_core::gateway::Refusal;
use coder_core::gateway::vault::{
    CLAIM_MS, LinkPurpose, LinkStep, LinkUse, Pacer, REFRESH_TIMEOUT_MS, SKEW_MS, STORE_MS,
};

/// The number of a grant: of its access token and of its refresh token.
pub type GrantId = u16;
/// A broken invariant.
pub type Broken = &'static str;

/// The time after which nobody cares how long ago something was, in milliseconds.
const FORGOTTEN_MS: i64 = -2 * SKEW_MS;
/// The length of the pacers' window, in milliseconds.
const WINDOW_MS: i64 = 60_000;

/// A grant or a pasted token, with the time at which its access token ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Grant {
    pub id: GrantId,
    pub ends_ms: Option<i64>,
}

/// The link in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    pub version: i64,
    pub grant: Grant,
    pub is_oauth: bool,
    pub key: u8,
    pub leased_until_ms: Option<i64>,
}

/// What an actor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Passes a request on to Coder, as the gateway does.
    Request,
    /// Unlinks the account.
    Unlink,
    /// Links the account by an authorization.
    Authorize,
    /// Links the account by a pasted token.
    Paste,
    /// Encrypts the link with the current key.
    Reseal,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    Answered,
    NotLinked,
    Refused(Refusal),
    /// A crash, or the end of something else than a request.
    Gone,
}

/// What Coder made of a refresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    Granted(Grant),
    Ended,
}

/// What an actor does next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum At {
    Begin,
    /// The step of its use of the link.
    LinkStep(LinkStep),
    /// The answer of the database to its claim comes.
    Claimed(bool),
    /// Its refresh is under way.
    Flight {
        age_ms: i64,
        verdict: Option<Verdict>,
    },
    /// Coder gets its request.
    Ask,
    /// A link is received, and the row before it is to be read.
    Linked,
    /// The row is to be written in place of this version.
    Save(Option<i64>),
    /// The row is to be written with the current key in place of this one.
    Reseal(Row),
    Over(End),
}

/// A request, or something else that uses the link, at one replica.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Actor {
    pub replica: usize,
    pub kind: Kind,
    pub at: At,
    pub link_use: LinkUse,
    /// The grant that was read or received last.
    pub held: Option<Grant>,
    /// The end of the lease that was taken.
    pub lease_ms: Option<i64>,
    /// The token that Coder refused.
    pub refused: Option<GrantId>,
    pub refusals: u32,
    /// The time since it decided to write.
    pub unwritten_ms: Option<i64>,
    /// Whether time passed since it began to wait or to read.
    pub is_late: bool,
    /// Whether something failed since it began.
    pub is_troubled: bool,
    /// Whether the user linked or unlinked the account since it read the link.
    pub is_outdated: bool,
}

impl Actor {
    fn new(replica: usize, kind: Kind) -> Self {
        let purpose = if kind == Kind::Unlink { LinkPurpose::Unlink } else { LinkPurpose::Current };
        Self {
            replica,
            kind,
            at: At::Begin,
            link_use: LinkUse::new(purpose, 0),
            held: None,
            lease_ms: None,
            refused: None,
            refusals: 0,
            unwritten_ms: None,
            is_late: false,
            is_troubled: false,
            is_outdated: false,
        }
    }

    pub fn is_claiming(&self) -> bool {
        matches!(self.at, At::Claimed(_) | At::LinkStep(LinkStep::Claim { .. }))
    }

    /// Forgets what does not matter any more, so that equal states are seen as such.
    pub fn tidy(&mut self) {
        if !self.is_claiming() {
            self.link_use.claimed_ms = 0;
        }
        if let Some(row) = &mut self.link_use.row {
            row.leased_until_ms = None;
        }
        if matches!(self.at, At::LinkStep(LinkStep::Read | LinkStep::Wait { .. } | LinkStep::Claim { .. })) {
            self.lease_ms = None;
            self.is_outdated = false;
        }
        if matches!(self.at, At::LinkStep(LinkStep::Read | LinkStep::Wait { .. })) {
            (self.held, self.link_use.row) = (None, None);
        }
        if let At::Over(end) = &self.at {
            *self = Self { at: At::Over(end.clone()), ..Self::new(self.replica, self.kind) };
        }
    }
}

/// A refresh whose replica was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Orphan {
    pub grant: GrantId,
    pub age_ms: i64,
}

/// Everything.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct World {
    pub row: Option<Row>,
    /// The grant that Coder knows: one per user and application.
    pub live: Option<Grant>,
    /// The pasted token that Coder knows.
    pub pasted: Option<GrantId>,
    pub is_down: bool,
    pub actors: Vec<Actor>,
    pub orphans: Vec<Orphan>,
    /// The clocks of the replicas.
    pub clocks: Vec<i64>,
    pub pacers: Vec<Pacer>,
    pub key: u8,
    /// Whether the grant was lost in a way that nobody can prevent: a crash, a lost answer, or Coder's administrator.
    pub is_lost: bool,
    /// The length of new access tokens, in milliseconds; without an end if `None`.
    pub lifetime_ms: Option<i64>,
    pub random: u32,
    /// Whether refreshes are counted.
    pub is_paced: bool,
    /// Whether requests give up waiting, and read as often as they do.
    pub is_impatient: bool,
    last_grant: GrantId,
    last_version: i64,
}

impl World {
    /// Returns a world with a link whose access token ends after a time.
    pub fn new(clocks: Vec<i64>, ends_ms: i64, lifetime_ms: Option<i64>) -> Self {
        let grant = Grant { id: 1, ends_ms: Some(ends_ms) };
        let pacers = clocks.iter().map(|_| Pacer::default()).collect();
        Self {
            row: Some(Row { version: 100, grant, is_oauth: true, key: 0, leased_until_ms: None }),
            live: Some(grant),
            pasted: None,
            is_down: false,
            actors: Vec::new(),
            orphans: Vec::new(),
            clocks,
            pacers,
            key: 0,
            is_lost: false,
            lifetime_ms,
            random: 0,
            is_paced: false,
            is_impatient: false,
            last_grant: 1,
            last_version: 100,
        }
    }

    pub fn add(&mut self, replica: usize, kind: Kind) {
        self.actors.push(Actor::new(replica, kind));
    }

    /// Issues a grant in place of the former one.
    pub fn issue(&mut self) -> Grant {
        self.last_grant += 1;
        let grant = Grant { id: self.last_grant, ends_ms: self.lifetime_ms };
        self.live = Some(grant);
        grant
    }

    /// Returns a number that no version ever had.
    pub fn fresh_version(&mut self) -> i64 {
        self.last_version += 100;
        self.last_version
    }

    /// Whether Coder accepts an access token.
    pub fn accepts(&self, token: GrantId) -> bool {
        let is_live = |grant: Grant| grant.id == token && grant.ends_ms.is_none_or(|end| end > 0);
        self.live.is_some_and(is_live) || self.pasted == Some(token)
    }

    /// Whether Coder knows the credential of a row.
    pub fn knows(&self, row: Row) -> bool {
        match row.is_oauth {
            true => self.live.is_some_and(|live| live.id == row.grant.id),
            false => self.pasted == Some(row.grant.id),
        }
    }

    /// Whether an account is linked at Coder and not yet here.
    pub fn is_linking(&self) -> bool {
        self.actors.iter().any(|actor| matches!(actor.at, At::Linked | At::Save(_)))
    }

    /// Notes that something failed.
    pub fn trouble(&mut self) {
        let is_at_work = |actor: &&mut Actor| !matches!(actor.at, At::Begin | At::Over(_));
        self.actors.iter_mut().filter(is_at_work).for_each(|actor| actor.is_troubled = true);
    }

    /// Notes that the user linked or unlinked the account.
    pub fn outdate(&mut self) {
        self.actors.iter_mut().for_each(|actor| actor.is_outdated = true);
    }

    /// Loses a replica, which comes back without what it did.
    pub fn crash(&mut self, replica: usize) {
        self.trouble();
        let is_linked = self.row.is_none_or(|row| self.knows(row));
        for actor in self.actors.iter_mut().filter(|actor| actor.replica == replica) {
            match (&actor.at, actor.held) {
                (At::Flight { age_ms, verdict: None }, Some(held)) => {
                    self.orphans.push(Orphan { grant: held.id, age_ms: *age_ms });
                }
                (At::Flight { verdict: Some(Verdict::Granted(_)), .. }, _)
                | (At::LinkStep(LinkStep::Store), _) => self.is_lost = true,
                (At::Linked | At::Save(_), _) => self.is_lost |= !is_linked,
                _ => {}
            }
            if actor.at != At::Begin {
                actor.at = At::Over(End::Gone);
                actor.unwritten_ms = None;
            }
        }
        self.pacers[replica] = Pacer::default();
    }

    /// Ends what Coder knows, as its administrator does.
    pub fn end_grant(&mut self) {
        self.trouble();
        (self.live, self.pasted, self.is_lost) = (None, None, true);
    }

    /// Has Coder act on a refresh of a lost replica.
    pub fn apply_orphan(&mut self, index: usize) {
        let orphan = self.orphans.remove(index);
        if self.live.is_some_and(|live| live.id == orphan.grant) {
            self.issue();
            self.is_lost = true;
        }
    }

    /// Whether a time may pass: Coder and the database are not slower than the rules assume.
    pub fn may_pass(&self, ms: i64) -> bool {
        self.actors.iter().all(|actor| match &actor.at {
            At::Flight { age_ms, .. } => age_ms + ms <= REFRESH_TIMEOUT_MS,
            At::LinkStep(LinkStep::Read | LinkStep::Wait { .. }) => !(actor.is_late && self.is_impatient),
            _ => actor.unwritten_ms.is_none_or(|age_ms| age_ms + ms <= STORE_MS),
        })
    }

    /// Whether a claim takes too long if a time passes.
    pub fn slows_claim(&self, ms: i64) -> bool {
        self.actors.iter().any(|actor| {
            actor.is_claiming() && self.clocks[actor.replica] + ms - actor.link_use.claimed_ms > CLAIM_MS
        })
    }

    /// Lets a time pass.
    pub fn pass(&mut self, ms: i64) {
        if self.slows_claim(ms) {
            self.trouble();
        }
        let back = |time: &mut i64| *time = (*time - ms).max(FORGOTTEN_MS);
        let back_grant = |grant: &mut Grant| grant.ends_ms.iter_mut().for_each(back);
        let back_row = |row: &mut Row| {
            back_grant(&mut row.grant);
            row.leased_until_ms.iter_mut().for_each(back);
        };
        self.live.iter_mut().for_each(back_grant);
        self.row.iter_mut().for_each(back_row);
        self.orphans.iter_mut().for_each(|orphan| orphan.age_ms += ms);
        self.orphans.retain(|orphan| orphan.age_ms <= REFRESH_TIMEOUT_MS);
        for pacer in &mut self.pacers {
            pacer.sent_ms.iter_mut().for_each(|sent| *sent -= ms);
            pacer.sent_ms.retain(|sent| *sent > -WINDOW_MS - SKEW_MS);
        }
        for actor in &mut self.actors {
            if matches!(actor.at, At::Begin | At::Over(_)) {
                continue;
            }
            if self.is_impatient {
                back(&mut actor.link_use.wait_until_ms);
            }
            if actor.is_claiming() {
                back(&mut actor.link_use.claimed_ms);
            }
            if let Some(row) = &mut actor.link_use.row {
                row.access_ends_ms.iter_mut().for_each(back);
                row.leased_until_ms.iter_mut().for_each(back);
            }
            actor.held.iter_mut().for_each(back_grant);
            actor.lease_ms.iter_mut().for_each(back);
            actor.unwritten_ms.iter_mut().for_each(|age| *age += ms);
            actor.is_late =
                self.is_impatient && matches!(actor.at, At::LinkStep(LinkStep::Read | LinkStep::Wait { .. }));
            match &mut actor.at {
                At::Flight { age_ms, verdict } => {
                    *age_ms += ms;
                    if let Some(Verdict::Granted(grant)) = verdict {
                        back_grant(grant);
                    }
                }
                At::Reseal(row) => back_row(row),
                _ => {}
            }
        }
    }

    /// Checks what holds at any time: the link has Coder's grant, unless somebody is about to store it.
    pub fn check(&self) -> Result<(), Broken> {
        let is_moving = self.is_linking()
            || self.actors.iter().any(|actor| {
                let has_new = matches!(actor.at, At::LinkStep(LinkStep::Store | LinkStep::Revoke));
                has_new || matches!(actor.at, At::Flight { verdict: Some(Verdict::Granted(_)), .. })
            });
        match self.row {
            Some(row) if !self.knows(row) && !is_moving && !self.is_lost => Err("the grant is lost"),
            _ => Ok(()),
        }
    }
}
