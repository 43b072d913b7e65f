//! Tests that the models decode everything that Coder may send, and read only fields that Coder has.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use super::*;
use crate::create::{ResolvedParameters, RichParameter};
use crate::json::recorder::{fields_read_by, missing_fields_read_by};
use coder_facts::{Extent, example, words};
use std::collections::BTreeSet;

fn read<T: FromJson>(value: &Value) {
    T::from_json(value).map(drop).unwrap_or_else(|malformed| panic!("{malformed} in {value:#}"));
}

/// A model's name and its decoder.
type DecodeCase = (&'static str, fn(&Value));

/// All models with their decoders.
const READERS: &[DecodeCase] = &[
    ("APIKey", read::<ApiKey>),
    ("BuildInfoResponse", read::<BuildInfo>),
    ("DynamicParametersResponse", read::<ResolvedParameters>),
    ("MatchedProvisioners", read::<Provisioners>),
    ("Preset", read::<Preset>),
    ("ProvisionerJob", read::<Job>),
    ("ProvisionerJobLog", read::<LogLine>),
    ("RegionsResponse", read::<Regions>),
    ("Response", read::<ErrorBody>),
    ("Template", read::<Template>),
    ("TemplateVersion", read::<TemplateVersion>),
    ("TemplateVersionExternalAuth", read::<ExternalAuth>),
    ("TemplateVersionParameter", read::<RichParameter>),
    ("User", read::<User>),
    ("UserParameter", read::<ParameterValue>),
    ("ValidationError", read::<FieldError>),
    ("Workspace", read::<Workspace>),
    ("WorkspaceAgent", read::<Agent>),
    ("WorkspaceAgentListeningPortsResponse", read::<ListeningPorts>),
    ("WorkspaceAgentLog", read::<LogLine>),
    ("WorkspaceAgentMetadata", read::<AgentMetadata>),
    ("WorkspaceApp", read::<App>),
    ("WorkspaceBuild", read::<Build>),
    ("WorkspaceBuildParameter", read::<ParameterValue>),
    ("WorkspaceHealth", read::<Health>),
    ("WorkspaceQuota", read::<Quota>),
    ("WorkspaceResource", read::<Resource>),
    ("WorkspacesResponse", read::<WorkspacesPage>),
];

#[test]
fn everything_that_coder_may_send_is_read() {
    for (model, read) in READERS {
        for extent in [Extent::Full, Extent::Least] {
            read(&example(model, extent));
        }
    }
}

/// The fields that a model lacks because its decoder also serves the other kind of log line.
const ELSEWHERE: &[(&str, &[&str])] =
    &[("ProvisionerJobLog", &["level"]), ("WorkspaceAgentLog", &["log_level", "stage"])];

#[test]
fn no_field_is_asked_for_that_coder_does_not_have() {
    for (model, read) in READERS {
        let full = example(model, Extent::Full);
        let mut missing = missing_fields_read_by(|| read(&full));
        let elsewhere = ELSEWHERE.iter().find(|(name, _)| name == model).map_or(&[][..], |(_, keys)| keys);
        missing.retain(|key| !elsewhere.contains(&key.as_str()));
        assert!(missing.is_empty(), "{model}: {missing:?}");
        assert!(!fields_read_by(|| read(&full)).is_empty(), "{model}");
    }
}

#[test]
fn the_keys_of_a_model_are_those_that_it_reads() {
    fn check<T: FromJson>(models: &[&str]) {
        check_with::<T>(models, BTreeSet::new());
    }
    /// `later`: the keys that are read where the model is shown.
    fn check_with<T: FromJson>(models: &[&str], later: BTreeSet<String>) {
        let mut keys = vec![""; T::KEYS.count()];
        T::KEYS.insert(&mut keys, 0);
        let examples =
            models.iter().flat_map(|model| [Extent::Full, Extent::Least].map(|e| example(model, e)));
        let read: BTreeSet<String> =
            examples.flat_map(|e| fields_read_by(|| read::<T>(&e))).chain(later).collect();
        assert_eq!(read.iter().collect::<Vec<_>>(), keys, "{models:?}");
    }
    check::<ApiKey>(&["APIKey"]);
    check::<BuildInfo>(&["BuildInfoResponse"]);
    check::<ErrorBody>(&["Response"]);
    check::<ExternalAuth>(&["TemplateVersionExternalAuth"]);
    check::<ListeningPorts>(&["WorkspaceAgentListeningPortsResponse"]);
    check::<LogLine>(&["ProvisionerJobLog", "WorkspaceAgentLog"]);
    check::<ParameterValue>(&["UserParameter", "WorkspaceBuildParameter"]);
    check::<Preset>(&["Preset"]);
    check::<Quota>(&["WorkspaceQuota"]);
    check::<Regions>(&["RegionsResponse"]);
    check::<Template>(&["Template"]);
    check::<TemplateVersion>(&["TemplateVersion"]);
    check::<User>(&["User"]);
    let metadata = example("WorkspaceAgentMetadata", Extent::Full);
    let later = fields_read_by(|| read::<AgentMetadata>(&metadata));
    check_with::<WorkspacesPage>(&["WorkspacesResponse"], later);
}

#[test]
fn what_coder_says_of_build_times_and_parameters_is_found_where_it_says_it() {
    let template = Template::from_json(&example("Template", Extent::Full)).unwrap();
    assert_eq!(template.start, BuildTimeStats::default(), "the example's only key is another");
    let mut stats = example("Template", Extent::Full);
    let time = example("TransitionStats", Extent::Full);
    stats["build_time_stats"] = serde_json::json!({"start": time, "stop": time, "delete": time});
    let template = Template::from_json(&stats).unwrap();
    let one = BuildTimeStats { p50: Some(1), p95: Some(1) };
    assert_eq!([template.start, template.stop, template.delete], [one; 3]);
    let evaluation =
        ResolvedParameters::from_json(&example("DynamicParametersResponse", Extent::Full)).unwrap();
    let parameter = &evaluation.parameters[0];
    assert!(parameter.disabled && parameter.masked && parameter.mutable && parameter.ephemeral);
    assert_eq!((parameter.placeholder.as_str(), parameter.validation_error.as_str()), ("text", "text"));
    assert_eq!((parameter.min, parameter.max), (Some(1), Some(1)));
    assert_eq!((parameter.choices[0].value.as_str(), parameter.value.as_deref()), ("text", Some("text")));
    assert_eq!(parameter.diagnostics[0].text(), "text: text");
}

#[test]
fn the_words_we_know_are_coders() {
    let table = [
        ("ProvisionerJobStatus", JobStatus::KNOWN, &["unknown"][..]),
        ("WorkspaceAgentLifecycle", AgentLifecycle::KNOWN, &[]),
        ("WorkspaceAgentStartupScriptBehavior", StartupScriptBehavior::KNOWN, &[]),
        ("WorkspaceAgentStatus", AgentStatus::KNOWN, &[]),
        ("WorkspaceAppHealth", AppHealth::KNOWN, &[]),
        ("WorkspaceAppOpenIn", AppOpenIn::KNOWN, &[]),
        ("WorkspaceStatus", WorkspaceStatus::KNOWN, &[]),
        ("WorkspaceTransition", Transition::KNOWN, &[]),
    ];
    for (name, ours, left_out) in table {
        let mut known: Vec<&str> = ours.iter().chain(left_out).copied().collect();
        let mut theirs = words(name).unwrap();
        known.sort_unstable();
        theirs.sort_unstable();
        assert_eq!(known, theirs, "{name}");
    }
}

#[test]
fn a_word_of_an_enumeration_is_written_as_it_was_read() {
    for word in WorkspaceStatus::KNOWN {
        assert_eq!(WorkspaceStatus::from_wire(word).as_wire(), *word);
    }
    assert_eq!(WorkspaceStatus::from_wire("hibernating").as_wire(), "hibernating");
}

#[test]
fn what_is_sent_is_what_coder_takes() {
    use crate::actions::plan::{Step, autostart, extend, plan, rename, ttl};
    use crate::actions::{Action, Permissions};
    use crate::request::Request;
    let body = |step: Step| match step {
        Step::Send(call, _) => call.body,
        Step::WaitFor(_) => None,
    };
    let check = |model: &str, body: Option<Value>| {
        let body = body.unwrap_or_else(|| panic!("no body for {model}"));
        assert_eq!(coder_facts::differences(model, &body), [""; 0], "{body}");
    };
    const ID: &str = "5f0f7a3e-0000-4000-8000-000000000001";
    let workspace = Workspace::from_json(&example("Workspace", Extent::Full)).unwrap();
    let values = vec![("cpu".to_owned(), "4".to_owned())];
    use Action as A;
    for version in ["v2.35.0", "v2.36.0"] {
        for action in
            [A::Start, A::UpdateAndStart, A::Stop, A::Restart, A::UpdateAndRestart, A::Retry, A::Delete]
        {
            let steps = plan(action, &workspace, &values, version);
            let bodies: Vec<Value> = steps.into_iter().filter_map(body).collect();
            assert!(!bodies.is_empty(), "{action:?}");
            for body in bodies {
                check("CreateWorkspaceBuildRequest", Some(body));
            }
        }
    }
    check("UpdateWorkspaceDormancy", plan(A::Activate, &workspace, &values, "").pop().and_then(body));
    check("UpdateWorkspaceRequest", body(rename(ID, "new")));
    check("UpdateWorkspaceAutostartRequest", body(autostart(ID, Some("0 9 * * 1".to_owned()))));
    check("UpdateWorkspaceAutostartRequest", body(autostart(ID, None)));
    check("UpdateWorkspaceTTLRequest", body(ttl(ID, Some(60_000))));
    check("UpdateWorkspaceTTLRequest", body(ttl(ID, None)));
    check("PutExtendWorkspaceRequest", body(extend(&workspace, "2026-01-02T11:04:05Z")));
    check("DynamicParametersRequest", Request::evaluate_parameters(ID, ID, &values).body);
    let mut form = crate::create::Form::named("ws");
    form.preset = Preset::from_json(&example("Preset", Extent::Full)).ok();
    check("CreateWorkspaceRequest", Some(form.to_request(ID, &[])));
    check("AuthorizationRequest", Permissions::authcheck_request(&workspace).body);
}

#[test]
fn what_has_no_label_is_called_by_its_name() {
    let mut template = Template { name: "docker".into(), ..Template::default() };
    assert_eq!(template.label(), "docker");
    template.display_name = "Docker".into();
    assert_eq!(template.label(), "Docker");
    let auth = |name: &str| {
        ExternalAuth::from_json(&serde_json::json!({"id": "github", "display_name": name})).unwrap()
    };
    assert_eq!((auth("").label(), auth("GitHub").label()), ("github", "GitHub"));
}

#[test]
fn an_agent_is_well_unless_coder_says_that_it_is_not() {
    let agent = |health: Value| {
        let agent = Agent::from_json(&serde_json::json!({"id": "a", "health": health})).unwrap();
        agent.healthy
    };
    assert!(agent(Value::Null) && agent(serde_json::json!({"healthy": true})));
    assert!(!agent(serde_json::json!({"healthy": false, "reason": "agent has lost connection"})));
    let nameless = Agent::from_json(&serde_json::json!({"id": "a", "health": {}})).unwrap_err();
    assert_eq!(nameless.path, "health.healthy");
}

#[test]
fn a_build_time_of_nothing_is_not_known() {
    let template = |p50: i64| {
        let stats = serde_json::json!({"start": {"P50": p50, "P95": 5}});
        let template =
            serde_json::json!({"id": "t", "name": "t", "active_version_id": "v", "build_time_stats": stats});
        Template::from_json(&template).unwrap().start
    };
    assert_eq!(template(0), BuildTimeStats { p50: None, p95: Some(5) });
    assert_eq!(template(1).p50, Some(1));
    assert_eq!(template(-1).p50, None);
}
