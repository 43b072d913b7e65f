//! The page of a path that no other page has.

use leptos::prelude::*;

/// A message that there is no such page, with a link to the catalog.
#[component]
pub(super) fn NotFound() -> impl IntoView {
    view! {
        <main class="content">
            <h1>"Page not found"</h1>
            <p><a href="/">"Back to the catalog"</a></p>
        </main>
    }
}
