//! Entity pages.

use super::catalog_page::{entities, namespace, text};
use super::entity::Entity;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page of the entity in the route.
#[component]
pub(super) fn EntityPage() -> impl IntoView {
    let params = use_params_map();
    let entities = LocalResource::new(entities);
    let result = move || {
        let params = params.read();
        let param = |key: &str| params.get(key).unwrap_or_default().to_lowercase();
        entities.get().map(|result| {
            let entity = result?.into_iter().find(|e| {
                text(e, "/metadata/name").to_lowercase() == param("name")
                    && text(e, "/kind").to_lowercase() == param("kind")
                    && namespace(e).to_lowercase() == param("namespace")
            });
            entity.ok_or_else(|| "There is no such entity in the catalog.".to_owned())
        })
    };
    view! {
        <main class="page">
            {move || result().map(|result| match result {
                Err(message) => view! { <div class="content"><h1>"Not found"</h1><p role="alert">{message}</p></div> }.into_any(),
                Ok(entity) => view! { <Entity entity/> }.into_any(),
            })}
        </main>
    }
}
