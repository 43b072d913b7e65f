//! Random lives of a link: up to four replicas, requests that come and go for minutes, and everything that can happen.

use super::world::{At, Broken, End, Kind, World};
use coder_core::gateway::Refusal;
use coder_core::gateway::vault::{REFRESH_TIMEOUT_MS, SKEW_MS};

const RUNS: u64 = 100_000;
const MOVES: usize = 80;
/// The rounds, of all who are at work, after which everything has ended if nothing goes wrong any more.
const MOST_ROUNDS: usize = 100;
const ROUND_MS: i64 = 500;
/// Access tokens that are refreshed a minute after they were issued.
const LIFETIME_MS: i64 = 180_000;
const WINDOW_MS: i64 = 60_000;
/// What a replica may send in a window.
const MOST_EACH: usize = 10;
/// What three replicas may send in a window.
const MOST_OF_THREE: usize = 30;

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// What happened in all runs.
#[derive(Debug, Default)]
struct Counts {
    moves: u64,
    refreshes: u64,
    crashes: u64,
    failures: u64,
    losses: u64,
    answered: u64,
    ended: u64,
    not_linked: u64,
    unreachable: u64,
    timed_out: u64,
    busy: u64,
}

struct Life {
    world: World,
    random: Random,
    now_ms: i64,
    /// The refreshes, with their replicas.
    sent: Vec<(i64, usize)>,
    counts: Counts,
    /// Whether nothing goes wrong any more.
    is_calm: bool,
}

