//! Tests of the hub.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::*;
use serde_json::{Value, json};

const LIST: &str = "/api/v2/workspaces?q=owner%3Ame&limit=25";
const INBOX: &str = "/api/v2/notifications/inbox";
const LOG: &str = "/api/v2/workspacebuilds/b1/logs?after=0";
const CLOCK: Clock = Clock { now_ms: 1_000_000.0, random: 0.5 };

fn of(id: &str) -> String {
    format!("/api/v2/workspaces/{id}")
}

fn workspace(id: &str, status: &str) -> Value {
    let job = match status {
        "starting" => "running",
        _ => "succeeded",
    };
    json!({"id": id, "name": id, "owner_name": "alice", "last_used_at": "2026-01-01T00:00:00Z",
        "latest_build": {"id": "b", "job": {"status": job}, "status": status}})
}

fn page(rows: &[Value]) -> String {
    json!({"workspaces": rows, "count": rows.len()}).to_string()
}

fn frame(workspace: &Value) -> String {
    json!({"type": "data", "data": workspace}).to_string()
}

fn topics(topics: &[Value]) -> Subscription {
    Subscription::from_json(&json!({ "topics": topics })).unwrap()
}

fn list(ids: &[&str]) -> Value {
    json!({"topic": LIST, "ids": ids})
}

fn poll(after_ms: u32) -> Effect {
    Effect::Poll { topic: LIST.to_owned(), after_ms }
}

fn send(pages: &[u32], event: Event, topic: &str) -> Effect {
    Effect::Send { pages: pages.to_vec(), event, topic: topic.to_owned() }
}

fn open(topic: &str, target: &str, after_ms: u32) -> Effect {
    Effect::Open { topic: topic.to_owned(), target: target.to_owned(), after_ms }
}

fn close(topic: &str) -> Effect {
    Effect::Close { topic: topic.to_owned() }
}

/// Returns a hub with one page that looks at a list of `a`, which is running and followed.
fn with_followed_row() -> Hub {
    let mut hub = Hub::default();
    hub.join(1, topics(&[list(&["a"]), json!({"topic": of("a")})])).unwrap();
    hub.polled(LIST, Some(&page(&[workspace("a", "running")])), CLOCK);
    hub.frame(&of("a"), &frame(&workspace("a", "running")));
    hub
}

