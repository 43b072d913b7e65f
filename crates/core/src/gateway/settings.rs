//! The configuration of a gateway's backend: `coder:` of `app-config.yaml`.

use crate::url::HttpUrl;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt;

/// The id of the deployment `coder.deployment`.
const DEFAULT_ID: &str = "default";
const DEFAULT_RATE_LIMIT: u32 = 300;
const DEFAULT_FORGET_AFTER_DAYS: u32 = 90;
const MIN_SECRET_LENGTH: usize = 32;

/// The configuration of a backend.
#[derive(PartialEq, Eq)]
pub struct Settings {
    /// The deployments, of which there is at least one; no two have the same id.
    pub deployments: Vec<Deployment>,
    /// The keys of the vault, of which the first one encrypts; no two have the same id.
    pub keys: Vec<VaultKey>,
    /// The number of requests per user and minute.
    pub rate_limit: u32,
    /// The number of days after which a link that nobody used is removed.
    pub forget_after_days: u32,
}

/// A deployment of Coder.
#[derive(PartialEq, Eq)]
pub struct Deployment {
    /// The name in paths and in the database.
    pub id: String,
    /// The title for users.
    pub title: Option<String>,
    /// The public URL.
    pub access_url: HttpUrl,
    /// The URL at which the backend reaches the deployment.
    pub backend_url: HttpUrl,
    /// The application at the deployment, by which users link their accounts.
    pub oauth: Option<OAuthApp>,
}

/// An OAuth 2.0 application at a deployment.
#[derive(PartialEq, Eq)]
pub struct OAuthApp {
    /// The id of the application.
    pub client_id: String,
    /// The secret of the application.
    pub client_secret: String,
}

/// A key of the vault.
#[derive(PartialEq, Eq)]
pub struct VaultKey {
    /// The name, which is stored with what the key encrypted.
    pub id: String,
    /// The secret that the key is derived from.
    pub secret: String,
}

/// A mistake in the configuration. Its text names the key and what to do, and repeats no value.
#[derive(Debug, PartialEq, Eq)]
pub struct SettingsError(String);

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SettingsError {}

type Result<T> = std::result::Result<T, SettingsError>;

impl Settings {
    /// Reads the value of `coder`, which may be `null`.
    ///
    /// # Errors
    /// If a value is missing or wrong.
    pub fn read(coder: &Value) -> Result<Self> {
        let coder = Found { key: "coder".to_owned(), value: coder };
        let vault = coder.get("vault");
        let keys = vault.as_ref().and_then(|vault| vault.get("keys"));
        let days = vault.as_ref().and_then(|vault| vault.get("forgetAfterDays"));
        let settings = Self {
            deployments: deployments(&coder)?,
            keys: items(keys)?.iter().map(VaultKey::read).collect::<Result<_>>()?,
            rate_limit: coder.get("rateLimit").map_or(Ok(DEFAULT_RATE_LIMIT), |count| count.count())?,
            forget_after_days: days.map_or(Ok(DEFAULT_FORGET_AFTER_DAYS), |count| count.count())?,
        };
        distinct("Coder deployments", settings.deployments.iter().map(|deployment| &deployment.id))?;
        distinct("keys in coder.vault.keys", settings.keys.iter().map(|key| &key.id))?;
        Ok(settings)
    }
}

fn deployments(coder: &Found<'_>) -> Result<Vec<Deployment>> {
    let several = items(coder.get("deployments"))?;
    let mut all = several
        .iter()
        .map(|found| Deployment::read(found, found.required("id")?.text()?))
        .collect::<Result<Vec<_>>>()?;
    if let Some(found) = coder.get("deployment") {
        all.push(Deployment::read(&found, DEFAULT_ID.to_owned())?);
    }
    if all.is_empty() {
        return Err(SettingsError(
            "coder.deployment.accessUrl is missing in app-config.yaml: the URL of your Coder deployment."
                .to_owned(),
        ));
    }
    Ok(all)
}

impl Deployment {
    fn read(found: &Found<'_>, id: String) -> Result<Self> {
        let access_url = found.required("accessUrl")?.http_url()?;
        Ok(Self {
            id,
            title: found.get("title").map(|title| title.text()).transpose()?,
            backend_url: found
                .get("backendUrl")
                .map_or_else(|| Ok(access_url.clone()), |url| url.http_url())?,
            access_url,
            oauth: found.get("oauth").map(|app| OAuthApp::read(&app)).transpose()?,
        })
    }
}

impl OAuthApp {
    fn read(found: &Found<'_>) -> Result<Self> {
        let text = |key| found.required(key)?.text();
        Ok(Self { client_id: text("clientId")?, client_secret: text("clientSecret")? })
    }
}

