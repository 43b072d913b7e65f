//! The check of a session token before a gateway keeps it, and what a gateway says of a user's link.

use super::Refusal;
use crate::error::{Error, Response, json};
use crate::json::FromJson as _;
use crate::models::{ApiKey, Timestamp, User, model};

/// The user of Coder that a credential belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedUser {
    /// The user's UUID.
    pub id: String,
    /// The user's name.
    pub username: String,
}

/// Returns the user of a session token by the answer to [`Request::users_me`](crate::request::Request::users_me).
///
/// # Errors
/// If Coder refuses the token, or cannot be asked at the moment.
pub fn linked_user(answer: &Response) -> Result<LinkedUser, Refusal> {
    let user = json(answer).and_then(|user| User::from_json(&user).map_err(Error::from));
    match user {
        Ok(User { id, username, .. }) => Ok(LinkedUser { id, username }),
        Err(Error::Unauthorized(reason)) => Err(Refusal::TokenRefused(reason)),
        Err(Error::Forbidden(message)) => Err(Refusal::TokenRefused(message.message)),
        Err(_) => Err(Refusal::Unreachable),
    }
}

model! {
    /// A user's link, as a gateway says it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Link {
        /// Whether the user's account is linked.
        pub is_linked: bool = or_default("isLinked"),
        /// The time of the linking, if the gateway says it.
        pub created_at: Option<Timestamp> = optional("createdAt"),
        /// The time at which the token ends, unless its use extends it; `None` if it does not end, or is refreshed.
        pub ends_at: Option<Timestamp> = optional("endsAt"),
        /// The token's lifetime in seconds, from its creation or last use; 0 if not known.
        pub lifetime_seconds: i64 = or_default("lifetimeSeconds"),
    }
}

/// The end of a session token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenLife {
    /// The time at which the token ends, unless its use extends it.
    pub ends_at: Timestamp,
    /// The token's lifetime in seconds, from its creation or last use; 0 if Coder does not report it.
    pub lifetime_seconds: i64,
}

/// Returns when a session token ends, by the answer to [`Request::api_key`](crate::request::Request::api_key); `None` if
/// the answer does not say.
pub fn token_life(answer: &Response) -> Option<TokenLife> {
    let ApiKey { expires_at, lifetime_seconds, .. } = ApiKey::from_json(&json(answer).ok()?).ok()?;
    (!expires_at.is_never()).then_some(TokenLife { ends_at: expires_at, lifetime_seconds })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::request::Method;

    fn answer(status: u16, body: &str) -> Response {
        Response {
            method: Method::Get,
            status,
            content_type: "application/json; charset=utf-8".to_owned(),
            body: body.to_owned(),
            is_marked: true,
            retry_after_ms: None,
        }
    }

    #[test]
    fn the_answer_names_the_user_of_a_token() {
        let user = linked_user(&answer(200, r#"{"id": "1", "username": "alice"}"#)).unwrap();
        assert_eq!((user.id.as_str(), user.username.as_str()), ("1", "alice"));
    }

    #[test]
    fn a_refused_token_is_refused_with_coders_reason() {
        let refused = linked_user(&answer(401, r#"{"message": "API key is expired."}"#)).unwrap_err();
        assert_eq!(refused, Refusal::TokenRefused("API key is expired.".to_owned()));
        let suspended = linked_user(&answer(403, r#"{"message": "User is not active."}"#)).unwrap_err();
        assert_eq!(suspended, Refusal::TokenRefused("User is not active.".to_owned()));
    }

    #[test]
    fn a_failure_of_coder_says_nothing_about_the_token() {
        for (status, body) in
            [(500, r#"{"message": "Oh no."}"#), (503, ""), (200, "{}"), (200, "<html>"), (429, "{}")]
        {
            assert_eq!(linked_user(&answer(status, body)), Err(Refusal::Unreachable), "{status} {body}");
        }
    }

    #[test]
    fn a_key_says_when_it_ends() {
        let key = r#"{"expires_at": "2026-12-01T00:00:00Z", "lifetime_seconds": 86400}"#;
        let ends_at = Timestamp("2026-12-01T00:00:00Z".to_owned());
        assert_eq!(token_life(&answer(200, key)), Some(TokenLife { ends_at, lifetime_seconds: 86_400 }));
        assert_eq!(token_life(&answer(200, r#"{"expires_at": "0001-01-01T00:00:00Z"}"#)), None);
        assert_eq!(token_life(&answer(404, "{}")), None);
    }

    #[test]
    fn a_link_need_not_say_when_it_ends() {
        let link = |text: &str| Link::from_json(&serde_json::from_str(text).unwrap()).unwrap();
        let of_token = r#"{"isLinked": true, "createdAt": "2026-11-01T00:00:00Z", "endsAt": "2026-12-01T00:00:00Z", "kind": "token"}"#;
        assert_eq!(link(of_token).ends_at, Some(Timestamp("2026-12-01T00:00:00Z".to_owned())));
        assert_eq!(link(r#"{"isLinked": true, "endsAt": null}"#).ends_at, None);
        assert!(!link(r#"{"isLinked": false}"#).is_linked);
    }
}
