//! Every refusal that Coder's description of creating, building and canceling lists can be had from this deployment.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::router;
use crate::catalog::{Unusable, active_version, named};
use crate::state::{DEMO_TOKEN, Data, Deployment};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// What is so before, the request, its status, its message's beginning, and the field it is about.
#[derive(Clone)]
struct Case {
    before: fn(&mut Data),
    ask: (Method, &'static str),
    body: Value,
    status: u16,
    says: &'static str,
    field: &'static str,
}

fn docker() -> &'static str {
    named("docker").unwrap().template.id
}

fn as_is(_: &mut Data) {}

fn is(why: Unusable) -> impl Fn(&mut Data) {
    move |data| data.usability.push(("docker".to_owned(), Some(why)))
}

/// A creation that would succeed, with some keys set or taken away (null).
fn wish(changes: Value) -> Value {
    let mut body = json!({"template_id": docker(), "name": "fine"});
    for (key, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(body.as_object_mut().unwrap().remove(key)),
            value => body[key] = value.clone(),
        }
    }
    body
}

fn create(before: fn(&mut Data), body: Value, status: u16, says: &'static str, field: &'static str) -> Case {
    Case { before, ask: (Method::POST, "/api/v2/users/me/workspaces"), body: wish(body), status, says, field }
}

fn build(before: fn(&mut Data), body: Value, status: u16, says: &'static str, field: &'static str) -> Case {
    let path = "/api/v2/workspaces/{stopped}/builds";
    Case { before, ask: (Method::POST, path), body, status, says, field }
}

fn cancel(before: fn(&mut Data), query: &'static str, status: u16, says: &'static str) -> Case {
    Case { before, ask: (Method::PATCH, query), body: Value::Null, status, says, field: "" }
}

fn start() -> Value {
    json!({"transition": "start"})
}

fn on(data: &mut Data, status: &str, template: &str) {
    let workspace = data.workspaces.iter_mut().find(|w| w.name == "payments-hotfix").unwrap();
    workspace.template = named(template).unwrap().template.clone();
    workspace.status = status.to_owned();
}

fn creations() -> Vec<Case> {
    let unknown = "0f6f0f0a-1111-4111-8111-0000000000ff";
    let params = |name: &str, value: &str| json!({"rich_parameter_values": [{"name": name, "value": value}]});
    let restricted: fn(&mut Data) = |data| is(Unusable::Restricted)(data);
    vec![
        create(as_is, json!({"name": "no spaces"}), 400, "Validation failed.", "name"),
        create(as_is, json!({"template_id": null}), 400, "Validation failed.", "template_id"),
        create(
            as_is,
            json!({"template_version_id": unknown}),
            400,
            "Validation failed.",
            "template_version_id",
        ),
        create(as_is, json!({"template_id": unknown}), 400, "Template \"0f6f", "template_id"),
        create(
            as_is,
            json!({"template_id": null, "template_version_id": unknown}),
            400,
            "Template version \"0f6f",
            "template_version_id",
        ),
        create(
            as_is,
            json!({"template_id": named("retired").unwrap().template.id}),
            400,
            "Template \"retired\" has been deprecated",
            "",
        ),
        create(as_is, json!({"autostart_schedule": "daily"}), 400, "Invalid Autostart Schedule.", "schedule"),
        create(as_is, json!({"ttl_ms": 5}), 400, "Invalid Workspace Time to Shutdown.", "ttl_ms"),
        create(as_is, params("cpu", "9000"), 400, "Unable to validate parameters", "cpu"),
        create(
            as_is,
            json!({"template_id": named("devcontainers").unwrap().template.id}),
            400,
            "Unable to validate parameter \"",
            "",
        ),
        Case {
            ask: (Method::POST, "/api/v2/users/bob/workspaces"),
            ..create(as_is, json!({}), 403, "Unauthorized to create workspace.", "")
        },
        create(restricted, json!({}), 403, "Unauthorized access to use the template \"docker\".", ""),
        create(
            as_is,
            json!({
                "template_id": named("kubernetes").unwrap().template.id,
                "rich_parameter_values": [{"name": "project", "value": "abc123"}],
            }),
            403,
            "External authentication is required",
            "external_auth",
        ),
        create(|data| data.licensed = false, json!({}), 403, "Build is not permitted: ", ""),
        create(
            |data| is(Unusable::Deleted)(data),
            json!({}),
            404,
            "Template \"docker\" has been deleted!",
            "",
        ),
        Case {
            ask: (Method::POST, "/api/v2/users/nobody/workspaces"),
            ..create(as_is, json!({}), 404, "Resource not found", "")
        },
        create(
            |data| is(Unusable::Importing)(data),
            json!({}),
            406,
            "The provided template version is running",
            "",
        ),
        create(as_is, json!({"name": "payments"}), 409, "Workspace \"payments\" already exists.", "name"),
        create(|data| is(Unusable::Archived)(data), json!({}), 500, "Archived template versions cannot", ""),
    ]
}

