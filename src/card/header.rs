//! The card's title row: name, repository, actions.

use super::context::use_card;
use super::create::CreateLink;
use crate::auth::Gate;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{Menu, MenuItem, Sign};
use coder_core::text::Text;
use coder_core::wire::BuildInfo;
use leptos::prelude::*;

/// The title row.
#[component]
pub(super) fn Header(
    /// What the session lets the card show.
    gate: Memo<Gate>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/header.css");
    let card = use_card();
    let title = move || t(if gate.get() == Gate::Form { Text::SignInTitle } else { Text::CardTitle });
    let repo = move || {
        card.config.read().repo_url.as_ref().map(|url| tf(Text::FilteredByRepo, &[("repo", url.name())]))
    };
    view! {
        class=class,
        <header class="header" part="header">
            <hgroup class="titles">
                <h2 class="title" part="title">{title}</h2>
                {move || repo().filter(|_| gate.get() == Gate::Open).map(|repo| view! {
                    class=class,
                    <p class="repo" part="repo">{repo}</p>
                })}
            </hgroup>
            {move || (gate.get() == Gate::Open).then(|| view! {
                class=class,
                <div class="actions"><CreateLink/><Actions/></div>
            })}
        </header>
    }
}

#[component]
fn Actions() -> impl IntoView {
    let card = use_card();
    let account = use_provider().account;
    let refresh = Callback::new(move |()| {
        if let Ok(query) = &*card.query.read_untracked() {
            query.refresh();
        }
    });
    let unlink = {
        let account = account.clone();
        Callback::new(move |()| account.unlink())
    };
    let (state, build_info) = (account.state(), RwSignal::new(None::<ArcReadSignal<Option<BuildInfo>>>));
    let on_open = Callback::new(move |()| build_info.set(Some(account.build_info())));
    let note = Signal::derive(move || {
        let user = state.read().user().map(|u| tf(Text::LinkedAs, &[("user", u.display_name())]));
        let info = build_info.get().and_then(|info| info.get());
        let version = info.map(|info| tf(Text::Deployment, &[("version", &info.version)]));
        user.into_iter().chain(version).collect::<Vec<_>>()
    });
    let items = vec![
        MenuItem { label: t(Text::Refresh), sign: Sign::Refresh, act: refresh },
        MenuItem { label: t(Text::Unlink), sign: Sign::Unlink, act: unlink },
    ];
    view! { <Menu label=t(Text::Actions) items note on_open/> }
}
