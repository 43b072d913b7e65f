//! Endpoints that follow a workspace and the caller's notifications by WebSocket.

use super::authentication::caller;
use super::live::{Handshake, NO_MESSAGES, ONE_WAY, Update};
use super::response::not_found;
use crate::model::workspace::Workspace;
use crate::store::{Deployment, Store};
use crate::wire;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

/// Builds the routes.
pub fn router() -> Router<Deployment> {
    Router::new()
        .route("/workspaces/{id}/watch-ws", get(watch_workspace))
        .route("/notifications/inbox/watch", get(watch_inbox))
}

/// Returns a workspace that the viewer can see, also after its deletion.
fn visible<'a>(store: &'a Store, id: &str, viewer: usize) -> Option<&'a Workspace> {
    store.workspaces.iter().chain(&store.deleted).find(|w| w.id == id && w.is_visible_to(viewer))
}

async fn watch_workspace(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    Path(id): Path<String>,
    handshake: Handshake,
) -> Response {
    let store = deployment.lock();
    let viewer = match caller(&store, &headers) {
        Ok(viewer) => viewer,
        Err(refusal) => return *refusal,
    };
    if visible(&store, &id, viewer).is_none() {
        return not_found();
    }
    handshake.open(deployment.sockets(), ONE_WAY, workspace_watcher(deployment.clone(), id, viewer))
}

/// Watches a workspace: a ping, the workspace, and the workspace again after each change.
fn workspace_watcher(deployment: Deployment, id: String, viewer: usize) -> impl FnMut() -> Update {
    let mut sent: Option<Value> = None;
    move || {
        let store = deployment.lock();
        let mut frames = Vec::new();
        let present = visible(&store, &id, viewer).map(|w| wire::workspace::workspace(&store, w, viewer));
        if let Some(present) = present.filter(|present| sent.as_ref() != Some(present)) {
            if sent.is_none() {
                frames.push(json!({"type": "ping", "data": null}));
            }
            frames.push(json!({"type": "data", "data": present}));
            sent = Some(present);
        }
        Update { frames, end: None }
    }
}

async fn watch_inbox(
    State(deployment): State<Deployment>,
    headers: HeaderMap,
    handshake: Handshake,
) -> Response {
    let store = deployment.lock();
    match caller(&store, &headers) {
        Ok(user) => {
            let known = store.notifications_of(user).count();
            handshake.open(deployment.sockets(), NO_MESSAGES, inbox_watcher(deployment.clone(), user, known))
        }
        Err(refusal) => *refusal,
    }
}

/// Watches a user's inbox: each notification after the known ones. All count as unread.
fn inbox_watcher(deployment: Deployment, user: usize, mut known: usize) -> impl FnMut() -> Update {
    move || {
        let store = deployment.lock();
        let all: Vec<Value> = store
            .notifications_of(user)
            .map(|notification| wire::notification::notification(&store, notification))
            .collect();
        // A reset of the deployment empties the inbox.
        known = known.min(all.len());
        let frames = (known..all.len())
            .map(|index| json!({"notification": all[index], "unread_count": index + 1}))
            .collect();
        known = all.len();
        Update { frames, end: None }
    }
}
