//! The content of an entity page: an About card, and the Coder card.

use super::card::Card;
use super::catalog_page::text;
use leptos::prelude::*;
use serde_json::Value;

/// The cards of an entity.
#[component]
pub(super) fn Entity(
    /// The entity.
    entity: Value,
) -> impl IntoView {
    let about = [
        ("Owner", "/spec/owner"),
        ("System", "/spec/system"),
        ("Type", "/spec/type"),
        ("Lifecycle", "/spec/lifecycle"),
    ];
    let source = text(&entity, "/metadata/annotations/backstage.io~1source-location");
    view! {
        <header class="banner">
            <p class="kind">{text(&entity, "/kind")}" — "{text(&entity, "/spec/type")}</p>
            <h1>{text(&entity, "/metadata/name")}</h1>
        </header>
        <div class="content grid">
            <section class="about" aria-label="About">
                <h2>"About"</h2>
                <p>{text(&entity, "/metadata/description")}</p>
                <dl>
                    {about.map(|(label, pointer)| view! {
                        <div><dt>{label}</dt><dd>{Some(text(&entity, pointer)).filter(|t| !t.is_empty()).unwrap_or_else(|| "—".to_owned())}</dd></div>
                    }).collect_view()}
                    <div class="wide"><dt>"Source"</dt><dd>{if source.is_empty() { "—".to_owned() } else { source }}</dd></div>
                </dl>
            </section>
            <Card entity/>
        </div>
    }
}
