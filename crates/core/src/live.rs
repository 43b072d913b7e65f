//! What a page follows by live updates of a gateway ([`crate::gateway::live`]), and what these mean to it.

use crate::gateway::live::MAX_TOPICS;
use crate::json::{FromJson as _, parse};
use crate::models::Workspace;
use crate::polling::FIRST_RETRY_MS;
use serde_json::{Value, json};

/// The delay before a stream that ended is opened again, in milliseconds: a backend that restarts is soon back.
const SHORT_RETRY_MS: f64 = 1_000.0;
/// The number of attempts in a row with the short delay.
const SHORT_RETRIES: u32 = 60;

/// A topic that a page wants to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The target of the request that the page would repeat.
    pub topic: String,
    /// The ids of the workspaces that the page has of a list, in order; empty for other topics.
    pub ids: Vec<String>,
}

/// Returns what is the same about a topic while it is followed: a log is read from another line each time.
///
/// ```
/// use coder_core::live::key;
/// assert_eq!(key("/api/v2/workspacebuilds/1/logs?after=7"), "/api/v2/workspacebuilds/1/logs");
/// assert_eq!(key("/api/v2/workspaces?q=a&limit=25"), "/api/v2/workspaces?q=a&limit=25");
/// ```
pub fn key(topic: &str) -> &str {
    match topic.split_once('?') {
        Some((path, _)) if path.ends_with("/logs") => path,
        _ => topic,
    }
}

/// Returns what all tabs want, each topic once; the first ones, if there are too many.
pub fn merged(all: impl IntoIterator<Item = Wanted>) -> Vec<Wanted> {
    let mut merged: Vec<Wanted> = Vec::new();
    for wanted in all {
        if merged.len() < MAX_TOPICS && !merged.iter().any(|other| key(&other.topic) == key(&wanted.topic)) {
            merged.push(wanted);
        }
    }
    merged
}

/// Whether these are the same topics, in any order.
pub fn are_same(a: &[Wanted], b: &[Wanted]) -> bool {
    let has = |all: &[Wanted], one: &Wanted| all.iter().any(|it| key(&it.topic) == key(&one.topic));
    a.len() == b.len() && a.iter().all(|one| has(b, one))
}

/// Returns the JSON of a subscription.
pub fn subscription(wanted: &[Wanted]) -> Value {
    let topic = |Wanted { topic, ids }: &Wanted| {
        let ids = topic.contains("/workspaces?").then_some(ids);
        json!({ "topic": topic, "ids": ids })
    };
    json!({ "topics": wanted.iter().map(topic).collect::<Vec<_>>() })
}

/// Reads what another tab wants from the JSON of [`subscription`]; nothing if it is another value.
pub fn wanted_in(text: &str) -> Vec<Wanted> {
    let strings = |value: &Value| -> Vec<String> {
        let items = value.as_array().into_iter().flatten();
        items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
    };
    let value = parse(text).unwrap_or_default();
    let topics = value.get("topics").and_then(Value::as_array).into_iter().flatten();
    let wanted = topics.filter_map(|it| {
        Some(Wanted {
            topic: it.get("topic")?.as_str()?.to_owned(),
            ids: it.get("ids").map(strings).unwrap_or_default(),
        })
    });
    wanted.collect()
}

/// Returns the workspace in a frame of Coder's `watch-ws`.
pub fn workspace_in(frame: &str) -> Option<Workspace> {
    Workspace::from_json(parse(frame)?.get("data")?).ok()
}

/// Returns the lines in a frame of a log, as a list: a build log has one in each frame.
pub fn lines_in(frame: &str) -> Value {
    match parse(frame) {
        Some(lines @ Value::Array(_)) => lines,
        line => Value::Array(line.into_iter().collect()),
    }
}

