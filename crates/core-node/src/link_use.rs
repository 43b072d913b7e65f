//! The use of a link as JSON, which is the value between two steps: nothing is kept in the module's memory.

use crate::refusal_json;
use coder_core::gateway::Refusal;
use coder_core::gateway::vault::{LinkPurpose, LinkRow, LinkStep, LinkUse, Moment, Outcome, Pacer, Phase};
use serde_json::{Value, json};

/// Returns the next step and the value after it.
pub fn step(input: &Value) -> Value {
    let (Some(now_ms), Some(mut link_use)) = (int(input, "nowMs"), read_use(input)) else {
        return json!({ "use": {}, "step": step_json(&LinkStep::Refuse(Refusal::Unreachable)), "sentMs": [] });
    };
    let sent = input.get("sentMs").and_then(Value::as_array);
    let mut pacer = Pacer { sent_ms: sent.into_iter().flatten().filter_map(Value::as_i64).collect() };
    let random = input.get("random").and_then(Value::as_f64).unwrap_or(0.5);
    let step = match input.get("outcome").and_then(read_outcome) {
        Some(outcome) => link_use.next(outcome, Moment { now_ms, random }, &mut pacer),
        None => LinkStep::Read,
    };
    json!({ "use": use_json(&link_use), "step": step_json(&step), "sentMs": pacer.sent_ms })
}

fn int(value: &Value, key: &str) -> Option<i64> {
    value.get(key)?.as_i64()
}

/// Reads the use of a link: one that has only a purpose begins now.
fn read_use(input: &Value) -> Option<LinkUse> {
    let value = input.get("use")?;
    let purpose = match value.get("purpose")?.as_str()? {
        "current" => LinkPurpose::Current,
        "renewed" => LinkPurpose::Renewed(u32::try_from(int(value, "refusals")?).ok()?),
        "unlink" => LinkPurpose::Unlink,
        _ => return None,
    };
    let begun = LinkUse::new(purpose, int(input, "nowMs")?);
    Some(LinkUse {
        wait_until_ms: int(value, "waitUntilMs").unwrap_or(begun.wait_until_ms),
        row: value.get("row").and_then(read_row),
        claimed_ms: int(value, "claimedMs").unwrap_or(begun.claimed_ms),
        phase: value.get("phase").map_or(Some(begun.phase), read_phase)?,
        ..begun
    })
}

fn use_json(link_use: &LinkUse) -> Value {
    let (purpose, refusals) = match link_use.purpose {
        LinkPurpose::Current => ("current", 0),
        LinkPurpose::Renewed(refusals) => ("renewed", refusals),
        LinkPurpose::Unlink => ("unlink", 0),
    };
    let phase = match link_use.phase {
        Phase::Again => "again",
        Phase::Failed => "failed",
        Phase::Unlinked => "unlinked",
    };
    json!({
        "purpose": purpose,
        "refusals": refusals,
        "waitUntilMs": link_use.wait_until_ms,
        "row": link_use.row.map(row_json),
        "claimedMs": link_use.claimed_ms,
        "phase": phase,
    })
}

fn read_phase(phase: &Value) -> Option<Phase> {
    match phase.as_str()? {
        "again" => Some(Phase::Again),
        "failed" => Some(Phase::Failed),
        "unlinked" => Some(Phase::Unlinked),
        _ => None,
    }
}

fn read_row(row: &Value) -> Option<LinkRow> {
    Some(LinkRow {
        version: int(row, "version")?,
        is_oauth: row.get("isOauth")?.as_bool()?,
        is_refused: row.get("isRefused")?.as_bool()?,
        access_ends_ms: int(row, "accessEndsMs"),
        leased_until_ms: int(row, "leasedUntilMs"),
    })
}

fn row_json(row: LinkRow) -> Value {
    json!({
        "version": row.version,
        "isOauth": row.is_oauth,
        "isRefused": row.is_refused,
        "accessEndsMs": row.access_ends_ms,
        "leasedUntilMs": row.leased_until_ms,
    })
}

