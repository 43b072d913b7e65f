#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use super::*;
use crate::json::DecodeError;
use crate::models::FieldError;
use crate::request::Method;
use serde_json::json;

const JSON: &str = "application/json; charset=utf-8";

fn answer(method: Method, status: u16, content_type: &str, body: &str) -> Response {
    let (content_type, body) = (content_type.into(), body.into());
    Response { method, status, content_type, body, is_marked: false, retry_after_ms: None }
}

fn classify(method: Method, status: u16, content_type: &str, body: &str) -> Error {
    super::json(&answer(method, status, content_type, body)).unwrap_err()
}

fn coder(status: u16, body: &serde_json::Value) -> Error {
    classify(Method::Get, status, JSON, &body.to_string())
}

#[test]
fn json_of_a_success_is_returned_and_an_empty_success_is_null() {
    let answer = |status, body: &str| answer(Method::Get, status, JSON, body);
    assert_eq!(super::json(&answer(200, "{\"a\":1}")), Ok(json!({"a": 1})));
    assert_eq!(super::json(&answer(204, "")), Ok(serde_json::Value::Null));
    assert_eq!(super::json(&answer(304, "")), Ok(serde_json::Value::Null));
}

#[test]
fn coders_401_is_not_backstages_401() {
    let message = "You are signed out or your session has expired. Please sign in again to continue.";
    assert_eq!(
        coder(401, &json!({"message": message, "detail": "API key is invalid."})),
        Error::Unauthorized("API key is invalid.".into())
    );
    let backstage = json!({"error": {"name": "AuthenticationError", "message": "Missing credentials"}, "request": {}, "response": {"statusCode": 401}});
    assert_eq!(coder(401, &backstage), Error::HostSignedOut);
    assert_eq!(classify(Method::Get, 401, "text/html", "<html>SSO</html>"), Error::HostSignedOut);
}

