//! One workspace: icon, name, state, and the way to open it.

use super::context::use_card;
use super::icon::WorkspacesListIcon;
use super::row_actions::{RowActions, under_way};
use crate::browser::{in_words, ms_of};
use crate::provider::use_provider;
use crate::texts::{t, texts, tf};
use crate::ui::{Glyph, Sign, unique_id, use_now};
use crate::workspaces::Row;
use coder_core::link;
use coder_core::moment::{LastUsed, Stops, last_used, stops};
use coder_core::status::{Label, Picture, Tone, auto_stop, badges, display, origin};
use coder_core::text::Text;
use leptos::prelude::*;

/// What stands in a workspace's row. The whole row leads to the workspace: its link is stretched over it, so that
/// clicks, middle clicks, Enter and the context menu are the browser's own.
#[component]
pub fn WorkspacesListItem(
    /// The workspace.
    row: Row,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/row.css");
    let app = use_card().app;
    let account = use_provider().account;
    let session = account.state();
    let workspace = row.workspace.clone();
    let shown = {
        let (workspace, id) = (workspace.clone(), row.id.clone());
        Memo::new(move |_| {
            let mut display = display(&workspace.read());
            // What was asked for shows at once; the truth follows.
            if let Some(text) = under_way(account.doing(&id)) {
                display.label = Label::Known(text);
                display.picture = Picture::Spinner;
                display.tone = Tone::Active;
            }
            display
        })
    };
    let name = {
        let workspace = workspace.clone();
        Memo::new(move |_| workspace.read().name.clone())
    };
    let href = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            let (app, workspace) = (app.read(), workspace.read());
            let access = app.app.access_url.as_ref()?;
            Some(link::workspace(access, &workspace.owner_name, &workspace.name))
        })
    };
    let label = move || match &shown.read().label {
        Label::Known(text) => t(*text).to_owned(),
        Label::Verbatim(word) => word.clone(),
    };
    let marks = {
        let workspace = workspace.clone();
        Memo::new(move |_| badges(&workspace.read()))
    };
    let from = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            let session = session.read_untracked();
            origin(&workspace.read(), session.user().map(|u| u.username.as_str())).join(" · ")
        })
    };
    let language = texts().language.tag();
    let now = use_now();
    let used = {
        let (workspace, now) = (workspace.clone(), now.clone());
        Memo::new(move |_| {
            let used_at = workspace.read().last_used_at.as_ref().and_then(ms_of);
            match last_used(used_at, now.get()) {
                LastUsed::Never => t(Text::LastUsedNever).to_owned(),
                LastUsed::Now => t(Text::LastUsedNow).to_owned(),
                LastUsed::Ago(ago) => tf(Text::LastUsed, &[("when", &in_words(ago, language))]),
            }
        })
    };
    // Empty where it does not stop by itself.
    let stops_at = Memo::new(move |_| {
        let deadline = auto_stop(&workspace.read()).and_then(ms_of);
        deadline.map_or_else(String::new, |deadline| match stops(deadline, now.get()) {
            Stops::Soon => t(Text::StopsSoon).to_owned(),
            Stops::In(distance) => tf(Text::Stops, &[("when", &in_words(distance, language))]),
        })
    });
    let status_id = unique_id("status");
    view! {
        class=class,
        <div class="row" part="row-body">
            <span class="face"><WorkspacesListIcon workspace=row.workspace.clone()/></span>
            <div class="what">
                <span class="name" part="row-name">{move || name.get()}</span>
                <span class="second">
                    <span class="coder-status status" part="row-status" id=status_id.clone() data-tone=move || shown.read().tone.as_str()>
                        <Glyph sign=Signal::derive(move || Sign::Status(shown.read().picture))/>
                        <span class="label">{label}</span>
                    </span>
                    {move || marks.get().into_iter().map(|badge| view! {
                        class=class,
                        <span class="badge" part="row-badge" data-tone=badge.tone().as_str()>{t(badge.text())}</span>
                    }).collect_view()}
                    <span class="from" part="row-origin">{move || from.get()}</span>
                </span>
            </div>
            <div class="times" part="row-times">
                <span class="time stops">{stops_at}</span>
                <span class="time">{used}</span>
            </div>
            <a
                class="open" part="row-link" target="_blank" rel="noopener noreferrer" href=move || href.get() aria-describedby=status_id
                aria-label=move || {
                    format!("{} {}", tf(Text::OpenWorkspaceOf, &[("name", &name.read())]), t(Text::NewTab))
                }
            >
                <span class="word">{t(Text::OpenWorkspace)}</span>
                <Glyph sign=Sign::External/>
            </a>
            <span class="more"><RowActions row name/></span>
        </div>
    }
}

/// A row that is still being fetched.
#[component]
pub(super) fn LoadingRow() -> impl IntoView {
    view! {
        <span class="coder-hidden">{t(Text::RowLoading)}</span>
        {view! { <span class="coder-bone"></span> }}
    }
}