fn builds() -> Vec<Case> {
    let other = active_version(named("kubernetes").unwrap().template.id);
    vec![
        build(as_is, json!({"transition": "sideways"}), 400, "Validation failed.", "transition"),
        build(
            as_is,
            json!({"transition": "start", "rich_parameter_values": [{"name": "cpu", "value": "9000"}]}),
            400,
            "Unable to validate parameters",
            "cpu",
        ),
        build(
            as_is,
            json!({"transition": "start", "template_version_id": other}),
            400,
            "template version doesn't match template",
            "",
        ),
        build(|data| is(Unusable::ImportFailed)(data), start(), 400, "The provided template version \"", ""),
        build(
            as_is,
            json!({"transition": "start", "log_level": "debug"}),
            400,
            "Workspace builds with a custom",
            "",
        ),
        Case {
            ask: (Method::POST, "/api/v2/workspaces/{others}/builds"),
            ..build(as_is, start(), 403, "You do not have permission to start this workspace.", "")
        },
        build(
            |data| {
                on(data, "stopped", "slow");
                data.workspaces.iter_mut().for_each(|w| w.outdated = true);
            },
            start(),
            403,
            "insert workspace build",
            "",
        ),
        build(|data| data.licensed = false, start(), 403, "Build is not permitted: ", ""),
        Case {
            ask: (Method::POST, "/api/v2/workspaces/nowhere/builds"),
            ..build(as_is, start(), 404, "Resource not found", "")
        },
        build(
            |data| is(Unusable::Importing)(data),
            start(),
            406,
            "The provided template version is running",
            "",
        ),
        build(
            |data| on(data, "starting", "docker"),
            start(),
            409,
            "A workspace build is already active.",
            "",
        ),
        build(
            |data| {
                let gone: Vec<_> = data.workspaces.extract_if(.., |w| w.name == "payments-hotfix").collect();
                data.deleted.extend(gone);
            },
            start(),
            409,
            "Cannot start a deleted workspace!",
            "",
        ),
    ]
}

fn cancellations() -> Vec<Case> {
    const PLAIN: &str = "/api/v2/workspacebuilds/{build}/cancel";
    const PENDING: &str = "/api/v2/workspacebuilds/{build}/cancel?expect_status=pending";
    const OTHER: &str = "/api/v2/workspacebuilds/{build}/cancel?expect_status=canceled";
    vec![
        cancel(as_is, PLAIN, 400, "Job has already completed!"),
        cancel(
            |data| on(data, "canceling", "docker"),
            PLAIN,
            400,
            "Job has already been marked as canceled!",
        ),
        cancel(|data| on(data, "starting", "docker"), OTHER, 400, "Invalid expect_status"),
        cancel(
            |data| on(data, "starting", "slow"),
            PLAIN,
            403,
            "User is not allowed to cancel workspace builds. Owner role is required.",
        ),
        cancel(|data| on(data, "starting", "docker"), PENDING, 412, "Job is not in the expected state."),
    ]
}

fn imports() -> Vec<Case> {
    let importing: fn(&mut Data) = |data| is(Unusable::Importing)(data);
    let case = |ask| Case {
        before: importing,
        ask,
        body: json!({"inputs": {}}),
        status: 425,
        says: "Template version job has not finished",
        field: "",
    };
    vec![
        case((Method::POST, "/api/v2/templateversions/{version}/dynamic-parameters/evaluate")),
        case((Method::GET, "/api/v2/templateversions/{version}/rich-parameters")),
    ]
}

async fn answer(case: &Case) -> (StatusCode, Value) {
    let deployment = Deployment::new(None);
    let path = {
        let mut data = deployment.lock();
        let id =
            |data: &Data, name: &str| data.workspaces.iter().find(|w| w.name == name).unwrap().id.clone();
        let others = data.workspaces.iter().find(|w| w.owner == 1).unwrap().id.clone();
        let (stopped, version) = (id(&data, "payments-hotfix"), active_version(docker()));
        (case.before)(&mut data);
        let all = data.workspaces.iter().chain(&data.deleted);
        let build = crate::wire::build_id(all.into_iter().find(|w| w.id == stopped).unwrap());
        let path = case.ask.1.replace("{stopped}", &stopped).replace("{others}", &others);
        path.replace("{build}", &build).replace("{version}", &version)
    };
    let request = Request::builder()
        .method(case.ask.0.clone())
        .uri(path)
        .header("coder-session-token", DEMO_TOKEN)
        .header("content-type", "application/json")
        .body(Body::from(case.body.to_string()))
        .unwrap();
    let answer = router(deployment).oneshot(request).await.unwrap();
    let status = answer.status();
    let body = to_bytes(answer.into_body(), 65_536).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn each_refusal_comes_from_the_deployment_itself() {
    let all = [creations(), builds(), cancellations(), imports()].concat();
    for case in &all {
        let (status, body) = answer(case).await;
        let what = format!("{} {} {} -> {status} {body}", case.ask.0, case.ask.1, case.body);
        assert_eq!(status.as_u16(), case.status, "{what}");
        assert!(body["message"].as_str().unwrap().starts_with(case.says), "{what}");
        let fields: Vec<&str> = body["validations"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|v| v["field"].as_str())
            .collect();
        assert!(
            if case.field.is_empty() { fields.is_empty() } else { fields.contains(&case.field) },
            "{what}"
        );
    }
    println!("{} refusals come from the deployment itself", all.len());
}
