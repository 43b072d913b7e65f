//! The query for the workspaces of an entity.

use crate::WorkspacesConfig;
use crate::search::{build, is_param_value};

/// Returns the query for the user's own workspaces of an entity.
///
/// The query finds the workspaces created from the entity's repository or, for an entity without one (or a
/// configuration without `repoUrlParamKeys`), from its template. Returns `None` if there is neither, or if search
/// cannot express it.
pub fn for_entity(config: &WorkspacesConfig) -> Option<String> {
    match (config.repo_filter(), &config.template_name) {
        (Some(filter), _) => build("owner:me", Some(filter)).ok(),
        (_, Some(template)) if is_param_value(template) && !template.contains(':') => {
            Some(format!("owner:me template:\"{template}\""))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::RepoUrl;

    #[test]
    fn an_entitys_own_workspaces_are_found_by_repository_else_by_template() {
        let by_template =
            WorkspacesConfig { template_name: Some("docker".into()), ..WorkspacesConfig::default() };
        assert_eq!(for_entity(&by_template).as_deref(), Some("owner:me template:\"docker\""));
        let repo_url = RepoUrl::parse("https://github.com/a/b").ok();
        let keyless = WorkspacesConfig { repo_url: repo_url.clone(), ..by_template.clone() };
        assert_eq!(for_entity(&keyless), for_entity(&by_template));
        let by_repo = WorkspacesConfig { repo_url, repo_url_param_keys: vec!["r".into()], ..by_template };
        assert!(for_entity(&by_repo).unwrap().starts_with("owner:me param:\"r=https://github.com/a/b\""));
        assert_eq!(for_entity(&WorkspacesConfig::default()), None);
    }

    #[test]
    fn a_template_that_search_cannot_express_is_not_searched_for() {
        for template in ["a:b", "a\"b"] {
            let config =
                WorkspacesConfig { template_name: Some(template.into()), ..WorkspacesConfig::default() };
            assert_eq!(for_entity(&config), None, "{template}");
        }
    }
}
