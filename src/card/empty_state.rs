//! The empty state of the list: an explanation, and a button that clears the filters or, without any, creates a workspace.

use super::context::use_card;
use crate::card_dialog::{CardDialog, Prefill};
use crate::texts::{t, tf};
use coder_core::i18n::Message;
use coder_core::search::{QueryControls, Scope, scope_only};
use leptos::prelude::*;

/// The view that is shown if no workspace matches.
#[component]
pub(super) fn EmptyState() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/empty_state.css");
    let card = use_card();
    let (config, filter) = (card.list_config, card.filter);
    // A new workspace does not help to find an existing one.
    let is_filtered = Memo::new(move |_| filter.read().trim() != scope_only(&filter.read()));
    let scope = move || Scope::of(&filter.read());
    let message = move || {
        let config = config.read();
        let repo = config.repo_filter().map(|(repo, _)| repo.as_str());
        let of_repo = |text| repo.map(|repo| tf(text, &[("repo", repo)]));
        if is_filtered.get() {
            let advice =
                of_repo(Message::NoMatchInRepo).unwrap_or_else(|| t(Message::NoMatchAdvice).to_owned());
            return (tf(Message::NoMatch, &[("filter", &filter_text(&filter.read()))]), Some(advice));
        }
        let titled = |text, advice| (t(text).to_owned(), advice);
        match (repo, scope()) {
            (Some(_), Some(Scope::All)) => titled(Message::NoneForRepo, of_repo(Message::NoneForRepoOfAll)),
            (Some(_), Some(Scope::Shared)) => {
                titled(Message::NoneForRepo, of_repo(Message::NoneForRepoOfShared))
            }
            (None, Some(Scope::Shared)) => titled(Message::NoneShared, None),
            (Some(_), _) => titled(Message::NoneForRepo, of_repo(Message::NoneForRepoAdvice)),
            (None, _) => titled(Message::NoneYet, None),
        }
    };
    let dialog = card.dialog;
    let clear = move |_| card.clear_filters();
    let create = move |_| dialog.set(Some(CardDialog::Create(Prefill::default())));
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
            {move || match (is_filtered.get(), scope()) {
                (true, _) => view! {
                    <button type="button" class="coder-button" on:click=clear.clone()>{t(Message::ClearFilters)}</button>
                }
                .into_any(),
                // A new workspace would not be among them.
                (false, Some(Scope::Shared)) => ().into_any(),
                (false, _) => view! {
                    <button type="button" class="coder-button primary" aria-haspopup="dialog" on:click=create>
                        {t(Message::Create)}
                    </button>
                }
                .into_any(),
            }}
        </div>
    }
}

/// Returns what a query searches for: its text, and the label of its quick filter.
fn filter_text(query: &str) -> String {
    let (controls, text) = QueryControls::split(query);
    let quick = controls.quick.map(|quick| t(quick.text()).to_owned());
    Some(text).filter(|text| !text.is_empty()).into_iter().chain(quick).collect::<Vec<_>>().join(", ")
}
