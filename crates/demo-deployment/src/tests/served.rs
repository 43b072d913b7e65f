//! A deployment that tests reach by a connection, and the frames of its WebSockets.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use crate::proxy::{self, Proxy, Upstream};
use crate::proxy_rules::ProxyRules;
use crate::store::{DEMO_TOKEN, Deployment};
use crate::wire::ids::{agent_ids, build_id};
use crate::{api, control};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};
use tower::ServiceExt as _;

/// Path of the proxy endpoint.
pub const PROXY: &str = "/api/proxy/coder";

pub type Socket = WebSocketStream<TcpStream>;

/// A deployment that listens on a free port, with its proxy and `/control`. Its build clock stands still.
pub struct Served {
    pub deployment: Deployment,
    pub router: Router,
    pub address: SocketAddr,
}

impl Served {
    pub async fn new() -> Self {
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
    pub async fn handshake(
        &self,
        path: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Socket, (u16, String)> {
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

    pub async fn open(&self, path: &str) -> Socket {
        self.handshake(path, &[("coder-session-token", DEMO_TOKEN)]).await.unwrap()
    }

    /// Sends a request to the router itself, and returns the JSON of the response, or null.
    pub async fn ask(&self, method: &str, path: &str, body: Value) -> Value {
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

    pub async fn control(&self, change: Value) {
        self.ask("POST", "/control", change).await;
    }

    /// Creates a build of a workspace.
    pub async fn build(&self, name: &str, transition: &str) {
        let path = format!("/api/v2/workspaces/{}/builds", self.ids(name).0);
        self.ask("POST", &path, json!({"transition": transition, "reason": "dashboard"})).await;
    }

    pub fn advance(&self, seconds: f64) {
        self.deployment.lock().clock.advance(seconds);
    }

    /// Returns the ids of a workspace, of its latest build and of its agent.
    pub fn ids(&self, name: &str) -> (String, String, String) {
        let store = self.deployment.lock();
        let workspace = store.workspaces.iter().find(|w| w.name == name).unwrap();
        (workspace.id.clone(), build_id(workspace), agent_ids(workspace)[0].clone())
    }

    /// Waits until no socket is open.
    pub async fn all_closed(&self) {
        let mut counts = self.deployment.sockets().counts();
        in_time(counts.wait_for(BTreeMap::is_empty)).await.unwrap();
    }
}

/// Waits for what must come. The limit only keeps a failing test from waiting for ever.
pub async fn in_time<T>(future: impl Future<Output = T>) -> T {
    timeout(Duration::from_secs(60), future).await.unwrap()
}

/// Returns the next message of a socket, or its error.
pub async fn message(socket: &mut Socket) -> Result<Message, Error> {
    in_time(socket.next()).await.unwrap()
}

/// Returns the JSON of the next text frame.
pub async fn frame(socket: &mut Socket) -> Value {
    loop {
        match message(socket).await.unwrap() {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Ping(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// Returns the JSON of all frames until the socket closes, and the code and reason of that.
pub async fn rest(socket: &mut Socket) -> (Vec<Value>, (u16, String)) {
    let mut frames = Vec::new();
    loop {
        match message(socket).await.unwrap() {
            Message::Text(text) => frames.push(serde_json::from_str(&text).unwrap()),
            Message::Close(Some(close)) => return (frames, (close.code.into(), close.reason.to_string())),
            Message::Ping(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// Returns the path of each socket that exists, and one whose id is unknown.
pub fn paths(served: &Served) -> [(String, Option<&'static str>); 4] {
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
