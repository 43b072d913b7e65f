//! The form for one template, from preset to "Create workspace".

use super::auth::{Accounts, keep_accounts};
use super::begin::{Chooses, Naming, prepare, suggestion};
use super::evaluate::{Version, keep_evaluated};
use super::fields::Fields;
use super::name::NameField;
use super::presets::PresetChoice;
use super::state::{State, or_refused};
use crate::account::{Account, Cause};
use crate::browser::Abort;
use crate::card::{CauseNotice, RemoteIcon};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::{ErrorNotice, Glyph, Markdown, NewTab, Sign, Skeleton, focus_obstacle};
use coder_core::config::Mode;
use coder_core::create::{Form, Obstacles, Readable};
use coder_core::link;
use coder_core::status::Picture;
use coder_core::text::Text;
use coder_core::wire::{Preset, Quota, Template, Workspace};
use coder_core::{Error, WorkspacesConfig};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// The form.
#[component]
pub(super) fn TemplateForm(
    /// Of which template.
    template: Template,
    /// The values it begins with.
    form: Form,
    /// The workspace that it is a duplicate of.
    original: Option<String>,
    /// Whether templates are of several organizations, so that this one says of which it is.
    organizations: bool,
    /// Where they came from.
    config: Arc<WorkspacesConfig>,
    /// Whether something was entered.
    dirty: RwSignal<bool>,
    /// The name typed for another template before.
    typed: Option<String>,
    /// Goes back to choosing a template, with the name if it was typed.
    other: Callback<Option<String>>,
    /// Told of the new workspace.
    on_created: Callback<Arc<Workspace>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/create_form.css");
    let provider = use_provider();
    let account = provider.account.clone();
    let mut form = form;
    let username = account.state().read_untracked().user().map(|user| user.username.clone());
    let suggested = suggestion(original.as_deref(), &config, &username.unwrap_or_default());
    form.name.clone_from(&suggested);
    let draft = account.draft(&template.id);
    let draft_preset = draft.as_ref().and_then(|draft| form.restore(draft));
    let has_name = typed.is_some();
    form.name = typed.unwrap_or(form.name);
    let state = State::new(form, dirty);
    dirty.set(draft.is_some() || has_name);
    provide_context(state);

    let presets = RwSignal::new(Vec::<Preset>::new());
    let (ready, quota) = (RwSignal::new(false), RwSignal::new(None::<Quota>));
    let chooses = Chooses { template: template.clone(), draft_preset, is_draft: draft.is_some() };
    prepare(&account, chooses, state, presets, ready, quota);
    let naming = Naming { suggested: RwSignal::new(suggested), is_known: RwSignal::new(false) };
    naming.find_free(&account, state);
    keep_accounts(&account, template.active_version_id.clone(), state);
    let readable = draft.as_ref().map(Readable::of_draft).unwrap_or_default();
    keep_draft(&account, &template.id, state, readable);

    // With mode "auto", what is complete is only to be confirmed; what is not shows the form.
    let shows_form = RwSignal::new(config.mode != Mode::Auto || draft.is_some());
    let obstacles = Memo::new(move |_| {
        let evaluation = state.evaluation.read();
        let evaluation = evaluation.as_ref()?;
        Some(state.form.read().obstacles(evaluation, &state.auth.read()))
    });
    let confirms = Memo::new(move |_| {
        !shows_form.get()
            && ready.get()
            && naming.is_known.get()
            && obstacles.read().as_ref().is_some_and(Obstacles::is_empty)
    });
    let waits = Memo::new(move |_| {
        let is_known = obstacles.read().is_some() && naming.is_known.get();
        !shows_form.get() && !is_known && state.error.read().is_none()
    });

    let (busy, cause) = (RwSignal::new(false), RwSignal::new(None::<Cause>));
    // Somebody wants to send it while the server is still thinking about what was typed last.
    let wants = RwSignal::new(false);
    // A free name, where the one that was sent is taken.
    let free = RwSignal::new(None::<String>);
    let place = NodeRef::<html::Form>::new();
    let show_problem = move || {
        state.tried.set(true);
        shows_form.set(true);
        focus_obstacle(move || place.try_get_untracked().flatten().map(Into::into));
    };
    let send = {
        let (account, template) = (account.clone(), template.clone());
        move || {
            if busy.get_untracked() {
                return;
            }
            if state.evaluating.get_untracked() {
                return wants.set(true);
            }
            let Some(evaluation) = state.evaluation.get_untracked() else {
                // Not known yet; where asking for it failed, there is a button for that first.
                return match state.error.read_untracked().is_some() {
                    true => show_problem(),
                    false => wants.set(true),
                };
            };
            if !obstacles.get_untracked().is_some_and(|obstacles| obstacles.is_empty()) {
                return show_problem();
            }
            let form = state.form.get_untracked();
            let body = form.request(&template.active_version_id, &evaluation.parameters);
            busy.set(true);
            cause.set(None);
            free.set(None);
            let (account, template_id) = (account.clone(), template.id.clone());
            spawn_local(async move {
                let mut is_taken = false;
                match account.create(body, form.name.trim(), &template_id).await {
                    Ok(workspace) => {
                        account.forget_draft();
                        let _ = dirty.try_set(false);
                        // The form may have been closed meanwhile; the list shows the workspace all the same.
                        on_created.try_run(Arc::new(workspace));
                    }
                    Err(why) => {
                        if let Cause::Error(error) = &why {
                            let refused = state.form.try_update(|form| {
                                form.take_refusal(error);
                                form.refused("external_auth").is_some()
                            });
                            if refused == Some(true) {
                                // What was known of the accounts is no longer so.
                                let _ = state.auth_asked.try_update(|times| *times += 1);
                            }
                        }
                        is_taken = matches!(&why, Cause::Error(Error::Conflict(_)));
                        let _ = cause.try_set((why != Cause::Nothing).then_some(why));
                        if !cause.is_disposed() {
                            show_problem();
                        }
                    }
                }
                let _ = busy.try_set(false);
                if let (true, Ok(abort)) = (is_taken, Abort::new()) {
                    let name = account.free_name(form.name.trim(), true, &abort.signal()).await;
                    let _ = free.try_set((name != form.name.trim()).then_some(name));
                }
            });
        }
    };
    {
        let send = send.clone();
        effect(move || {
            let is_over = state.evaluation.read().is_some() || state.error.read().is_some();
            if is_over && !state.evaluating.get() && wants.get_untracked() {
                wants.set(false);
                send();
            }
        });
    }
    let submit = {
        let send = send.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            send();
        }
    };
    let dashboard = {
        let (template, mode) = (template.clone(), config.mode);
        move || {
            let config = provider.config.read();
            let access = config.app.access_url.as_ref()?;
            let form = state.form.read();
            let evaluation = state.evaluation.read();
            let shown = evaluation.as_ref().map(|e| e.parameters.as_slice()).unwrap_or_default();
            let values: Vec<(String, String)> = shown
                .iter()
                .filter(|p| !p.masked && form.is_touched(&p.name))
                .map(|p| (p.name.clone(), form.value(p)))
                .collect();
            let preset = form.preset.as_ref().map(|preset| preset.name.as_str());
            Some(link::creation_in(access, &template, mode, form.name.trim(), &values, preset))
        }
    };
    let version =
        Version { id: template.active_version_id.clone(), classic: template.use_classic_parameter_flow };
    let label = template.label().to_owned();
    let leave = move |_| {
        let name = state.form.read_untracked().name.clone();
        other.run((name != *naming.suggested.read_untracked()).then_some(name));
    };
    let heading = {
        let (icon, label, description) = (template.icon.clone(), label.clone(), template.description.clone());
        let organization = organizations.then(|| {
            let words = tf(Text::CreateOrganization, &[("organization", template.organization())]);
            view! { class=class, <p class="organization">{words}</p> }
        });
        view! {
            class=class,
            <div class="template">
                <RemoteIcon field=Signal::stored(icon) name=Signal::stored(label.clone()) part="template-icon"/>
                <div class="about">
                    <p class="label">{label}</p>
                    {organization}
                    <Markdown text=description/>
                </div>
                <button type="button" class="coder-button small" on:click=leave>
                    {t(Text::CreateOtherTemplate)}
                </button>
            </div>
        }
    };
    let accounts_version = template.active_version_id.clone();
    let elsewhere = move || {
        let form = state.form.read();
        let evaluation = state.evaluation.read();
        let shown = evaluation.as_ref().map(|e| e.parameters.as_slice()).unwrap_or_default();
        let said: Vec<String> = form
            .refused_elsewhere(shown)
            .into_iter()
            .map(|error| match error.field.as_str() {
                "external_auth" => t(Text::CreateAuthFirst).to_owned(),
                field => format!("{field}: {}", or_refused(error.detail.clone())),
            })
            .collect();
        let one =
            |words| view! { class=class, <p class="problem" data-obstacle="true" tabindex="-1">{words}</p> };
        said.into_iter().map(one).collect_view()
    };
    let whole = move || {
        let evaluation = state.evaluation.read();
        let all = evaluation.iter().flat_map(|e| &e.diagnostics);
        all.map(|diagnostic| {
            let is_error = diagnostic.is_error.to_string();
            view! {
                class=class,
                <p class="diagnostic" data-error=is_error.clone() data-obstacle=is_error role="alert" tabindex="-1">
                    <Glyph sign=Sign::Status(Picture::Alert)/><span>{or_refused(diagnostic.words())}</span>
                </p>
            }
        })
        .collect_view()
    };
    let no_repo = {
        let repo = config.repo_without_param().map(|repo| repo.as_str().to_owned());
        move || {
            let repo = repo.as_deref()?;
            let has_parameters = state.evaluation.read().as_ref().is_some_and(|e| !e.parameters.is_empty());
            has_parameters.then(|| {
                view! {
                    class=class,
                    <p class="hint">{tf(Text::CreateNoRepoKeys, &[("repo", repo)])}</p>
                }
            })
        }
    };
    let retry = Callback::new(move |()| state.evaluate(false));
    let foot = {
        let send = send.clone();
        move |in_form: bool| {
            let send = send.clone();
            view! {
                class=class,
                <div class="foot">
                    {
                        let dashboard = dashboard.clone();
                        move || dashboard().map(|href| view! {
                            <a class="coder-link" part="create-dashboard" href=href target="_blank" rel="noopener noreferrer">
                                {t(Text::CreateLink)}<NewTab/>
                            </a>
                        })
                    }
                    {(!in_form).then(|| view! {
                        <button type="button" class="coder-button" on:click=move |_| shows_form.set(true)>
                            {t(Text::CreateShowForm)}
                        </button>
                    })}
                    <button
                        type=if in_form { "submit" } else { "button" } class="coder-button primary" part="create-submit"
                        aria-disabled=move || (busy.get() || wants.get()).then_some("true")
                        on:click=move |_| if !in_form { send() }
                    >
                        {move || t(if busy.get() || wants.get() { Text::CreateCreating } else { Text::CreateSubmit })}
                    </button>
                </div>
            }
        }
    };
    let confirm = {
        let (foot, label) = (foot.clone(), label.clone());
        move || {
            let form = state.form.get();
            let evaluation = state.evaluation.get().unwrap_or_default();
            let rows = evaluation.parameters.iter().map(|parameter| {
                let value = if parameter.masked { "•••".to_owned() } else { form.value(parameter) };
                view! { class=class, <dt class="name">{parameter.label().to_owned()}</dt><dd class="value">{value}</dd> }
            });
            let words = tf(Text::CreateConfirm, &[("name", form.name.trim()), ("template", &label)]);
            view! {
                class=class,
                <div class="confirm" part="create-confirm">
                    <p>{words}</p>
                    <dl class="values">{rows.collect_view()}</dl>
                </div>
                {foot(false)}
            }
        }
    };
    view! {
        class=class,
        // The evaluation goes on whatever is shown of it.
        {
            let (account, version) = (account.clone(), version.clone());
            move || { if ready.get() { keep_evaluated(&account, version.clone(), state); } }
        }
        {move || waits.get().then(|| view! {
            <Skeleton says=Text::RowLoading bones=1/>
        })}
        {move || confirms.get().then(&confirm)}
        <form class="form" novalidate=true node_ref=place hidden=move || confirms.get() || waits.get() on:submit=submit>
            {heading}
            <NameField free/>
            <PresetChoice presets/>
            <Accounts version=accounts_version/>
            {move || state.evaluation.read().is_none().then(|| view! {
                <Skeleton says=Text::RowLoading bones=1/>
            })}
            <div class="parameters" aria-busy=move || if state.evaluating.get() { "true" } else { "false" }><Fields/></div>
            {no_repo}
            {whole}
            {elsewhere}
            {move || state.error.get().map(|error| view! {
                <div data-obstacle="true"><ErrorNotice error retry busy=state.evaluating by_hand=true/></div>
            })}
            {move || quota.get().filter(|quota| quota.budget >= 0).map(|quota| {
                let (used, budget) = (quota.credits_consumed.to_string(), quota.budget.to_string());
                let spent = quota.is_spent().then(|| format!(" {}", t(Text::CreateQuotaSpent)));
                view! {
                    class=class,
                    <p class="quota">
                        {tf(Text::CreateQuota, &[("used", &used), ("budget", &budget)])}{spent}
                    </p>
                }
            })}
            {move || cause.get().map(|cause| view! {
                <div data-obstacle="true" tabindex="-1"><CauseNotice title=t(Text::CreateFailed).to_owned() cause/></div>
            })}
            {foot(true)}
        </form>
    }
}

/// Keeps what was entered for as long as the tab lives, but for what is not to be read.
fn keep_draft(account: &Account, template: &str, state: State, readable: Readable) {
    let (account, template) = (account.clone(), template.to_owned());
    let readable = StoredValue::new_local(readable);
    effect(move || {
        let form = state.form.read();
        let evaluation = state.evaluation.read();
        // Before it is known what is secret, nothing is kept.
        let Some(evaluation) = evaluation.as_ref() else { return };
        readable.update_value(|readable| readable.see(&evaluation.parameters));
        if state.dirty.get() {
            account.keep_draft(&template, &readable.with_value(|readable| form.draft(readable)));
        }
    });
}