impl Life {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let replicas = 1 + random.below(4);
        let clocks = (0..replicas).map(|_| random.below(SKEW_MS as usize + 1) as i64).collect();
        let ends_ms = random.pick(&[-1_000, 5_000, 60_000, 150_000]);
        let mut world = World::new(clocks, ends_ms, Some(LIFETIME_MS));
        (world.is_paced, world.is_impatient) = (true, true);
        Self { world, random, now_ms: 0, sent: Vec::new(), counts: Counts::default(), is_calm: false }
    }

    fn live(&mut self) -> Result<(), Broken> {
        for _ in 0..MOVES {
            self.move_once()?;
        }
        self.finish()?;
        let busy = self.counts.busy;
        // What was lost is found out by one more request; nothing is lost during that.
        self.pass(2 * REFRESH_TIMEOUT_MS);
        self.counts.losses += u64::from(self.world.is_lost);
        self.begin(Kind::Request);
        self.finish()?;
        let is_good = self.world.row.is_none_or(|row| self.world.knows(row)) || self.counts.busy > busy;
        if is_good { self.check_pace() } else { Err("a link without a grant stays") }
    }

    fn move_once(&mut self) -> Result<(), Broken> {
        match self.random.below(100) {
            0..12 => self.begin_any(),
            12..30 => self.pass_any(),
            30..33 => self.crash(),
            33..35 => self.world.is_down = !self.world.is_down,
            35 if self.random.below(4) == 0 => self.world.end_grant(),
            36 => self.world.key = self.world.key.wrapping_add(1),
            37 => self.take_slots(),
            _ => self.step()?,
        }
        self.counts.moves += 1;
        self.world.check()
    }

    fn begin_any(&mut self) {
        use Kind::{Authorize, Paste, Request, Reseal, Unlink};
        let kinds = match self.world.row {
            Some(_) => [Request, Request, Request, Request, Request, Unlink, Authorize, Reseal],
            None => [Request, Request, Authorize, Authorize, Authorize, Authorize, Authorize, Paste],
        };
        let kind = self.random.pick(&kinds);
        // Two authorizations at once are two grants, of which Coder keeps one.
        if matches!(kind, Authorize | Paste) && self.is_linking() {
            return;
        }
        self.begin(kind);
    }

    fn is_linking(&self) -> bool {
        let links = |kind| matches!(kind, Kind::Authorize | Kind::Paste);
        self.world.actors.iter().any(|actor| links(actor.kind))
    }

    fn begin(&mut self, kind: Kind) {
        let replica = self.random.below(self.world.clocks.len());
        self.world.add(replica, kind);
    }

    fn pass_any(&mut self) {
        let ms = self.random.pick(&[50, 200, 1_000, 2_500, 5_000, 20_000, 60_000]);
        self.pass(ms);
    }

    fn pass(&mut self, ms: i64) {
        if self.world.may_pass(ms) {
            self.now_ms += ms;
            self.world.pass(ms);
        }
    }

    fn crash(&mut self) {
        let replica = self.random.below(self.world.clocks.len());
        self.counts.crashes += 1;
        self.world.crash(replica);
        self.world.actors.retain(|actor| !matches!(actor.at, At::Over(_)));
        // The next process of this replica begins to count anew.
        self.sent.retain(|sent| sent.1 != replica);
    }

    /// Other users' links take slots.
    fn take_slots(&mut self) {
        let replica = self.random.below(self.world.clocks.len());
        let now_ms = self.world.clocks[replica];
        while self.world.pacers[replica].take(now_ms) {
            self.sent.push((self.now_ms, replica));
        }
    }

    /// Does something that is under way.
    fn step(&mut self) -> Result<(), Broken> {
        if self.world.actors.is_empty() {
            return Ok(());
        }
        let index = self.random.below(self.world.actors.len());
        self.step_of(index)
    }

    fn step_of(&mut self, index: usize) -> Result<(), Broken> {
        self.world.random = self.random.next() as u32;
        let was_in_flight = matches!(self.world.actors[index].at, At::Flight { .. });
        match (&self.world.actors[index].at, self.random.below(10)) {
            (At::Flight { verdict: None, .. }, _) if self.world.is_down => self.fail(index)?,
            (At::Flight { .. }, 0) if !self.is_calm => self.fail(index)?,
            (At::Flight { verdict: None, .. }, _) => self.world.apply(index),
            _ => self.world.act(index)?,
        }
        let actor = &self.world.actors[index];
        if matches!(actor.at, At::Flight { .. }) && !was_in_flight {
            self.counts.refreshes += 1;
            self.sent.push((self.now_ms, actor.replica));
        }
        if !self.world.orphans.is_empty() && self.random.below(2) == 0 {
            self.world.apply_orphan(0);
        }
        self.count_end(index);
        Ok(())
    }

    fn fail(&mut self, index: usize) -> Result<(), Broken> {
        self.counts.failures += 1;
        self.world.fail(index)
    }

    fn count_end(&mut self, index: usize) {
        let At::Over(end) = &self.world.actors[index].at else { return };
        let Counts { answered, ended, not_linked, unreachable, timed_out, busy, .. } = &mut self.counts;
        let mut nothing = 0;
        *match end {
            End::Answered => answered,
            End::NotLinked => not_linked,
            End::Refused(Refusal::LinkEnded) => ended,
            End::Refused(Refusal::Unreachable) => unreachable,
            End::Refused(Refusal::TimedOut) => timed_out,
            End::Refused(Refusal::Busy(_)) => busy,
            End::Refused(_) | End::Gone => &mut nothing,
        } += 1;
        self.world.actors.remove(index);
    }

    /// Lets everything end, with nothing that goes wrong.
    fn finish(&mut self) -> Result<(), Broken> {
        (self.world.is_down, self.is_calm) = (false, true);
        for _ in 0..MOST_ROUNDS {
            if self.world.actors.is_empty() {
                return Ok(());
            }
            for index in (0..self.world.actors.len()).rev() {
                self.step_of(index)?;
                self.world.check()?;
            }
            self.pass(ROUND_MS);
        }
        Err("something does not end")
    }

    /// Checks the number of refreshes in each minute.
    fn check_pace(&self) -> Result<(), Broken> {
        let replicas = self.world.clocks.len();
        let is_over = |sent: &[(i64, usize)], most: usize| {
            sent.windows(most + 1).any(|window| window[most].0 - window[0].0 < WINDOW_MS)
        };
        let of = |replica| self.sent.iter().copied().filter(|sent| sent.1 == replica).collect::<Vec<_>>();
        if (0..replicas).any(|replica| is_over(&of(replica), MOST_EACH)) {
            return Err("a replica refreshes too often");
        }
        if replicas <= 3 && is_over(&self.sent, MOST_OF_THREE) {
            Err("Coder is asked too often")
        } else {
            Ok(())
        }
    }
}

impl Counts {
    fn add(&mut self, other: &Self) {
        let Self { moves, refreshes, crashes, failures, losses, .. } = self;
        let Self { answered, ended, not_linked, unreachable, timed_out, busy, .. } = other;
        *moves += other.moves;
        *refreshes += other.refreshes;
        *crashes += other.crashes;
        *failures += other.failures;
        *losses += other.losses;
        self.answered += answered;
        self.ended += ended;
        self.not_linked += not_linked;
        self.unreachable += unreachable;
        self.timed_out += timed_out;
        self.busy += busy;
    }
}

/// Lives as many lives as there are seeds.
fn live(seeds: std::ops::Range<u64>) -> Counts {
    let mut counts = Counts::default();
    for seed in seeds {
        let mut life = Life::new(seed);
        life.live().unwrap_or_else(|broken| panic!("{broken}, seed {seed}: {:?}", life.world));
        counts.add(&life.counts);
    }
    counts
}

#[test]
fn random_lives() {
    let half = RUNS / 2;
    let other = std::thread::spawn(move || live(half..RUNS));
    let mut counts = live(0..half);
    counts.add(&other.join().unwrap());
    println!("{RUNS} lives: {counts:?}");
    let Counts { refreshes, crashes, failures, losses, ended, timed_out, busy, .. } = counts;
    let seen = [refreshes, crashes, failures, losses, ended, timed_out, busy];
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}
