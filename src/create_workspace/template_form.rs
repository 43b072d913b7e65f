//! The creation form of one template, from the preset to "Create workspace".

use super::confirmation::Confirmation;
use super::diagnostics::Diagnostics;
use super::evaluate::{TemplateVersion, sync_evaluation};
use super::external_auth_list::{ExternalAuthList, load_external_auth};
use super::fields::Fields;
use super::form_footer::FormFooter;
use super::form_state::FormState;
use super::initial::{InitialSelection, Naming, prepare, suggestion};
use super::missing_repo_hint::MissingRepoHint;
use super::name_field::NameField;
use super::preset_picker::PresetPicker;
use super::submission::Submission;
use super::template_heading::TemplateHeading;
use super::unmatched_errors::UnmatchedErrors;
use crate::effect::effect;
use crate::provider::use_provider;
use crate::session::Account;
use crate::texts::t;
use crate::ui::{ErrorNotice, FailureNotice, Skeleton, focus_from_dialog};
use coder_core::WorkspacesConfig;
use coder_core::config::Mode;
use coder_core::create::{Blockers, Form, UnmaskedParameters};
use coder_core::i18n::Message;
use coder_core::models::{Preset, Quota, Template, Workspace};
use leptos::prelude::*;
use std::sync::Arc;

/// The creation form of a template.
#[component]
pub(super) fn TemplateForm(
    /// The template.
    template: Template,
    /// The initial values.
    form: Form,
    /// The name of the workspace to duplicate.
    original: Option<String>,
    /// Whether to show the template's organization, because there are several organizations.
    organizations: bool,
    /// The configuration of the card.
    config: Arc<WorkspacesConfig>,
    /// Whether the user entered anything.
    dirty: RwSignal<bool>,
    /// The name that was typed before another template was chosen.
    entered_name: Option<String>,
    /// Callback that returns to the choice of a template, with the name if the user typed one.
    on_change: Callback<Option<String>>,
    /// Callback that closes the form.
    cancel: Callback<()>,
    /// Callback for the created workspace.
    on_created: Callback<Arc<Workspace>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let account = use_provider().account;
    let mut form = form;
    let suggested = suggestion(&account, original.as_deref(), &config);
    form.name.clone_from(&suggested);
    let draft = account.preferences().draft(&template.id);
    let draft_preset = draft.as_ref().and_then(|draft| form.restore(draft));
    let has_name = entered_name.is_some();
    form.name = entered_name.unwrap_or(form.name);
    let state = FormState::new(form, dirty);
    dirty.set(draft.is_some() || has_name);
    provide_context(state);

    let presets = RwSignal::new(Vec::<Preset>::new());
    let (ready, quota) = (RwSignal::new(false), RwSignal::new(None::<Quota>));
    let chooses = InitialSelection { template: template.clone(), draft_preset, is_draft: draft.is_some() };
    prepare(&account, chooses, state, presets, ready, quota);
    let naming = Naming { suggested: RwSignal::new(suggested), is_known: RwSignal::new(false) };
    naming.find_free(&account, state);
    load_external_auth(&account, template.active_version_id.clone(), state);
    let readable = draft.as_ref().map(UnmaskedParameters::of_draft).unwrap_or_default();
    persist_draft(&account, &template.id, state, readable);

    // In mode "auto", a complete form is only to be confirmed; an incomplete form is shown.
    let shows_form = config.mode != Mode::Auto || draft.is_some();
    let submission = Submission::new(&account, &template, state, shows_form, on_created);
    let (confirms, waits) = (confirms(submission, ready, naming), waits(submission, state, naming));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        submission.submit();
    };
    keep_form(submission, ready, confirms, waits);
    let version = TemplateVersion::active(&template);
    let (accounts_version, mode) = (template.active_version_id.clone(), config.mode);
    let confirm = {
        let template = template.clone();
        move || view! { <Confirmation template=template.clone() mode submission quota cancel/> }
    };
    let retry = Callback::new(move |()| state.evaluate(false));
    view! {
        class=class,
        // The evaluation runs in each view: skeleton, confirmation or form.
        {move || { if ready.get() { sync_evaluation(&account, version.clone(), state); } }}
        {move || waits.get().then(|| view! { <Skeleton label=Message::RowLoading bones=1/> })}
        {move || confirms.get().then(&confirm)}
        <form
            class="form" novalidate=true node_ref=submission.element hidden=move || confirms.get() || waits.get()
            on:submit=submit
        >
            <TemplateHeading template=template.clone() organizations naming on_change/>
            <NameField free=submission.free/>
            <PresetPicker presets/>
            <ExternalAuthList version=accounts_version/>
            {move || state.evaluation.read().is_none().then(|| view! { <Skeleton label=Message::RowLoading bones=1/> })}
            <div class="parameters" aria-busy=move || if state.evaluating.get() { "true" } else { "false" }><Fields/></div>
            <MissingRepoHint config/>
            <Diagnostics/>
            <UnmatchedErrors/>
            {move || state.error.get().map(|error| view! {
                <div data-obstacle="true"><ErrorNotice error retry busy=state.evaluating by_hand=true/></div>
            })}
            {move || submission.cause.get().map(|cause| view! {
                <div data-obstacle="true" tabindex="-1"><FailureNotice title=t(Message::CreateFailed).to_owned() cause/></div>
            })}
            <FormFooter template mode submission quota cancel in_form=true/>
        </form>
    }
}

/// Keeps the form once it is shown, even if it becomes complete: its buttons must not go away under the pointer. Moves
/// the focus to the name, which is the first field.
fn keep_form(submission: Submission, ready: RwSignal<bool>, confirms: Memo<bool>, waits: Memo<bool>) {
    effect(move || {
        if ready.get() && !confirms.get() && !waits.get() {
            if !submission.shows_form.get_untracked() {
                submission.shows_form.set(true);
            }
            focus_from_dialog(move || {
                let form = submission.element.try_get_untracked().flatten()?;
                form.query_selector("input").ok().flatten()
            });
        }
    });
}

/// Returns whether only the confirmation is shown, because the form is complete.
fn confirms(submission: Submission, ready: RwSignal<bool>, naming: Naming) -> Memo<bool> {
    Memo::new(move |_| {
        let is_complete = submission.blockers.read().as_ref().is_some_and(Blockers::is_empty);
        !submission.shows_form.get() && ready.get() && naming.is_known.get() && is_complete
    })
}

/// Returns whether a placeholder is shown, because it is not known yet whether the form is complete.
fn waits(submission: Submission, state: FormState, naming: Naming) -> Memo<bool> {
    Memo::new(move |_| {
        let is_known = submission.blockers.read().is_some() && naming.is_known.get();
        !submission.shows_form.get() && !is_known && state.error.read().is_none()
    })
}

/// Saves the entered values as a draft for the lifetime of the tab, except for masked parameters.
fn persist_draft(account: &Account, template: &str, state: FormState, readable: UnmaskedParameters) {
    let (account, template) = (account.clone(), template.to_owned());
    let readable = StoredValue::new_local(readable);
    effect(move || {
        let form = state.form.read();
        let evaluation = state.evaluation.read();
        // Nothing is saved before an evaluation has shown which parameters are masked.
        let Some(evaluation) = evaluation.as_ref() else { return };
        readable.update_value(|readable| readable.see(&evaluation.parameters));
        if state.dirty.get() {
            account
                .preferences()
                .keep_draft(&template, &readable.with_value(|readable| form.draft(readable)));
        }
    });
}
