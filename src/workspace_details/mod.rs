//! The details view of one workspace: status, build progress, agents, logs, settings.
//!
//! Shown in a dialog. The rules are in `coder_core`: `actions`, `diagnosis`, `progress`, `apps`.

mod action_bar;
mod action_button;
mod agent_section;
mod agents;
mod app_link_button;
mod build_progress;
mod build_state;
mod context;
mod log_view;
mod log_view_line;
mod logs;
mod opening_line;
mod parameters;
mod poll;
mod port_list;
mod settings;
mod start_then_open;
mod status_line;
mod update_line;

use crate::card_dialog::CardDialog;
use crate::latest_request::LatestRequest;
use crate::provider::use_provider;
use crate::session::Account;
use crate::texts::{t, texts};
use crate::ui::{ActionFailureNotice, NewTabHint};
use crate::workspace_permissions::WorkspacePermissions;
use action_bar::ActionBar;
use coder_core::Error;
use coder_core::i18n::Message;
use coder_core::json::FromJson as _;
use coder_core::log::LogBuffer;
use coder_core::models::{Template, Workspace};
use coder_core::request::Request;
use coder_core::url;
use context::Details;
use leptos::prelude::*;
use serde_json::Value;
use status_line::StatusLine;
use std::sync::Arc;
use update_line::UpdateLine;

/// The details view of a workspace.
#[component]
pub(crate) fn WorkspaceDetails(
    /// The workspace at the time of opening.
    workspace: Arc<Workspace>,
    /// The card's current dialog.
    dialog: RwSignal<Option<CardDialog>>,
    /// Whether entered values would be lost on closing.
    dirty: RwSignal<bool>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/workspace_details.css");
    let provider = use_provider();
    let account = provider.account.clone();
    let current = account.observe_workspace(&workspace);
    let permissions = WorkspacePermissions::of(&account, &current);
    permissions.fetch();
    let details = Details {
        workspace: current,
        permissions: permissions.current,
        template: RwSignal::new(None),
        is_template_known: RwSignal::new(false),
        build_log: RwSignal::new(LogBuffer::default()),
        dirty,
        is_deleted: RwSignal::new(false),
    };
    provide_context(details.clone());
    poll::poll_workspace(&account, &details);
    fetch_template(&account, &workspace.template_id, &details);

    let (failures, id) = (account.failures(), workspace.id.clone());
    let own_failures = Memo::new(move |_| {
        failures.read().iter().filter(|failure| failure.id == id).cloned().collect::<Vec<_>>()
    });
    let dashboard = {
        let (current, config) = (details.workspace.clone(), provider.config.clone());
        move || {
            let (config, workspace) = (config.read(), current.read());
            let access = config.app.access_url.as_ref()?;
            Some(url::workspace_url(access, &workspace.owner_name, &workspace.name))
        }
    };
    let is_deleted = details.is_deleted;
    view! {
        class=class,
        <div class="details" lang=texts().language().tag()>
            <StatusLine/>
            <UpdateLine/>
            {move || is_deleted.get().then(|| view! { class=class, <p class="gone" role="status">{t(Message::DetailsGone)}</p> })}
            <ActionBar dialog/>
            {
                let account = account.clone();
                move || own_failures.get().into_iter().map(|failure| {
                    let (account, id) = (account.clone(), failure.id.clone());
                    view! { <ActionFailureNotice failure dismiss=Callback::new(move |()| account.dismiss(&id))/> }
                }).collect_view()
            }
            <start_then_open::StartThenOpen dialog/>
            <build_state::BuildState/>
            <agents::Agents/>
            <logs::Logs/>
            <parameters::Parameters/>
            <settings::Settings/>
            {move || dashboard().map(|href| view! {
                class=class,
                <p class="foot">
                    <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">
                        {t(Message::OpenDashboard)}<NewTabHint/>
                    </a>
                </p>
            })}
            <opening_line::OpeningLine/>
        </div>
    }
}

/// Fetches the template, for its build times and the settings that it allows; both are omitted if the request fails.
fn fetch_template(account: &Account, id: &str, details: &Details) {
    let (template, is_known) = (details.template, details.is_template_known);
    let on_result = move |result: Result<Value, Error>| {
        if let Some(loaded) = result.ok().and_then(|value| Template::from_json(&value).ok()) {
            let _ = template.try_set(Some(loaded));
        }
        let _ = is_known.try_set(true);
    };
    LatestRequest::new().start(account, Request::template(id), Box::new(on_result));
}
