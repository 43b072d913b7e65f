//! The workspace's agents and their apps.

use super::context::use_details;
use super::ports::PortList;
use crate::browser::copy_text;
use crate::launch;
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::{Icon, IconName, NewTabHint};
use crate::ui::{app_icon, app_label};
use coder_core::agents::{agent_label, has_ssh};
use coder_core::apps::{AppContext, AppLink, AppTarget, app_links, ssh_command};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::url::HttpUrl;
use leptos::prelude::*;
use std::sync::Arc;

/// All agents with their app links.
#[component]
pub(super) fn Agents() -> impl IntoView {
    let workspace = use_details().workspace;
    let provider = use_provider();
    let config = provider.config.clone();
    let agents = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            workspace.read().latest_build.agents().map(|agent| agent.id.clone()).collect::<Vec<_>>()
        })
    };
    move || {
        let app = config.read().app.clone();
        let urls = (app.access_url?, app.api_url?);
        let workspace = workspace.clone();
        Some(view! {
            <For each=move || agents.get() key=Clone::clone let(id)>
                <AgentSection id workspace=workspace.clone() urls=urls.clone()/>
            </For>
        })
    }
}

#[component]
fn AgentSection(
    id: String,
    workspace: ArcRwSignal<Arc<Workspace>>,
    urls: (HttpUrl, HttpUrl),
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/agents.css");
    let account = use_provider().account;
    let regions = account.regions();
    let agent = {
        let workspace = workspace.clone();
        Memo::new(move |_| workspace.read().latest_build.agents().find(|agent| agent.id == id).cloned())
    };
    let owner_and_name = Memo::new(move |_| {
        let workspace = workspace.read();
        (workspace.owner_name.clone(), workspace.name.clone())
    });
    let wildcard = Memo::new(move |_| {
        regions.read().as_ref().map(|regions| regions.wildcard_hostname.clone()).unwrap_or_default()
    });
    let urls = StoredValue::new(urls);
    let links = Memo::new(move |_| {
        let (agent, owner_and_name, wildcard) = (agent.read(), owner_and_name.read(), wildcard.read());
        let Some(agent) = &*agent else { return Vec::new() };
        urls.with_value(|(access, api)| {
            app_links(
                AppContext {
                    access,
                    api,
                    wildcard: &wildcard,
                    owner: &owner_and_name.0,
                    workspace: &owner_and_name.1,
                },
                agent,
            )
        })
    });
    let state = move || agent.read().as_ref().map(|agent| t(agent_label(agent)));
    let name = move || agent.read().as_ref().map(|agent| agent.name.clone()).unwrap_or_default();
    let ssh = Memo::new(move |_| {
        let (agent, owner_and_name) = (agent.read(), owner_and_name.read());
        let agent = agent.as_ref().filter(|agent| has_ssh(agent))?;
        Some(urls.with_value(|(access, api)| {
            ssh_command(
                AppContext {
                    access,
                    api,
                    wildcard: "",
                    owner: &owner_and_name.0,
                    workspace: &owner_and_name.1,
                },
                agent,
            )
        }))
    });
    view! {
        class=class,
        <section class="agent" part="agent" aria-label=move || tf(Message::DetailsAgent, &[("agent", &name())])>
            <h3 class="name">{name}<span class="state">{state}</span></h3>
            <div class="actions">
                {
                    let account = account.clone();
                    move || links.get().into_iter().map(|link| {
                        view! { <AppLinkButton link account=account.clone()/> }
                    }).collect_view()
                }
            </div>
            {move || ssh.get().map(|command| ssh_line(command, class))}
            <PortList agent owner_and_name wildcard urls/>
        </section>
    }
}

/// Returns the `coder ssh` command with a button that copies it.
fn ssh_line(command: String, class: &'static str) -> AnyView {
    let copied = RwSignal::new(None::<bool>);
    let copy = {
        let command = command.clone();
        move |_| {
            let command = command.clone();
            spawn_local(async move {
                let success = copy_text(&command).await;
                let _ = copied.try_set(Some(success));
            });
        }
    };
    view! {
        class=class,
        <p class="ssh">
            <code class="command">{command}</code>
            <button
                type="button" class="coder-icon-button small" aria-label=t(Message::DetailsCopySsh)
                title=t(Message::DetailsCopySsh) on:click=copy
            >
                <Icon icon=IconName::Copy/>
            </button>
            <span class="copied" role="status">
                {move || copied.get().map(|success| t(if success { Message::Copied } else { Message::CopyFailed }))}
            </span>
        </p>
    }
    .into_any()
}

#[component]
fn AppLinkButton(link: AppLink, account: crate::session::Account) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/agent_apps.css");
    let (label, icon) = (app_label(&link), app_icon(link.kind));
    let texts = [link.group.clone(), link.note.map(t).unwrap_or_default().to_owned()];
    let note = texts.into_iter().filter(|text| !text.is_empty()).map(|text| {
        view! { class=class, <small class="note">{text}</small> }
    });
    let note = note.collect_view();
    match link.opens {
        AppTarget::Url { href, small: false } => view! {
            class=class,
            <a class="coder-button app" part="way" href=href target="_blank" rel="noopener noreferrer">
                <Icon icon/>{label}{note}<NewTabHint/>
            </a>
        }
        .into_any(),
        AppTarget::Unavailable(reason) => view! {
            class=class,
            <button type="button" class="coder-button app off" part="way" aria-disabled="true" title=t(reason)>
                <Icon icon/>{label}<small class="note">{t(reason)}</small>
            </button>
        }
        .into_any(),
        opens => view! {
            class=class,
            <button type="button" class="coder-button app" part="way" on:click=move |_| launch::open(&account, &opens)>
                <Icon icon/>{label}{note}
            </button>
        }
        .into_any(),
    }
}