fn read_outcome(outcome: &Value) -> Option<Outcome> {
    match outcome.as_str() {
        Some("granted") => return Some(Outcome::Granted),
        Some("ended") => return Some(Outcome::Ended),
        Some("failed") => return Some(Outcome::Failed),
        Some("done") => return Some(Outcome::Done),
        _ => {}
    }
    let (name, value) = outcome.as_object()?.iter().next()?;
    match (name.as_str(), value.as_bool()) {
        ("read", _) => Some(Outcome::Read(read_row(value))),
        ("claimed", Some(is_won)) => Some(Outcome::Claimed(is_won)),
        ("stored", Some(is_stored)) => Some(Outcome::Stored(is_stored)),
        ("removed", Some(is_removed)) => Some(Outcome::Removed(is_removed)),
        _ => None,
    }
}

fn step_json(step: &LinkStep) -> Value {
    match step {
        LinkStep::Read => json!({ "kind": "read" }),
        LinkStep::Claim { lease_ms } => json!({ "kind": "claim", "leaseMs": lease_ms }),
        LinkStep::Release => json!({ "kind": "release" }),
        LinkStep::Refresh { timeout_ms } => json!({ "kind": "refresh", "timeoutMs": timeout_ms }),
        LinkStep::Store => json!({ "kind": "store" }),
        LinkStep::Remove => json!({ "kind": "remove" }),
        LinkStep::Revoke => json!({ "kind": "revoke" }),
        LinkStep::Wait { ms } => json!({ "kind": "wait", "ms": ms }),
        LinkStep::Use => json!({ "kind": "use" }),
        LinkStep::NoLink => json!({ "kind": "noLink" }),
        LinkStep::Refuse(refusal) => json!({ "kind": "refuse", "refusal": refusal_json(refusal) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(link_use: &Value, outcome: &Value, sent_ms: &Value) -> Value {
        let input = json!({ "use": link_use, "outcome": outcome, "nowMs": 1_000_000, "random": 0, "sentMs": sent_ms });
        step(&input)
    }

    fn row(access_ends_ms: i64) -> Value {
        let row =
            json!({ "version": 7, "isOauth": true, "isRefused": false, "accessEndsMs": access_ends_ms });
        json!({ "read": row })
    }

    #[test]
    fn a_refresh_crosses_as_json_step_by_step() {
        let mut now = json!({ "use": { "purpose": "current" }, "sentMs": [] });
        let mut kinds = Vec::new();
        for outcome in [
            Value::Null,
            row(1_010_000),
            json!({ "claimed": true }),
            json!("granted"),
            json!({ "stored": true }),
        ] {
            now = next(&now["use"], &outcome, &now["sentMs"]);
            kinds.push(now["step"]["kind"].clone());
        }
        assert_eq!(kinds, ["read", "claim", "refresh", "store", "use"]);
        assert_eq!(now["sentMs"], json!([1_000_000]));
        assert_eq!(now["use"]["row"]["version"], 7);
    }

    #[test]
    fn every_value_is_read_as_it_was_written() {
        let row = LinkRow {
            version: 1,
            is_oauth: true,
            is_refused: true,
            access_ends_ms: Some(2),
            leased_until_ms: None,
        };
        for phase in [Phase::Again, Phase::Failed, Phase::Unlinked] {
            for purpose in [LinkPurpose::Current, LinkPurpose::Renewed(2), LinkPurpose::Unlink] {
                for row in [Some(row), None] {
                    let link_use = LinkUse { purpose, wait_until_ms: 5, row, claimed_ms: 6, phase };
                    assert_eq!(read_use(&json!({ "use": use_json(&link_use), "nowMs": 9 })), Some(link_use));
                }
            }
        }
    }

    #[test]
    fn who_has_to_wait_too_long_for_a_slot_is_told_when_to_come_back() {
        let sent_ms = json!(vec![990_000; 10]);
        let answer = next(&json!({ "purpose": "current" }), &row(0), &sent_ms);
        assert_eq!(answer["step"]["refusal"]["body"]["code"], "busy");
        assert_eq!(answer["step"]["refusal"]["retryAfterS"], 51);
        let answer = next(&json!({ "purpose": "current" }), &row(1_010_000), &sent_ms);
        assert_eq!(answer["step"]["kind"], "use");
        assert_eq!(answer["sentMs"], sent_ms);
    }

    #[test]
    fn nonsense_ends_no_link() {
        for input in [json!(null), json!({ "nowMs": 1, "use": { "purpose": "other" } })] {
            assert_eq!(step(&input)["step"]["refusal"]["body"]["code"], "unreachable");
        }
    }
}
