#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use super::*;
use crate::entity::Entity;
use crate::repo::RepoUrl;
use serde_json::{Value, json};

/// The React plugin's standard fixture.
fn app() -> AppConfig {
    let (config, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "https://dev.coder.com"},
        "workspaces": {
            "defaultTemplateName": "devcontainers",
            "defaultMode": "manual",
            "repoUrlParamKeys": ["custom_repo", "repo_url"],
            "params": {"repo": "custom", "region": "eu-helsinki"},
        },
    }));
    assert_eq!(problems, []);
    config
}

fn entity(source: &str, coder: Value) -> Entity {
    Entity::read(&json!({
        "kind": "Component",
        "metadata": {"name": "x", "annotations": {"backstage.io/source-location": source}},
        "spec": {"coder": coder},
    }))
    .unwrap()
}

#[test]
fn the_standard_fixture_gives_the_react_plugins_creation_url() {
    let entity = entity(
        "url:https://www.github.com/zombocom/zombocom/tree/main/",
        json!({"templateName": "cool-coder-template", "mode": "auto", "params": {"region": "brazil"}}),
    );
    let merged = WorkspacesConfig::merge(&app(), Some(&entity));
    let repo = "https%3A%2F%2Fwww.github.com%2Fzombocom%2Fzombocom";
    assert_eq!(
        merged.creation_url.unwrap(),
        format!(
            "https://dev.coder.com/templates/cool-coder-template/workspace?mode=auto&param.repo=custom\
             &param.region=brazil&param.custom_repo={repo}&param.repo_url={repo}"
        )
    );
    assert_eq!(merged.mode, Mode::Auto);
    assert_eq!(merged.template_name.as_deref(), Some("cool-coder-template"));
    assert_eq!(merged.repo_url.unwrap().as_str(), "https://www.github.com/zombocom/zombocom");
    assert!(merged.is_reading_entity_data);
}

#[test]
fn programs_are_told_the_public_url_unless_another_is_set() {
    let read = |deployment: Value| AppConfig::read(&json!({"deployment": deployment}));
    let url = |config: &AppConfig| config.api_url.as_ref().map(|url| url.as_str().to_owned());
    let (config, problems) = read(json!({"accessUrl": "https://c.example"}));
    assert_eq!((url(&config).as_deref(), problems.len()), (Some("https://c.example"), 0));
    let (config, problems) =
        read(json!({"accessUrl": "https://c.example", "apiUrl": "https://api.internal/"}));
    assert_eq!((url(&config).as_deref(), problems.len()), (Some("https://api.internal"), 0));
    assert_eq!(config.access_url.unwrap().as_str(), "https://c.example");
    for wrong in [json!("api.internal"), json!(7), json!("javascript:alert(1)")] {
        let (config, problems) = read(json!({"accessUrl": "https://c.example", "apiUrl": wrong}));
        assert_eq!(url(&config).as_deref(), Some("https://c.example"), "{wrong}");
        assert!(problems[0].to_string().starts_with("deployment.apiUrl is "), "{}", problems[0]);
    }
}

