//! The context that a provider provides: configuration, account and messages.

use crate::browser::Host;
use crate::session::Account;
use coder_core::i18n::Translations;
use coder_core::{AppConfig, ConfigProblem};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;

/// The platform team's configuration and its problems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The valid settings.
    pub app: AppConfig,
    /// The problems of the other settings.
    pub problems: Vec<ConfigProblem>,
}

impl Config {
    /// Reads the configuration in the format of the elements' `config` property and the React plugin's `appConfig`.
    pub fn from_json(value: &Value) -> Self {
        let (app, problems) = AppConfig::read(value);
        Self { app, problems }
    }
}

impl From<AppConfig> for Config {
    fn from(app: AppConfig) -> Self {
        Self { app, problems: Vec::new() }
    }
}

/// The context that a provider provides.
#[derive(Clone)]
pub struct Provider {
    /// The configuration.
    pub config: ArcRwSignal<Arc<Config>>,
    /// The account, shared with every other provider of the same deployment and user.
    pub account: Account,
    /// The host's messages.
    pub texts: Arc<Translations>,
}

impl Provider {
    /// Creates a provider for the host's user and a deployment (by its path below the proxy).
    pub fn new(config: Config, host: &Host, proxy_path: &str) -> Self {
        let provider = Self::unconfigured(host, proxy_path);
        provider.configure(config);
        provider
    }

    /// Creates a provider whose configuration is not known yet; leaves the account's tuning as it is.
    pub(crate) fn unconfigured(host: &Host, proxy_path: &str) -> Self {
        let account = Account::of(host, proxy_path);
        Self { config: ArcRwSignal::default(), account, texts: host.texts() }
    }

    /// Replaces the configuration.
    pub fn configure(&self, config: Config) {
        self.account.set_tuning(&config.app.tuning);
        if **self.config.read_untracked() != config {
            self.config.set(Arc::new(config));
        }
    }
}

/// Returns the nearest provider.
///
/// # Panics
/// Outside of a [`crate::CoderProvider`]: using our components without one is a programming error.
pub fn use_provider() -> Provider {
    expect_context()
}