#[test]
fn a_401_is_coders_only_if_it_shows_it() {
    let gateways = [
        json!({"message": "Jwt issuer is not configured"}),
        json!({"message": "Unauthorized"}),
        json!({"message": "x", "detail": "y", "code": 401}),
        json!({"error": "invalid_token", "error_description": "expired"}),
        json!({"detail": "Not authenticated"}),
    ];
    for body in gateways {
        let error = coder(401, &body);
        assert!(
            matches!(error, Error::NotCoder { by: Party::Gateway, status: 401, .. }),
            "{body}: {error:?}"
        );
        assert!(error.is_transient() && error.is_refusal(), "{body}");
        assert!(!explain(&error).detail.is_empty(), "{body}: whose words");
    }
    assert_eq!(
        explain(&coder(401, &json!({"message": "Jwt issuer is not configured"}))).detail,
        "Jwt issuer is not configured"
    );
    let coders = [
        json!({"message": "You are signed out or your session has expired. Please sign in again to continue."}),
        json!({"message": "Could not refresh expired OpenID Connect token.", "brand-new": 1}),
        json!({"message": "User is not active (status = \"suspended\"). Contact an admin to reactivate your account."}),
        json!({"message": "Words of a newer version.", "detail": "API key is revoked."}),
    ];
    for body in coders {
        assert!(matches!(coder(401, &body), Error::Unauthorized(_)), "{body}");
    }
    let marked = |body: &str| Response { is_marked: true, ..answer(Method::Get, 401, JSON, body) };
    let error = super::json(&marked(r#"{"message": "Anything."}"#)).unwrap_err();
    assert_eq!(error, Error::Unauthorized("Anything.".into()));
    assert_eq!(coder(401, &json!({})), Error::HostSignedOut, "nothing to tell");
}

#[test]
fn what_others_refuse_is_not_taken_for_coders_refusal() {
    let kong = json!({"message": "no Route matched with those values", "request_id": "7"});
    assert!(matches!(coder(404, &kong), Error::NotCoder { by: Party::Gateway, status: 404, .. }));
    let spring = json!({"timestamp": 1, "status": 403, "error": "Forbidden", "message": "no", "path": "/"});
    assert!(matches!(coder(403, &spring), Error::NotCoder { by: Party::Gateway, .. }));
    assert!(matches!(coder(500, &json!({"error": "boom"})), Error::NotCoder { by: Party::Gateway, .. }));
    let marked = Response { is_marked: true, ..answer(Method::Get, 404, JSON, &kong.to_string()) };
    assert!(matches!(super::json(&marked), Err(Error::NotFound(_))));
}

#[test]
fn backstages_error_is_backstages_and_has_its_words() {
    let body = json!({"error": {"name": "Error", "message": "unable to get local issuer certificate"}});
    let error = coder(500, &body);
    assert!(matches!(error, Error::NotCoder { by: Party::Backstage, status: 500, .. }), "{error:?}");
    assert!(error.is_transient() && !error.is_refusal());
    let explanation = explain(&error);
    assert_eq!(
        (explanation.title, explanation.detail.as_str()),
        (crate::i18n::Message::BackstageTitle, "unable to get local issuer certificate")
    );
    let refused = coder(403, &json!({"error": {"name": "NotAllowedError", "message": "no"}}));
    assert!(!refused.is_transient() && refused.is_refusal());
    assert_ne!(explain(&refused).advice, explanation.advice, "nothing is tried again");
    assert_eq!(coder(404, &json!({"error": {"name": "NotFoundError"}})), Error::ProxyMissing);
}

#[test]
fn an_answer_may_say_when_to_ask_again() {
    let after = |status, ms| {
        let body = json!({"message": "You've been rate limited."}).to_string();
        let answer = Response { retry_after_ms: ms, ..answer(Method::Get, status, JSON, &body) };
        super::json(&answer).unwrap_err().retry_after_ms()
    };
    assert_eq!((after(429, Some(7_000)), after(429, None)), (Some(7_000), None));
    assert_eq!((after(503, Some(7_000)), after(503, None)), (Some(7_000), None));
    assert_eq!(after(500, Some(7_000)), None);
    assert_eq!(classify(Method::Get, 429, "text/html", "slow down"), Error::RateLimited(None));
}

#[test]
fn a_refusal_is_an_answer_that_asking_again_does_not_change() {
    let message = ServerMessage::default;
    for error in [
        Error::RateLimited(None),
        Error::PreconditionFailed(message()),
        Error::Forbidden(message()),
        Error::Unauthorized(String::new()),
        Error::Validation(message()),
    ] {
        assert!(error.is_refusal(), "{error:?}");
    }
    for error in [Error::Timeout, Error::Offline, Error::HostHasNoToken, Error::Server(message())] {
        assert!(!error.is_refusal(), "{error:?}");
    }
    assert!(!Error::PreconditionFailed(message()).is_transient());
}

#[test]
fn a_link_that_lacks_a_permission_names_it() {
    let explanation = explain(&Error::InsufficientScope {
        permission: "workspace:start",
        message: ServerMessage::default(),
    });
    assert_eq!((explanation.detail.as_str(), explanation.remedy), ("workspace:start", Remedy::SignIn));
}

#[test]
fn a_token_that_never_arrived_is_the_proxys_fault() {
    let detail = "Cookie \"coder_session_token\" or query parameter must be provided.";
    let message = "You are signed out or your session has expired. Please sign in again to continue.";
    assert_eq!(coder(401, &json!({"message": message, "detail": detail})), Error::TokenNotForwarded);
    assert!(explain(&Error::TokenNotForwarded).yaml.unwrap().contains("Coder-Session-Token"));
}

#[test]
fn an_empty_404_is_the_proxys_and_a_404_with_a_message_is_coders() {
    assert_eq!(classify(Method::Get, 404, "", ""), Error::ProxyMissing);
    assert_eq!(classify(Method::Put, 404, "", ""), Error::MethodBlocked(Method::Put));
    assert_eq!(coder(404, &json!({"message": "Route not found."})), Error::EndpointUnsupported);
    let hidden = "Resource not found or you do not have access to this resource";
    assert!(matches!(coder(404, &json!({"message": hidden})), Error::NotFound(s) if s.message == hidden));
}

#[test]
fn a_deployment_out_of_reach_is_said_as_such_whatever_answers_for_it() {
    let text = "Error occurred while trying to proxy: localhost:7007/api/v2/users/me";
    assert_eq!(classify(Method::Get, 504, "", text), Error::DeploymentUnavailable(Unavailable::Gateway(504)));
    assert_eq!(classify(Method::Get, 500, "", text), Error::DeploymentUnavailable(Unavailable::Gateway(500)));
    assert_eq!(
        classify(Method::Get, 502, "text/html", "<html>"),
        Error::DeploymentUnavailable(Unavailable::Gateway(502))
    );
    assert_eq!(
        classify(Method::Get, 200, "text/html", "<!doctype html>"),
        Error::DeploymentUnavailable(Unavailable::NotJson)
    );
    assert_eq!(classify(Method::Get, 302, "", ""), Error::DeploymentUnavailable(Unavailable::NotJson));
    assert_eq!(
        classify(Method::Get, 403, "text/plain", "nope"),
        Error::DeploymentUnavailable(Unavailable::NotJson)
    );
}

#[test]
fn each_status_of_coders_has_its_meaning() {
    let body = json!({"message": "m", "detail": "d"});
    let message = ServerMessage { message: "m".into(), detail: "d".into(), fields: vec![] };
    assert_eq!(coder(403, &body), Error::Forbidden(message.clone()));
    assert_eq!(coder(409, &body), Error::Conflict(message.clone()));
    assert_eq!(coder(410, &body), Error::Gone(message.clone()));
    assert_eq!(coder(412, &body), Error::PreconditionFailed(message.clone()));
    assert_eq!(coder(425, &body), Error::PreconditionFailed(message.clone()));
    assert_eq!(coder(429, &body), Error::RateLimited(None));
    assert_eq!(coder(500, &body), Error::Server(message.clone()));
    assert_eq!(coder(406, &body), Error::Unexpected { status: 406, message });
    assert_eq!(
        classify(Method::Get, 500, "text/plain", "boom"),
        Error::Server(ServerMessage { message: "HTTP 500".into(), ..ServerMessage::default() })
    );
}

#[test]
fn validations_are_kept_field_by_field_and_shown() {
    let error = coder(
        400,
        &json!({"message": "Invalid workspace search query.", "validations": [{"field": "ownr", "detail": "\"ownr\" is not a valid query param"}]}),
    );
    assert_eq!(explain(&error).detail, "ownr: \"ownr\" is not a valid query param");
    assert_eq!(explain(&error).remedy, Remedy::Edit);
}

#[test]
fn a_refusal_keeps_the_fields_that_it_names_whatever_its_status() {
    let body =
        json!({"message": "m", "detail": "d", "validations": [{"field": "cpu", "detail": "too many"}]});
    let fields = vec![FieldError { field: "cpu".into(), detail: "too many".into() }];
    let message = ServerMessage { message: "m".into(), detail: "d".into(), fields };
    for status in [400, 403, 404, 409, 410, 412, 425, 500, 406] {
        let error = coder(status, &body);
        assert_eq!(error.server_message(), Some(&message), "{status}");
        assert_eq!(explain(&error).detail, "cpu: too many", "{status}");
    }
}

#[test]
fn a_content_type_is_the_same_in_any_case() {
    for content_type in ["application/json", "Application/JSON", "APPLICATION/JSON; CHARSET=UTF-8"] {
        let answer = answer(Method::Get, 200, content_type, "[1]");
        assert_eq!(super::json(&answer), Ok(json!([1])), "{content_type}");
        let refused = classify(Method::Get, 403, content_type, r#"{"message": "No."}"#);
        assert!(matches!(refused, Error::Forbidden(_)), "{content_type}");
    }
}

#[test]
fn truncated_json_is_told_as_an_invalid_response() {
    let error = classify(Method::Get, 200, JSON, "{\"workspaces\": [");
    assert!(matches!(error, Error::InvalidResponse(_)), "{error:?}");
}

#[test]
fn a_blocked_method_names_itself_and_the_line_to_add() {
    let explanation = explain(&Error::MethodBlocked(Method::Patch));
    assert_eq!(explanation.detail, "PATCH");
    assert!(explanation.yaml.unwrap().starts_with("allowedMethods:"));
}

#[test]
fn only_what_may_pass_by_itself_is_transient() {
    assert!(Error::Timeout.is_transient());
    assert!(Error::DeploymentUnavailable(Unavailable::NotJson).is_transient());
    assert!(!Error::Unauthorized(String::new()).is_transient());
    assert!(!Error::Validation(ServerMessage::default()).is_transient());
}

#[test]
fn only_what_may_pass_is_said_to_be_tried_again_and_nothing_that_is_sent_once() {
    let message = ServerMessage::default;
    let errors = [
        Error::Offline,
        Error::Timeout,
        Error::Unreachable,
        Error::RateLimited(None),
        Error::HostHasNoToken,
        Error::InsufficientScope { permission: "workspace:start", message: message() },
        Error::NotCoder { by: Party::Gateway, status: 401, message: message() },
        Error::NotCoder { by: Party::Backstage, status: 500, message: message() },
        Error::NotCoder { by: Party::Backstage, status: 403, message: message() },
        Error::DeploymentUnavailable(Unavailable::Gateway(504)),
        Error::DeploymentUnavailable(Unavailable::NotJson),
        Error::Server(message()),
        Error::PreconditionFailed(message()),
        Error::Conflict(message()),
        Error::Forbidden(message()),
        Error::Unexpected { status: 418, message: message() },
    ];
    let by_itself = |explanation: &Explanation| explanation.advice.en().contains("automatically");
    for error in &errors {
        assert!(error.is_transient() || !by_itself(&explain(error)), "{error:?}");
        assert!(!by_itself(&explain(error).without_auto_retry()), "{error:?}");
    }
    assert!(by_itself(&explain(&Error::Timeout)) && by_itself(&explain(&Error::RateLimited(None))));
}

#[test]
fn a_page_is_read_with_what_is_known_of_the_one_before_and_anything_else_is_no_page() {
    use crate::models::PageReader;
    let row = json!({"id": "w", "name": "w", "owner_name": "o", "latest_build": {"id": "b", "job": {"status": "succeeded"}}});
    let text = json!({"workspaces": [row], "count": 1}).to_string();
    let answer = |status, content_type: &str, body: &str| answer(Method::Get, status, content_type, body);
    let mut reader = PageReader::default();
    let first = super::page(&answer(200, JSON, &text), &mut reader).unwrap();
    reader.start_refresh();
    let second = super::page(&answer(200, JSON, &text), &mut reader).unwrap();
    assert!(std::sync::Arc::ptr_eq(&first.workspaces[0], &second.workspaces[0]));
    let mut other =
        |status, content_type, body| super::page(&answer(status, content_type, body), &mut reader);
    let no_json = Error::DeploymentUnavailable(Unavailable::NotJson);
    assert_eq!(other(200, "text/html", &text), Err(no_json));
    assert_eq!(other(403, JSON, "{\"message\": \"m\"}").map_err(|e| e.code()), Err("forbidden"));
    assert_eq!(other(204, JSON, "").map_err(|e| e.code()), Err("invalid-response"));
}

#[test]
fn backstages_own_refusals_are_told_from_coders() {
    let backstage = |message: &str| json!({"error": {"name": "NotFoundError", "message": message}});
    assert_eq!(coder(404, &backstage("")), Error::ProxyMissing);
    let message = ServerMessage { message: "not for you".into(), ..ServerMessage::default() };
    let by = Party::Backstage;
    assert_eq!(coder(403, &backstage("not for you")), Error::NotCoder { by, status: 403, message });
    let no_json = || Error::DeploymentUnavailable(Unavailable::NotJson);
    assert_eq!(classify(Method::Get, 404, "text/html", "<h1>Not here</h1>"), no_json());
    assert_eq!(classify(Method::Get, 404, "text/html", " \n"), Error::ProxyMissing);
    assert_eq!(coder(302, &json!({"message": "elsewhere"})), no_json());
}

#[test]
fn what_was_said_is_shown_with_the_line_that_mends_it() {
    let detail = |error: Error| explain(&error).detail;
    assert_eq!(detail(Error::Unauthorized("API key expired.".into())), "API key expired.");
    assert_eq!(detail(Error::HostSignIn(SignInError::Refused("no".into()))), "no");
    let malformed = DecodeError::new("a string", None).in_field("name");
    assert_eq!(detail(Error::InvalidResponse(malformed)), "name: expected a string, found nothing");
    assert_eq!(detail(Error::DeploymentUnavailable(Unavailable::Gateway(502))), "HTTP 502");
    assert_eq!(detail(Error::Timeout), "");
    assert!(explain(&Error::ProxyMissing).yaml.unwrap().contains("proxy:"));
    assert_eq!(explain(&Error::Timeout).yaml, None);
    let title = explain(&Error::Timeout).title.en();
    assert_eq!(Error::Timeout.to_string(), title);
    assert!(Error::Unauthorized("because".into()).to_string().ends_with(". because"));
}

#[test]
fn each_error_has_a_name_of_its_own_for_events_and_logs() {
    let message = ServerMessage::default;
    let table = [
        (Error::Offline, "offline"),
        (Error::Timeout, "timeout"),
        (Error::Unreachable, "unreachable"),
        (Error::HostSignedOut, "host-signed-out"),
        (Error::Unauthorized(String::new()), "unauthorized"),
        (Error::HostSignIn(SignInError::Closed), "host-sign-in"),
        (Error::TokenNotForwarded, "token-not-forwarded"),
        (Error::Forbidden(message()), "forbidden"),
        (Error::NotFound(message()), "not-found"),
        (Error::EndpointUnsupported, "route-missing"),
        (Error::Conflict(message()), "conflict"),
        (Error::Gone(message()), "gone"),
        (Error::PreconditionFailed(message()), "not-yet"),
        (Error::Validation(message()), "validation"),
        (Error::StrayPath(String::new()), "stray-path"),
        (Error::MethodBlocked(Method::Put), "method-blocked"),
        (Error::ProxyMissing, "proxy-missing"),
        (Error::DeploymentUnavailable(Unavailable::NotJson), "deployment-unavailable"),
        (Error::Server(message()), "server"),
        (Error::InvalidResponse(DecodeError::new("x", None)), "invalid-response"),
        (Error::ChunkLoadFailed, "part-missing"),
        (Error::Unexpected { status: 418, message: message() }, "unexpected"),
    ];
    for (error, name) in table {
        assert_eq!(error.code(), name);
    }
}

#[test]
fn a_path_that_leaves_the_api_is_said_with_the_path_and_not_asked_again() {
    let error = Error::StrayPath("/api/v2/workspaces/..".into());
    assert_eq!((error.code(), error.is_transient()), ("stray-path", false));
    assert_eq!(explain(&error).remedy, Remedy::Edit);
    assert_eq!(error.to_string(), "The path of this request leads out of Coder’s API. /api/v2/workspaces/..");
}
