//! WebSockets as Coder serves them: the handshake, and what holds for every open socket.

use super::response::json_text;
use crate::sockets::{Registration, Sockets};
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::{Instant, interval, interval_at, timeout};

/// Time between two looks at the deployment's data.
const POLL: Duration = Duration::from_millis(50);
/// Time between two pings of an open socket.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Time that the client has to answer a close frame.
const FAREWELL: Duration = Duration::from_secs(5);

/// What a socket sends at a time.
#[derive(Debug, Default)]
pub struct Update {
    /// JSON values, one per text frame.
    pub frames: Vec<Value>,
    /// Reason of a normal close after the frames; `None` leaves the socket open.
    pub end: Option<&'static str>,
}

/// Why a socket closes on a message of the client, as code and reason.
type Unexpected = (u16, &'static str);

/// For sockets that Coder calls one-way.
pub const ONE_WAY: Unexpected = (close_code::PROTOCOL, "Clients cannot send messages for one-way WebSockets");
/// For all others that expect no messages.
pub const NO_MESSAGES: Unexpected = (close_code::POLICY, "unexpected data message");

/// The handshake of a WebSocket, for handlers that refuse some requests before it.
pub struct Handshake {
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    path: String,
    /// Coder's refusal of a page on another host.
    foreign: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Handshake {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let OriginalUri(uri) = OriginalUri::from_request_parts(parts, state).await?;
        let foreign = foreign_origin(parts);
        let upgrade = WebSocketUpgrade::from_request_parts(parts, state).await;
        Ok(Self { upgrade, path: uri.path().to_owned(), foreign })
    }
}

impl Handshake {
    /// Opens the socket, or returns the refusal of a request that is no handshake or comes from another host's page.
    ///
    /// `next` returns what is new since it was asked last.
    pub fn open(
        self,
        sockets: &Sockets,
        unexpected: Unexpected,
        next: impl FnMut() -> Update + Send + 'static,
    ) -> Response {
        let upgrade = match self.upgrade {
            Ok(upgrade) => upgrade,
            Err(rejection) => return rejection.into_response(),
        };
        if let Some(foreign) = self.foreign {
            return (StatusCode::FORBIDDEN, foreign).into_response();
        }
        // Registered with the handshake, so that a client that has its response finds its socket counted.
        let registration = sockets.register(&self.path);
        upgrade.on_upgrade(move |socket| serve(socket, registration, unexpected, next))
    }
}

/// Returns the refusal of a request from a page of another host. Requests of programs have no `Origin`.
fn foreign_origin(parts: &Parts) -> Option<String> {
    let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let (origin, host) = (text(header::ORIGIN)?, text(header::HOST).unwrap_or_default());
    let uri = origin.parse::<Uri>().ok();
    let origin = uri.as_ref().and_then(Uri::authority).map_or(origin, |authority| authority.as_str());
    let refusal = || format!("request Origin {origin:?} is not authorized for Host {host:?}\n");
    (!origin.eq_ignore_ascii_case(host)).then(refusal)
}

/// Serves an open socket until it ends or all are closed. In the latter case the connection is dropped.
async fn serve(
    mut socket: WebSocket,
    mut registration: Registration,
    unexpected: Unexpected,
    next: impl FnMut() -> Update,
) {
    let conversation = async {
        if let Some(close) = converse(&mut socket, unexpected, next).await {
            farewell(&mut socket, close).await;
        }
    };
    tokio::select! {
        () = registration.closed() => {}
        () = conversation => {}
    }
}

/// Sends what is new, and reads, so that a lost connection is noticed. Returns how to close the socket, unless the
/// client has left.
async fn converse(
    socket: &mut WebSocket,
    unexpected: Unexpected,
    mut next: impl FnMut() -> Update,
) -> Option<Unexpected> {
    let (mut poll, mut heartbeat) = (interval(POLL), interval_at(Instant::now() + HEARTBEAT, HEARTBEAT));
    loop {
        tokio::select! {
            received = socket.recv() => match received?.ok()? {
                Message::Text(_) | Message::Binary(_) => return Some(unexpected),
                Message::Ping(_) | Message::Pong(_) | Message::Close(_) => {}
            },
            _ = heartbeat.tick() => socket.send(Message::Ping(Vec::new().into())).await.ok()?,
            _ = poll.tick() => {
                let update = next();
                for frame in update.frames {
                    socket.send(Message::Text(json_text(&frame).into())).await.ok()?;
                }
                if let Some(reason) = update.end {
                    return Some((close_code::NORMAL, reason));
                }
            }
        }
    }
}

/// Sends a close frame, and waits for the client's.
async fn farewell(socket: &mut WebSocket, (code, reason): (u16, &'static str)) {
    let frame = CloseFrame { code, reason: reason.into() };
    if socket.send(Message::Close(Some(frame))).await.is_ok() {
        // What the client still sends must be read, or the connection would be reset before the frame arrives.
        let _ = timeout(FAREWELL, async { while let Some(Ok(_)) = socket.recv().await {} }).await;
    }
}
