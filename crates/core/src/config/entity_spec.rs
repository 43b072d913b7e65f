//! What an entity's `catalog-info.yaml` says under `spec.coder`.

use super::problem::{ConfigProblem, Reader, Source};
use super::{Mode, Params};
use crate::repo::RepoUrl;
use crate::text::Text;
use serde_json::Value;

const KEYS: [&str; 4] = ["templateName", "mode", "params", "repoUrl"];

/// `spec.coder`, as far as it is right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntitySpec {
    /// `spec.coder.templateName`
    pub template_name: Option<String>,
    /// `spec.coder.mode`
    pub mode: Option<Mode>,
    /// `spec.coder.params`
    pub params: Params,
    /// `spec.coder.repoUrl`: takes the place of the entity's source location.
    pub repo_url: Option<RepoUrl>,
}

impl EntitySpec {
    /// Reads `spec.coder`, using what is right and telling what is not. Unknown keys are left alone, unless
    /// they look like a known one.
    pub fn read(value: &Value) -> (Self, Vec<ConfigProblem>) {
        let mut problems = Vec::new();
        if !value.is_object() {
            let allowed = Text::AllowedSpec;
            problems.push(ConfigProblem::new(Source::Entity, "spec.coder", Some(value), allowed));
            return (Self::default(), problems);
        }
        let get = |key| value.get(key).filter(|v| !v.is_null());
        let mut reader = Reader { source: Source::Entity, prefix: "spec.coder", problems: &mut problems };
        let spec = Self {
            template_name: reader.string("templateName", get("templateName")),
            mode: reader.mode("mode", get("mode")),
            params: reader.params("params", get("params")),
            repo_url: repo_url(&mut reader, get("repoUrl")),
        };
        reader.unknown_keys(Some(value), &KEYS);
        (spec, problems)
    }
}

fn repo_url(reader: &mut Reader<'_>, found: Option<&Value>) -> Option<RepoUrl> {
    let text = reader.string("repoUrl", found)?;
    match RepoUrl::parse(&text) {
        Ok(url) => Some(url),
        Err(why) => {
            let key = reader.key("repoUrl");
            let problem = ConfigProblem::new(reader.source, key, found, Text::AllowedRepoUrl);
            reader.problems.push(problem.because(why.text()));
            None
        }
    }
}
