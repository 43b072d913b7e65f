//! What actors do, one atomic step at a time, and the invariants that each step keeps.

use super::world::{Actor, At, Broken, End, Grant, Kind, Row, Verdict, World};
use coder_core::gateway::Refusal;
use coder_core::gateway::vault::{LinkPurpose, LinkRow, LinkStep, LinkUse, Moment, Outcome, Pacer};

impl World {
    /// Does the next atomic step of an actor.
    pub fn act(&mut self, index: usize) -> Result<(), Broken> {
        let done = self.act_now(index);
        self.actors[index].tidy();
        done
    }

    fn act_now(&mut self, index: usize) -> Result<(), Broken> {
        match self.actors[index].at.clone() {
            At::Begin => self.begin(index),
            At::LinkStep(step) => self.execute(index, step),
            At::Claimed(is_won) => self.deliver(index, Outcome::Claimed(is_won)),
            At::Flight { verdict: Some(verdict), .. } => self.answer(index, verdict),
            At::Ask => self.ask(index),
            At::Linked => {
                self.actors[index].at = At::Save(self.row.map(|row| row.version));
                Ok(())
            }
            At::Save(before) => self.save(index, before),
            At::Reseal(read) => self.reseal(index, read),
            At::Flight { verdict: None, .. } | At::Over(_) => Ok(()),
        }
    }

    /// Has Coder act on the refresh of an actor: it ends the former tokens.
    pub fn apply(&mut self, index: usize) {
        let held = self.actors[index].held;
        let is_known = self.live.is_some_and(|live| Some(live.id) == held.map(|held| held.id));
        let new = if is_known { Verdict::Granted(self.issue()) } else { Verdict::Ended };
        if let At::Flight { verdict, .. } = &mut self.actors[index].at {
            *verdict = Some(new);
        }
    }

    /// Fails the refresh of an actor: Coder does not act on it, or its answer is lost.
    pub fn fail(&mut self, index: usize) -> Result<(), Broken> {
        self.trouble();
        if matches!(self.actors[index].at, At::Flight { verdict: Some(Verdict::Granted(_)), .. }) {
            self.is_lost = true;
        }
        let done = self.deliver(index, Outcome::Failed);
        self.actors[index].tidy();
        done
    }

    fn begin(&mut self, index: usize) -> Result<(), Broken> {
        let now_ms = self.clocks[self.actors[index].replica];
        self.actors[index].at = match self.actors[index].kind {
            Kind::Request | Kind::Unlink => {
                let purpose = self.actors[index].link_use.purpose;
                self.actors[index].link_use = LinkUse::new(purpose, now_ms);
                return self.execute(index, LinkStep::Read);
            }
            Kind::Authorize => {
                let grant = self.issue();
                self.actors[index].held =
                    Some(Grant { ends_ms: grant.ends_ms.map(|end| end + now_ms), ..grant });
                At::Linked
            }
            Kind::Paste => {
                let grant = self.paste();
                self.actors[index].held = Some(grant);
                At::Linked
            }
            Kind::Reseal => self.row.map_or(At::Over(End::Gone), At::Reseal),
        };
        Ok(())
    }

    /// Makes a token at Coder that the user pastes. It does not end the grant of the application.
    fn paste(&mut self) -> Grant {
        let live = self.live;
        let grant = Grant { ends_ms: None, ..self.issue() };
        self.live = live;
        self.pasted = Some(grant.id);
        grant
    }

    fn execute(&mut self, index: usize, step: LinkStep) -> Result<(), Broken> {
        let outcome = match step {
            LinkStep::Read => self.read(index),
            LinkStep::Claim { lease_ms } => {
                let is_won = self.claim(index, lease_ms);
                self.actors[index].at = At::Claimed(is_won);
                return Ok(());
            }
            LinkStep::Release => self.release(index),
            LinkStep::Store => self.store(index)?,
            LinkStep::Remove => self.remove(index)?,
            LinkStep::Revoke => self.revoke(index)?,
            LinkStep::Refresh { .. } | LinkStep::Use | LinkStep::NoLink | LinkStep::Refuse(_) => {
                return Err("no such effect");
            }
            // Between the end of the wait and the read nothing of interest happens.
            LinkStep::Wait { .. } => self.read(index),
        };
        self.deliver(index, outcome)
    }

