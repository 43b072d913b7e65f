//! The logs of a build.

use super::context::{Details, use_details};
use super::log_view::LogView;
use crate::texts::{t, tf};
use coder_core::i18n::Message;
use coder_core::log::{LogBuffer, LogSource};
use coder_core::models::Agent;
use leptos::prelude::*;

/// The build log, and the startup logs of the agents.
#[component]
pub(super) fn Logs() -> impl IntoView {
    let Details { workspace, build_log, .. } = use_details();
    let build = {
        let workspace = workspace.clone();
        Memo::new(move |_| LogSource::of_build(&workspace.read()))
    };
    let agents = Memo::new(move |_| {
        let workspace = workspace.read();
        let source = |agent: &Agent| (agent.name.clone(), LogSource::of_agent(agent));
        workspace.latest_build.agents().map(source).collect::<Vec<_>>()
    });
    view! {
        <LogView title=t(Message::LogBuild).to_owned() source=build log=build_log/>
        <For each=move || agents.get() key=|(_, source)| source.id.clone() let((name, first))>
            {
                let title = tf(Message::LogAgent, &[("agent", &name)]);
                let source = Memo::new(move |_| {
                    let agents = agents.read();
                    let current = agents.iter().find(|(_, source)| source.id == first.id);
                    current.map_or_else(|| first.ended(), |(_, source)| source.clone())
                });
                view! { <LogView title source log=RwSignal::new(LogBuffer::default())/> }
            }
        </For>
    }
}
