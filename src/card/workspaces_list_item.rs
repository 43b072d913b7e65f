//! One row of the list: icon, name, status, facts, and the buttons.

use super::context::use_card;
use super::lazy_views;
use super::row_display::{BuildNote, RowDisplay, ShownFact, row_display};
use crate::autostop::extend_by_hour;
use crate::card_dialog::CardDialog;
use crate::provider::use_provider;
use crate::texts::{t, texts, tf};
use crate::ui::{unique_id, use_now};
use crate::workspaces::Row;
use coder_core::i18n::Message;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

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
    let note = RwSignal::new(BuildNote::default());
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
    let extend = Callback::new(move |event: MouseEvent| {
        // The button goes once the deadline is later.
        let row = event_target::<web_sys::Element>(&event).closest("[part=row-body]").ok().flatten();
        let main = row.and_then(|row| row.query_selector("[part=row-action]").ok().flatten());
        if let Some(main) = main {
            let _ = main.unchecked_into::<web_sys::HtmlElement>().focus();
        }
        extend_by_hour(&account, extended.get_untracked());
    });
    let details = Callback::new(move |()| dialog.set(Some(CardDialog::Details(shown.get_untracked()))));
    let status_id = unique_id("status");
    view! {
        class=class,
        <div class="row" part="row-body">
            <span class="face">{lazy_views::row_icon(&row.workspace)}</span>
            {move || what(display.get(), status_id.clone(), details, extend, class)}
            <span class="more">{lazy_views::optional(move |views| (views.row_actions)(row.clone(), note))}</span>
        </div>
    }
}

/// Returns the two lines of a row: the name, and the status with the facts that fit.
fn what(
    display: RowDisplay,
    status_id: String,
    details: Callback<()>,
    extend: Callback<MouseEvent>,
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
                    <span class="fact" part=part data-tone=tone>{text}</span>
                    {(stops_soon && part == "row-times").then(|| extend_button(extend, class))}
                }).collect_view()}
            </span>
        </div>
    }
    .into_any()
}

/// Returns the button that moves the autostop deadline by an hour.
fn extend_button(extend: Callback<MouseEvent>, class: &'static str) -> AnyView {
    let (text, title) =
        (tf(Message::RowExtend, &[("hours", "1")]), tf(Message::SettingExtend, &[("hours", "1")]));
    view! {
        class=class,
        <button
            type="button" class="extend" part="row-extend" aria-label=format!("{text}, {title}") title=title
            on:click=move |event| extend.run(event)
        >
            {text.clone()}
        </button>
    }
    .into_any()
}
