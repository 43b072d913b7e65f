//! The title row of a card: heading, repository, actions.

use super::context::use_card;
use super::lazy_views;
use crate::auth::Gate;
use crate::effect::effect;
use crate::texts::{t, tf};
use coder_core::i18n::Message;
use coder_core::search::Scope;
use leptos::children::ViewFn;
use leptos::html;
use leptos::prelude::*;

/// The title row of a card.
#[component]
pub fn HeaderRow(
    /// The heading's text once the account is linked.
    #[prop(optional, into)]
    header_text: Signal<Option<String>>,
    /// The heading's level, 1 to 6.
    #[prop(default = 2)]
    header_level: u8,
    /// The text below the heading while the list is filtered by the entity's repository; by default the repository's
    /// name.
    #[prop(optional, into)]
    repo_text: Signal<Option<String>>,
    /// The content at the end of the row; by default the create button and the menu.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/header_row.css");
    let card = use_card();
    let gate = card.gate;
    let title = move || match gate.get() {
        Gate::Form => t(Message::SignInTitle).to_owned(),
        _ => header_text.get().unwrap_or_else(|| t(Message::CardTitle).to_owned()),
    };
    let (shows_all, filter) = (card.shows_all_repos, card.filter);
    let is_own = Memo::new(move |_| Scope::of(&filter.read()) == Some(Scope::Mine));
    // The text, and the label of the button that shows the other repositories, or this one only.
    let repo = move || {
        let config = card.config.read();
        let (url, _) = config.repo_filter()?;
        let named = |text| tf(text, &[("repo", url.name())]);
        Some(match shows_all.get() {
            true => (t(Message::AllRepos).to_owned(), named(Message::ShowOneRepo)),
            false => (
                repo_text.get().unwrap_or_else(|| named(Message::FilteredByRepo)),
                t(if is_own.get() { Message::ShowAllMine } else { Message::ShowAllRepos }).to_owned(),
            ),
        })
    };
    // The tag is always `h2`; `aria-level` exposes other levels to assistive technology.
    let heading = NodeRef::<html::H2>::new();
    effect(move || {
        if let Some(heading) = heading.get().filter(|_| header_level != 2) {
            let _ = heading.set_attribute("aria-level", &header_level.clamp(1, 6).to_string());
        }
    });
    let actions = actions.unwrap_or_else(|| {
        ViewFn::from(|| {
            let own = lazy_views::optional(|views| (views.header_actions)());
            view! { <slot name="actions"></slot>{own} }
        })
    });
    view! {
        class=class,
        <header class="header" part="header">
            <hgroup class="titles">
                <h2 class="title" part="title" node_ref=heading>{title}</h2>
                {move || repo().filter(|_| gate.get().shows_content()).map(|(repo, toggle)| view! {
                    class=class,
                    <p class="repo" part="repo">
                        <slot name="repo">{repo}</slot>" · "
                        <button
                            type="button" class="toggle" part="repo-toggle"
                            on:click=move |_| shows_all.update(|shows_all| *shows_all = !*shows_all)
                        >
                            {toggle}
                        </button>
                    </p>
                })}
            </hgroup>
            {move || match gate.get() {
                Gate::Open => view! { class=class, <div class="actions">{actions.run()}</div> }.into_any(),
                // Whoever cannot reach Coder can still disconnect.
                Gate::Unverified => lazy_views::optional(|views| (views.card_menu)()),
                Gate::Checking | Gate::Form => ().into_any(),
            }}
        </header>
    }
}
