//! The settings of the app: configuration, host options, theme.

use crate::effect::effect;
use leptos::prelude::*;
use serde_json::{Value, json};

/// The settings, stored in the browser.
#[derive(Clone, Copy)]
pub(super) struct Settings {
    /// The provider's configuration as JSON text; may be invalid, to try out the card's error messages.
    pub config: RwSignal<String>,
    /// The host's user.
    pub user: RwSignal<String>,
    /// `local`, `session` or `memory`.
    pub token_storage: RwSignal<String>,
    /// The deployment's path below the proxy.
    pub proxy_path: RwSignal<String>,
    /// The card's language.
    pub locale: RwSignal<String>,
    /// `light`, `dark`, or empty for the system's theme.
    pub theme: RwSignal<String>,
    /// Whether cards read entity data.
    pub read_entity_data: RwSignal<bool>,
}

const KEY: &str = "backstage-plugin-coder/standalone";

/// Returns the initial configuration.
pub(super) fn default_config() -> String {
    let config = json!({
        "deployment": {"accessUrl": "https://coder.example.com"},
        "workspaces": {
            "defaultMode": "manual",
            "repoUrlParamKeys": ["custom_repo", "repo_url"],
            "params": {"repo": "custom"},
        },
    });
    serde_json::to_string_pretty(&config).unwrap_or_default()
}

impl Settings {
    /// Loads the settings, provides them as a context, and stores every change.
    pub fn provide() {
        let stored = storage().and_then(|s| s.get_item(KEY).ok().flatten());
        let stored: Value = stored.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let text = |key: &str, default: &str| {
            RwSignal::new(stored.get(key).and_then(Value::as_str).unwrap_or(default).to_owned())
        };
        let settings = Self {
            config: text("config", &default_config()),
            user: text("user", "user:default/guest"),
            token_storage: text("tokenStorage", "local"),
            proxy_path: text("proxyPath", "/coder"),
            locale: text("locale", "en"),
            theme: text("theme", ""),
            read_entity_data: RwSignal::new(
                stored.get("readEntityData").and_then(Value::as_bool).unwrap_or(true),
            ),
        };
        effect(move || {
            let value = json!({
                "config": settings.config.get(), "user": settings.user.get(), "tokenStorage": settings.token_storage.get(),
                "proxyPath": settings.proxy_path.get(), "locale": settings.locale.get(), "theme": settings.theme.get(),
                "readEntityData": settings.read_entity_data.get(),
            });
            if let Some(storage) = storage() {
                let _ = storage.set_item(KEY, &value.to_string());
            }
        });
        effect(move || {
            let theme = settings.theme.get();
            let Some(body) = document().body() else { return };
            // Backstage sets the same attribute on its body.
            let _ = match theme.as_str() {
                "" => body.remove_attribute("data-theme-mode"),
                mode => body.set_attribute("data-theme-mode", mode),
            };
        });
        provide_context(settings);
    }
}

/// Returns the settings from the context.
pub(super) fn use_settings() -> Settings {
    expect_context()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}
