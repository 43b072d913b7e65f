//! The listening ports of an agent, fetched once the agent is connected.

use crate::effect::effect;
use crate::latest_request::LatestRequest;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{ErrorNotice, NewTabHint};
use coder_core::Error;
use coder_core::agents::has_ports;
use coder_core::apps::{AppContext, port_url};
use coder_core::i18n::Message;
use coder_core::json::FromJson as _;
use coder_core::models::{Agent, ListeningPorts, Port};
use coder_core::request::Request;
use coder_core::url::HttpUrl;
use leptos::prelude::*;
use serde_json::Value;

/// The listening ports of an agent that is connected and whose template allows port forwarding.
#[component]
pub(super) fn PortList(
    agent: Memo<Option<Agent>>,
    owner_and_name: Memo<(String, String)>,
    wildcard: Memo<String>,
    urls: StoredValue<(HttpUrl, HttpUrl)>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/port_list.css");
    let account = use_provider().account;
    let result = RwSignal::new(None::<Result<ListeningPorts, Error>>);
    let reading = LatestRequest::new();
    let has_ports = Memo::new(move |_| agent.read().as_ref().is_some_and(has_ports));
    let fetch = Callback::new(move |()| {
        let agent = agent.try_get_untracked().flatten();
        let Some(call) = agent.map(|agent| Request::listening_ports(&agent.id)) else { return };
        let on_result = move |response: Result<Value, Error>| {
            let ports = response.and_then(|value| ListeningPorts::from_json(&value).map_err(Error::from));
            let _ = result.try_set(Some(ports));
        };
        reading.start(&account, call, Box::new(on_result));
    });
    effect(move || {
        if has_ports.get() {
            fetch.run(());
        }
    });
    let item = move |listening: Port| {
        let number = listening.port.to_string();
        let values = [("port", number.as_str()), ("process", listening.process_name.as_str())];
        let label = tf(Message::OpenPort, &values);
        let (agent, owner_and_name, wildcard) = (agent.get()?, owner_and_name.get(), wildcard.get());
        let context = |(access, api): &(HttpUrl, HttpUrl)| {
            let context = AppContext {
                access,
                api,
                wildcard: &wildcard,
                owner: &owner_and_name.0,
                workspace: &owner_and_name.1,
            };
            port_url(context, &agent, listening.port)
        };
        Some(match urls.with_value(context) {
            Ok(href) => view! {
                <li>
                    <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">{label}<NewTabHint/></a>
                </li>
            }
            .into_any(),
            Err(reason) => view! { class=class, <li>{label}" "<small class="none">{t(reason)}</small></li> }.into_any(),
        })
    };
    let list = move || match result.get() {
        None => view! { class=class, <p class="none">{t(Message::RowLoading)}</p> }.into_any(),
        Some(Err(error)) => view! {
            <ErrorNotice error retry=fetch busy=Signal::stored(false) by_hand=true/>
        }
        .into_any(),
        Some(Ok(listening)) if listening.ports.is_empty() => {
            view! { class=class, <p class="none">{t(Message::OpenNoPorts)}</p> }.into_any()
        }
        Some(Ok(listening)) => {
            let items = listening.ports.into_iter().map(item).collect_view();
            view! { class=class, <ul class="list">{items}</ul> }.into_any()
        }
    };
    move || {
        has_ports.get().then(|| {
            view! {
                class=class,
                <div class="ports" role="group" aria-label=t(Message::OpenPorts)>
                    <span class="name">{t(Message::OpenPorts)}</span>
                    {list}
                </div>
            }
        })
    }
}