#[test]
fn yaml_keys_win_over_baseline_params() {
    let merged = WorkspacesConfig::merge(
        &app(),
        Some(&entity("nonsense", json!({"params": {"repo": "mine", "new": "1"}}))),
    );
    let expected = [("repo", "mine"), ("region", "eu-helsinki"), ("new", "1")];
    assert_eq!(merged.params, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
}

#[test]
fn the_repo_url_shadows_yaml_and_baseline_under_every_key() {
    let coder = json!({"params": {"custom_repo": "from-yaml", "repo_url": "from-yaml"}});
    let merged = WorkspacesConfig::merge(&app(), Some(&entity("url:https://github.com/a/b", coder)));
    for key in ["custom_repo", "repo_url"] {
        let value = merged.params.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
        assert_eq!(value, Some("https://github.com/a/b"), "{key}");
    }
}

#[test]
fn the_entity_can_name_its_repository_itself() {
    let coder = json!({"repoUrl": "git@github.com:acme/other.git"});
    let merged = WorkspacesConfig::merge(&app(), Some(&entity("url:https://github.com/a/b", coder)));
    assert_eq!(merged.repo_url.unwrap().as_str(), "https://github.com/acme/other");
}

#[test]
fn without_entity_data_the_app_config_stands_alone() {
    let merged = WorkspacesConfig::merge(&app(), None);
    assert!(!merged.is_reading_entity_data);
    assert_eq!(merged.repo_url, None);
    assert_eq!(
        merged.creation_url.as_deref(),
        Some(
            "https://dev.coder.com/templates/devcontainers/workspace?mode=manual&param.repo=custom&param.region=eu-helsinki"
        )
    );
}

#[test]
fn no_template_means_no_creation_url() {
    let (config, _) = AppConfig::read(&json!({"deployment": {"accessUrl": "https://dev.coder.com"}}));
    assert_eq!(WorkspacesConfig::merge(&config, None).creation_url, None);
}

#[test]
fn reading_entity_data_is_what_was_asked_not_what_the_entity_has() {
    let entity = Entity::read(&json!({"metadata": {"name": "x"}})).unwrap();
    assert!(WorkspacesConfig::merge(&app(), Some(&entity)).is_reading_entity_data);
}

#[test]
fn a_wrong_spec_coder_names_key_found_and_allowed_and_the_rest_is_used() {
    let coder = json!({"templateName": "good", "mode": "atuo", "params": {"cpu": 4, "disk": "10"}, "repoUrl": "file:///x", "extra": 1});
    let merged = WorkspacesConfig::merge(&app(), Some(&entity("url:https://github.com/a/b", coder)));
    let told: Vec<String> = merged.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "spec.coder.mode is \"atuo\". Allowed: \"manual\" or \"auto\".",
            "spec.coder.params.cpu is 4. Allowed: text (put numbers and true/false in quotes).",
            "spec.coder.repoUrl is \"file:///x\": it is no http(s), git or ssh address. Allowed: a repository's address, like https://github.com/acme/payments.",
        ]
    );
    assert_eq!(merged.template_name.as_deref(), Some("good"));
    assert_eq!(merged.mode, Mode::Manual);
    assert!(merged.params.contains(&("disk".to_owned(), "10".to_owned())));
    assert!(merged.repo_url.is_some(), "the source location still counts");
}

#[test]
fn spec_coder_of_another_type_is_told_and_ignored() {
    for wrong in [Value::Null, json!(5), json!("x"), json!([1])] {
        let merged =
            WorkspacesConfig::merge(&app(), Some(&entity("url:https://github.com/a/b", wrong.clone())));
        assert_eq!(merged.problems.len(), 1, "{wrong}");
        assert!(merged.problems[0].to_string().starts_with("spec.coder is "), "{}", merged.problems[0]);
        assert_eq!(merged.template_name.as_deref(), Some("devcontainers"));
    }
}

#[test]
fn a_template_name_of_another_type_falls_back_to_the_default() {
    let merged = WorkspacesConfig::merge(&app(), Some(&entity("x", json!({"templateName": 7}))));
    assert_eq!(merged.problems[0].to_string(), "spec.coder.templateName is 7. Allowed: text.");
    assert_eq!(merged.template_name.as_deref(), Some("devcontainers"));
}

#[test]
fn wrong_app_config_is_told_key_by_key() {
    let (config, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "coder.example.com"},
        "workspaces": {"defaultMode": true, "repoUrlParamKeys": ["repo", 4, ""], "params": []},
    }));
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "deployment.accessUrl is \"coder.example.com\". Allowed: your Coder deployment's URL, like https://coder.example.com.",
            "workspaces.defaultMode is true. Allowed: \"manual\" or \"auto\".",
            "workspaces.params is a list. Allowed: a map from parameter names to text.",
            "workspaces.repoUrlParamKeys[1] is 4. Allowed: a parameter's name.",
            "workspaces.repoUrlParamKeys[2] is \"\". Allowed: a parameter's name.",
        ]
    );
    assert_eq!(config.repo_url_param_keys, ["repo"]);
}

#[test]
fn a_missing_configuration_says_so_once() {
    let (_, problems) = AppConfig::read(&Value::Null);
    assert_eq!(
        problems[0].to_string(),
        "The Coder configuration is missing. Allowed: an object with deployment and workspaces."
    );
}

