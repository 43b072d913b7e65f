//! Users and their API keys.

use super::ids::{CREATED, ORGANIZATION};
use crate::clock::seconds_from_now;
use crate::model::workspace::User;
use crate::store::Store;
use serde_json::{Value, json};

/// Returns the body of `GET /users/me`.
pub fn user(user: &User) -> Value {
    let mut body = json!({
        "id": user.id,
        "username": user.username,
        "name": user.name,
        "avatar_url": user.avatar_url,
        "email": format!("{}@acme.example", user.username),
        "created_at": CREATED,
        "updated_at": CREATED,
        "last_seen_at": "2026-08-21T10:00:00.5Z",
        "status": "active",
        "login_type": "password",
        "organization_ids": [ORGANIZATION],
        "roles": [],
        "has_ai_seat": false,
    });
    // Coder omits these fields if they are not set.
    for key in ["name", "avatar_url"] {
        if body[key] == ""
            && let Some(body) = body.as_object_mut()
        {
            body.shift_remove(key);
        }
    }
    body
}

/// Returns the body of `GET /users/me/keys/{id}`: a session that is extended on use, unless a test set a fixed end.
pub fn api_key(store: &Store, user: &User, id: &str) -> Value {
    const WEEK: i64 = 604_800;
    json!({
        "id": id,
        "user_id": user.id,
        "last_used": seconds_from_now(0),
        "expires_at": seconds_from_now(store.session_ends_in.unwrap_or(WEEK)),
        "created_at": CREATED,
        "updated_at": CREATED,
        "login_type": if store.session_ends_in.is_some() { "token" } else { "password" },
        "scope": "all",
        "scopes": store.scopes.clone().unwrap_or_else(|| vec!["all".to_owned()]),
        "token_name": "",
        "lifetime_seconds": WEEK,
        "allow_list": [{"type": "*", "id": "*"}],
    })
}
