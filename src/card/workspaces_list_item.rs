//! One row of the list: icon, name, status, times, and the link to the workspace.

use super::context::use_card;
use super::lazy_views;
use crate::browser::{format_relative, parse_ms};
use crate::provider::use_provider;
use crate::session::{Account, PendingAction};
use crate::texts::{t, texts, tf};
use crate::ui::{Icon, IconName, unique_id, use_now};
use crate::workspaces::Row;
use coder_core::i18n::Message;
use coder_core::status::{
    Label, StatusDisplay, StatusIcon, Tone, auto_stop_deadline, badges, status_display, subtitle,
};
use coder_core::time_distance::{AutoStop, LastUsed, auto_stop, last_used};
use coder_core::url;
use leptos::prelude::*;

/// The content of a workspace's row.
///
/// The link is stretched over the whole row, so that clicks, middle clicks, Enter and the context menu are the
/// browser's own.
#[component]
pub fn WorkspacesListItem(
    /// The workspace's row.
    row: Row,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/workspaces_list_item.css");
    let app = use_card().app;
    let account = use_provider().account;
    let session = account.state();
    let workspace = row.workspace.clone();
    let display = shown_status(account, &row);
    let name = {
        let workspace = workspace.clone();
        Memo::new(move |_| workspace.read().name.clone())
    };
    let href = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            let (app, workspace) = (app.read(), workspace.read());
            let access = app.app.access_url.as_ref()?;
            Some(url::workspace_url(access, &workspace.owner_name, &workspace.name))
        })
    };
    let label = move || match &display.read().label {
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
            subtitle(&workspace.read(), session.user().map(|u| u.username.as_str())).join(" · ")
        })
    };
    let language = texts().language().tag();
    let now = use_now();
    let used = {
        let (workspace, now) = (workspace.clone(), now.clone());
        Memo::new(move |_| {
            let used_at = workspace.read().last_used_at.as_ref().and_then(parse_ms);
            last_used_text(used_at, now.get(), language)
        })
    };
    // Empty without an autostop deadline.
    let stops_at = Memo::new(move |_| {
        let deadline = auto_stop_deadline(&workspace.read()).and_then(parse_ms);
        deadline.map_or_else(String::new, |deadline| autostop_text(deadline, now.get(), language))
    });
    let status_id = unique_id("status");
    view! {
        class=class,
        <div class="row" part="row-body">
            <span class="face">{lazy_views::row_icon(&row.workspace)}</span>
            <div class="what">
                <span class="name" part="row-name">{move || name.get()}</span>
                <span class="second">
                    <span class="coder-status status" part="row-status" id=status_id.clone() data-tone=move || display.read().tone.as_str()>
                        <Icon icon=Signal::derive(move || IconName::Status(display.read().picture))/>
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
                    format!("{} {}", tf(Message::OpenWorkspaceOf, &[("name", &name.read())]), t(Message::NewTab))
                }
            >
                <span class="word">{t(Message::OpenWorkspace)}</span>
                <Icon icon=IconName::External/>
            </a>
            <span class="more">{lazy_views::optional(move |views| (views.row_actions)(row.clone(), name))}</span>
        </div>
    }
}

/// Returns the status to show: that of the workspace, or of the action that is pending.
fn shown_status(account: Account, row: &Row) -> Memo<StatusDisplay> {
    let (workspace, id) = (row.workspace.clone(), row.id.clone());
    Memo::new(move |_| {
        let mut display = status_display(&workspace.read());
        // A pending action shows at once, before Coder reports the new status.
        if let Some(text) = account.pending_action(&id).and_then(PendingAction::label) {
            display.label = Label::Known(text);
            display.picture = StatusIcon::Spinner;
            display.tone = Tone::Active;
        }
        display
    })
}

/// Returns the text that says when a workspace was used last.
fn last_used_text(used_at: Option<f64>, now: f64, language: &'static str) -> String {
    match last_used(used_at, now) {
        LastUsed::Never => t(Message::LastUsedNever).to_owned(),
        LastUsed::Now => t(Message::LastUsedNow).to_owned(),
        LastUsed::Ago(ago) => tf(Message::LastUsed, &[("when", &format_relative(ago, language))]),
    }
}

/// Returns the text that says when a workspace stops by itself.
fn autostop_text(deadline: f64, now: f64, language: &'static str) -> String {
    match auto_stop(deadline, now) {
        AutoStop::Soon => t(Message::StopsSoon).to_owned(),
        AutoStop::In(distance) => tf(Message::Stops, &[("when", &format_relative(distance, language))]),
    }
}