#[test]
fn the_react_plugins_constants_are_the_defaults_and_can_be_changed() {
    let (config, _) = AppConfig::read(&json!({}));
    assert_eq!(config.tuning, Tuning::default());
    assert_eq!((config.tuning.search_debounce_ms, config.tuning.refresh_throttle_ms), (400, 1_000));
    assert_eq!((config.tuning.active_poll_ms, config.tuning.idle_poll_ms), (5_000, 60_000));
    assert_eq!((config.tuning.request_timeout_ms, config.tuning.grace_period_ms), (20_000, 6_000));
    let (config, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "https://coder.example.com"},
        "workspaces": {"defaultQueryFilter": "owner:me status:running"},
        "tuning": {"searchDebounceMs": 0, "idlePollMs": 120_000},
    }));
    assert_eq!(problems, []);
    assert_eq!((config.tuning.search_debounce_ms, config.tuning.idle_poll_ms), (0, 120_000));
    assert_eq!(config.default_query_filter.as_deref(), Some("owner:me status:running"));
}

#[test]
fn a_number_out_of_range_names_the_range_and_keeps_the_default() {
    let (config, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "https://coder.example.com"},
        "tuning": {"idlePollMs": 10, "gracePeriodMs": "6s", "activePollMs": -1},
    }));
    assert_eq!(config.tuning, Tuning::default());
    let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "tuning.activePollMs is -1. Allowed: a whole number from 1000 to 600000.",
            "tuning.idlePollMs is 10. Allowed: a whole number from 5000 to 3600000.",
            "tuning.gracePeriodMs is \"6s\". Allowed: a whole number from 0 to 600000.",
        ]
    );
}

#[test]
fn words_for_incompatible_entities_need_a_text_and_take_only_links_to_the_web_or_the_portal() {
    let read = |section| {
        AppConfig::read(&json!({"deployment": {"accessUrl": "https://c.example"}, "incompatible": section}))
    };
    let (config, problems) =
        read(json!({"text": "Not for Coder.", "linkText": "Ask", "linkUrl": "https://a.example/x"}));
    assert_eq!(problems, []);
    let link = Some(Link { text: "Ask".into(), href: "https://a.example/x".into(), is_in_portal: false });
    assert_eq!(config.incompatible, Some(Incompatible { text: "Not for Coder.".into(), link }));
    let (config, problems) = read(json!({"text": "x", "linkUrl": "/docs/coder"}));
    assert_eq!(problems, []);
    let link = Link { text: "/docs/coder".into(), href: "/docs/coder".into(), is_in_portal: true };
    assert_eq!(config.incompatible.and_then(|i| i.link), Some(link));
    for wrong in ["javascript:alert(1)", "//evil.example", "/\\evil.example"] {
        let (config, problems) = read(json!({"text": "x", "linkUrl": wrong}));
        assert_eq!(config.incompatible.map(|i| i.link), Some(None), "{wrong}");
        assert_eq!(problems[0].key, "incompatible.linkUrl");
    }
    let (config, problems) = read(json!({"linkUrl": "https://a.example"}));
    assert_eq!((config.incompatible, problems[0].key.as_str()), (None, "incompatible.text"));
}

