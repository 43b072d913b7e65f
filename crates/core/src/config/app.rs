//! What the platform team configures.

use super::problem::{ConfigProblem, Reader, Source};
use super::unknown::unknown_keys;
use super::{Incompatible, Mode, Params, Tuning, incompatible, tuning};
use crate::link::HttpUrl;
use crate::text::Text;
use serde_json::Value;

/// The sections, and what the Backstage adapter reads beside them.
pub(super) const KEYS: [&str; 6] =
    ["deployment", "workspaces", "incompatible", "tuning", "proxyPath", "tokenStorage"];
const DEPLOYMENT_KEYS: [&str; 2] = ["accessUrl", "apiUrl"];
const WORKSPACES_KEYS: [&str; 5] =
    ["defaultTemplateName", "defaultMode", "params", "repoUrlParamKeys", "defaultQueryFilter"];

/// `CoderAppConfig`, with the React plugin's keys.
///
/// | key | type | default |
/// |---|---|---|
/// | `deployment.accessUrl` | http(s) URL | required |
/// | `deployment.apiUrl` | http(s) URL | `deployment.accessUrl` |
/// | `workspaces.defaultTemplateName` | text | none |
/// | `workspaces.defaultMode` | `manual` or `auto` | `manual` |
/// | `workspaces.params` | map of text | none |
/// | `workspaces.repoUrlParamKeys` | list of text | none |
/// | `workspaces.defaultQueryFilter` | a search | `owner:me` |
/// | `incompatible` | see [`Incompatible`] | none |
/// | `tuning` | see [`Tuning`] | the React plugin's constants |
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppConfig {
    /// Coder's public URL, for links a browser tab opens. API calls go through the proxy instead.
    pub access_url: Option<HttpUrl>,
    /// Where programs on a user's machine, such as editors, reach Coder, where that is not the public URL.
    pub api_url: Option<HttpUrl>,
    /// The template for entities that name none.
    pub default_template_name: Option<String>,
    /// The mode for entities that name none.
    pub default_mode: Option<Mode>,
    /// Parameters for every entity.
    pub params: Params,
    /// Template parameters that carry the repository's URL.
    pub repo_url_param_keys: Vec<String>,
    /// The search a card begins with; `owner:me` if not set.
    pub default_query_filter: Option<String>,
    /// What to say on an entity that is not meant for Coder.
    pub incompatible: Option<Incompatible>,
    /// How often, how long, how high.
    pub tuning: Tuning,
}

impl AppConfig {
    /// Reads the configuration, using what is right and telling what is not.
    ///
    /// ```
    /// let (config, problems) = coder_core::AppConfig::read(&serde_json::json!({
    ///     "deployment": {"accessUrl": "https://coder.example.com"},
    ///     "workspaces": {"defaultMode": "atuo", "repoUrlParamKeys": ["repo"]},
    /// }));
    /// assert!(config.access_url.is_some());
    /// assert_eq!(problems[0].to_string(), "workspaces.defaultMode is \"atuo\". Allowed: \"manual\" or \"auto\".");
    /// ```
    pub fn read(value: &Value) -> (Self, Vec<ConfigProblem>) {
        let mut problems = Vec::new();
        let mut config = Self::default();
        if !value.is_object() {
            let found = (!value.is_null()).then_some(value);
            let allowed = Text::AllowedApp;
            problems.push(ConfigProblem::new(Source::App, "", found, allowed));
            return (config, problems);
        }
        unknown_keys(Source::App, "", value, &KEYS, &keys_of_sections(), &mut problems);
        let deployment = section(value, "deployment", &mut problems);
        config.access_url = access_url(deployment, &mut problems);
        config.api_url = api_url(deployment, &mut problems).or_else(|| config.access_url.clone());
        let workspaces = section(value, "workspaces", &mut problems);
        let get = |key| workspaces.and_then(|w| w.get(key)).filter(|v| !v.is_null());
        let mut reader = Reader { source: Source::App, prefix: "workspaces", problems: &mut problems };
        reader.unknown_keys(workspaces, &WORKSPACES_KEYS);
        config.default_template_name = reader.string("defaultTemplateName", get("defaultTemplateName"));
        config.default_mode = reader.mode("defaultMode", get("defaultMode"));
        config.params = reader.params("params", get("params"));
        config.repo_url_param_keys = repo_keys(&mut reader, get("repoUrlParamKeys"));
        config.default_query_filter = reader.string("defaultQueryFilter", get("defaultQueryFilter"));
        config.incompatible =
            Incompatible::read(section(value, "incompatible", &mut problems), &mut problems);
        config.tuning = Tuning::read(section(value, "tuning", &mut problems), &mut problems);
        (config, problems)
    }
}

/// The full path of every key in a section, for one that was written outside of it.
pub(super) fn keys_of_sections() -> Vec<String> {
    let sections: [(&str, &[&str]); 4] = [
        ("deployment", &DEPLOYMENT_KEYS),
        ("workspaces", &WORKSPACES_KEYS),
        ("incompatible", &incompatible::KEYS),
        ("tuning", &tuning::KEYS),
    ];
    sections
        .iter()
        .flat_map(|(section, keys)| keys.iter().map(move |key| format!("{section}.{key}")))
        .collect()
}

fn section<'a>(value: &'a Value, key: &str, problems: &mut Vec<ConfigProblem>) -> Option<&'a Value> {
    let section = value.get(key).filter(|v| !v.is_null())?;
    if section.is_object() {
        return Some(section);
    }
    problems.push(ConfigProblem::new(Source::App, key, Some(section), Text::AllowedObject));
    None
}

fn access_url(deployment: Option<&Value>, problems: &mut Vec<ConfigProblem>) -> Option<HttpUrl> {
    let mut reader = Reader { source: Source::App, prefix: "deployment", problems };
    reader.unknown_keys(deployment, &DEPLOYMENT_KEYS);
    let found = deployment.and_then(|d| d.get("accessUrl"));
    let url = found.and_then(Value::as_str).and_then(HttpUrl::parse);
    if url.is_none() {
        let allowed = Text::AllowedAccessUrl;
        problems.push(ConfigProblem::new(Source::App, "deployment.accessUrl", found, allowed));
    }
    url
}

fn api_url(deployment: Option<&Value>, problems: &mut Vec<ConfigProblem>) -> Option<HttpUrl> {
    let found = deployment.and_then(|d| d.get("apiUrl")).filter(|v| !v.is_null())?;
    let url = found.as_str().and_then(HttpUrl::parse);
    if url.is_none() {
        let allowed = Text::AllowedApiUrl;
        problems.push(ConfigProblem::new(Source::App, "deployment.apiUrl", Some(found), allowed));
    }
    url
}

fn repo_keys(reader: &mut Reader<'_>, found: Option<&Value>) -> Vec<String> {
    let Some(value) = found else { return Vec::new() };
    let Some(items) = value.as_array() else {
        reader.wrong("repoUrlParamKeys", found, Text::AllowedParamNames);
        return Vec::new();
    };
    let mut keys = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match item.as_str() {
            Some(key) if !key.trim().is_empty() => keys.push(key.trim().to_owned()),
            _ => reader.wrong(&format!("repoUrlParamKeys[{index}]"), Some(item), Text::AllowedParamName),
        }
    }
    keys
}
