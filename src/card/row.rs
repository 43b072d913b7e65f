//! One workspace: icon, name, state, and the way to open it.

use super::context::use_card;
use super::icon::WorkspaceIcon;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{Glyph, Sign, unique_id};
use crate::workspaces::Row;
use coder_core::link;
use coder_core::status::{Label, badges, display, origin};
use coder_core::text::Text;
use leptos::prelude::*;

/// A workspace's row. The whole row leads to the workspace: its link is stretched over it, so that clicks,
/// middle clicks, Enter and the context menu are the browser's own.
#[component]
pub(super) fn WorkspaceRow(
    /// The workspace.
    row: Row,
    /// How many rows there are in all.
    count: Memo<usize>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/row.css");
    let app = use_card().app;
    let session = use_provider().account.state();
    let workspace = row.workspace.clone();
    let shown = {
        let workspace = workspace.clone();
        Memo::new(move |_| display(&workspace.read()))
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
    let from = Memo::new(move |_| {
        let session = session.read_untracked();
        origin(&workspace.read(), session.user().map(|u| u.username.as_str())).join(" · ")
    });
    let status_id = unique_id("status");
    let position = row.index.clone();
    view! {
        class=class,
        <li
            class="row" part="row" aria-setsize=move || count.get().to_string()
            aria-posinset=move || (position.get() + 1).to_string()
        >
            <WorkspaceIcon workspace=row.workspace.clone()/>
            <div class="what">
                <span class="name" part="row-name">{move || name.get()}</span>
                <span class="second">
                    <span class="status" part="row-status" id=status_id.clone() data-tone=move || shown.read().tone.as_str()>
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
            <a
                class="open" part="row-link" target="_blank" rel="noopener noreferrer" href=move || href.get() aria-describedby=status_id
                aria-label=move || {
                    format!("{} {}", tf(Text::OpenWorkspaceOf, &[("name", &name.read())]), t(Text::NewTab))
                }
            >
                {t(Text::OpenWorkspace)}
                <Glyph sign=Sign::External/>
            </a>
        </li>
    }
}

/// A row that is still being fetched.
#[component]
pub(super) fn LoadingRow(
    /// Its place, from 0.
    index: usize,
    /// How many rows there are in all.
    count: Memo<usize>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/loading_row.css");
    view! {
        class=class,
        <li class="row" aria-setsize=move || count.get().to_string() aria-posinset=(index + 1).to_string()>
            <span class="coder-hidden">{t(Text::RowLoading)}</span>
            <span class="coder-bone"></span>
        </li>
    }
}