impl VaultKey {
    fn read(found: &Found<'_>) -> Result<Self> {
        let id = found.required("id")?.text()?;
        let place = found.required("secret")?;
        let secret = place.text()?;
        if secret.chars().count() < MIN_SECRET_LENGTH {
            return Err(place.wrong(&format!(
                "have {MIN_SECRET_LENGTH} characters or more. Make one with: openssl rand -base64 32"
            )));
        }
        Ok(Self { id, secret })
    }
}

/// Returns an error if two have the same id.
fn distinct<'a>(what: &str, ids: impl Iterator<Item = &'a String>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(SettingsError(format!(
                "Two {what} of app-config.yaml have the id \"{id}\". Give each an id of its own."
            )));
        }
    }
    Ok(())
}

fn items(list: Option<Found<'_>>) -> Result<Vec<Found<'_>>> {
    list.map_or_else(|| Ok(Vec::new()), Found::items)
}

/// A value of the configuration, and its key.
struct Found<'a> {
    key: String,
    value: &'a Value,
}

impl<'a> Found<'a> {
    /// Returns the value of a key inside; `None` if it is not there or `null`.
    fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Self { key: format!("{}.{key}", self.key), value })
    }

    fn required(&self, key: &str) -> Result<Self> {
        self.get(key)
            .ok_or_else(|| SettingsError(format!("{}.{key} is missing in app-config.yaml.", self.key)))
    }

    fn items(self) -> Result<Vec<Self>> {
        let Some(values) = self.value.as_array() else { return Err(self.wrong("be a list.")) };
        let item = |(i, value)| Self { key: format!("{}[{i}]", self.key), value };
        Ok(values.iter().enumerate().map(item).collect())
    }

    fn text(&self) -> Result<String> {
        let text = self.value.as_str().filter(|text| !text.is_empty());
        text.map(str::to_owned).ok_or_else(|| self.wrong("be text. Put a number in quotes."))
    }

    /// Returns a whole number. A variable of the environment may be its source, so text is read as a number.
    fn count(&self) -> Result<u32> {
        let number = self.value.as_u64().or_else(|| self.value.as_str()?.trim().parse().ok());
        let count = number.and_then(|number| u32::try_from(number).ok()).filter(|count| *count > 0);
        count.ok_or_else(|| self.wrong("be a whole number greater than 0."))
    }

    fn http_url(&self) -> Result<HttpUrl> {
        let text = self.value.as_str().filter(|text| !text.contains(['?', '#']));
        text.and_then(HttpUrl::parse).filter(|url| is_authority(url.host())).ok_or_else(|| {
            self.wrong(
                "be a URL that begins with http:// or https://, without a user, a query or a fragment.",
            )
        })
    }

    fn wrong(&self, must: &str) -> SettingsError {
        SettingsError(format!("{} in app-config.yaml must {must}", self.key))
    }
}

