//! Merges the app's configuration with the entity's into the configuration of a card.

use super::entity_spec::EntitySpec;
use super::problem::{ConfigProblem, Source};
use super::{AppConfig, Mode, Params, set};
use crate::entity::{Entity, SOURCE_LOCATION};
use crate::i18n::Message;
use crate::repo::{RepoUrl, RepoUrlError};
use crate::search::is_param_value;
use crate::url;

/// The configuration of a card (`CoderWorkspacesConfig` in the React plugin).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkspacesConfig {
    /// The entity's mode, else the default mode, else manual.
    pub mode: Mode,
    /// The entity's template, else the default one.
    pub template_name: Option<String>,
    /// The default parameters, overridden by the entity's, overridden by the repository's URL.
    pub params: Params,
    /// The entity's repository, if the card reads entity data and the entity has one.
    pub repo_url: Option<RepoUrl>,
    /// The template parameters that carry the repository's URL.
    pub repo_url_param_keys: Vec<String>,
    /// The keys of the agents' metadata that lists ask for.
    pub agent_metadata: Vec<String>,
    /// The URL of Coder's prefilled creation form; needs an access URL and a template.
    pub creation_url: Option<String>,
    /// Whether the card reads entity data.
    pub is_reading_entity_data: bool,
    /// Whether the entity names a repository with an invalid URL, which [`Self::problems`] reports.
    pub is_repo_unreadable: bool,
    /// The problems in the app's configuration or the entity.
    pub problems: Vec<ConfigProblem>,
}

impl WorkspacesConfig {
    /// Merges the platform team's configuration with the entity's, in the React plugin's order: the mode, the
    /// parameters in the order of their first occurrence (a later value replaces an earlier one), then every
    /// `repoUrlParamKeys` entry set to the repository's URL.
    ///
    /// `entity` is `None` for a card that does not read entity data.
    pub fn merge(app: &AppConfig, entity: Option<&Entity>) -> Self {
        let (spec, mut problems) = match entity.and_then(|e| e.coder.as_ref()) {
            Some(value) => EntitySpec::read(value),
            None => Default::default(),
        };
        let mode = spec.mode.or(app.default_mode).unwrap_or_default();
        let template_name = spec.template_name.or_else(|| app.default_template_name.clone());
        let has_bad_repo_url = problems.iter().any(|problem| problem.key == "spec.coder.repoUrl");
        let at_source = if spec.repo_url.is_none() { entity.and_then(at_source) } else { None };
        let (repo_url, bad_location) = match at_source {
            None => (spec.repo_url, None),
            Some(Ok(repo)) => (Some(repo), None),
            Some(Err(problem)) => (None, Some(problem)),
        };
        let is_repo_unreadable = repo_url.is_none() && (bad_location.is_some() || has_bad_repo_url);
        problems.extend(bad_location);
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
            (Some(access), Some(template)) => Some(url::creation_url(access, template, mode, &params)),
            _ => None,
        };
        Self {
            mode,
            template_name,
            params,
            repo_url,
            repo_url_param_keys: app.repo_url_param_keys.clone(),
            agent_metadata: app.agent_metadata.clone(),
            creation_url,
            is_reading_entity_data: entity.is_some(),
            is_repo_unreadable,
            problems,
        }
    }

    /// Returns the repository and the parameters that carry its URL, if lists can be filtered by them.
    pub fn repo_filter(&self) -> Option<(&RepoUrl, &[String])> {
        let keys = self.repo_url_param_keys.as_slice();
        let can_filter = keys.iter().any(|key| is_param_value(key));
        self.repo_url.as_ref().filter(|_| can_filter).map(|repo| (repo, keys))
    }

    /// Returns the repository if no parameter is configured to carry its URL into a new workspace.
    pub fn repo_without_param(&self) -> Option<&RepoUrl> {
        self.repo_url.as_ref().filter(|_| self.repo_url_param_keys.is_empty())
    }
}

/// Returns the repository at the entity's source location, or the problem with the annotation; `None` without an
/// annotation.
fn at_source(entity: &Entity) -> Option<Result<RepoUrl, ConfigProblem>> {
    let annotation = entity.written_location.as_ref()?;
    let problem_because = |reason| {
        let problem =
            ConfigProblem::new(Source::Entity, SOURCE_LOCATION, Some(annotation), Message::AllowedLocation);
        problem.because(reason)
    };
    Some(match &entity.source_location {
        Some(target) => RepoUrl::parse(target).map_err(|reason| problem_because(reason.text())),
        None => {
            let target = annotation.as_str().and_then(|location| location.strip_prefix("url:"));
            let reason = target.and_then(|target| RepoUrl::parse(target).err());
            Err(problem_because(reason.map_or(Message::RepoNoType, RepoUrlError::text)))
        }
    })
}
