//! Tests of unknown keys and their suggestions.

use super::*;

#[test]
fn an_unknown_key_near_a_known_one_is_told_with_the_known_one() {
    let coder = json!({"template": "docker", "param": {}, "Mode": "auto", "x-owner": "me"});
    let merged = WorkspacesConfig::merge(&app(), Some(&entity("url:https://github.com/a/b", coder)));
    let messages: Vec<String> = merged.problems.iter().map(ToString::to_string).collect();
    for expected in [
        "spec.coder: Unknown key `template`; did you mean `templateName`?",
        "spec.coder: Unknown key `param`; did you mean `params`?",
        "spec.coder: Unknown key `Mode`; did you mean `mode`?",
    ] {
        assert!(messages.iter().any(|message| message == expected), "{expected} not in {messages:?}");
    }
    assert_eq!(messages.len(), 3, "{messages:?}");
}

#[test]
fn every_section_of_the_app_config_tells_near_keys_and_keys_in_the_wrong_place() {
    let (_, problems) = AppConfig::read(&json!({
        "accessUrl": "https://coder.example.com",
        "workspace": {},
        "deployment": {"accessURL": "https://coder.example.com"},
        "workspaces": {"templateName": "docker", "repoUrlParamKey": ["repo"], "mode": "auto"},
        "incompatible": {"text": "x", "linkURL": "/docs"},
        "tuning": {"idlePoll": 60_000},
        "proxyPath": "/coder",
        "myOwn": true,
    }));
    let mut messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    messages.sort();
    assert_eq!(
        messages,
        [
            "The Coder configuration: Unknown key `accessUrl`; did you mean `deployment.accessUrl`?",
            "deployment.accessUrl is missing. Allowed: your Coder deployment's URL, like https://coder.example.com.",
            "deployment: Unknown key `accessURL`; did you mean `accessUrl`?",
            "incompatible: Unknown key `linkURL`; did you mean `linkUrl`?",
            "tuning: Unknown key `idlePoll`; did you mean `idlePollMs`?",
            "workspaces: Unknown key `mode`; did you mean `defaultMode`?",
            "workspaces: Unknown key `repoUrlParamKey`; did you mean `repoUrlParamKeys`?",
            "workspaces: Unknown key `templateName`; did you mean `defaultTemplateName`?",
        ],
        "`workspace` is left alone: the section is there as well"
    );
}

#[test]
fn the_known_keys_are_those_of_the_adapters_schema() {
    let schema: Value =
        serde_json::from_str(include_str!("../../../../../npm/backstage/config.schema.json")).unwrap();
    let properties = |schema: &Value| schema["properties"].as_object().cloned().unwrap_or_default();
    let sections = properties(&properties(&schema)["coder"]);
    let mut schema_keys: Vec<String> = Vec::new();
    for (section, schema) in &sections {
        schema_keys.push(section.clone());
        // Read by the backend and the adapter.
        if section == "vault" || section == "deployments" {
            continue;
        }
        schema_keys.extend(properties(schema).keys().map(|key| format!("{section}.{key}")));
    }
    // The adapter takes them out.
    schema_keys.retain(|key| key != "deployment.oauth" && key != "deployment.title");
    let mut keys = app::keys_of_sections();
    keys.extend(app::KEYS.map(str::to_owned));
    schema_keys.sort();
    keys.sort();
    assert_eq!(keys, schema_keys);
}
