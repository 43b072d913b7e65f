//! The link that opens the repository's dev container in a local VS Code.

use super::context::use_card;
use crate::texts::t;
use crate::ui::{Icon, IconName};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A link to the entity's dev container; renders nothing for entities without one.
#[component]
pub fn DevContainerLink() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/dev_container_link.css");
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
                    {t(Message::OpenDevContainer)}
                    <Icon icon=IconName::External/>
                </a>
            </p>
        })}
    }
}
