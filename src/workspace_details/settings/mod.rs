//! The settings of a workspace: autostop, autostart and name. They are shown in sentences, and edited in one form.

mod autostart;
mod autostop;
mod deadline;
mod entry;
mod rename;
mod save;
mod save_status;
mod settings_form;

use super::context::{Details, use_details};
use crate::effect::effect_with_last;
use crate::texts::t;
use crate::ui::use_now;
use autostart::autostart_text;
use autostop::autostop_text;
use coder_core::i18n::Message;
use coder_core::status::auto_stop_deadline;
use deadline::{ExtendButtons, deadline_text};
use leptos::html;
use leptos::prelude::*;
use save::SaveState;
use save_status::SaveStatus;
use settings_form::{EditableSettings, SettingsForm};

/// The settings that the template allows. Renders nothing without permission to update the workspace.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/settings.css");
    let details = use_details();
    let can_update =
        Memo::new(move |_| details.permissions.get().is_some_and(|permissions| permissions.update));
    let (template, workspace) = (details.template, details.workspace.clone());
    let editable = Memo::new(move |_| {
        let template = template.read();
        EditableSettings {
            autostart: template.as_ref().is_some_and(|template| template.allow_user_autostart),
            autostop: template.as_ref().is_some_and(|template| template.allow_user_autostop),
            name: workspace.read().allow_renames,
        }
    });
    let (is_editing, save_state) = (RwSignal::new(false), RwSignal::new(SaveState::Idle));
    view! {
        class=class,
        {move || can_update.get().then(|| view! {
            class=class,
            <section class="settings" part="settings" aria-label=t(Message::DetailsSettings)>
                <h3 class="title">{t(Message::DetailsSettings)}</h3>
                {move || match is_editing.get() {
                    true => view! { <SettingsForm editable=editable.get_untracked() is_editing save_state/> }.into_any(),
                    false => view! { <Summary editable is_editing save_state/> }.into_any(),
                }}
                <SaveStatus save_state/>
            </section>
        })}
    }
}

/// The settings in sentences, with the button that edits them.
#[component]
fn Summary(
    editable: Memo<EditableSettings>,
    is_editing: RwSignal<bool>,
    save_state: RwSignal<SaveState>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/settings.css");
    let Details { workspace, is_template_known, .. } = use_details();
    let now = use_now();
    let has_deadline = {
        let workspace = workspace.clone();
        Memo::new(move |_| auto_stop_deadline(&workspace.read()).is_some())
    };
    let stop = {
        let workspace = workspace.clone();
        move || {
            let workspace = workspace.read();
            let after = editable.get().autostop.then(|| autostop_text(&workspace));
            let all = deadline_text(&workspace, now.get()).into_iter().chain(after);
            all.collect::<Vec<_>>().join(" · ")
        }
    };
    let start = move || autostart_text(&workspace.read());
    let edit = NodeRef::<html::Button>::new();
    // The form has the fields that the template allows: until that is known, there is none.
    let is_editable =
        move || is_template_known.get() && editable.with(|it| it.autostart || it.autostop || it.name);
    return_focus(edit, save_state);
    view! {
        class=class,
        <dl class="summary">
            {move || (has_deadline.get() || editable.get().autostop).then(|| {
                let stop = stop.clone();
                view! {
                    class=class,
                    <dt class="name">{t(Message::SettingAutostop)}</dt>
                    <dd class="value">
                        <span class="text">{stop}</span>
                        {move || has_deadline.get().then(|| view! { <ExtendButtons save_state/> })}
                    </dd>
                }
            })}
            {move || editable.get().autostart.then(|| {
                let start = start.clone();
                view! {
                    class=class,
                    <dt class="name">{t(Message::SettingAutostart)}</dt>
                    <dd class="value"><span class="text">{start}</span></dd>
                }
            })}
        </dl>
        {move || is_editable().then(|| view! {
            class=class,
            <p class="edit">
                <button
                    type="button" class="coder-button small" node_ref=edit
                    on:click=move |_| { save_state.set(SaveState::Idle); is_editing.set(true); }
                >
                    {t(Message::SettingEdit)}
                </button>
            </p>
        })}
    }
}

/// Moves the focus to the button that edits the settings, once the form was saved.
fn return_focus(edit: NodeRef<html::Button>, save_state: RwSignal<SaveState>) {
    effect_with_last(move |last: Option<()>| {
        let button = edit.get();
        let is_saved = *save_state.read_untracked() == SaveState::Done;
        if let Some(button) = button.filter(|_| last.is_none() && is_saved) {
            let _ = button.focus();
        }
    });
}
