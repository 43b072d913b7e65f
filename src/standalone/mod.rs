//! The standalone development app: a catalog, entity pages and settings that look like Backstage's, so that the card
//! looks here as it does there. Not part of a release.

mod app;
mod card;
mod catalog_page;
mod entity;
mod entity_page;
mod frame;
mod not_found;
mod settings;
mod settings_page;

use app::App;

/// Defines the elements and mounts the app.
pub fn start() {
    crate::element::define();
    leptos::mount::mount_to_body(App);
}
