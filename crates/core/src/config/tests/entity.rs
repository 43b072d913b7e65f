//! Tests of the configuration of an entity: `spec.coder` and the source location.

use super::*;

#[test]
fn a_wrong_spec_coder_names_key_found_and_allowed_and_the_rest_is_used() {
    let coder = json!({"templateName": "good", "mode": "atuo", "params": {"cpu": 4, "disk": "10"}, "repoUrl": "file:///x", "extra": 1});
    let merged = WorkspacesConfig::merge(&app(), Some(&entity("url:https://github.com/a/b", coder)));
    let messages: Vec<String> = merged.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
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
    let messages_about = |annotation: Value, coder: Value| {
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
        assert_eq!(
            messages_about(annotation, json!({})),
            format!("backstage.io/source-location {expected} {allowed}")
        );
    }
    assert_eq!(messages_about(json!("url:https://github.com/acme/x/"), json!({})), "");
    assert_eq!(
        messages_about(json!("https://github.com/acme/"), json!({"repoUrl": "https://github.com/acme/x"})),
        "",
        "where spec.coder names the repository, the annotation does not count"
    );
    let both = messages_about(json!("nonsense"), json!({"repoUrl": "https://github.com/acme"}));
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
