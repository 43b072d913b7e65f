//! The configuration of the platform team.

use super::problem::{ConfigProblem, Source};
use super::reader::Reader;
use super::unknown::unknown_keys;
use super::{Incompatible, Mode, Params, Tuning, incompatible, tuning};
use crate::i18n::Message;
use crate::search::is_metadata_key;
use crate::url::HttpUrl;
use serde_json::Value;

/// The sections, and the keys that the Backstage adapter reads.
pub(super) const KEYS: [&str; 8] = [
    "deployment",
    "deployments",
    "workspaces",
    "incompatible",
    "tuning",
    "proxyPath",
    "tokenStorage",
    "vault",
];
const DEPLOYMENT_KEYS: [&str; 2] = ["accessUrl", "apiUrl"];
const WORKSPACES_KEYS: [&str; 7] = [
    "defaultTemplateName",
    "defaultMode",
    "params",
    "repoUrlParamKeys",
    "defaultQueryFilter",
    "openDefault",
    "agentMetadata",
];

/// The app's configuration (`CoderAppConfig`), with the React plugin's keys.
///
/// `keys.toml` has the keys with their types and defaults.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppConfig {
    /// Coder's access URL, for links that open in a browser tab. API requests go through the proxy.
    pub access_url: Option<HttpUrl>,
    /// The URL at which desktop programs, such as editors, reach Coder; by default the access URL.
    pub api_url: Option<HttpUrl>,
    /// The template for entities that do not name one.
    pub default_template_name: Option<String>,
    /// The mode for entities that do not name one.
    pub default_mode: Option<Mode>,
    /// The parameters for all entities.
    pub params: Params,
    /// The template parameters that carry the repository's URL.
    pub repo_url_param_keys: Vec<String>,
    /// The initial query of a card; `owner:me` if not set.
    pub default_query_filter: Option<String>,
    /// Whether a running workspace opens in Coder's dashboard instead of an editor.
    pub opens_dashboard: bool,
    /// The keys of the agents' metadata that lists ask for.
    pub agent_metadata: Vec<String>,
    /// The message for entities that are not meant for Coder.
    pub incompatible: Option<Incompatible>,
    /// Intervals, time limits and sizes.
    pub tuning: Tuning,
}

impl AppConfig {
    /// Reads the configuration. Invalid values are reported as problems, and the rest is used.
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
            let allowed = Message::AllowedApp;
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
        config.repo_url_param_keys = reader.names(
            "repoUrlParamKeys",
            get("repoUrlParamKeys"),
            [Message::AllowedParamNames, Message::AllowedParamName],
            |_| true,
        );
        config.agent_metadata = reader.names(
            "agentMetadata",
            get("agentMetadata"),
            [Message::AllowedMetadataKeys, Message::AllowedMetadataKey],
            is_metadata_key,
        );
        config.default_query_filter = reader.string("defaultQueryFilter", get("defaultQueryFilter"));
        config.opens_dashboard = reader.opens_dashboard("openDefault", get("openDefault"));
        config.incompatible =
            Incompatible::read(section(value, "incompatible", &mut problems), &mut problems);
        config.tuning = Tuning::read(section(value, "tuning", &mut problems), &mut problems);
        (config, problems)
    }
}

/// Returns the full paths of all keys in sections, to recognize a key outside its section.
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
    problems.push(ConfigProblem::new(Source::App, key, Some(section), Message::AllowedObject));
    None
}

fn access_url(deployment: Option<&Value>, problems: &mut Vec<ConfigProblem>) -> Option<HttpUrl> {
    let mut reader = Reader { source: Source::App, prefix: "deployment", problems };
    reader.unknown_keys(deployment, &DEPLOYMENT_KEYS);
    let found = deployment.and_then(|d| d.get("accessUrl"));
    let url = found.and_then(Value::as_str).and_then(HttpUrl::parse);
    if url.is_none() {
        let allowed = Message::AllowedAccessUrl;
        problems.push(ConfigProblem::new(Source::App, "deployment.accessUrl", found, allowed));
    }
    url
}

fn api_url(deployment: Option<&Value>, problems: &mut Vec<ConfigProblem>) -> Option<HttpUrl> {
    let found = deployment.and_then(|d| d.get("apiUrl")).filter(|v| !v.is_null())?;
    let url = found.as_str().and_then(HttpUrl::parse);
    if url.is_none() {
        let allowed = Message::AllowedApiUrl;
        problems.push(ConfigProblem::new(Source::App, "deployment.apiUrl", Some(found), allowed));
    }
    url
}
