//! The settings of a workspace: autostop deadline, autostart schedule, autostop time, name.

mod autostart;
mod autostop;
mod deadline;
mod rename;
mod save;
mod save_status;

use super::context::use_details;
use crate::texts::t;
use autostart::Autostart;
use autostop::Autostop;
use coder_core::i18n::Message;
use coder_core::status::auto_stop_deadline;
use deadline::Deadline;
use leptos::prelude::*;
use rename::Rename;

/// The settings that the template allows. Renders nothing without permission to update the workspace.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/settings.css");
    let details = use_details();
    let can_update =
        Memo::new(move |_| details.permissions.get().is_some_and(|permissions| permissions.update));
    let template = details.template;
    let workspace = details.workspace.clone();
    let runs = Memo::new(move |_| auto_stop_deadline(&workspace.read()).cloned());
    let renames = {
        let workspace = details.workspace.clone();
        Memo::new(move |_| workspace.read().allow_renames)
    };
    let allows = move |setting: fn(&coder_core::models::Template) -> bool| {
        template.read().as_ref().is_some_and(setting)
    };
    view! {
        class=class,
        {move || can_update.get().then(|| view! {
            class=class,
            <details class="settings" part="settings">
                <summary class="title">{t(Message::DetailsSettings)}</summary>
                {move || runs.get().map(|_| view! { <Deadline/> })}
                {move || allows(|template| template.allow_user_autostart).then(|| view! { <Autostart/> })}
                {move || allows(|template| template.allow_user_autostop).then(|| view! { <Autostop/> })}
                {move || renames.get().then(|| view! { <Rename/> })}
            </details>
        })}
    }
}
