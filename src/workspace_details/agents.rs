//! The workspace's agents and their apps.

use super::agent_section::AgentSection;
use super::context::use_details;
use crate::provider::use_provider;
use leptos::prelude::*;

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
    let is_one_of_several = Memo::new(move |_| agents.read().len() > 1);
    let is_first = move |id: String| Signal::derive(move || agents.read().first() == Some(&id));
    move || {
        let app = config.read().app.clone();
        let urls = (app.access_url?, app.api_url?);
        let workspace = workspace.clone();
        Some(view! {
            <For each=move || agents.get() key=Clone::clone let(id)>
                <AgentSection id=id.clone() is_first=is_first(id) is_one_of_several workspace=workspace.clone() urls=urls.clone()/>
            </For>
        })
    }
}
