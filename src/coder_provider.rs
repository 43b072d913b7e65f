//! The provider component: provides the context of [`crate::provider`] to the components below it.

use crate::auth::{FallbackAuth, FallbackAuthUi};
use crate::browser::{DEFAULT_PATH, Host};
use crate::provider::{Config, Provider};
use leptos::children::Children;
use leptos::prelude::*;

/// A provider of configuration and session for the components below it.
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
    /// The host; by default a page on Backstage's origin.
    #[prop(optional)]
    host: Host,
    /// The deployment's path below Backstage's proxy.
    #[prop(into, default = DEFAULT_PATH.to_owned())]
    proxy_path: String,
    /// When the fallback sign-in is shown.
    #[prop(optional, into)]
    fallback_auth_ui: Signal<FallbackAuthUi>,
    /// The components that use the session.
    children: Children,
) -> impl IntoView {
    provide_context(Provider::new(config, &host, &proxy_path));
    view! {
        {children()}
        <FallbackAuth mode=fallback_auth_ui/>
    }
}