#[test]
fn an_unknown_key_near_a_known_one_is_told_with_the_known_one() {
    let coder = json!({"template": "docker", "param": {}, "Mode": "auto", "x-owner": "me"});
    let merged = WorkspacesConfig::merge(&app(), Some(&entity("url:https://github.com/a/b", coder)));
    let said: Vec<String> = merged.problems.iter().map(ToString::to_string).collect();
    for expected in [
        "spec.coder: Unknown key `template`; did you mean `templateName`?",
        "spec.coder: Unknown key `param`; did you mean `params`?",
        "spec.coder: Unknown key `Mode`; did you mean `mode`?",
    ] {
        assert!(said.iter().any(|said| said == expected), "{expected} not in {said:?}");
    }
    assert_eq!(said.len(), 3, "{said:?}");
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
    let mut said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    said.sort();
    assert_eq!(
        said,
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
        serde_json::from_str(include_str!("../../../../npm/backstage/config.schema.json")).unwrap();
    let properties = |schema: &Value| schema["properties"].as_object().cloned().unwrap_or_default();
    let sections = properties(&properties(&schema)["coder"]);
    let mut wanted: Vec<String> = Vec::new();
    for (section, schema) in &sections {
        wanted.push(section.clone());
        wanted.extend(properties(schema).keys().map(|key| format!("{section}.{key}")));
    }
    let mut known = app::keys_of_sections();
    known.extend(app::KEYS.map(str::to_owned));
    wanted.sort();
    known.sort();
    assert_eq!(known, wanted);
}

#[test]
fn a_repository_is_unreadable_only_where_its_own_key_is_wrong() {
    for (coder, is_unreadable) in [
        (json!({"mode": "sometimes"}), false),
        (json!({"mode": "sometimes", "repoUrl": 5}), true),
        (json!({"repoUrl": "https://github.com/acme/x"}), false),
    ] {
        let entity = Entity::read(&json!({"metadata": {"name": "x"}, "spec": {"coder": coder}})).unwrap();
        let merged = WorkspacesConfig::merge(&app(), Some(&entity));
        assert_eq!(merged.is_repo_unreadable, is_unreadable, "{coder}");
    }
}

#[test]
fn a_source_location_that_names_no_repository_is_told_with_what_is_wrong() {
    let told = |annotation: Value, coder: Value| {
        let entity = json!({"metadata": {"name": "x", "annotations": {"backstage.io/source-location": annotation}}, "spec": {"coder": coder}});
        let merged = WorkspacesConfig::merge(&app(), Some(&Entity::read(&entity).unwrap()));
        assert_eq!(merged.is_repo_unreadable, merged.repo_url.is_none());
        merged.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let allowed = "Allowed: url: and the address of a repository or of a directory in it, like url:https://github.com/acme/payments.";
    let table = [
        (
            json!("https://github.com/acme/x"),
            "is \"https://github.com/acme/x\": url: is missing before the address.",
        ),
        (json!("github.com/acme/x"), "is \"github.com/acme/x\": url: is missing before the address."),
        (
            json!("url:https://github.com/acme/"),
            "is \"url:https://github.com/acme/\": it names no repository.",
        ),
        (
            json!("url:https://dev.azure.com/acme/"),
            "is \"url:https://dev.azure.com/acme/\": it names no repository.",
        ),
        (json!("url:"), "is \"url:\": it is no http(s), git or ssh address."),
        (json!("file:./x"), "is \"file:./x\": it is no http(s), git or ssh address."),
        (
            json!("url:javascript:alert(1)"),
            "is \"url:javascript:alert(1)\": it is no http(s), git or ssh address.",
        ),
        (json!("url:https:///a/b"), "is \"url:https:///a/b\": it has no host that can be read."),
        (
            json!("url:https://a.b/c d"),
            "is \"url:https://a.b/c d\": it has white space or other characters that no address has.",
        ),
        (json!(5), "is 5: url: is missing before the address."),
    ];
    for (annotation, expected) in table {
        assert_eq!(told(annotation, json!({})), format!("backstage.io/source-location {expected} {allowed}"));
    }
    assert_eq!(told(json!("url:https://github.com/acme/x/"), json!({})), "");
    assert_eq!(
        told(json!("https://github.com/acme/"), json!({"repoUrl": "https://github.com/acme/x"})),
        "",
        "where spec.coder names the repository, the annotation does not count"
    );
    let both = told(json!("nonsense"), json!({"repoUrl": "https://github.com/acme"}));
    assert!(
        both.starts_with("spec.coder.repoUrl is \"https://github.com/acme\": it names no repository."),
        "{both}"
    );
}

#[test]
fn an_entity_without_the_annotation_is_not_wrong() {
    let entity = Entity::read(&json!({"metadata": {"name": "x", "annotations": {}}})).unwrap();
    let merged = WorkspacesConfig::merge(&app(), Some(&entity));
    assert_eq!((merged.problems, merged.is_repo_unreadable), (vec![], false));
}

#[test]
fn a_list_is_filtered_by_the_repository_only_where_a_parameter_for_it_is_known() {
    let entity = entity("url:https://github.com/a/b", json!({}));
    assert!(WorkspacesConfig::merge(&app(), Some(&entity)).repo_filter().is_some());
    for keys in [vec![], vec!["not,searchable".to_owned()]] {
        let config = AppConfig { repo_url_param_keys: keys, ..app() };
        let merged = WorkspacesConfig::merge(&config, Some(&entity));
        assert_eq!(merged.repo_filter(), None);
        let without = merged.repo_without_param().map(RepoUrl::as_str);
        assert_eq!(without, config.repo_url_param_keys.is_empty().then_some("https://github.com/a/b"));
    }
}

#[test]
fn the_rows_that_can_be_seen_at_first_are_those_that_fit_and_one_in_part() {
    let rows = |list_max_height_px| Tuning { list_max_height_px, ..Tuning::default() }.rows_at_first();
    assert_eq!((rows(280), rows(281), rows(112), rows(111)), (6, 6, 3, 2));
}

#[test]
fn every_number_takes_both_ends_of_its_range_and_nothing_beyond() {
    let table = [
        ("searchDebounceMs", 0, 5_000),
        ("refreshThrottleMs", 0, 60_000),
        ("activePollMs", 1_000, 600_000),
        ("idlePollMs", 5_000, 3_600_000),
        ("requestTimeoutMs", 1_000, 120_000),
        ("gracePeriodMs", 0, 600_000),
        ("expiryWarningHours", 0, 720),
        ("listMaxHeightPx", 112, 4_000),
    ];
    let read = |key: &str, number: i64| {
        let config = json!({"deployment": {"accessUrl": "https://c.example"}, "tuning": {key: number}});
        AppConfig::read(&config)
    };
    for (key, low, high) in table {
        for number in [low, high] {
            let (config, problems) = read(key, number);
            assert_eq!(problems, [], "{key} {number}");
            let tuning = &config.tuning;
            let places = [
                tuning.search_debounce_ms,
                tuning.refresh_throttle_ms,
                tuning.active_poll_ms,
                tuning.idle_poll_ms,
                tuning.request_timeout_ms,
                tuning.grace_period_ms,
                tuning.expiry_warning_hours,
                tuning.list_max_height_px,
            ];
            assert!(places.map(i64::from).contains(&number), "{key} {number}");
        }
        for number in [low - 1, high + 1] {
            let (config, problems) = read(key, number);
            assert_eq!((problems.len(), config.tuning), (1, Tuning::default()), "{key} {number}");
        }
    }
}

#[test]
fn a_long_value_is_cut_where_it_is_told() {
    let told = |text: &str| {
        let (_, problems) = AppConfig::read(&json!({"deployment": {"accessUrl": text}}));
        problems[0].to_string()
    };
    let fits = "x".repeat(58);
    assert!(told(&fits).starts_with(&format!("deployment.accessUrl is \"{fits}\". ")));
    let long = "ä".repeat(59);
    assert!(told(&long).starts_with(&format!("deployment.accessUrl is \"{long}…. ")), "{}", told(&long));
}

#[test]
fn white_space_is_no_text_and_null_is_no_value() {
    let (config, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "https://c.example"},
        "workspaces": {"defaultTemplateName": "  ", "defaultQueryFilter": " owner:bob ", "params": null, "repoUrlParamKeys": [" repo "]},
        "incompatible": null, "tuning": null,
    }));
    assert_eq!(problems, []);
    assert_eq!((config.default_template_name, config.incompatible), (None, None));
    assert_eq!(config.default_query_filter.as_deref(), Some("owner:bob"));
    assert_eq!(config.repo_url_param_keys, ["repo"]);
    for wrong in [json!(7), json!([]), json!("x")] {
        let (_, problems) =
            AppConfig::read(&json!({"deployment": {"accessUrl": "https://c.example"}, "workspaces": wrong}));
        assert_eq!(problems[0].key, "workspaces", "{wrong}");
    }
    let (_, problems) = AppConfig::read(&json!(7));
    assert_eq!(problems.len(), 1);
}

#[test]
fn modes_have_one_word_each() {
    for mode in [Mode::Manual, Mode::Auto] {
        assert_eq!(Mode::from_str(mode.as_str()), Some(mode));
    }
    assert_eq!(
        (Mode::Manual.as_str(), Mode::Auto.as_str(), Mode::from_str("Auto")),
        ("manual", "auto", None)
    );
}
