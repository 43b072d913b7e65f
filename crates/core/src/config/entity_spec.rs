//! The `spec.coder` section of an entity's `catalog-info.yaml`.

use super::problem::{ConfigProblem, Source};
use super::reader::Reader;
use super::{Mode, Params};
use crate::i18n::Message;
use crate::repo::RepoUrl;
use serde_json::Value;

const KEYS: [&str; 4] = ["templateName", "mode", "params", "repoUrl"];

/// The valid values of `spec.coder`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntitySpec {
    /// The key `spec.coder.templateName`.
    pub template_name: Option<String>,
    /// The key `spec.coder.mode`.
    pub mode: Option<Mode>,
    /// The key `spec.coder.params`.
    pub params: Params,
    /// The key `spec.coder.repoUrl`, which overrides the entity's source location.
    pub repo_url: Option<RepoUrl>,
}

impl EntitySpec {
    /// Reads `spec.coder`. Invalid values are reported as problems, and the rest is used.
    ///
    /// Unknown keys are ignored, unless they resemble a known one.
    pub fn read(value: &Value) -> (Self, Vec<ConfigProblem>) {
        let mut problems = Vec::new();
        if !value.is_object() {
            let allowed = Message::AllowedSpec;
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
        Err(reason) => {
            let key = reader.key("repoUrl");
            let problem = ConfigProblem::new(reader.source, key, found, Message::AllowedRepoUrl);
            reader.problems.push(problem.because(reason.text()));
            None
        }
    }
}
