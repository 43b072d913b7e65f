//! The name of a workspace, in the settings form.

use super::entry::{Entry, Touched};
use crate::texts::t;
use crate::ui::unique_id;
use coder_core::actions::plan::{self, Step};
use coder_core::create::{NameError, validate_name};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::prelude::*;

/// The entered name.
#[derive(Clone, Copy)]
pub(super) struct NameEntry {
    name: RwSignal<String>,
    problem: RwSignal<Option<NameError>>,
    touched: Touched,
}

impl NameEntry {
    /// Creates the entry with a workspace's name.
    pub fn new(workspace: &Workspace) -> Self {
        Self {
            name: RwSignal::new(workspace.name.clone()),
            problem: RwSignal::new(None),
            touched: Touched::new(),
        }
    }
}

impl Entry for NameEntry {
    fn touched(&self) -> Touched {
        self.touched
    }

    fn check(&self, workspace: &Workspace) -> Option<Step> {
        let name = self.name.read_untracked().trim().to_owned();
        let problem = validate_name(&name).err();
        self.problem.set(problem);
        problem.is_none().then(|| plan::rename(&workspace.id, &name))
    }
}

/// The field of the name.
#[component]
pub(super) fn NameEntryField(
    /// The entered name.
    entry: NameEntry,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/settings/setting.css");
    let NameEntry { name, problem, touched } = entry;
    let id = unique_id("name");
    view! {
        class=class,
        <div class="setting" data-obstacle=move || problem.get().is_some().then_some("true")>
            <label class="legend" for=id.clone()>{t(Message::SettingName)}</label>
            <input
                id=id class="coder-input middle" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-invalid=move || problem.get().is_some().then_some("true") prop:value=name
                on:input=move |event| touched.set(name, event_target_value(&event))
            />
            <p class="problem" role="alert">{move || problem.get().map(|problem| t(problem.text()))}</p>
        </div>
    }
}