/// Whether a text is a host, with a port or without one.
fn is_authority(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[').map(|rest| rest.split_once(']')) {
        Some(Some((address, rest))) => (address, rest),
        Some(None) => return false,
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    !host.is_empty()
        && (port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
    use super::*;
    use serde_json::json;

    const SECRET: &str = "a secret of thirty-two characters or more";

    fn mistake(coder: &Value) -> String {
        Settings::read(coder).err().unwrap().to_string()
    }

    fn with(more: &Value) -> Value {
        let mut coder = json!({ "deployment": { "accessUrl": "https://coder.example.com" } });
        coder.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        coder
    }

    #[test]
    fn one_deployment_has_the_id_default_and_is_reached_at_its_access_url() {
        let settings =
            Settings::read(&json!({ "deployment": { "accessUrl": "https://coder.example.com/" } })).unwrap();
        let [deployment] = settings.deployments.as_slice() else { panic!("one deployment") };
        assert_eq!(deployment.id, "default");
        assert_eq!(deployment.access_url.as_str(), "https://coder.example.com");
        assert_eq!(deployment.backend_url, deployment.access_url);
        assert!(deployment.oauth.is_none() && deployment.title.is_none() && settings.keys.is_empty());
        assert_eq!((settings.rate_limit, settings.forget_after_days), (300, 90));
    }

    #[test]
    fn several_deployments_come_before_the_single_one() {
        let settings = Settings::read(&with(&json!({ "deployments": [
            { "id": "eu", "title": "Europe", "accessUrl": "https://eu.example.com", "backendUrl": "http://eu:3000/base/" },
            { "id": "us", "accessUrl": "https://[::1]:3000" },
        ] })))
        .unwrap();
        let all: Vec<_> =
            settings.deployments.iter().map(|one| (one.id.as_str(), one.backend_url.as_str())).collect();
        assert_eq!(
            all,
            [
                ("eu", "http://eu:3000/base"),
                ("us", "https://[::1]:3000"),
                ("default", "https://coder.example.com")
            ]
        );
        assert_eq!(settings.deployments[0].title.as_deref(), Some("Europe"));
    }

    #[test]
    fn keys_and_an_application_are_read() {
        let settings = Settings::read(&json!({
            "deployment": {
                "accessUrl": "https://coder.example.com",
                "oauth": { "clientId": "id", "clientSecret": "secret" },
            },
            "vault": { "keys": [{ "id": "2", "secret": SECRET }, { "id": "1", "secret": SECRET }], "forgetAfterDays": "30" },
            "rateLimit": 60,
        }))
        .unwrap();
        let app = settings.deployments[0].oauth.as_ref().unwrap();
        assert_eq!((app.client_id.as_str(), app.client_secret.as_str()), ("id", "secret"));
        assert_eq!(settings.keys.iter().map(|key| key.id.as_str()).collect::<Vec<_>>(), ["2", "1"]);
        assert_eq!((settings.rate_limit, settings.forget_after_days), (60, 30));
    }

    #[test]
    fn a_mistake_names_its_key_and_what_to_do() {
        let oauth = json!({ "deployment": { "accessUrl": "https://a", "oauth": { "clientId": "id" } } });
        let cases = [
            (Value::Null, "coder.deployment.accessUrl is missing in app-config.yaml: the URL of"),
            (json!({ "deployments": [{ "id": "a" }] }), "coder.deployments[0].accessUrl is missing"),
            (json!({ "deployments": {} }), "coder.deployments in app-config.yaml must be a list."),
            (
                json!({ "deployment": { "accessUrl": "coder.example.com" } }),
                "coder.deployment.accessUrl in app-config.yaml must be a URL that begins with http://",
            ),
            (json!({ "deployment": { "accessUrl": "ftp://coder" } }), "coder.deployment.accessUrl in"),
            (json!({ "deployment": { "accessUrl": "https://a?b" } }), "coder.deployment.accessUrl in"),
            (json!({ "deployment": { "accessUrl": "https://coder:abc" } }), "coder.deployment.accessUrl in"),
            (
                json!({ "deployment": { "accessUrl": "https://coder:99999/base" } }),
                "coder.deployment.accessUrl in",
            ),
            (json!({ "deployment": { "accessUrl": "https://:3000" } }), "coder.deployment.accessUrl in"),
            (json!({ "deployment": { "accessUrl": "https://[::1" } }), "coder.deployment.accessUrl in"),
            (
                json!({ "deployment": { "accessUrl": "https://a", "backendUrl": "https://a:b@c" } }),
                "coder.deployment.backendUrl in",
            ),
            (oauth, "coder.deployment.oauth.clientSecret is missing"),
            (
                with(&json!({ "deployments": [{ "accessUrl": "https://b" }] })),
                "coder.deployments[0].id is missing",
            ),
            (
                with(&json!({ "deployments": [{ "id": "default", "accessUrl": "https://b" }] })),
                "Two Coder deployments of",
            ),
            (
                with(&json!({ "vault": { "keys": [{ "id": 1, "secret": SECRET }] } })),
                "coder.vault.keys[0].id in app-config.yaml must be text. Put a number in quotes.",
            ),
            (with(&json!({ "vault": { "keys": [{ "id": "1" }] } })), "coder.vault.keys[0].secret is missing"),
            (
                with(
                    &json!({ "vault": { "keys": [{ "id": "1", "secret": SECRET }, { "id": "1", "secret": SECRET }] } }),
                ),
                "Two keys in coder.vault.keys of app-config.yaml have the id \"1\".",
            ),
            (
                with(&json!({ "rateLimit": 0 })),
                "coder.rateLimit in app-config.yaml must be a whole number greater",
            ),
            (with(&json!({ "rateLimit": 1.5 })), "coder.rateLimit in"),
        ];
        for (coder, start) in cases {
            let mistake = mistake(&coder);
            assert!(mistake.starts_with(start), "{mistake}");
        }
    }

    #[test]
    fn a_mistake_repeats_no_secret() {
        let mistake =
            mistake(&with(&json!({ "vault": { "keys": [{ "id": "1", "secret": "short secret" }] } })));
        assert!(mistake.contains("must have 32 characters or more"), "{mistake}");
        assert!(!mistake.contains("short secret"), "{mistake}");
    }
}
