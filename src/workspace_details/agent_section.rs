//! One agent: its state, apps, `ssh` command and ports.

use super::app_link_button::AppLinkButton;
use super::port_list::PortList;
use crate::launches::Launches;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{CopyState, Icon, IconName};
use coder_core::agents::{agent_label, has_ssh, metadata_texts};
use coder_core::apps::{AppContext, AppLink, app_links, preferred_app, ssh_command};
use coder_core::i18n::Message;
use coder_core::models::{Agent, Workspace};
use coder_core::url::HttpUrl;
use leptos::prelude::*;
use std::sync::Arc;

/// An agent with its app links.
#[component]
pub(super) fn AgentSection(
    /// The agent's id.
    id: String,
    /// Whether the workspace has other agents.
    is_one_of_several: Memo<bool>,
    /// Whether the agent is the workspace's first.
    is_first: Signal<bool>,
    /// The agent's workspace.
    workspace: ArcRwSignal<Arc<Workspace>>,
    /// The access URL and the API URL of the deployment.
    urls: (HttpUrl, HttpUrl),
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/agent_section.css");
    let account = use_provider().account;
    let regions = account.regions();
    let agent = {
        let workspace = workspace.clone();
        Memo::new(move |_| workspace.read().latest_build.agents().find(|agent| agent.id == id).cloned())
    };
    let owner_and_name = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            let workspace = workspace.read();
            (workspace.owner_name.clone(), workspace.name.clone())
        })
    };
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
    let preferred = preferred(links, is_first);
    // With one agent, the status of the workspace says that it is ready.
    let state = move || {
        let label = agent.read().as_ref().map(agent_label)?;
        (is_one_of_several.get() || label != Message::AgentReady).then(|| t(label))
    };
    let name = move || agent.read().as_ref().map(|agent| agent.name.clone()).unwrap_or_default();
    let ssh = {
        let state = account.state();
        Memo::new(move |_| {
            let (agent, state) = (agent.read(), state.read());
            let agent = agent.as_ref().filter(|agent| has_ssh(agent))?;
            let viewer = state.user().map(|user| user.username.as_str());
            Some(ssh_command(&workspace.read(), agent, viewer))
        })
    };
    view! {
        class=class,
        <section class="agent" part="agent" aria-label=move || tf(Message::DetailsAgent, &[("agent", &name())])>
            <h3 class="name">
                {move || if is_one_of_several.get() { name() } else { t(Message::DetailsAgents).to_owned() }}
                <span class="state">{state}</span>
            </h3>
            {figures(agent, class)}
            <div class="actions">
                {
                    move || {
                        let (links, preferred) = (links.get(), preferred.get());
                        links.into_iter().map(|link| {
                            let is_preferred = preferred.as_ref() == Some(&link);
                            view! { <AppLinkButton link is_preferred/> }
                        }).collect_view()
                    }
                }
            </div>
            {move || ssh.get().map(|command| ssh_line(command, class))}
            <PortList agent owner_and_name wildcard urls/>
        </section>
    }
}

/// Returns the app that the row opens: one of the workspace's first agent.
fn preferred(links: Memo<Vec<AppLink>>, is_first: Signal<bool>) -> Memo<Option<AppLink>> {
    let launches = use_context::<Launches>();
    Memo::new(move |_| {
        let last_used = launches.and_then(|launches| launches.last_app.get());
        let (links, last_used) = (links.read(), last_used.as_ref().map(|app| app.key.as_str()));
        is_first.get().then(|| preferred_app(&links, last_used).cloned()).flatten()
    })
}

/// Returns the metadata of an agent, if the list asked for it.
fn figures(agent: Memo<Option<Agent>>, class: &'static str) -> AnyView {
    let text = move || {
        let agent = agent.read();
        let texts = agent.as_ref().map(|agent| metadata_texts(agent).collect::<Vec<_>>().join(" · "));
        texts.filter(|text| !text.is_empty())
    };
    (move || text().map(|text| view! { class=class, <p class="figures" part="agent-metadata">{text}</p> }))
        .into_any()
}

/// Returns the `coder ssh` command with a button that copies it.
fn ssh_line(command: String, class: &'static str) -> AnyView {
    let copied = CopyState::new();
    let copy = {
        let command = command.clone();
        move |_| copied.copy(command.clone())
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
                {move || copied.message()}
            </span>
        </p>
    }
    .into_any()
}
