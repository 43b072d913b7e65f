//! The app: the page at the current path, in its frame.

use super::catalog_page::CatalogPage;
use super::entity_page::EntityPage;
use super::frame::Frame;
use super::not_found::NotFound;
use super::settings::Settings;
use super::settings_page::SettingsPage;
use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos_router::components::{Route, RouteProps, Router, Routes, RoutesProps};
use leptos_router::path;

/// The whole app.
#[component]
pub(super) fn App() -> impl IntoView {
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
