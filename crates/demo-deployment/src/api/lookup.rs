//! Finds the workspaces that requests name.

use super::authentication::caller;
use super::response::{Refusal, error, not_found};
use crate::model::workspace::Workspace;
use crate::store::Store;
use crate::wire::ids::{agent_ids, build_id};
use axum::http::{HeaderMap, StatusCode};

/// Finds a workspace that the caller may change, and returns its index and the caller's.
///
/// # Errors
/// Coder's refusal: 401 without a session, 404 if the caller may not see the workspace, 403 if another user owns
/// it, and 409 for the start of a deleted workspace.
pub fn owned_workspace(
    store: &Store,
    headers: &HeaderMap,
    id: &str,
    action: &str,
) -> Result<(usize, usize), Refusal> {
    let user = caller(store, headers)?;
    let index =
        store.workspaces.iter().position(|w| w.id == id && w.is_visible_to(user)).ok_or_else(|| {
            let deleted = store.deleted.iter().any(|w| w.id == id && w.owner == user);
            Box::new(if deleted && action == "start" {
                error(StatusCode::CONFLICT, "Cannot start a deleted workspace!", "", vec![])
            } else {
                not_found()
            })
        })?;
    if store.workspaces[index].owner != user {
        let message = format!("You do not have permission to {action} this workspace.");
        return Err(Box::new(error(StatusCode::FORBIDDEN, &message, "", vec![])));
    }
    Ok((index, user))
}

/// Returns the workspace whose latest build has this id.
pub fn workspace_by_build<'a>(store: &'a Store, id: &str) -> Option<&'a Workspace> {
    store.workspaces.iter().find(|w| build_id(w) == id)
}

/// Returns the workspace whose latest build has this id, also if the build deleted it.
pub fn workspace_of_build<'a>(store: &'a Store, id: &str) -> Option<&'a Workspace> {
    store.workspaces.iter().chain(&store.deleted).find(|w| build_id(w) == id)
}

/// Returns the workspace that has an agent with this id.
pub fn workspace_by_agent<'a>(store: &'a Store, id: &str) -> Option<&'a Workspace> {
    store.workspaces.iter().find(|w| agent_ids(w).iter().any(|agent| agent == id))
}
