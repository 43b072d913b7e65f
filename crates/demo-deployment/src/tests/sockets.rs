//! Tests of the WebSockets, over connections as a client has them: to the deployment itself, and through the proxy.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::api;
use crate::control;
use crate::proxy::{self, Proxy, Upstream};
use crate::proxy_rules::ProxyRules;
use crate::store::{DEMO_TOKEN, Deployment};
use crate::wire::ids::{agent_ids, build_id};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use coder_facts::differences;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};
use tower::ServiceExt as _;

const PROXY: &str = "/api/proxy/coder";

type Socket = WebSocketStream<TcpStream>;

/// A deployment that listens on a free port, with its proxy and `/control`. Its build clock stands still.
struct Served {
    deployment: Deployment,
    router: Router,
    address: SocketAddr,
}

impl Served {
    async fn new() -> Self {
        let deployment = Deployment::new(None);
        deployment.lock().clock.set_rate(0.0);
        let rules = ProxyRules {
            backstage_token: None,
            allowed_methods: Vec::new(),
            allowed_headers: vec!["coder-session-token".to_owned()],
        };
        let proxy = Proxy::new("/coder", rules, Upstream::Demo(api::router(deployment.clone())));
        let router = Router::new()
            .nest("/api/proxy", proxy::router(vec![proxy.clone()]))
            .nest("/control", control::router(deployment.clone(), proxy))
            .merge(api::router(deployment.clone()));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = router.clone();
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { deployment, router, address }
    }

    /// Opens a socket with these headers, or returns the status and body of the refusal.
    async fn handshake(&self, path: &str, headers: &[(&'static str, &str)]) -> Result<Socket, (u16, String)> {
        let mut request = format!("ws://{}{path}", self.address).into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let stream = TcpStream::connect(self.address).await.unwrap();
        match client_async(request, stream).await {
            Ok((socket, _)) => Ok(socket),
            Err(Error::Http(response)) => {
                let body = response.body().clone().unwrap_or_default();
                Err((response.status().as_u16(), String::from_utf8(body).unwrap()))
            }
            Err(error) => panic!("{path}: {error}"),
        }
    }

    async fn open(&self, path: &str) -> Socket {
        self.handshake(path, &[("coder-session-token", DEMO_TOKEN)]).await.unwrap()
    }

    /// Sends a request to the router itself, and returns the JSON of the response, or null.
    async fn ask(&self, method: &str, path: &str, body: Value) -> Value {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("coder-session-token", DEMO_TOKEN)
            .header("content-type", "application/json")
            .body(Body::from(body.to_string()))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert!(response.status().is_success(), "{method} {path}: {}", response.status());
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    async fn control(&self, change: Value) {
        self.ask("POST", "/control", change).await;
    }

    /// Creates a build of a workspace.
    async fn build(&self, name: &str, transition: &str) {
        let path = format!("/api/v2/workspaces/{}/builds", self.ids(name).0);
        self.ask("POST", &path, json!({"transition": transition, "reason": "dashboard"})).await;
    }

    fn advance(&self, seconds: f64) {
        self.deployment.lock().clock.advance(seconds);
    }

    /// Returns the ids of a workspace, of its latest build and of its agent.
    fn ids(&self, name: &str) -> (String, String, String) {
        let store = self.deployment.lock();
        let workspace = store.workspaces.iter().find(|w| w.name == name).unwrap();
        (workspace.id.clone(), build_id(workspace), agent_ids(workspace)[0].clone())
    }

    /// Waits until no socket is open.
    async fn all_closed(&self) {
        let mut counts = self.deployment.sockets().counts();
        counts.wait_for(BTreeMap::is_empty).await.unwrap();
    }
}

/// Returns the JSON of the next text frame.
async fn frame(socket: &mut Socket) -> Value {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Ping(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// Returns the JSON of all frames until the socket closes, and the code and reason of that.
async fn rest(socket: &mut Socket) -> (Vec<Value>, (u16, String)) {
    let mut frames = Vec::new();
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Text(text) => frames.push(serde_json::from_str(&text).unwrap()),
            Message::Close(Some(close)) => return (frames, (close.code.into(), close.reason.to_string())),
            Message::Ping(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

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
        assert_eq!(socket.next().await.unwrap().unwrap(), Message::Pong(b"there?".to_vec().into()));
    }
}

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

/// Returns the path of each socket that exists, and one whose id is unknown.
fn paths(served: &Served) -> [(String, Option<&'static str>); 4] {
    let (id, build, agent) = served.ids("gpu-training");
    [
        (format!("/api/v2/workspaces/{id}/watch-ws"), Some("/api/v2/workspaces/x/watch-ws")),
        (
            format!("/api/v2/workspacebuilds/{build}/logs?follow"),
            Some("/api/v2/workspacebuilds/x/logs?follow"),
        ),
        (
            format!("/api/v2/workspaceagents/{agent}/logs?follow"),
            Some("/api/v2/workspaceagents/x/logs?follow"),
        ),
        ("/api/v2/notifications/inbox/watch".to_owned(), None),
    ]
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
            match socket.next().await.unwrap() {
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
            while socket.next().await.is_some() {}
        }
    }
    served.all_closed().await;
    assert_eq!(served.ask("GET", "/control/sockets", Value::Null).await, json!({}));
}
