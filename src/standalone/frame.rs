//! The layout of every page: the sidebar and the theme switch.

use super::settings::use_settings;
use leptos::prelude::*;
use leptos_router::components::A;

/// The sidebar and the page.
#[component]
pub(super) fn Frame(
    /// The page's content.
    children: Children,
) -> impl IntoView {
    let theme = use_settings().theme;
    let is_dark = move || match theme.read().as_str() {
        "dark" => true,
        "light" => false,
        _ => window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|q| q.matches()),
    };
    let switch = move |_| theme.set(if is_dark() { "light" } else { "dark" }.to_owned());
    view! {
        <div class="frame">
            <nav class="sidebar" aria-label="Main">
                <A href="/" exact=true>"Catalog"</A>
                <A href="/settings">"Settings"</A>
                <button type="button" class="theme" role="switch" aria-checked=move || is_dark().to_string() on:click=switch>
                    "Dark theme"
                </button>
            </nav>
            {children()}
        </div>
    }
}
