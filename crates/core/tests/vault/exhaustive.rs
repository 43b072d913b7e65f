//! Every interleaving of a few actors at two replicas, with every place for a crash or a failure, and clocks that differ.

use super::world::{At, Broken, Kind, World};
use coder_core::gateway::vault::SKEW_MS;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The time that passes at once, of which the rules' times are multiples, in milliseconds.
const TICK_MS: i64 = 2_500;

#[derive(Clone, Copy, Debug)]
enum Move {
    Act(usize),
    Apply(usize),
    Fail(usize),
    ApplyOrphan(usize),
    Crash(usize),
    EndGrant,
    Tick,
}

/// A world, and what may still go wrong in it.
#[derive(Clone)]
struct State {
    world: World,
    crashes: u8,
    failures: u8,
    ends: u8,
}

impl State {
    fn moves(&self) -> Vec<Move> {
        let World { actors, orphans, clocks, .. } = &self.world;
        if actors.iter().all(|actor| matches!(actor.at, At::Over(_))) {
            return Vec::new();
        }
        let mut moves = Vec::new();
        for (index, actor) in actors.iter().enumerate() {
            // Of equal actors the first begins first.
            let is_equal = |other: &&super::world::Actor| {
                other.at == At::Begin && (other.replica, other.kind) == (actor.replica, actor.kind)
            };
            match actor.at {
                At::Begin if actors[..index].iter().any(|other| is_equal(&other)) => {}
                At::Flight { verdict, .. } => {
                    moves.push(if verdict.is_some() { Move::Act(index) } else { Move::Apply(index) });
                    moves.extend((self.failures > 0).then_some(Move::Fail(index)));
                }
                At::Over(_) => {}
                _ => moves.push(Move::Act(index)),
            }
        }
        moves.extend((0..orphans.len()).map(Move::ApplyOrphan));
        if self.crashes > 0 {
            let is_at_work = |replica: &usize| {
                actors
                    .iter()
                    .any(|actor| actor.replica == *replica && !matches!(actor.at, At::Begin | At::Over(_)))
            };
            moves.extend((0..clocks.len()).filter(is_at_work).map(Move::Crash));
        }
        moves.extend((self.ends > 0).then_some(Move::EndGrant));
        let may_pass = self.failures > 0 || !self.world.slows_claim(TICK_MS);
        moves.extend((may_pass && self.world.may_pass(TICK_MS)).then_some(Move::Tick));
        moves
    }

    fn after(&self, step: Move) -> Result<Self, Broken> {
        let mut next = self.clone();
        match step {
            Move::Act(index) => next.world.act(index)?,
            Move::Apply(index) => next.world.apply(index),
            Move::Fail(index) => {
                next.failures -= 1;
                next.world.fail(index)?;
            }
            Move::ApplyOrphan(index) => next.world.apply_orphan(index),
            Move::Crash(replica) => {
                next.crashes -= 1;
                next.world.crash(replica);
            }
            Move::EndGrant => {
                next.ends -= 1;
                next.world.end_grant();
            }
            Move::Tick => {
                next.failures -= u8::from(self.world.slows_claim(TICK_MS));
                next.world.pass(TICK_MS);
            }
        }
        next.world.check()?;
        Ok(next)
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[derive(Default)]
struct Explored {
    seen: HashSet<u64>,
    transitions: usize,
    ends: usize,
}

impl Explored {
    fn is_new(&mut self, state: &State) -> bool {
        // The order of equal actors does not matter.
        let actors: u64 = state.world.actors.iter().map(hash).fold(0, u64::wrapping_add);
        let World { row, live, pasted, orphans, pacers, key, is_lost, .. } = &state.world;
        let State { crashes, failures, ends, .. } = state;
        let rest = (row, live, pasted, orphans, pacers, key, is_lost, crashes, failures, ends);
        self.seen.insert(hash(&(rest, &state.world.clocks)) ^ actors)
    }

    /// Visits all states that can come after a state, depth first.
    fn visit(&mut self, first: State) {
        self.is_new(&first);
        let moves = first.moves();
        let mut path = vec![(first, moves)];
        let mut taken = Vec::new();
        while let Some((state, moves)) = path.last_mut() {
            let Some(step) = moves.pop() else {
                path.pop();
                taken.pop();
                continue;
            };
            self.transitions += 1;
            taken.push(step);
            let next = state
                .after(step)
                .unwrap_or_else(|broken| panic!("{broken}: {taken:?} {state:?}", state = state.world));
            if self.is_new(&next) {
                let moves = next.moves();
                self.ends += usize::from(moves.is_empty());
                path.push((next, moves));
            } else {
                taken.pop();
            }
        }
    }
}

/// A link whose access token ends soon, and who uses it at which replica.
fn explore(name: &str, actors: &[(usize, Kind)], [crashes, failures, ends]: [u8; 3], is_impatient: bool) {
    let mut explored = Explored::default();
    for skew_ms in [0, SKEW_MS, -SKEW_MS] {
        let mut world = World::new(vec![0, skew_ms], 2 * TICK_MS, None);
        world.is_impatient = is_impatient;
        for (replica, kind) in actors {
            world.add(*replica, *kind);
        }
        explored.visit(State { world, crashes, failures, ends });
    }
    let Explored { seen, transitions, ends } = explored;
    println!("{name}: {} states, {transitions} transitions, {ends} ends", seen.len());
    assert!(ends > 0, "nothing ended");
}

use Kind::{Authorize, Paste, Request, Reseal, Unlink};

#[test]
fn two_requests_at_each_of_two_replicas() {
    explore("2 × 2 requests", &[(0, Request), (0, Request), (1, Request), (1, Request)], [0, 0, 0], false);
}

#[test]
fn a_crash_or_a_failure_anywhere() {
    let actors = [(0, Request), (1, Request)];
    explore("a crash", &actors, [1, 0, 0], false);
    explore("a failure", &actors, [0, 1, 0], false);
}

#[test]
fn a_request_waits_for_a_lost_replica_to_the_end() {
    explore("a crash, with the limit of the wait", &[(0, Request), (1, Request)], [1, 0, 0], true);
}

#[test]
fn a_grant_that_coder_ends_anywhere() {
    explore("an ended grant", &[(0, Request), (1, Request)], [0, 0, 1], false);
}

#[test]
fn linking_and_unlinking_anywhere() {
    explore("unlinking", &[(0, Request), (0, Unlink), (1, Request)], [0, 0, 0], false);
    explore("linking anew", &[(0, Request), (0, Authorize), (1, Request)], [0, 0, 0], false);
    explore("pasting a token", &[(0, Request), (0, Paste), (1, Request)], [0, 0, 0], false);
    explore("unlinking and linking", &[(0, Request), (0, Unlink), (1, Authorize)], [0, 1, 0], false);
}

#[test]
fn a_change_of_the_key_anywhere() {
    explore("another key", &[(0, Request), (0, Reseal), (1, Request), (1, Reseal)], [0, 0, 0], false);
}
