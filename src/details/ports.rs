//! The ports something listens on, asked for when someone wants to know.

use crate::provider::use_provider;
use crate::reading::Reading;
use crate::texts::{t, tf};
use crate::ui::{ErrorNotice, NewTab, Skeleton};
use coder_core::Error;
use coder_core::endpoint::Call;
use coder_core::json::Read as _;
use coder_core::link::HttpUrl;
use coder_core::open::{Place, port};
use coder_core::text::Text;
use coder_core::wire::{Agent, AgentStatus, Port, Ports};
use leptos::prelude::*;
use serde_json::Value;

/// Where an agent is connected and its template lets ports through: which ones something listens on.
#[component]
pub(super) fn PortList(
    agent: Memo<Option<Agent>>,
    whose: Memo<(String, String)>,
    wildcard: Memo<String>,
    urls: StoredValue<(HttpUrl, HttpUrl)>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/ports.css");
    let account = use_provider().account;
    let found = RwSignal::new(None::<Result<Ports, Error>>);
    let reading = Reading::new();
    let has_ports = Memo::new(move |_| {
        agent.read().as_ref().is_some_and(|agent| {
            agent.status == AgentStatus::Connected
                && agent.display_apps.iter().any(|app| app == "port_forwarding_helper")
        })
    });
    // The browser tells of an opened list a little later: the agent, or the view, may have gone.
    let ask = Callback::new(move |()| {
        let agent = agent.try_get_untracked().flatten();
        let Some(call) = agent.map(|agent| Call::listening_ports(&agent.id)) else { return };
        let told = move |answer: Result<Value, Error>| {
            let ports = answer.and_then(|value| Ports::read(&value).map_err(Error::from));
            let _ = found.try_set(Some(ports));
        };
        reading.ask(&account, call, Box::new(told));
    });
    let toggled = move |event: web_sys::Event| {
        if event_target::<web_sys::Element>(&event).has_attribute("open") {
            let _ = ask.try_run(());
        }
    };
    let item = move |listening: Port| {
        let number = listening.port.to_string();
        let words = [("port", number.as_str()), ("process", listening.process_name.as_str())];
        let label = tf(Text::OpenPort, &words);
        let (agent, whose, wildcard) = (agent.get()?, whose.get(), wildcard.get());
        let place = |(access, api): &(HttpUrl, HttpUrl)| {
            let place = Place { access, api, wildcard: &wildcard, owner: &whose.0, workspace: &whose.1 };
            port(place, &agent, listening.port)
        };
        Some(match urls.with_value(place) {
            Ok(href) => view! {
                <li>
                    <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">{label}<NewTab/></a>
                </li>
            }
            .into_any(),
            Err(why) => view! { class=class, <li>{label}" "<small class="none">{t(why)}</small></li> }.into_any(),
        })
    };
    let list = move || match found.get() {
        None => view! { <Skeleton says=Text::RowLoading bones=1/> }.into_any(),
        Some(Err(error)) => view! {
            <ErrorNotice error retry=ask busy=Signal::stored(false) by_hand=true/>
        }
        .into_any(),
        Some(Ok(ports)) if ports.0.is_empty() => {
            view! { class=class, <p class="none">{t(Text::OpenNoPorts)}</p> }.into_any()
        }
        Some(Ok(ports)) => {
            let items = ports.0.into_iter().map(item).collect_view();
            view! { class=class, <ul class="list">{items}</ul> }.into_any()
        }
    };
    move || {
        has_ports.get().then(|| {
            view! {
                class=class,
                <details class="ports" on:toggle=move |event| toggled(event.into())>
                    <summary>{t(Text::OpenPorts)}</summary>
                    {list}
                </details>
            }
        })
    }
}
