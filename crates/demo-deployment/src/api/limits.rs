//! Refusals that come before a request is handled: rate limits and missing token scopes.

use super::response::error;
use crate::store::Deployment;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Middleware that passes a request on, or refuses it.
pub async fn limit(State(deployment): State<Deployment>, request: Request, next: Next) -> Response {
    let refusal = {
        let store = deployment.lock();
        match (store.retry_after, &store.scopes) {
            (Some(seconds), _) => Some(too_many(seconds)),
            (None, Some(scopes)) => lacking(request.method(), request.uri().path(), scopes),
            (None, None) => None,
        }
    };
    match refusal {
        Some(refusal) => refusal,
        None => next.run(request).await,
    }
}

fn too_many(seconds: u32) -> Response {
    let message = "You've been rate limited for sending more than 512 requests in 1m0s.";
    let mut answer = error(StatusCode::TOO_MANY_REQUESTS, message, "", vec![]);
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer
}

/// Returns Coder's refusal if the token lacks the scope for a request. The response does not name the scope.
fn lacking(method: &Method, path: &str, scopes: &[String]) -> Option<Response> {
    let path = path.strip_prefix("/api/v2").unwrap_or(path);
    let resource = match path.split('/').nth(1).unwrap_or_default() {
        "workspaces" | "workspacebuilds" | "workspaceagents" => "workspace",
        "templates" | "templateversions" => "template",
        "users" if path.contains("/keys") => "api_key",
        "users" if path.contains("/workspace") => "workspace",
        // Reading one's own user and the build info needs no scope.
        _ => return None,
    };
    let action = if method == Method::GET { "read" } else { "update" };
    let is_in = |scope: &String| {
        *scope == "coder:all" || *scope == format!("{resource}:{action}") || *scope == format!("{resource}:*")
    };
    if scopes.iter().any(is_in) {
        return None;
    }
    let detail = "You don't have permission to view this content. If you believe this is a mistake, please contact your administrator or try signing in with different credentials.";
    Some(error(StatusCode::FORBIDDEN, "Forbidden.", detail, vec![]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use crate::api::router;
    use crate::store::{DEMO_TOKEN, Deployment, Store};
    use axum::body::{Body, to_bytes};
    use axum::http::{HeaderMap, Method, Request, StatusCode};
    use serde_json::Value;
    use tower::ServiceExt as _;

    async fn ask(before: fn(&mut Store), method: Method, path: &str) -> (StatusCode, HeaderMap, Value) {
        let deployment = Deployment::new(None);
        before(&mut deployment.lock());
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("coder-session-token", DEMO_TOKEN)
            .header("content-type", "application/json")
            .body(Body::from(r#"{"transition": "start"}"#))
            .unwrap();
        let answer = router(deployment).oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        (status, headers, serde_json::from_slice(&body).unwrap())
    }

    #[tokio::test]
    async fn too_many_requests_are_told_when_to_come_again() {
        let busy = |store: &mut Store| store.retry_after = Some(30);
        let (status, headers, body) = ask(busy, Method::GET, "/api/v2/users/me").await;
        assert_eq!((status, headers["retry-after"].to_str().unwrap()), (StatusCode::TOO_MANY_REQUESTS, "30"));
        assert!(body["message"].as_str().unwrap().starts_with("You've been rate limited"));
    }

    #[tokio::test]
    async fn a_suspended_user_is_refused_in_coders_words() {
        let suspended = |store: &mut Store| store.suspended = true;
        let (status, _, body) = ask(suspended, Method::GET, "/api/v2/users/me").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert!(
            body["message"].as_str().unwrap().starts_with("User is not active (status = \"suspended\").")
        );
    }

    #[tokio::test]
    async fn a_scoped_token_reads_and_does_what_its_scopes_say() {
        let scoped = |store: &mut Store| {
            store.scopes = Some(vec!["workspace:read".to_owned(), "api_key:read".to_owned()]);
        };
        let status = async |method, path: &str| ask(scoped, method, path).await.0;
        assert_eq!(status(Method::GET, "/api/v2/workspaces?q=").await, StatusCode::OK);
        assert_eq!(status(Method::GET, "/api/v2/users/me").await, StatusCode::OK);
        assert_eq!(status(Method::GET, "/api/v2/templates").await, StatusCode::FORBIDDEN);
        assert_eq!(status(Method::POST, "/api/v2/workspaces/x/builds").await, StatusCode::FORBIDDEN);
        assert_eq!(status(Method::POST, "/api/v2/users/me/keys/tokens").await, StatusCode::FORBIDDEN);
        let (_, _, key) = ask(scoped, Method::GET, "/api/v2/users/me/keys/demodemo01").await;
        assert_eq!(key["scopes"][0], "workspace:read");
    }

    #[tokio::test]
    async fn somebody_elses_private_workspace_is_not_there() {
        let private = |store: &mut Store| {
            store.workspaces.iter_mut().filter(|w| w.owner != 0).for_each(|w| w.private = true);
        };
        let (_, _, page) = ask(private, Method::GET, "/api/v2/workspaces?q=").await;
        let owners = page["workspaces"].as_array().unwrap().iter().map(|w| w["owner_name"].as_str().unwrap());
        assert!(owners.into_iter().all(|owner| owner == "alice"));
        let others =
            Deployment::new(None).lock().workspaces.iter().find(|w| w.owner != 0).unwrap().id.clone();
        let path = format!("/api/v2/workspaces/{others}");
        assert_eq!(ask(|_| (), Method::GET, &path).await.0, StatusCode::OK);
        assert_eq!(ask(private, Method::GET, &path).await.0, StatusCode::NOT_FOUND);
        assert_eq!(ask(private, Method::POST, &format!("{path}/builds")).await.0, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn an_oauth_provider_that_is_off_is_not_there_or_an_experiment() {
        use crate::model::oauth::OAuthSwitch;
        let path = "/api/v2/oauth2-provider/apps/x/secrets";
        let off = |store: &mut Store| store.oauth_switch = OAuthSwitch::Off;
        let (status, _, body) = ask(off, Method::POST, path).await;
        assert_eq!((status, body["message"].as_str().unwrap()), (StatusCode::NOT_FOUND, "Route not found."));
        let older = |store: &mut Store| store.oauth_switch = OAuthSwitch::OffBefore238;
        assert_eq!(ask(older, Method::POST, path).await.0, StatusCode::FORBIDDEN);
        let info =
            async |before| ask(before, Method::GET, "/api/v2/buildinfo").await.2["oauth2_provider"].clone();
        assert_eq!(
            (info(|_| ()).await, info(off).await, info(older).await),
            (true.into(), false.into(), Value::Null)
        );
    }

    #[tokio::test]
    async fn an_organization_that_is_not_there_is_a_validation() {
        let (status, _, body) = ask(|_| (), Method::GET, "/api/v2/workspaces?q=organization:unknown").await;
        assert_eq!(
            (status, body["validations"][0]["field"].as_str()),
            (StatusCode::BAD_REQUEST, Some("organization"))
        );
        assert_eq!(
            ask(|_| (), Method::GET, "/api/v2/workspaces?q=organization:coder").await.0,
            StatusCode::OK
        );
    }

    #[tokio::test]
    async fn an_agent_that_connects_is_unhealthy() {
        let path = "/api/v2/workspaces?q=has-agent:connecting";
        let (_, _, page) = ask(|_| (), Method::GET, path).await;
        let row = &page["workspaces"][0];
        let agent = &row["latest_build"]["resources"][0]["agents"][0];
        assert_eq!(row["health"]["healthy"], false);
        assert_eq!(row["health"]["failing_agents"][0], agent["id"]);
        assert_eq!(agent["health"]["reason"], "agent has not yet connected");
    }
}