    /// Tells the machine what became of a step, and takes its next one.
    fn deliver(&mut self, index: usize, outcome: Outcome) -> Result<(), Broken> {
        let random = f64::from(self.random) / f64::from(u32::MAX);
        let actor = &mut self.actors[index];
        let moment = Moment { now_ms: self.clocks[actor.replica], random };
        let step = actor.link_use.next(outcome, moment, &mut self.pacers[actor.replica]);
        actor.unwritten_ms = matches!(step, LinkStep::Store | LinkStep::Remove).then_some(0);
        actor.is_late = false;
        if !self.is_paced {
            self.pacers[actor.replica] = Pacer::default();
        }
        match step {
            LinkStep::Refresh { .. } => self.send(index),
            LinkStep::Use => self.use_token(index),
            LinkStep::NoLink => self.end(index, End::NotLinked),
            LinkStep::Refuse(refusal) => self.end(index, End::Refused(refusal)),
            step => {
                self.actors[index].at = At::LinkStep(step);
                Ok(())
            }
        }
    }

    fn read(&mut self, index: usize) -> Outcome {
        let row = self.row;
        let actor = &mut self.actors[index];
        actor.held = row.map(|row| row.grant);
        actor.is_outdated = false;
        Outcome::Read(row.map(|row| LinkRow {
            version: row.version,
            is_oauth: row.is_oauth,
            is_refused: actor.refused == Some(row.grant.id),
            access_ends_ms: row.grant.ends_ms,
            leased_until_ms: row.leased_until_ms,
        }))
    }

    /// Returns the row if it is of the version that an actor read.
    fn same(&mut self, index: usize) -> Option<&mut Row> {
        let version = self.actors[index].link_use.row.map(|row| row.version);
        self.row.as_mut().filter(|row| Some(row.version) == version)
    }

    fn claim(&mut self, index: usize, lease_ms: i64) -> bool {
        // The statement has the time at which it was made.
        let now_ms = self.actors[index].link_use.claimed_ms;
        let until = now_ms + lease_ms;
        let free = self.same(index).filter(|row| row.leased_until_ms.is_none_or(|until| until < now_ms));
        let is_won = free.map(|row| row.leased_until_ms = Some(until)).is_some();
        self.actors[index].lease_ms = is_won.then_some(until);
        is_won
    }

    fn release(&mut self, index: usize) -> Outcome {
        let lease_ms = self.actors[index].lease_ms;
        if let Some(row) = self.same(index).filter(|row| row.leased_until_ms == lease_ms) {
            row.leased_until_ms = None;
        }
        Outcome::Done
    }

    fn send(&mut self, index: usize) -> Result<(), Broken> {
        let grant = self.actors[index].held.map(|held| held.id);
        let is_same =
            |actor: &Actor| matches!(actor.at, At::Flight { .. }) && actor.held.map(|held| held.id) == grant;
        if self.actors.iter().any(is_same) || self.orphans.iter().any(|orphan| Some(orphan.grant) == grant) {
            return Err("two refreshes of one grant");
        }
        self.actors[index].at = At::Flight { age_ms: 0, verdict: None };
        Ok(())
    }

    fn answer(&mut self, index: usize, verdict: Verdict) -> Result<(), Broken> {
        let actor = &mut self.actors[index];
        match verdict {
            Verdict::Granted(grant) => {
                let clock = self.clocks[actor.replica];
                let ends_ms = grant.ends_ms.map(|end| end + clock);
                actor.held = Some(Grant { ends_ms, ..grant });
                self.deliver(index, Outcome::Granted)
            }
            Verdict::Ended => self.deliver(index, Outcome::Ended),
        }
    }

    fn store(&mut self, index: usize) -> Result<Outcome, Broken> {
        let Actor { held, is_outdated, .. } = self.actors[index];
        let held = held.ok_or("nothing to store")?;
        let key = self.key;
        let Some(row) = self.same(index) else {
            let is_live = self.live.is_some_and(|live| live.id == held.id);
            return if is_live && !is_outdated {
                Err("a new grant is thrown away")
            } else {
                Ok(Outcome::Stored(false))
            };
        };
        *row = Row { version: row.version + 1, grant: held, key, leased_until_ms: None, ..*row };
        if is_outdated { Err("a late write changes another link") } else { Ok(Outcome::Stored(true)) }
    }

