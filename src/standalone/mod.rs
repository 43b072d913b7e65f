//! The standalone development app: a catalog, entity pages and settings that look like Backstage's, so that the card
//! looks here as it does there. Not part of a release.

mod catalog;
mod entity_page;
mod layout;
mod settings;
mod settings_page;

use catalog::CatalogPage;
use entity_page::EntityPage;
use layout::Frame;
use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos_router::components::{Route, RouteProps, Router, Routes, RoutesProps};
use leptos_router::path;
use settings::Settings;
use settings_page::SettingsPage;

/// Defines the elements and mounts the app.
pub fn start() {
    crate::element::define();
    leptos::mount::mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    Settings::provide();
    view! {
        <Router>
            <Frame>{routed_page()}</Frame>
        </Router>
    }
}

/// Returns the page at the current path. It is not written with `view!`, because a route is not a view.
fn routed_page() -> impl IntoView {
    let routes = ToChildren::to_children(|| {
        (
            Route(RouteProps::builder().path(path!("/")).view(CatalogPage).build()),
            Route(
                RouteProps::builder().path(path!("/catalog/:namespace/:kind/:name")).view(EntityPage).build(),
            ),
            Route(RouteProps::builder().path(path!("/settings")).view(SettingsPage).build()),
        )
    });
    component_view(Routes, RoutesProps::builder().fallback(NotFound).children(routes).build())
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <main class="content">
            <h1>"Page not found"</h1>
            <p><a href="/">"Back to the catalog"</a></p>
        </main>
    }
}
