//! The way to the repository's dev container in a local VS Code, for entities that have one.

use super::context::use_card;
use crate::texts::t;
use crate::ui::{Glyph, Sign};
use coder_core::text::Text;
use leptos::prelude::*;

/// A secondary link; nothing for entities without a dev container.
#[component]
pub fn DevContainerLink() -> impl IntoView {
    let class = stylers::style_sheet!("./style/dev_container.css");
    let card = use_card();
    let (config, entity) = (card.config, card.entity);
    let link = Memo::new(move |_| {
        let config = config.read();
        let entity = entity.read();
        let entity = entity.entity().filter(|_| config.is_reading_entity_data)?;
        entity.dev_container_link(config.repo_url.as_ref())
    });
    view! {
        class=class,
        {move || link.get().map(|href| view! {
            class=class,
            <p class="dev-container">
                <a class="coder-link local" part="dev-container-link" href=href>
                    {t(Text::OpenDevContainer)}
                    <Glyph sign=Sign::External/>
                </a>
            </p>
        })}
    }
}
