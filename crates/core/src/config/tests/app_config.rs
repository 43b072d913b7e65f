//! Tests of the platform team's configuration.

use super::*;

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
fn wrong_app_config_is_told_key_by_key() {
    let (config, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "coder.example.com"},
        "workspaces": {"defaultMode": true, "repoUrlParamKeys": ["repo", 4, ""], "params": []},
    }));
    let messages: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
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
fn keys_of_metadata_are_those_that_a_search_can_express() {
    let (config, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "https://coder.example.com"},
        "workspaces": {"agentMetadata": ["0_cpu", " mem ", "a b", "a,b", "a:b", "", 3]},
    }));
    assert_eq!(config.agent_metadata, ["0_cpu", "mem"]);
    let allowed = "Allowed: a key of agent metadata, without spaces, commas, colons and quotes.";
    assert_eq!(problems[0].to_string(), format!("workspaces.agentMetadata[2] is \"a b\". {allowed}"));
    assert_eq!(problems.len(), 5);
    let (_, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "https://coder.example.com"}, "workspaces": {"agentMetadata": "cpu"},
    }));
    let message = "workspaces.agentMetadata is \"cpu\". Allowed: a list of keys of agent metadata.";
    assert_eq!(problems[0].to_string(), message);
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
fn what_a_running_workspace_opens_is_one_of_two_words() {
    let read = |value: serde_json::Value| {
        let (config, problems) = AppConfig::read(&json!({
            "deployment": {"accessUrl": "https://coder.example.com"}, "workspaces": {"openDefault": value},
        }));
        (config.opens_dashboard, problems.first().map(ToString::to_string))
    };
    assert_eq!(read(json!(null)), (false, None));
    assert_eq!(read(json!("ide")), (false, None));
    assert_eq!(read(json!("dashboard")), (true, None));
    for (wrong, shown) in [(json!("IDE"), "\"IDE\""), (json!(1), "1")] {
        let message = format!("workspaces.openDefault is {shown}. Allowed: \"ide\" or \"dashboard\".");
        assert_eq!(read(wrong), (false, Some(message)));
    }
}

#[test]
fn a_number_out_of_range_names_the_range_and_keeps_the_default() {
    let (config, problems) = AppConfig::read(&json!({
        "deployment": {"accessUrl": "https://coder.example.com"},
        "tuning": {"idlePollMs": 10, "gracePeriodMs": "6s", "activePollMs": -1},
    }));
    assert_eq!(config.tuning, Tuning::default());
    let messages: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
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
    for textless in [json!({"linkUrl": "https://a.example"}), json!({"text": " "}), json!({"text": 7})] {
        let (config, problems) = read(textless.clone());
        let keys: Vec<_> = problems.iter().map(|problem| problem.key.as_str()).collect();
        assert_eq!((config.incompatible, keys), (None, vec!["incompatible.text"]), "{textless}");
    }
}

#[test]
fn the_rows_that_can_be_seen_at_first_are_those_that_fit_and_one_in_part() {
    let rows = |list_max_height_px| Tuning { list_max_height_px, ..Tuning::default() }.initial_rows();
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
    let message_about = |text: &str| {
        let (_, problems) = AppConfig::read(&json!({"deployment": {"accessUrl": text}}));
        problems[0].to_string()
    };
    let fits = "x".repeat(58);
    assert!(message_about(&fits).starts_with(&format!("deployment.accessUrl is \"{fits}\". ")));
    let long = "ä".repeat(59);
    assert!(
        message_about(&long).starts_with(&format!("deployment.accessUrl is \"{long}…. ")),
        "{}",
        message_about(&long)
    );
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
