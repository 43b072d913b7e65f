//! The catalog: sample entities from real `catalog-info.yaml` documents under `public/catalog`.

use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The names of the sample documents.
const FILES: [&str; 6] = ["payments", "platform", "no-source", "plain", "mistaken", "lost-template"];

/// Fetches all sample entities.
pub(super) async fn entities() -> Result<Vec<Value>, String> {
    let mut all = Vec::new();
    for file in FILES {
        let text = fetch(&format!("/catalog/{file}.yaml")).await?;
        all.push(serde_saphyr::from_str(&text).map_err(|e| format!("catalog/{file}.yaml: {e}"))?);
    }
    Ok(all)
}

async fn fetch(url: &str) -> Result<String, String> {
    let failed = |_| format!("{url} cannot be fetched");
    let response = JsFuture::from(window().fetch_with_str(url)).await.map_err(failed)?;
    let response: Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(format!("{url}: HTTP {}", response.status()));
    }
    let text = JsFuture::from(response.text().map_err(failed)?).await.map_err(failed)?;
    text.as_string().ok_or_else(|| format!("{url} is no text"))
}

/// Returns a string in an entity by its JSON pointer; empty if there is none.
pub(super) fn text(entity: &Value, pointer: &str) -> String {
    entity.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Returns an entity's namespace; `default` if there is none.
pub(super) fn namespace(entity: &Value) -> String {
    Some(text(entity, "/metadata/namespace"))
        .filter(|n| !n.is_empty())
        .unwrap_or_else(|| "default".to_owned())
}

/// The page with the list of entities.
#[component]
pub(super) fn CatalogPage() -> impl IntoView {
    let entities = LocalResource::new(entities);
    let row = |entity: &Value| {
        let name = text(entity, "/metadata/name");
        let kind = text(entity, "/kind");
        let href = format!("/catalog/{}/{}/{name}", namespace(entity), kind.to_lowercase());
        view! {
            <tr>
                <td><a href=href>{name}</a></td>
                <td>{kind}</td>
                <td>{text(entity, "/spec/owner")}</td>
                <td>{text(entity, "/metadata/description")}</td>
            </tr>
        }
    };
    view! {
        <main class="page">
            <header class="banner"><h1>"Catalog"</h1></header>
            <div class="content">
                {move || entities.get().map(|result| match result {
                    Err(message) => view! { <p role="alert">{message}</p> }.into_any(),
                    Ok(entities) => view! {
                        <table class="table">
                            <thead><tr><th>"Name"</th><th>"Kind"</th><th>"Owner"</th><th>"Description"</th></tr></thead>
                            <tbody>{entities.iter().map(row).collect_view()}</tbody>
                        </table>
                    }.into_any(),
                })}
            </div>
        </main>
    }
}
