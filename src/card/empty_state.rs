//! The empty state of the list: an explanation, and a button that creates a workspace.

use super::context::use_card;
use crate::card_dialog::{CardDialog, Prefill};
use crate::texts::{t, tf};
use coder_core::i18n::Message;
use coder_core::search::OWN_WORKSPACES;
use leptos::prelude::*;

/// The view that is shown if no workspace matches.
#[component]
pub(super) fn EmptyState() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/empty_state.css");
    let card = use_card();
    let (config, filter) = (card.config, card.filter);
    let message = move || {
        let config = config.read();
        match (config.repo_filter(), filter.read().trim()) {
            (Some((repo, _)), _) => {
                (t(Message::NoneForRepo), Some(tf(Message::NoneForRepoAdvice, &[("repo", repo.as_str())])))
            }
            (None, OWN_WORKSPACES | "") => (t(Message::NoneYet), None),
            _ => (t(Message::NoMatch), Some(t(Message::NoMatchAdvice).to_owned())),
        }
    };
    // Not offered for other queries: a new workspace does not help to find an existing one.
    let fits = Memo::new(move |_| {
        config.read().repo_filter().is_some() || matches!(filter.read().trim(), OWN_WORKSPACES | "")
    });
    let create = move |_| card.dialog.set(Some(CardDialog::Create(Prefill::default())));
    view! {
        class=class,
        <div class="empty" part="empty">
            {move || {
                let (title, advice) = message();
                view! {
                    class=class,
                    <p class="title">{title}</p>
                    {advice.map(|advice| view! { class=class, <p class="advice">{advice}</p> })}
                }
            }}
            {move || fits.get().then(|| view! {
                <button type="button" class="coder-button primary" aria-haspopup="dialog" on:click=create>
                    {t(Message::Create)}
                </button>
            })}
        </div>
    }
}