    fn remove(&mut self, index: usize) -> Result<Outcome, Broken> {
        let Some(row) = self.same(index).copied() else { return Ok(Outcome::Removed(false)) };
        self.row = None;
        if self.actors[index].kind == Kind::Unlink {
            self.outdate();
        } else if self.knows(row) && !self.is_lost {
            return Err("a good link is ended");
        } else if !self.is_lost && !self.is_linking() {
            return Err("a grant is lost without a crash");
        }
        Ok(Outcome::Removed(true))
    }

    fn revoke(&mut self, index: usize) -> Result<Outcome, Broken> {
        let held = self.actors[index].held.map(|held| held.id);
        if self.row.is_some_and(|row| Some(row.grant.id) == held) {
            return Err("the grant of a link is revoked");
        }
        if !self.is_down && self.live.map(|live| live.id) == held {
            self.live = None;
        }
        Ok(Outcome::Done)
    }

    fn use_token(&mut self, index: usize) -> Result<(), Broken> {
        let actor = &mut self.actors[index];
        actor.at = At::Ask;
        let is_refused = actor.held.map(|held| held.id) == actor.refused;
        if is_refused { Err("a refused token is used again") } else { Ok(()) }
    }

    /// Sends the request, as the gateway does: with another token if Coder refuses this one.
    fn ask(&mut self, index: usize) -> Result<(), Broken> {
        if self.is_down {
            self.trouble();
            return self.end(index, End::Refused(Refusal::Unreachable));
        }
        let token = self.actors[index].held.ok_or("no token")?.id;
        if self.accepts(token) {
            return self.end(index, End::Answered);
        }
        let actor = &mut self.actors[index];
        actor.refused = Some(token);
        let purpose = LinkPurpose::Renewed(actor.refusals);
        actor.refusals += 1;
        actor.link_use = LinkUse::new(purpose, self.clocks[actor.replica]);
        actor.at = At::LinkStep(LinkStep::Read);
        Ok(())
    }

    fn save(&mut self, index: usize, before: Option<i64>) -> Result<(), Broken> {
        if self.row.map(|row| row.version) != before {
            self.actors[index].at = At::Linked;
            return Ok(());
        }
        let grant = self.actors[index].held.ok_or("no grant")?;
        let version = before.map_or_else(|| self.fresh_version(), |version| version + 1);
        let is_oauth = self.actors[index].kind == Kind::Authorize;
        let key = self.key;
        self.row = Some(Row { version, grant, is_oauth, key, leased_until_ms: None });
        self.is_lost = self.row.is_some_and(|row| !self.knows(row));
        self.outdate();
        self.end(index, End::Gone)
    }

    fn reseal(&mut self, index: usize, read: Row) -> Result<(), Broken> {
        let key = self.key;
        if let Some(row) = self.row.as_mut().filter(|row| row.version == read.version && row.key == read.key)
        {
            *row = Row { grant: read.grant, key, ..*row };
        }
        self.end(index, End::Gone)
    }

    fn end(&mut self, index: usize, end: End) -> Result<(), Broken> {
        let is_full =
            self.pacers[self.actors[index].replica].wait_ms(self.clocks[self.actors[index].replica]) > 0;
        let leased_until_ms = self.row.and_then(|row| row.leased_until_ms);
        // Whoever is still at work will learn what became of the link.
        let is_others =
            leased_until_ms.is_some() && self.actors.iter().any(|actor| actor.lease_ms == leased_until_ms);
        let is_linked = self.row.is_some();
        let actor = &mut self.actors[index];
        actor.at = At::Over(end.clone());
        match end {
            End::NotLinked if actor.kind == Kind::Unlink && is_linked && !actor.is_outdated => {
                Err("an account that was unlinked is linked")
            }
            End::Answered | End::NotLinked | End::Gone | End::Refused(Refusal::LinkEnded) => Ok(()),
            End::Refused(Refusal::Busy(_)) if is_full => Ok(()),
            End::Refused(Refusal::Unreachable) if actor.is_troubled => Ok(()),
            End::Refused(Refusal::TimedOut) if actor.is_troubled || is_others => Ok(()),
            End::Refused(_) => Err("a request fails without a reason"),
        }
    }
}
