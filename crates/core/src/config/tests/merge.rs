//! Tests of the merge of the platform team's configuration with an entity's.

use super::*;
use crate::repo::RepoUrl;

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
