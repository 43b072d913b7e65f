//! The form for all settings of a workspace.

use super::autostart::{AutostartEntry, AutostartFields};
use super::autostop::{AutostopEntry, AutostopFields};
use super::entry::Entry;
use super::rename::{NameEntry, NameEntryField};
use super::save::{SaveState, save};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::{focus_obstacle, focus_soon};
use crate::workspace_details::context::use_details;
use coder_core::i18n::Message;
use leptos::html;
use leptos::prelude::*;

/// The settings that a form has.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct EditableSettings {
    /// The autostart schedule.
    pub autostart: bool,
    /// The autostop time.
    pub autostop: bool,
    /// The name.
    pub name: bool,
}

/// The form for the settings, with one button that saves those that were changed.
#[component]
pub(super) fn SettingsForm(
    /// The settings.
    editable: EditableSettings,
    /// Whether the form is shown.
    is_editing: RwSignal<bool>,
    /// The state of the write.
    save_state: RwSignal<SaveState>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/setting.css");
    let (details, account) = (use_details(), use_provider().account);
    let (workspace, dirty) = (details.workspace, details.dirty);
    let now = workspace.get_untracked();
    let autostart = editable.autostart.then(|| AutostartEntry::new(&now));
    let autostop = editable.autostop.then(|| AutostopEntry::new(&now));
    let name = editable.name.then(|| NameEntry::new(&now));
    let entries = move || {
        let autostart = autostart.map(|entry| Box::new(entry) as Box<dyn Entry>);
        let autostop = autostop.map(|entry| Box::new(entry) as Box<dyn Entry>);
        let name = name.map(|entry| Box::new(entry) as Box<dyn Entry>);
        [autostart, autostop, name].into_iter().flatten()
    };
    effect(move || dirty.set(entries().any(|entry| entry.touched().0.get())));
    // The dialog may be gone by then.
    on_cleanup(move || {
        let _ = dirty.try_set(false);
    });
    let form = NodeRef::<html::Form>::new();
    let close = move || is_editing.set(false);
    let cancel = move || {
        // The message about what was not saved goes with the form.
        if save_state.get_untracked() != SaveState::Busy {
            save_state.set(SaveState::Idle);
        }
        close();
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let workspace = workspace.get_untracked();
        let changed = entries().filter(|entry| entry.touched().0.get_untracked());
        // All are checked, so that everything that is wrong is shown.
        let steps: Vec<_> = changed.map(|entry| entry.check(&workspace)).collect();
        match steps.into_iter().collect::<Option<Vec<_>>>() {
            None => focus_obstacle(move || form.try_get_untracked().flatten().map(Into::into)),
            Some(steps) if steps.is_empty() => close(),
            Some(steps) => save(&account, workspace, steps, save_state, close),
        }
    };
    form.on_load(move |form| focus_soon(Some(form.into())));
    view! {
        class=class,
        <form class="form" novalidate=true node_ref=form on:submit=submit>
            {autostart.map(|entry| view! { <AutostartFields entry/> })}
            {autostop.map(|entry| view! { <AutostopFields entry/> })}
            {name.map(|entry| view! { <NameEntryField entry/> })}
            <p class="line buttons">
                <button
                    type="submit" class="coder-button small primary"
                    aria-disabled=move || (save_state.get() == SaveState::Busy).then_some("true")
                >
                    {t(Message::SettingSave)}
                </button>
                <button type="button" class="coder-button small" on:click=move |_| cancel()>{t(Message::Cancel)}</button>
            </p>
        </form>
    }
}