#[test]
fn ten_pages_cost_coder_what_one_does_and_the_last_one_ends_it() {
    let mut hub = Hub::default();
    let all = || topics(&[list(&["a"]), json!({"topic": of("a")}), json!({"topic": LOG})]);
    let first = hub.join(1, all()).unwrap();
    let sockets = [
        open(&of("a"), "/api/v2/workspaces/a/watch-ws", 0),
        open(LOG, "/api/v2/workspacebuilds/b1/logs?after=0&follow", 0),
        open(INBOX, "/api/v2/notifications/inbox/watch", 0),
    ];
    assert_eq!(first[0], poll(0));
    assert_eq!(first[1..], sockets);
    for id in 2..=10 {
        assert_eq!(hub.join(id, all()), Some(vec![]));
    }
    for id in 1..10 {
        assert_eq!(hub.leave(id), [], "page {id}");
    }
    let closed = [close(INBOX), close(LOG), close(&of("a")), close(LIST)];
    let mut left = hub.leave(10);
    assert_eq!(left.len(), closed.len());
    left.retain(|effect| !closed.contains(effect));
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_user_has_a_limited_number_of_pages_and_a_page_of_topics() {
    let mut hub = Hub::default();
    for id in 0..20 {
        assert!(hub.join(id, topics(&[])).is_some());
    }
    assert_eq!(hub.join(20, topics(&[])), None);
    hub.leave(3);
    assert!(hub.join(20, topics(&[])).is_some());
    let many: Vec<Value> = (0..50).map(|i| json!({"topic": of(&format!("w{i}"))})).collect();
    assert_eq!(topics(&many).topics().count(), 40);
}

#[test]
fn what_cannot_be_followed_is_left_out() {
    let subscription =
        topics(&[json!({"topic": "/api/v2/users/me"}), json!({"topic": of("../a")}), list(&[])]);
    assert_eq!(subscription.topics().collect::<Vec<_>>(), [LIST]);
    for wrong in [json!([]), json!({}), json!({"topics": [1]}), json!({"topics": [{"ids": []}]})] {
        assert!(Subscription::from_json(&wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_frame_with_a_change_goes_to_the_pages_and_others_do_not() {
    let mut hub = with_followed_row();
    let mut used = workspace("a", "running");
    used["last_used_at"] = json!("2026-02-02T00:00:00Z");
    assert_eq!(hub.frame(&of("a"), &frame(&used)), [], "only the time of the last use");
    assert_eq!(hub.frame(&of("a"), r#"{"type":"ping","data":null}"#), []);
    assert_eq!(hub.frame(&of("a"), r#"{"type":"error","data":{"message":"Oh no."}}"#), []);
    assert_eq!(hub.frame(&of("a"), "nonsense"), []);
    let mut outdated = workspace("a", "running");
    outdated["outdated"] = json!(true);
    assert_eq!(hub.frame(&of("a"), &frame(&outdated)), [send(&[1], Event::Data, &of("a"))]);
}

#[test]
fn a_changed_status_reads_the_lists_again_because_they_are_ordered_by_it() {
    let mut hub = with_followed_row();
    let effects = hub.frame(&of("a"), &frame(&workspace("a", "stopping")));
    assert_eq!(effects, [send(&[1], Event::Data, &of("a")), poll(500)]);
}

#[test]
fn a_list_is_read_once_a_minute_and_every_five_seconds_while_a_row_that_is_not_followed_changes() {
    let mut hub = with_followed_row();
    let answer = |a: &str, b: &str| page(&[workspace("a", a), workspace("b", b)]);
    let after = |effects: Vec<Effect>| match effects.last() {
        Some(Effect::Poll { after_ms, .. }) => *after_ms,
        _ => 0,
    };
    assert_eq!(after(hub.polled(LIST, Some(&answer("running", "running")), CLOCK)), 60_000);
    assert_eq!(after(hub.polled(LIST, Some(&answer("starting", "running")), CLOCK)), 60_000, "a is followed");
    assert_eq!(after(hub.polled(LIST, Some(&answer("running", "starting")), CLOCK)), 5_000);
    assert_eq!(after(hub.polled(LIST, None, CLOCK)), 5_000);
    assert_eq!(after(hub.polled(LIST, Some("nonsense"), CLOCK)), 10_000);
}

#[test]
fn a_page_whose_list_is_another_one_is_told() {
    let mut hub = Hub::default();
    hub.join(1, topics(&[list(&["a"])])).unwrap();
    hub.join(2, topics(&[list(&["a", "b"])])).unwrap();
    let both = page(&[workspace("a", "running"), workspace("b", "running")]);
    assert_eq!(hub.polled(LIST, Some(&both), CLOCK)[0], send(&[1], Event::Changed, LIST));
    assert_eq!(hub.polled(LIST, Some(&both), CLOCK).len(), 1, "both have it now");
    let reordered = page(&[workspace("b", "running"), workspace("a", "running")]);
    assert_eq!(hub.polled(LIST, Some(&reordered), CLOCK)[0], send(&[1, 2], Event::Changed, LIST));
    assert_eq!(hub.join(3, topics(&[list(&["a", "b"])])).unwrap(), [poll(0)], "its ids are older or newer");
    assert_eq!(hub.join(4, topics(&[list(&["b", "a"])])).unwrap(), []);
}

#[test]
fn a_row_that_is_not_followed_changes_the_list() {
    let mut hub = with_followed_row();
    let answer = |a: &str, b: &str| page(&[workspace("a", a), workspace("b", b)]);
    hub.polled(LIST, Some(&answer("running", "running")), CLOCK);
    assert_eq!(
        hub.polled(LIST, Some(&answer("stopped", "running")), CLOCK).len(),
        1,
        "a comes by its socket"
    );
    let effects = hub.polled(LIST, Some(&answer("stopped", "stopped")), CLOCK);
    assert_eq!(effects[0], send(&[1], Event::Changed, LIST));
}

#[test]
fn a_lost_socket_is_said_and_opened_again_later_and_later() {
    let mut hub = with_followed_row();
    let target = "/api/v2/workspaces/a/watch-ws";
    assert_eq!(
        hub.closed(&of("a"), CLOCK),
        [send(&[1], Event::End, &of("a")), open(&of("a"), target, 5_000)]
    );
    assert_eq!(hub.closed(&of("a"), CLOCK), [open(&of("a"), target, 10_000)], "said once");
    assert_eq!(
        hub.join(2, topics(&[json!({"topic": of("a")})])).unwrap(),
        [send(&[2], Event::End, &of("a"))]
    );
    let back = hub.frame(&of("a"), &frame(&workspace("a", "running")));
    assert_eq!(back, [send(&[1, 2], Event::Data, &of("a"))], "followed again, with the workspace as it is");
    assert_eq!(hub.closed(&of("a"), CLOCK)[1], open(&of("a"), target, 5_000), "the count began anew");
}

#[test]
fn a_log_ends_when_it_is_complete() {
    let mut hub = Hub::default();
    hub.join(1, topics(&[json!({"topic": LOG})])).unwrap();
    assert_eq!(hub.frame(LOG, r#"{"id":1}"#), [send(&[1], Event::Data, LOG)]);
    assert_eq!(hub.closed(LOG, CLOCK), [send(&[1], Event::End, LOG)]);
    assert_eq!(hub.join(2, topics(&[json!({"topic": LOG})])).unwrap(), [send(&[2], Event::End, LOG)]);
}

#[test]
fn a_page_that_joins_a_followed_workspace_receives_the_last_frame() {
    let mut hub = with_followed_row();
    let topic = of("a");
    let joined = hub.join(2, topics(&[json!({ "topic": topic })])).unwrap();
    assert_eq!(joined, [send(&[2], Event::Data, &topic)]);
}

#[test]
fn a_change_before_the_first_comparison_is_not_lost() {
    let mut hub = Hub::default();
    hub.join(1, topics(&[list(&["a"])])).unwrap();
    hub.polled(LIST, Some(&page(&[workspace("a", "running")])), CLOCK);
    assert_eq!(hub.join(2, topics(&[list(&["a"])])).unwrap(), []);
    let effects = hub.polled(LIST, Some(&page(&[workspace("a", "stopped")])), CLOCK);
    assert_eq!(effects[0], send(&[1, 2], Event::Changed, LIST));
}

#[test]
fn a_row_that_another_page_follows_changes_the_list_of_this_one() {
    let mut hub = with_followed_row();
    hub.join(2, topics(&[list(&["a"])])).unwrap();
    let effects = hub.polled(LIST, Some(&page(&[workspace("a", "stopped")])), CLOCK);
    assert_eq!(effects[0], send(&[2], Event::Changed, LIST));
}

#[test]
fn the_number_of_workspaces_and_metadata_change_a_list_although_its_rows_are_followed() {
    let mut hub = with_followed_row();
    let mut row = workspace("a", "running");
    let body = json!({"workspaces": [row], "count": 31}).to_string();
    assert_eq!(hub.polled(LIST, Some(&body), CLOCK)[0], send(&[1], Event::Changed, LIST));
    assert_eq!(hub.polled(LIST, Some(&body), CLOCK).len(), 1);
    let agent = |value: &str| json!({"id": "x", "metadata": [{"result": {"value": value}}]});
    let mut with = |value: &str| {
        row["latest_build"]["resources"] = json!([{"agents": [agent(value)]}]);
        json!({"workspaces": [row], "count": 31}).to_string()
    };
    hub.polled(LIST, Some(&with("1")), CLOCK);
    assert_eq!(hub.polled(LIST, Some(&with("1")), CLOCK).len(), 1);
    assert_eq!(hub.polled(LIST, Some(&with("2")), CLOCK)[0], send(&[1], Event::Changed, LIST));
}

#[test]
fn a_list_that_cannot_be_read_is_said_once_and_so_is_that_it_can_again() {
    let mut hub = with_followed_row();
    assert_eq!(hub.polled(LIST, None, CLOCK)[0], send(&[1], Event::End, LIST));
    assert_eq!(hub.polled(LIST, None, CLOCK).len(), 1);
    let late = hub.join(2, topics(&[list(&["a"])])).unwrap();
    assert_eq!(late, [send(&[2], Event::End, LIST)]);
    let back = hub.polled(LIST, Some(&page(&[workspace("a", "running")])), CLOCK);
    assert_eq!(back[0], send(&[1, 2], Event::Changed, LIST));
    assert_eq!(back.len(), 2);
}

#[test]
fn a_notification_and_a_change_through_the_gateway_read_the_lists_soon() {
    let mut hub = with_followed_row();
    assert_eq!(hub.frame(INBOX, "{}"), [poll(500)]);
    assert_eq!(hub.written(), [poll(500)]);
    assert_eq!(
        hub.closed(INBOX, CLOCK),
        [open(INBOX, "/api/v2/notifications/inbox/watch", 5_000)],
        "no page receives an event"
    );
}

#[test]
fn what_comes_late_for_a_topic_that_nobody_looks_at_does_nothing() {
    let mut hub = with_followed_row();
    hub.leave(1);
    assert_eq!(hub.frame(&of("a"), &frame(&workspace("a", "stopped"))), []);
    assert_eq!(hub.closed(&of("a"), CLOCK), []);
    assert_eq!(hub.polled(LIST, Some(&page(&[])), CLOCK), []);
}
