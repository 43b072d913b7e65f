//! A Leptos app that shows the Coder workspaces of a catalog entity, without Backstage.
//!
//! `CoderProvider` holds configuration and session for the components inside it, `CoderWorkspacesCard` is one of them.
//! The app needs no style sheet for the card: its components bring their own.

use backstage_plugin_coder::{CoderProvider, CoderWorkspacesCard, Config, EntityInput, Workspace};
use leptos::prelude::*;
use serde_json::json;
use std::sync::Arc;

fn main() {
    leptos::mount::mount_to_body(App);
}

/// The app: a page with the card and a checkbox that controls it.
#[component]
fn App() -> impl IntoView {
    let only_repository = RwSignal::new(false);
    let created = RwSignal::new(None::<String>);
    let on_created = move |workspace: Arc<Workspace>| created.set(Some(workspace.name.clone()));
    view! {
        <h1>"Coder in a Leptos app"</h1>
        <label>
            <input type="checkbox" bind:checked=only_repository/>
            " Only workspaces made from this entity's repository"
        </label>
        <CoderProvider config=config()>
            // Properties take values and signals alike: the card changes with the checkbox.
            <CoderWorkspacesCard
                entity=entity()
                read_entity_data=only_repository
                on_workspace_created=on_created
            />
        </CoderProvider>
        <p role="status">{move || created.get().map(|name| format!("Created {name}."))}</p>
    }
}

/// Returns the configuration, with the keys that `app-config.yaml` has in Backstage (docs/configuration.md).
///
/// It is read rather than built, so that a mistake in it is shown in the card and the rest of it still holds.
fn config() -> Config {
    Config::from_json(&json!({
        // Only for links. Requests go to the proxy of the page's origin, `/api/proxy/coder`.
        "deployment": { "accessUrl": "https://coder.example.com" },
        "workspaces": { "defaultTemplateName": "docker", "repoUrlParamKeys": ["repo_url"] },
    }))
}

/// Returns the entity, as Backstage's catalog would answer.
fn entity() -> EntityInput {
    EntityInput::from_json(&json!({
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Component",
        "metadata": {
            "name": "payments",
            "annotations": { "backstage.io/source-location": "url:https://github.com/acme/payments/tree/main/" },
        },
        "spec": { "type": "service", "coder": { "templateName": "docker" } },
    }))
}
