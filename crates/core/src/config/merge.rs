//! How the two places merge into what a card uses.

use super::entity_spec::EntitySpec;
use super::problem::{ConfigProblem, Source};
use super::{AppConfig, Mode, Params, set};
use crate::entity::{Entity, SOURCE_LOCATION};
use crate::repo::{NotARepo, RepoUrl};
use crate::text::Text;
use crate::{link, search};

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
    /// The entity names a repository, in a way that cannot be read; [`Self::problems`] says what is wrong.
    pub is_repo_unreadable: bool,
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
            is_repo_unreadable,
            problems,
        }
    }

    /// The repository and the parameters that carry its address, where a list can be filtered by them.
    pub fn repo_filter(&self) -> Option<(&RepoUrl, &[String])> {
        let keys = self.repo_url_param_keys.as_slice();
        let can_filter = keys.iter().any(|key| search::is_param_value(key));
        self.repo_url.as_ref().filter(|_| can_filter).map(|repo| (repo, keys))
    }

    /// The repository, where no parameter is known to carry it into a new workspace.
    pub fn repo_without_param(&self) -> Option<&RepoUrl> {
        self.repo_url.as_ref().filter(|_| self.repo_url_param_keys.is_empty())
    }
}

/// The repository at the entity's source location, or what is wrong with the annotation; `None` without one.
fn at_source(entity: &Entity) -> Option<Result<RepoUrl, ConfigProblem>> {
    let written = entity.written_location.as_ref()?;
    let wrong = |why| {
        let problem =
            ConfigProblem::new(Source::Entity, SOURCE_LOCATION, Some(written), Text::AllowedLocation);
        problem.because(why)
    };
    Some(match &entity.source_location {
        Some(target) => RepoUrl::parse(target).map_err(|why| wrong(why.text())),
        None => {
            let target = written.as_str().and_then(|location| location.strip_prefix("url:"));
            let why = target.and_then(|target| RepoUrl::parse(target).err());
            Err(wrong(why.map_or(Text::RepoNoType, NotARepo::text)))
        }
    })
}
