//! Tests of how WebSockets open and close: at the deployment itself, and through the proxy.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use super::served::{PROXY, Served, frame, in_time, message, paths, rest};
use crate::store::DEMO_TOKEN;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{Error, Message};
use tower::ServiceExt as _;

#[tokio::test]
async fn a_message_of_the_client_closes_a_socket_in_coders_words() {
    let served = Served::new().await;
    let (id, build, _) = served.ids("gpu-training");
    let one_way = "Clients cannot send messages for one-way WebSockets";
    for (path, code, reason) in [
        (format!("/api/v2/workspaces/{id}/watch-ws"), 1002, one_way),
        (format!("/api/v2/workspacebuilds/{build}/logs?follow"), 1008, "unexpected data message"),
    ] {
        let mut socket = served.open(&path).await;
        socket.send(Message::text("hello")).await.unwrap();
        assert_eq!(rest(&mut socket).await.1, (code, reason.to_owned()));
    }
    served.all_closed().await;
}

#[tokio::test]
async fn every_socket_refuses_as_coder_does_before_it_opens() {
    let served = Served::new().await;
    let session = ("coder-session-token", DEMO_TOKEN);
    for (path, unknown) in paths(&served) {
        let (status, body) = served.handshake(&path, &[]).await.unwrap_err();
        assert_eq!(status, 401, "{path}");
        assert!(body.contains("\"message\":\"You are signed out"), "{path}: {body}");
        if let Some(unknown) = unknown {
            let (status, body) = served.handshake(unknown, &[session]).await.unwrap_err();
            assert_eq!(status, 404, "{unknown}");
            assert!(body.contains("\"message\":\"Resource not found"), "{unknown}: {body}");
        }
        let (status, body) = served
            .handshake(&path, &[session, ("origin", "https://backstage.example.com")])
            .await
            .unwrap_err();
        assert_eq!(status, 403, "{path}");
        assert!(body.starts_with("request Origin \"backstage.example.com\" is not authorized"), "{body}");
        let own = format!("http://{}", served.address);
        assert!(served.handshake(&path, &[session, ("origin", &own)]).await.is_ok(), "{path}");
        let plain = Request::builder().uri(&path).header(session.0, session.1).body(Body::empty()).unwrap();
        let response = served.router.clone().oneshot(plain).await.unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn every_socket_passes_the_proxy_and_is_recorded_and_counted() {
    let served = Served::new().await;
    let mut open = Vec::new();
    for (path, _) in paths(&served) {
        open.push(served.open(&format!("{PROXY}{path}")).await);
    }
    assert_eq!(frame(&mut open[0]).await["type"], "ping");
    assert_eq!(frame(&mut open[1]).await["id"], 1);
    assert!(frame(&mut open[2]).await.is_array());
    served.control(json!({"workspace": {"name": "payments", "dormant": true}})).await;
    assert_eq!(frame(&mut open[3]).await["unread_count"], 1);
    let recorded = served.ask("GET", "/control/requests", Value::Null).await;
    let counts = served.ask("GET", "/control/sockets", Value::Null).await;
    for (request, (path, _)) in recorded.as_array().unwrap().iter().zip(paths(&served)) {
        assert_eq!(
            (request["method"].as_str(), request["path"].as_str()),
            (Some("GET"), Some(path.as_str()))
        );
        assert_eq!(counts[path.split('?').next().unwrap()], 1, "{counts}");
    }
    assert_eq!(recorded.as_array().unwrap().len(), open.len());
}

#[tokio::test]
async fn the_proxys_refusals_and_injected_faults_hold_for_sockets() {
    let served = Served::new().await;
    let path = format!("{PROXY}{}", paths(&served)[0].0);
    let refused =
        async |headers: &[(&'static str, &str)]| served.handshake(&path, headers).await.unwrap_err().0;
    assert_eq!(refused(&[]).await, 401);
    let session = [("coder-session-token", DEMO_TOKEN)];
    for after in [false, true] {
        let fault =
            json!({"on": "GET /api/v2/workspaces/*/watch-ws", "status": 502, "after": after, "times": 1});
        served.control(json!({"faults": [fault]})).await;
        assert_eq!(refused(&session).await, 502);
    }
    served.control(json!({"down": true})).await;
    assert_eq!(refused(&session).await, 504);
    served.control(json!({"down": false, "allowed_methods": ["POST"]})).await;
    assert_eq!(refused(&session).await, 404);
    served.all_closed().await;
}

#[tokio::test]
async fn an_upgrade_lets_no_other_headers_pass_the_proxy() {
    let served = Served::new().await;
    let path = format!("{PROXY}{}", paths(&served)[0].0);
    let bearer = format!("Bearer {DEMO_TOKEN}");
    let (status, _) = served.handshake(&path, &[("authorization", &bearer)]).await.unwrap_err();
    assert_eq!(status, 401);
    assert!(served.handshake(&path["/api/proxy/coder".len()..], &[("authorization", &bearer)]).await.is_ok());
}

#[tokio::test]
async fn all_sockets_lose_their_connection_on_demand() {
    let served = Served::new().await;
    let mut open = Vec::new();
    for (path, _) in paths(&served) {
        open.push(served.open(&path).await);
        open.push(served.open(&format!("{PROXY}{path}")).await);
    }
    served.control(json!({"close_sockets": true})).await;
    for socket in &mut open {
        let end = loop {
            match message(socket).await {
                Ok(Message::Close(close)) => panic!("closed with a handshake: {close:?}"),
                Ok(_) => {}
                Err(error) => break error,
            }
        };
        assert!(matches!(end, Error::Protocol(_) | Error::Io(_)), "{end}");
    }
    served.all_closed().await;
    served.open(&paths(&served)[0].0).await;
}

#[tokio::test]
async fn a_socket_whose_client_has_left_is_not_open() {
    let served = Served::new().await;
    let mut open = Vec::new();
    for (path, _) in paths(&served) {
        open.push(served.open(&path).await);
        open.push(served.open(&format!("{PROXY}{path}")).await);
    }
    let counts = served.ask("GET", "/control/sockets", Value::Null).await;
    assert_eq!(counts["/api/v2/notifications/inbox/watch"], 2);
    // One in two says goodbye, the others drop their connection. Nothing has to be sent to any of them.
    for (index, mut socket) in open.into_iter().enumerate() {
        if index % 2 == 0 {
            socket.close(None).await.unwrap();
            while in_time(socket.next()).await.is_some() {}
        }
    }
    served.all_closed().await;
    assert_eq!(served.ask("GET", "/control/sockets", Value::Null).await, json!({}));
}
