//! Tests of what the WebSockets say.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use super::served::{Served, frame, message, rest};
use coder_facts::differences;
use futures_util::SinkExt as _;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

fn status(frame: &Value) -> &str {
    assert_eq!(frame["type"], "data");
    assert_eq!(differences("Workspace", &frame["data"]), [""; 0]);
    frame["data"]["latest_build"]["status"].as_str().unwrap()
}

#[tokio::test]
async fn a_watched_workspace_comes_at_once_and_after_each_change() {
    let served = Served::new().await;
    let (id, ..) = served.ids("payments");
    let mut socket = served.open(&format!("/api/v2/workspaces/{id}/watch-ws")).await;
    assert_eq!(frame(&mut socket).await, json!({"type": "ping", "data": null}));
    let first = frame(&mut socket).await;
    assert_eq!(status(&first), "running");
    assert_eq!(first["data"], served.ask("GET", &format!("/api/v2/workspaces/{id}"), Value::Null).await);
    served.build("payments", "stop").await;
    assert_eq!(status(&frame(&mut socket).await), "pending");
    served.advance(2.0);
    assert_eq!(status(&frame(&mut socket).await), "stopping");
    served.advance(60.0);
    assert_eq!(status(&frame(&mut socket).await), "stopped");
    served.control(json!({"workspace": {"name": "payments", "outdated": true}})).await;
    assert_eq!(frame(&mut socket).await["data"]["outdated"], true);
}

#[tokio::test]
async fn a_watched_workspace_stays_watched_after_its_deletion() {
    let served = Served::new().await;
    let path = |name: &str| format!("/api/v2/workspaces/{}/watch-ws", served.ids(name).0);
    let (mut built, mut controlled) =
        (served.open(&path("sandbox")).await, served.open(&path("reports")).await);
    for socket in [&mut built, &mut controlled] {
        frame(socket).await;
        frame(socket).await;
    }
    served.build("sandbox", "delete").await;
    assert_eq!(status(&frame(&mut built).await), "pending");
    served.advance(60.0);
    served.control(json!({"delete_workspace": "reports"})).await;
    for socket in [&mut built, &mut controlled] {
        let last = frame(socket).await;
        assert_eq!(status(&last), "deleted");
        assert_eq!(last["data"]["latest_build"]["transition"], "delete");
        // The socket is still open: it answers a ping.
        socket.send(Message::Ping(b"there?".to_vec().into())).await.unwrap();
        assert_eq!(message(socket).await.unwrap(), Message::Pong(b"there?".to_vec().into()));
    }
}

#[tokio::test]
async fn a_build_log_is_followed_line_by_line_until_the_build_is_complete() {
    let served = Served::new().await;
    served.build("payments-hotfix", "start").await;
    let path = format!("/api/v2/workspacebuilds/{}/logs", served.ids("payments-hotfix").1);
    served.advance(3.0);
    let early = served.ask("GET", &path, Value::Null).await.as_array().unwrap().clone();
    assert!(early.len() > 2);
    let mut socket = served.open(&format!("{path}?follow&after=1")).await;
    let mut followed = Vec::new();
    for _ in 1..early.len() {
        followed.push(frame(&mut socket).await);
    }
    assert_eq!(followed, early[1..]);
    served.advance(60.0);
    let (late, close) = rest(&mut socket).await;
    followed.extend(late);
    assert!(followed.iter().all(|line| differences("ProvisionerJobLog", line).is_empty()));
    assert_eq!(
        followed,
        served.ask("GET", &format!("{path}?after=1"), Value::Null).await.as_array().unwrap()[..]
    );
    assert_eq!(close, (1000, "done".to_owned()));
    let mut again = served.open(&format!("{path}?follow&after={}", followed.len() + 1)).await;
    assert_eq!(rest(&mut again).await, (Vec::new(), (1000, "done".to_owned())));
}

#[tokio::test]
async fn a_followed_log_is_complete_if_another_build_or_none_follows() {
    for (transition, then) in [("stop", json!({"transition": "start"})), ("delete", Value::Null)] {
        let served = Served::new().await;
        let (id, ..) = served.ids("payments");
        let body = json!({"transition": transition, "on_success": then});
        served.ask("POST", &format!("/api/v2/workspaces/{id}/builds"), body).await;
        let path = format!("/api/v2/workspacebuilds/{}/logs?follow", served.ids("payments").1);
        served.advance(2.0);
        let mut socket = served.open(&path).await;
        assert_eq!(frame(&mut socket).await["stage"], "Setting up");
        served.advance(60.0);
        let (lines, close) = rest(&mut socket).await;
        assert_eq!(lines.last().unwrap()["stage"], "Cleaning Up", "{transition}");
        assert_eq!(close, (1000, "done".to_owned()));
    }
}

#[tokio::test]
async fn the_log_of_a_deletion_can_be_followed_after_its_end() {
    let served = Served::new().await;
    served.build("sandbox", "delete").await;
    let path = format!("/api/v2/workspacebuilds/{}/logs?follow", served.ids("sandbox").1);
    served.advance(60.0);
    let (lines, close) = rest(&mut served.open(&path).await).await;
    assert_eq!(lines.last().unwrap()["stage"], "Cleaning Up");
    assert_eq!(close, (1000, "done".to_owned()));
}

#[tokio::test]
async fn a_startup_log_is_followed_until_the_agent_has_left_the_latest_build() {
    let served = Served::new().await;
    served.build("payments-hotfix", "start").await;
    let path = format!("/api/v2/workspaceagents/{}/logs", served.ids("payments-hotfix").2);
    let mut socket = served.open(&format!("{path}?follow&after=1")).await;
    assert_eq!(frame(&mut socket).await, json!([]));
    served.advance(60.0);
    let lines = frame(&mut socket).await;
    assert_eq!(lines, served.ask("GET", &format!("{path}?after=1"), Value::Null).await);
    for line in lines.as_array().unwrap() {
        assert_eq!(differences("WorkspaceAgentLog", line), [""; 0]);
    }
    served.build("payments-hotfix", "stop").await;
    assert_eq!(rest(&mut socket).await, (Vec::new(), (1000, String::new())));
}

#[tokio::test]
async fn the_inbox_tells_the_owner_of_failed_dormant_and_deleted_workspaces() {
    let served = Served::new().await;
    served.control(json!({"workspace": {"name": "reports", "dormant": true}})).await;
    let mut socket = served.open("/api/v2/notifications/inbox/watch").await;
    served.control(json!({"workspace": {"name": "payments-hotfix", "template": "broken"}})).await;
    served.build("payments-hotfix", "start").await;
    served.advance(60.0);
    let failed = frame(&mut socket).await;
    // Carol's workspace is no news for Alice.
    served.control(json!({"workspace": {"name": "frontend", "dormant": true}})).await;
    served.control(json!({"workspace": {"name": "payments", "dormant": true}})).await;
    served.control(json!({"delete_workspace": "notebook"})).await;
    let dormant = frame(&mut socket).await;
    let deleted = frame(&mut socket).await;
    for (shown, title, unread) in [
        (&failed, "Workspace \"payments-hotfix\" autobuild failed", 2),
        (&dormant, "Workspace \"payments\" marked as dormant", 3),
        (&deleted, "Workspace \"notebook\" deleted", 4),
    ] {
        assert_eq!(shown["notification"]["title"], title);
        assert_eq!(shown["unread_count"], unread);
    }
    assert_eq!(dormant["notification"]["targets"][0], served.ids("payments").0);
}
