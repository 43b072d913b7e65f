//! `CoderProvider`: configuration, host and session, in context for everything below it.

use crate::account::Account;
use crate::auth::{FallbackAuth, FallbackAuthUi};
use crate::browser::Host;
use coder_core::text::Texts;
use coder_core::{AppConfig, ConfigProblem};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;

/// The platform team's configuration and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// What is right.
    pub app: AppConfig,
    /// What is not.
    pub problems: Vec<ConfigProblem>,
}

impl Config {
    /// Reads the configuration as the `config` property of the elements and `appConfig` of the React plugin
    /// have it.
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

/// What a provider gives to everything below it.
#[derive(Clone)]
pub struct Provider {
    /// The configuration.
    pub config: ArcRwSignal<Arc<Config>>,
    /// The session, shared with every other provider for the same deployment and user.
    pub account: Account,
    /// What the host wants texts to say.
    pub texts: Arc<Texts>,
}

impl Provider {
    /// A provider for a host's user and a deployment by its path below the proxy.
    pub fn new(config: Config, host: &Host, proxy_path: &str) -> Self {
        let provider = Self::unconfigured(host, proxy_path);
        provider.configure(config);
        provider
    }

    /// A provider that does not know its configuration yet, and changes nothing about its session.
    pub(crate) fn unconfigured(host: &Host, proxy_path: &str) -> Self {
        let account = Account::of(host, proxy_path);
        Self { config: ArcRwSignal::default(), account, texts: host.texts() }
    }

    /// Takes another configuration.
    pub fn configure(&self, config: Config) {
        self.account.tune(&config.app.tuning);
        if **self.config.read_untracked() != config {
            self.config.set(Arc::new(config));
        }
    }
}

/// The nearest provider.
///
/// # Panics
/// Outside of a [`CoderProvider`]: a component of ours used without it is a mistake in the program.
pub fn use_provider() -> Provider {
    expect_context()
}

/// Gives configuration and session to the components below it.
///
/// ```no_run
/// use backstage_plugin_coder::{AppConfig, CoderProvider, CoderWorkspacesCard};
/// use leptos::prelude::*;
/// # fn app(config: AppConfig) -> impl IntoView {
/// view! {
///     <CoderProvider config>
///         <CoderWorkspacesCard/>
///     </CoderProvider>
/// }
/// # }
/// ```
#[component]
pub fn CoderProvider(
    /// The platform team's configuration.
    #[prop(into)]
    config: Config,
    /// What embeds us; by default a page on Backstage's origin.
    #[prop(optional)]
    host: Host,
    /// The deployment's path below Backstage's proxy.
    #[prop(into, default = "/coder".to_owned())]
    proxy_path: String,
    /// Whether to offer signing in where nothing below does.
    #[prop(optional, into)]
    fallback_auth_ui: Signal<FallbackAuthUi>,
    /// What uses the session.
    children: Children,
) -> impl IntoView {
    provide_context(Provider::new(config, &host, &proxy_path));
    view! {
        {children()}
        <FallbackAuth mode=fallback_auth_ui/>
    }
}
