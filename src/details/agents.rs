//! The workspace's agents and the ways into them.

use super::use_details;
use crate::browser::{Abort, copy};
use crate::card::{way_label, way_sign};
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::{Glyph, NewTab, Sign};
use crate::ways;
use coder_core::endpoint::Call;
use coder_core::json::Read as _;
use coder_core::link::HttpUrl;
use coder_core::open::{Opens, Place, Way, port, ssh_command, ways as ways_of};
use coder_core::text::Text;
use coder_core::wire::{Agent, AgentLifecycle, AgentStatus, Ports, Workspace};
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
        let access = config.read().app.access_url.clone()?;
        let shown = shown.clone();
        Some(view! {
            <For each=move || agents.get() key=Clone::clone let(id)>
                <OneAgent id workspace=shown.clone() access=access.clone()/>
            </For>
        })
    }
}

#[component]
fn OneAgent(id: String, workspace: ArcRwSignal<Arc<Workspace>>, access: HttpUrl) -> impl IntoView {
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
    let access = StoredValue::new(access);
    let ways = Memo::new(move |_| {
        let (agent, whose, wildcard) = (agent.read(), whose.read(), wildcard.read());
        let Some(agent) = &*agent else { return Vec::new() };
        access.with_value(|access| {
            ways_of(Place { access, wildcard: &wildcard, owner: &whose.0, workspace: &whose.1 }, agent)
        })
    });
    let state = move || agent.read().as_ref().map(|agent| t(state_of(agent)));
    let name = move || agent.read().as_ref().map(|agent| agent.name.clone()).unwrap_or_default();
    let ssh = Memo::new(move |_| {
        let (agent, whose) = (agent.read(), whose.read());
        let agent =
            agent.as_ref().filter(|agent| agent.display_apps.iter().any(|app| app == "ssh_helper"))?;
        Some(access.with_value(|access| {
            ssh_command(Place { access, wildcard: "", owner: &whose.0, workspace: &whose.1 }, agent)
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
            <PortList agent whose wildcard access/>
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

/// The ports something listens on, asked for when someone wants to know.
#[component]
fn PortList(
    agent: Memo<Option<Agent>>,
    whose: Memo<(String, String)>,
    wildcard: Memo<String>,
    access: StoredValue<HttpUrl>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/ports.css");
    let account = use_provider().account;
    let found = RwSignal::new(None::<Ports>);
    let request = StoredValue::new_local(None::<Abort>);
    on_cleanup(move || drop(request.try_update_value(Option::take)));
    let has_ports = Memo::new(move |_| {
        agent.read().as_ref().is_some_and(|agent| {
            agent.status == AgentStatus::Connected
                && agent.display_apps.iter().any(|app| app == "port_forwarding_helper")
        })
    });
    let ask = move |event: leptos::ev::Event| {
        if !event_target::<web_sys::Element>(&event).has_attribute("open") {
            return;
        }
        // The browser tells it a little later: the agent may have gone.
        let agent = agent.try_get_untracked().flatten();
        let Some(call) = agent.map(|agent| Call::listening_ports(&agent.id)) else { return };
        let Ok(abort) = Abort::new() else { return };
        let (signal, account) = (abort.signal(), account.clone());
        request.set_value(Some(abort));
        spawn_local(async move {
            let answer = account.call(&call, &signal).await;
            let ports = answer.ok().and_then(|value| Ports::read(&value).ok());
            let _ = found.try_set(ports.or(Some(Ports(Vec::new()))));
        });
    };
    let list = move || {
        let ports = found.get()?;
        if ports.0.is_empty() {
            return Some(view! { class=class, <p class="none">{t(Text::OpenNoPorts)}</p> }.into_any());
        }
        let (agent, whose, wildcard) = (agent.get()?, whose.get(), wildcard.get());
        let items = ports.0.into_iter().map(|listening| {
            let number = listening.port.to_string();
            let words = [("port", number.as_str()), ("process", listening.process_name.as_str())];
            let label = tf(Text::OpenPort, &words);
            let place = |access: &HttpUrl| {
                let place = Place { access, wildcard: &wildcard, owner: &whose.0, workspace: &whose.1 };
                port(place, &agent, listening.port)
            };
            match access.with_value(place) {
                Ok(href) => view! {
                    <li>
                        <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">{label}<NewTab/></a>
                    </li>
                }
                .into_any(),
                Err(why) => view! { class=class, <li>{label}" "<small class="none">{t(why)}</small></li> }.into_any(),
            }
        });
        Some(view! { class=class, <ul class="list">{items.collect_view()}</ul> }.into_any())
    };
    let list = StoredValue::new_local(list);
    move || {
        has_ports.get().then(|| {
            let ask = ask.clone();
            view! {
                class=class,
                <details class="ports" on:toggle=move |event| ask(event.into())>
                    <summary>{t(Text::OpenPorts)}</summary>
                    {move || list.with_value(|list| list())}
                </details>
            }
        })
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
