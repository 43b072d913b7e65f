//! One row of the list: icon, name, status, facts, and the buttons.

use super::context::use_card;
use super::lazy_views;
use super::row_display::{RowDisplay, RowNote, ShownFact, row_display};
use crate::card_dialog::CardDialog;
use crate::provider::use_provider;
use crate::texts::{t, texts, tf};
use crate::ui::{unique_id, use_now};
use crate::workspaces::Row;
use coder_core::i18n::Message;
use leptos::prelude::*;

/// The content of a workspace's row.
#[component]
pub fn WorkspacesListItem(
    /// The workspace's row.
    row: Row,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/workspaces_list_item.css");
    let card = use_card();
    let account = use_provider().account;
    let (session, now, language) = (account.state(), use_now(), texts().language().tag());
    let (app, dialog, launches) = (card.app, card.dialog, card.launches);
    let workspace = row.workspace.clone();
    let note = RwSignal::new(RowNote::default());
    let display = {
        let (account, id) = (account.clone(), row.id.clone());
        Memo::new(move |_| {
            let session = session.read_untracked();
            let viewer = session.user().map(|user| user.username.as_str());
            let mut display = row_display(
                &workspace.read(),
                viewer,
                app.read().app.access_url.as_ref(),
                account.pending_action(&id),
                (now.get(), language),
            );
            display.add_note(note.get(), launches.waiting_app(&id));
            display
        })
    };
    let (shown, extended) = (row.workspace.clone(), row.workspace.clone());
    let extend = move || lazy_views::loaded().map(|views| (views.extend_button)(&account, &extended));
    let details = Callback::new(move |()| dialog.set(Some(CardDialog::Details(shown.get_untracked()))));
    let status_id = unique_id("status");
    view! {
        class=class,
        <div class="row" part="row-body">
            <span class="face">{lazy_views::row_icon(&row.workspace)}</span>
            {move || what(display.get(), status_id.clone(), details, &extend, class)}
            <span class="more">{lazy_views::optional(move |views| (views.row_actions)(row.clone(), note))}</span>
        </div>
    }
}

/// Returns the two lines of a row: the name, and the status with the facts that fit.
fn what(
    display: RowDisplay,
    status_id: String,
    details: Callback<()>,
    extend: &dyn Fn() -> Option<AnyView>,
    class: &'static str,
) -> AnyView {
    let RowDisplay { name, href, is_favorite, status, tone, is_problem, facts, stops_soon } = display;
    let title = facts.iter().map(|fact| fact.text.as_str()).collect::<Vec<_>>().join(" · ");
    // The error has the line for itself, because it is cut where it does not fit.
    let shown = if facts.first().is_some_and(|fact| fact.part == "row-error") { 1 } else { facts.len() };
    let (describes, full_name) = (status_id.clone(), name.clone());
    let label = format!("{} {}", tf(Message::OpenWorkspaceOf, &[("name", &name)]), t(Message::NewTab));
    let status = match is_problem {
        true => view! {
            class=class,
            <button
                type="button" class="coder-status status problem" part="row-status" id=status_id data-tone=tone
                title=t(Message::ActionDetails) on:click=move |_| details.run(())
            >
                <span class="dot"></span>{status}
            </button>
        }
        .into_any(),
        false => view! {
            class=class,
            <span class="coder-status status" part="row-status" id=status_id data-tone=tone>
                <span class="dot"></span>{status}
            </span>
        }
        .into_any(),
    };
    view! {
        class=class,
        <div class="what">
            <a
                class="link" class:starred=is_favorite part="row-link" target="_blank" rel="noopener noreferrer" href=href title=full_name
                aria-label=label aria-describedby=describes
            >
                <span class="name" part="row-name">{name}</span>
            </a>
            {is_favorite.then(|| view! {
                class=class,
                <span class="star" role="img" aria-label=t(Message::FavoriteMark) title=t(Message::FavoriteMark)>"★"</span>
            })}
            <span class="second" title=title>
                {status}
                {facts.into_iter().take(shown).map(|ShownFact { part, tone, text }| view! {
                    class=class,
                    {fact(part, tone, text, details, class)}
                    {if stops_soon && part == "row-times" { extend() } else { None }}
                }).collect_view()}
            </span>
        </div>
    }
    .into_any()
}

/// Returns a fact. A click on an error leads to its log, as the status does, which the keyboard reaches.
fn fact(
    part: &'static str,
    tone: &'static str,
    text: String,
    details: Callback<()>,
    class: &'static str,
) -> AnyView {
    match part {
        "row-error" => view! {
            class=class,
            <span class="fact error" part=part on:click=move |_| details.run(())>{text}</span>
        }
        .into_any(),
        _ => view! {
            class=class,
            <span class="fact" part=part data-tone=tone>{text}</span>
        }
        .into_any(),
    }
}
