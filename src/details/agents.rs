//! The workspace's agents and the ways into them.

use super::ports::PortList;
use super::use_details;
use crate::browser::copy;
use crate::card::{way_label, way_sign};
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::{Glyph, NewTab, Sign};
use crate::ways;
use coder_core::link::HttpUrl;
use coder_core::open::{Opens, Place, Way, ssh_command, ways as ways_of};
use coder_core::text::Text;
use coder_core::wire::{Agent, AgentLifecycle, AgentStatus, Workspace};
use leptos::prelude::*;
use std::sync::Arc;

/// Every agent, with what opens it.
#[component]
pub(super) fn Agents() -> impl IntoView {
    let shown = use_details().workspace;
    let provider = use_provider();
    let config = provider.config.clone();
    let agents = {
        let shown = shown.clone();
        Memo::new(move |_| {
            shown.read().latest_build.agents().map(|agent| agent.id.clone()).collect::<Vec<_>>()
        })
    };
    move || {
        let app = config.read().app.clone();
        let urls = (app.access_url?, app.api_url?);
        let shown = shown.clone();
        Some(view! {
            <For each=move || agents.get() key=Clone::clone let(id)>
                <OneAgent id workspace=shown.clone() urls=urls.clone()/>
            </For>
        })
    }
}

#[component]
fn OneAgent(id: String, workspace: ArcRwSignal<Arc<Workspace>>, urls: (HttpUrl, HttpUrl)) -> impl IntoView {
    let class = stylers::style_sheet!("./style/agents.css");
    let account = use_provider().account;
    let regions = account.regions();
    let agent = {
        let workspace = workspace.clone();
        Memo::new(move |_| workspace.read().latest_build.agents().find(|agent| agent.id == id).cloned())
    };
    let whose = Memo::new(move |_| {
        let workspace = workspace.read();
        (workspace.owner_name.clone(), workspace.name.clone())
    });
    let wildcard = Memo::new(move |_| {
        regions.read().as_ref().map(|regions| regions.wildcard_hostname.clone()).unwrap_or_default()
    });
    let urls = StoredValue::new(urls);
    let ways = Memo::new(move |_| {
        let (agent, whose, wildcard) = (agent.read(), whose.read(), wildcard.read());
        let Some(agent) = &*agent else { return Vec::new() };
        urls.with_value(|(access, api)| {
            ways_of(Place { access, api, wildcard: &wildcard, owner: &whose.0, workspace: &whose.1 }, agent)
        })
    });
    let state = move || agent.read().as_ref().map(|agent| t(state_of(agent)));
    let name = move || agent.read().as_ref().map(|agent| agent.name.clone()).unwrap_or_default();
    let ssh = Memo::new(move |_| {
        let (agent, whose) = (agent.read(), whose.read());
        let agent =
            agent.as_ref().filter(|agent| agent.display_apps.iter().any(|app| app == "ssh_helper"))?;
        Some(urls.with_value(|(access, api)| {
            ssh_command(Place { access, api, wildcard: "", owner: &whose.0, workspace: &whose.1 }, agent)
        }))
    });
    let copied = RwSignal::new(None::<bool>);
    let copy_ssh = move |_| {
        if let Some(command) = ssh.get_untracked() {
            spawn_local(async move {
                let done = copy(&command).await;
                let _ = copied.try_set(Some(done));
            });
        }
    };
    view! {
        class=class,
        <section class="agent" part="agent" aria-label=move || tf(Text::DetailsAgent, &[("agent", &name())])>
            <h3 class="name">{name}<span class="state">{state}</span></h3>
            <div class="ways">
                {
                    let account = account.clone();
                    move || ways.get().into_iter().map(|way| {
                        view! { <OneWay way account=account.clone()/> }
                    }).collect_view()
                }
            </div>
            {move || ssh.get().map(|command| view! {
                class=class,
                <p class="ssh">
                    <code class="command">{command}</code>
                    <button
                        type="button" class="coder-icon-button small" aria-label=t(Text::DetailsCopySsh)
                        title=t(Text::DetailsCopySsh) on:click=copy_ssh
                    >
                        <Glyph sign=Sign::Copy/>
                    </button>
                    <span class="copied" role="status">
                        {move || copied.get().map(|done| t(if done { Text::Copied } else { Text::CopyFailed }))}
                    </span>
                </p>
            })}
            <PortList agent whose wildcard urls/>
        </section>
    }
}

#[component]
fn OneWay(way: Way, account: crate::account::Account) -> impl IntoView {
    let class = stylers::style_sheet!("./style/way.css");
    let (label, sign) = (way_label(&way), way_sign(way.kind));
    let words = [way.group.clone(), way.note.map(t).unwrap_or_default().to_owned()];
    let note = words.into_iter().filter(|words| !words.is_empty()).map(|words| {
        view! { class=class, <small class="note">{words}</small> }
    });
    let note = note.collect_view();
    match way.opens {
        Opens::Web { href, small: false } => view! {
            class=class,
            <a class="coder-button way" part="way" href=href target="_blank" rel="noopener noreferrer">
                <Glyph sign/>{label}{note}<NewTab/>
            </a>
        }
        .into_any(),
        Opens::Nothing(why) => view! {
            class=class,
            <button type="button" class="coder-button way off" part="way" aria-disabled="true" title=t(why)>
                <Glyph sign/>{label}<small class="note">{t(why)}</small>
            </button>
        }
        .into_any(),
        opens => view! {
            class=class,
            <button type="button" class="coder-button way" part="way" on:click=move |_| ways::open(&account, &opens)>
                <Glyph sign/>{label}{note}
            </button>
        }
        .into_any(),
    }
}

fn state_of(agent: &Agent) -> Text {
    use AgentLifecycle as L;
    match (&agent.status, &agent.lifecycle_state) {
        (AgentStatus::Connecting, _) => Text::AgentConnecting,
        (AgentStatus::Timeout, _) => Text::AgentTimeout,
        (AgentStatus::Disconnected, _) => Text::AgentLost,
        (_, L::Starting | L::Created) => Text::AgentStarting,
        (_, L::StartError) => Text::ScriptFailedTitle,
        (_, L::StartTimeout) => Text::AgentScriptSlow,
        (_, L::ShuttingDown | L::ShutdownTimeout | L::ShutdownError | L::Off) => Text::AgentStopping,
        _ => Text::AgentReady,
    }
}
