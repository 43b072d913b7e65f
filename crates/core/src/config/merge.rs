//! How the two places merge into what a card uses.

use super::entity_spec::EntitySpec;
use super::problem::ConfigProblem;
use super::{AppConfig, Mode, Params, set};
use crate::entity::Entity;
use crate::link;
use crate::repo::RepoUrl;

/// What a card works with (`CoderWorkspacesConfig` in the React plugin).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkspacesConfig {
    /// The entity's mode, else the default mode, else manual.
    pub mode: Mode,
    /// The entity's template, else the default one.
    pub template_name: Option<String>,
    /// Default parameters, overridden by the entity's, overridden by the repository's URL.
    pub params: Params,
    /// The entity's repository, where the card reads entity data and there is one.
    pub repo_url: Option<RepoUrl>,
    /// Template parameters that carry the repository's URL.
    pub repo_url_param_keys: Vec<String>,
    /// A link that opens Coder's creation form prefilled; needs an access URL and a template.
    pub creation_url: Option<String>,
    /// Whether the card was asked to read entity data.
    pub is_reading_entity_data: bool,
    /// Everything wrong in either place.
    pub problems: Vec<ConfigProblem>,
}

impl WorkspacesConfig {
    /// Merges the platform team's configuration with the entity's, in the React plugin's order: mode,
    /// parameters as first written (a later value takes an earlier one's place), then every
    /// `repoUrlParamKeys` entry set to the repository's URL.
    ///
    /// `entity` is `None` for a card that does not read entity data.
    pub fn merge(app: &AppConfig, entity: Option<&Entity>) -> Self {
        let (spec, problems) = match entity.and_then(|e| e.coder.as_ref()) {
            Some(value) => EntitySpec::read(value),
            None => Default::default(),
        };
        let mode = spec.mode.or(app.default_mode).unwrap_or_default();
        let template_name = spec.template_name.or_else(|| app.default_template_name.clone());
        let repo_url = spec.repo_url.or_else(|| {
            entity.and_then(|e| e.source_location.as_deref()).and_then(|url| RepoUrl::parse(url).ok())
        });
        let mut params = app.params.clone();
        for (key, value) in &spec.params {
            set(&mut params, key, value);
        }
        if let Some(repo) = &repo_url {
            for key in &app.repo_url_param_keys {
                set(&mut params, key, repo.as_str());
            }
        }
        let creation_url = match (&app.access_url, &template_name) {
            (Some(access), Some(template)) => Some(link::creation(access, template, mode, &params)),
            _ => None,
        };
        Self {
            mode,
            template_name,
            params,
            repo_url,
            repo_url_param_keys: app.repo_url_param_keys.clone(),
            creation_url,
            is_reading_entity_data: entity.is_some(),
            problems,
        }
    }
}