/// Returns the delay in milliseconds before a stream that ended or failed is opened again, after this many failures in a
/// row. `is_refused`: the gateway refused it, so that another attempt soon is of no use.
///
/// ```
/// use coder_core::live::reopen_ms;
/// assert_eq!(reopen_ms(1, false, 0.5), 1_000);
/// assert_eq!(reopen_ms(100, false, 0.5), 5_000);
/// assert_eq!(reopen_ms(1, true, 0.5), 300_000);
/// ```
pub fn reopen_ms(failures: u32, is_refused: bool, random: f64) -> u32 {
    let base = match (is_refused, failures) {
        (true, _) => 60.0 * f64::from(FIRST_RETRY_MS),
        (false, ..=SHORT_RETRIES) => SHORT_RETRY_MS,
        (false, _) => f64::from(FIRST_RETRY_MS),
    };
    // Browsers that lost the same backend come back one after the other. `as` saturates, and converts NaN to 0.
    (base * (0.5 + random.clamp(0.0, 1.0))) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::live::Subscription;
    use crate::request::Request;

    fn wanted(topic: &str, ids: &[&str]) -> Wanted {
        Wanted { topic: topic.to_owned(), ids: ids.iter().map(|id| (*id).to_owned()).collect() }
    }

    #[test]
    fn tabs_share_topics_and_a_log_is_one_from_whichever_line() {
        let log = |after| wanted(&Request::build_log("b", after).path, &[]);
        let list = wanted(&Request::workspaces("owner:me", 25, 0).path, &["1"]);
        let all = merged([list.clone(), log(3), wanted(&list.topic, &["2"]), log(9)]);
        assert_eq!(all, [list.clone(), log(3)]);
        assert!(are_same(&all, &[log(0), list.clone()]));
        assert!(
            !are_same(&all, std::slice::from_ref(&list))
                && !are_same(&all, &[list.clone(), wanted("/a", &[])])
        );
        let many = (0..50).map(|i| wanted(&Request::workspace(&i.to_string()).path, &[]));
        assert_eq!(merged(many).len(), MAX_TOPICS);
    }

    #[test]
    fn a_subscription_is_read_by_the_gateway_and_by_other_tabs() {
        let all = [
            wanted(&Request::workspaces("owner:me", 25, 0).path, &["1", "2"]),
            wanted(&Request::workspaces("owner:you", 25, 0).path, &[]),
            wanted(&Request::workspace("1").path, &[]),
            wanted(&Request::agent_log("a", 7).path, &[]),
        ];
        let json = subscription(&all);
        let topics = |value: &Value| Subscription::from_json(value).map(|read| read.topics().count());
        assert_eq!(topics(&json), Ok(4));
        assert_eq!(json["topics"][1]["ids"], json!([]), "an empty list is known to be empty");
        assert_eq!(json["topics"][2]["ids"], Value::Null);
        assert_eq!(wanted_in(&json.to_string()), all);
        assert_eq!(wanted_in("nonsense"), []);
        assert_eq!(
            wanted_in(r#"{"topics": [1, {"topic": 2}, {"topic": "/a", "ids": [3]}]}"#),
            [wanted("/a", &[])]
        );
    }

    #[test]
    fn frames_are_read_as_coder_sends_them() {
        let build = json!({"id": "b", "job": {"status": "succeeded"}, "status": "running"});
        let row = json!({"id": "w", "name": "n", "owner_name": "o", "latest_build": build});
        let name = |frame: Value| workspace_in(&frame.to_string()).map(|workspace| workspace.name);
        assert_eq!(name(json!({"type": "data", "data": row})), Some("n".to_owned()));
        assert_eq!(name(json!({"type": "ping", "data": null})), None);
        assert_eq!(lines_in(r#"{"id": 1}"#), json!([{"id": 1}]));
        assert_eq!(lines_in(r#"[{"id": 1}]"#), json!([{"id": 1}]));
        assert_eq!(lines_in("nonsense"), json!([]));
    }

    #[test]
    fn streams_that_were_lost_together_come_back_at_different_times() {
        assert_eq!([0.0, 0.999, f64::NAN].map(|random| reopen_ms(1, false, random)), [500, 1_499, 0]);
        assert!(reopen_ms(SHORT_RETRIES, false, 1.0) <= 2_000);
    }
}
