//! Tests that this deployment can produce every documented refusal of creating, building and canceling.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::api::router;
use crate::model::template::VersionState;
use crate::store::{DEMO_TOKEN, Deployment, Store};
use crate::templates::{active_version, by_name};
use crate::wire::ids::build_id;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// One refusal: the setup, the request, and the expected status, beginning of the message and validated field.
#[derive(Clone)]
struct Case {
    before: fn(&mut Store),
    ask: (Method, &'static str),
    body: Value,
    status: u16,
    says: &'static str,
    field: &'static str,
}

fn docker() -> &'static str {
    by_name("docker").unwrap().template.id
}

fn as_is(_: &mut Store) {}

fn is(state: VersionState) -> impl Fn(&mut Store) {
    move |store| store.version_states.push(("docker".to_owned(), state))
}

/// Returns the body of a valid creation request with some keys set, or removed where the value is null.
fn request(changes: Value) -> Value {
    let mut body = json!({"template_id": docker(), "name": "fine"});
    for (key, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(body.as_object_mut().unwrap().remove(key)),
            value => body[key] = value.clone(),
        }
    }
    body
}

fn create(before: fn(&mut Store), body: Value, status: u16, says: &'static str, field: &'static str) -> Case {
    Case {
        before,
        ask: (Method::POST, "/api/v2/users/me/workspaces"),
        body: request(body),
        status,
        says,
        field,
    }
}

fn build(before: fn(&mut Store), body: Value, status: u16, says: &'static str, field: &'static str) -> Case {
    let path = "/api/v2/workspaces/{stopped}/builds";
    Case { before, ask: (Method::POST, path), body, status, says, field }
}

fn cancel(before: fn(&mut Store), query: &'static str, status: u16, says: &'static str) -> Case {
    Case { before, ask: (Method::PATCH, query), body: Value::Null, status, says, field: "" }
}

fn start() -> Value {
    json!({"transition": "start"})
}

fn on(store: &mut Store, status: &str, template: &str) {
    let workspace = store.workspaces.iter_mut().find(|w| w.name == "payments-hotfix").unwrap();
    workspace.template = by_name(template).unwrap().template.clone();
    workspace.status = status.to_owned();
}

fn creations() -> Vec<Case> {
    let unknown = "0f6f0f0a-1111-4111-8111-0000000000ff";
    let parameters =
        |name: &str, value: &str| json!({"rich_parameter_values": [{"name": name, "value": value}]});
    let restricted: fn(&mut Store) = |store| is(VersionState::Restricted)(store);
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
            json!({"template_id": by_name("retired").unwrap().template.id}),
            400,
            "Template \"retired\" has been deprecated",
            "",
        ),
        create(as_is, json!({"autostart_schedule": "daily"}), 400, "Invalid Autostart Schedule.", "schedule"),
        create(as_is, json!({"ttl_ms": 5}), 400, "Invalid Workspace Time to Shutdown.", "ttl_ms"),
        create(as_is, parameters("cpu", "9000"), 400, "Unable to validate parameters", "cpu"),
        create(
            as_is,
            json!({"template_id": by_name("devcontainers").unwrap().template.id}),
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
                "template_id": by_name("kubernetes").unwrap().template.id,
                "rich_parameter_values": [{"name": "project", "value": "abc123"}],
            }),
            403,
            "External authentication is required",
            "external_auth",
        ),
        create(|store| store.licensed = false, json!({}), 403, "Build is not permitted: ", ""),
        create(
            |store| is(VersionState::Deleted)(store),
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
            |store| is(VersionState::Importing)(store),
            json!({}),
            406,
            "The provided template version is running",
            "",
        ),
        create(as_is, json!({"name": "payments"}), 409, "Workspace \"payments\" already exists.", "name"),
        create(
            |store| is(VersionState::Archived)(store),
            json!({}),
            500,
            "Archived template versions cannot",
            "",
        ),
    ]
}

fn builds() -> Vec<Case> {
    let other = active_version(by_name("kubernetes").unwrap().template.id);
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
        build(
            |store| is(VersionState::ImportFailed)(store),
            start(),
            400,
            "The provided template version \"",
            "",
        ),
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
            |store| {
                on(store, "stopped", "slow");
                store.workspaces.iter_mut().for_each(|w| w.outdated = true);
            },
            start(),
            403,
            "insert workspace build",
            "",
        ),
        build(|store| store.licensed = false, start(), 403, "Build is not permitted: ", ""),
        Case {
            ask: (Method::POST, "/api/v2/workspaces/nowhere/builds"),
            ..build(as_is, start(), 404, "Resource not found", "")
        },
        build(
            |store| is(VersionState::Importing)(store),
            start(),
            406,
            "The provided template version is running",
            "",
        ),
        build(
            |store| on(store, "starting", "docker"),
            start(),
            409,
            "A workspace build is already active.",
            "",
        ),
        build(
            |store| {
                let gone: Vec<_> = store.workspaces.extract_if(.., |w| w.name == "payments-hotfix").collect();
                store.deleted.extend(gone);
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
            |store| on(store, "canceling", "docker"),
            PLAIN,
            400,
            "Job has already been marked as canceled!",
        ),
        cancel(|store| on(store, "starting", "docker"), OTHER, 400, "Invalid expect_status"),
        cancel(
            |store| on(store, "starting", "slow"),
            PLAIN,
            403,
            "User is not allowed to cancel workspace builds. Owner role is required.",
        ),
        cancel(|store| on(store, "starting", "docker"), PENDING, 412, "Job is not in the expected state."),
    ]
}

fn imports() -> Vec<Case> {
    let importing: fn(&mut Store) = |store| is(VersionState::Importing)(store);
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
        let mut store = deployment.lock();
        let id =
            |store: &Store, name: &str| store.workspaces.iter().find(|w| w.name == name).unwrap().id.clone();
        let others = store.workspaces.iter().find(|w| w.owner == 1).unwrap().id.clone();
        let (stopped, version) = (id(&store, "payments-hotfix"), active_version(docker()));
        (case.before)(&mut store);
        let all = store.workspaces.iter().chain(&store.deleted);
        let build = build_id(all.into_iter().find(|w| w.id == stopped).unwrap());
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
        let exchange = format!("{} {} {} -> {status} {body}", case.ask.0, case.ask.1, case.body);
        assert_eq!(status.as_u16(), case.status, "{exchange}");
        assert!(body["message"].as_str().unwrap().starts_with(case.says), "{exchange}");
        let fields: Vec<&str> = body["validations"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|v| v["field"].as_str())
            .collect();
        assert!(
            if case.field.is_empty() { fields.is_empty() } else { fields.contains(&case.field) },
            "{exchange}"
        );
    }
    println!("{} refusals come from the deployment itself", all.len());
}
