//! The form for one template, from preset to "Create workspace".

use super::auth::{Accounts, keep_accounts};
use super::evaluate::{Version, keep_evaluated};
use super::fields::Fields;
use super::state::State;
use crate::account::{Account, Cause};
use crate::browser::{Abort, next_frame};
use crate::card::{CauseNotice, RemoteIcon};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::{ErrorNotice, Glyph, Markdown, NewTab, Sign, Skeleton, unique_id};
use coder_core::WorkspacesConfig;
use coder_core::config::Mode;
use coder_core::create::{Form, Obstacles, suggest_name};
use coder_core::endpoint::Call;
use coder_core::json::Read as _;
use coder_core::link;
use coder_core::status::Picture;
use coder_core::text::Text;
use coder_core::wire::{ParameterValue, Preset, Quota, Template, Workspace};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The form.
#[component]
pub(super) fn TemplateForm(
    /// Of which template.
    template: Template,
    /// The values it begins with.
    form: Form,
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
    let username = account.state().read_untracked().user().map(|user| user.username.clone());
    let mut form = form;
    let suggested = suggest_name(config.repo_url.as_ref(), &username.unwrap_or_default());
    form.name = suggested.clone();
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
    keep_accounts(&account, template.active_version_id.clone(), state);
    keep_draft(&account, &template.id, state);

    // With mode "auto", what is complete is only to be confirmed; what is not shows the form.
    let shows_form = RwSignal::new(config.mode != Mode::Auto || draft.is_some());
    let obstacles = Memo::new(move |_| {
        let evaluation = state.evaluation.read();
        let evaluation = evaluation.as_ref()?;
        Some(state.form.read().obstacles(evaluation, &state.auth.read()))
    });
    let confirms = Memo::new(move |_| {
        !shows_form.get() && ready.get() && obstacles.read().as_ref().is_some_and(Obstacles::is_empty)
    });
    let waits =
        Memo::new(move |_| !shows_form.get() && obstacles.read().is_none() && state.error.read().is_none());

    let (busy, cause) = (RwSignal::new(false), RwSignal::new(None::<Cause>));
    // Somebody wants to send it while the server is still thinking about what was typed last.
    let wants = RwSignal::new(false);
    let place = NodeRef::<html::Form>::new();
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
                return wants.set(state.error.read_untracked().is_none());
            };
            if !obstacles.get_untracked().is_some_and(|obstacles| obstacles.is_empty()) {
                state.tried.set(true);
                shows_form.set(true);
                return show_first_problem(place);
            }
            let form = state.form.get_untracked();
            let body = form.request(&template.active_version_id, &evaluation.parameters);
            busy.set(true);
            cause.set(None);
            let (account, template_id) = (account.clone(), template.id.clone());
            spawn_local(async move {
                match account.create(body, form.name.trim(), &template_id).await {
                    Ok(workspace) => {
                        account.forget_draft();
                        let _ = dirty.try_set(false);
                        // The form may have been closed meanwhile; the list shows the workspace all the same.
                        on_created.try_run(Arc::new(workspace));
                    }
                    Err(why) => {
                        if let Cause::Error(error) = &why {
                            let _ = state.form.try_update(|form| form.take_refusal(error));
                        }
                        let _ = cause.try_set((why != Cause::Nothing).then_some(why));
                        let _ = state.tried.try_set(true);
                        let _ = shows_form.try_set(true);
                        show_first_problem(place);
                    }
                }
                let _ = busy.try_set(false);
            });
        }
    };
    {
        let send = send.clone();
        effect(move || {
            let is_known = !state.evaluating.get() && state.evaluation.read().is_some();
            if is_known && wants.get_untracked() {
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
    let name_id = unique_id("workspace-name");
    let name_about = unique_id("workspace-name-about");
    let name_problem = Memo::new(move |_| {
        let form = state.form.read();
        let said = form.refused("name").map(str::to_owned);
        said.or_else(|| form.name_problem().map(|problem| t(problem.text()).to_owned()))
    });
    let type_name = move |event: leptos::ev::Event| {
        state.form.update(|form| {
            form.name = event_target_value(&event);
            form.refused.retain(|error| error.field != "name");
        });
        dirty.set(true);
    };
    let label = template.label().to_owned();
    let leave = move |_| {
        let name = state.form.read_untracked().name.clone();
        other.run((name != suggested).then_some(name));
    };
    let heading = {
        let (icon, label, description) = (template.icon.clone(), label.clone(), template.description.clone());
        view! {
            class=class,
            <div class="template">
                <RemoteIcon field=Signal::stored(icon) name=Signal::stored(label.clone()) part="template-icon"/>
                <div class="about">
                    <p class="label">{label}</p>
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
                field => format!("{field}: {}", error.detail),
            })
            .collect();
        said.into_iter().map(|words| view! { class=class, <p class="problem">{words}</p> }).collect_view()
    };
    let whole = move || {
        let evaluation = state.evaluation.read();
        let all = evaluation.iter().flat_map(|e| &e.diagnostics);
        all.map(|diagnostic| {
            view! {
                class=class,
                <p class="diagnostic" data-error=diagnostic.is_error.to_string() role="alert">
                    <Glyph sign=Sign::Status(Picture::Alert)/><span>{diagnostic.words()}</span>
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
            <div class="field">
                <label class="label" for=name_id.clone()>{t(Text::CreateName)}</label>
                <input
                    id=name_id class="coder-input" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby=name_about.clone() aria-invalid=move || name_problem.read().is_some().then_some("true")
                    prop:value=move || state.form.read().name.clone() on:input=type_name
                />
                <p class="problem" id=name_about role="alert">{name_problem}</p>
            </div>
            <PresetChoice presets/>
            <Accounts version=accounts_version/>
            {move || state.evaluation.read().is_none().then(|| view! {
                <Skeleton says=Text::RowLoading bones=1/>
            })}
            <div class="parameters" aria-busy=move || if state.evaluating.get() { "true" } else { "false" }><Fields/></div>
            {no_repo}
            {whole}
            {elsewhere}
            {move || state.error.get().map(|error| view! { <ErrorNotice error retry busy=state.evaluating by_hand=true/> })}
            {move || quota.get().filter(|quota| quota.budget >= 0).map(|quota| {
                let (used, budget) = (quota.credits_consumed.to_string(), quota.budget.to_string());
                view! {
                    class=class,
                    <p class="quota">{tf(Text::CreateQuota, &[("used", &used), ("budget", &budget)])}</p>
                }
            })}
            {move || cause.get().map(|cause| view! {
                <CauseNotice title=t(Text::CreateFailed).to_owned() cause/>
            })}
            {foot(true)}
        </form>
    }
}

/// Moves to the first field with something wrong.
fn show_first_problem(form: NodeRef<html::Form>) {
    next_frame(move || {
        let form = form.try_get_untracked().flatten();
        let found = form.and_then(|form| form.query_selector("[aria-invalid=true]").ok().flatten());
        if let Some(field) = found {
            let _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    });
}

/// The presets, as a choice of one or none.
#[component]
fn PresetChoice(presets: RwSignal<Vec<Preset>>) -> impl IntoView {
    let class = stylers::style_sheet!("./style/presets.css");
    let state = super::state::use_state();
    let group = unique_id("preset");
    let choose = move |preset: Option<Preset>| {
        state.form.update(|form| form.preset = preset);
        state.dirty.set(true);
        state.evaluate(false);
    };
    let chosen = Memo::new(move |_| state.form.read().preset.as_ref().map(|preset| preset.id.clone()));
    let one = move |preset: Option<Preset>| {
        let own = preset.as_ref().map(|preset| preset.id.clone());
        let known = own.clone();
        let name = preset.as_ref().map_or_else(|| t(Text::CreateNoPreset).to_owned(), |p| p.name.clone());
        let (icon, description) =
            preset.as_ref().map(|p| (p.icon.clone(), p.description.clone())).unwrap_or_default();
        view! {
            class=class,
            <label class="preset" part="preset" class:chosen=move || *chosen.read() == own>
                <input
                    type="radio" name=group.clone() prop:checked=move || *chosen.read() == known
                    on:change=move |_| choose(preset.clone())
                />
                {(!icon.is_empty()).then(|| view! {
                    <RemoteIcon field=Signal::stored(icon) name=Signal::stored(name.clone()) part="preset-icon"/>
                })}
                <span class="words">
                    <b class="name">{name.clone()}</b>
                    {(!description.is_empty()).then(|| view! { class=class, <span class="about">{description}</span> })}
                </span>
            </label>
        }
    };
    view! {
        class=class,
        {move || (!presets.read().is_empty()).then(|| {
            let all = presets.get().into_iter().map(Some).chain([None]);
            view! {
                class=class,
                <fieldset class="presets">
                    <legend class="legend">{t(Text::CreatePreset)}</legend>
                    {all.map(one.clone()).collect_view()}
                </fieldset>
            }
        })}
    }
}

/// What decides what a form begins with.
struct Chooses {
    template: Template,
    /// The preset a draft had; none if it had none.
    draft_preset: Option<String>,
    is_draft: bool,
}

/// Gets what the form needs before it can be evaluated: presets, and what the user gave the last time.
fn prepare(
    account: &Account,
    chooses: Chooses,
    state: State,
    presets: RwSignal<Vec<Preset>>,
    ready: RwSignal<bool>,
    quota: RwSignal<Option<Quota>>,
) {
    let Ok(abort) = Abort::new() else { return };
    let signal = abort.signal();
    let abort = StoredValue::new_local(Some(abort));
    on_cleanup(move || drop(abort.try_update_value(Option::take)));
    let account = account.clone();
    spawn_local(async move {
        let Chooses { template, draft_preset, is_draft } = chooses;
        let version = &template.active_version_id;
        // All of these only help: without them the form is longer, not impossible.
        let answer = account.call(&Call::presets(version), &signal).await;
        let all = answer.ok().filter(|value| !value.is_null());
        let all = all.and_then(|value| Vec::<Preset>::read(&value).ok()).unwrap_or_default();
        let answer = account.call(&Call::autofill(&template.id), &signal).await;
        let filled =
            answer.ok().and_then(|value| Vec::<ParameterValue>::read(&value).ok()).unwrap_or_default();
        if signal.aborted() {
            return;
        }
        let _ = state.form.try_update(|form| {
            form.preset = match is_draft {
                true => all.iter().find(|preset| Some(&preset.id) == draft_preset.as_ref()).cloned(),
                false => all.iter().find(|preset| preset.default && form.agrees_with(preset)).cloned(),
            };
            form.fill(filled.into_iter().map(|value| (value.name, value.value)));
        });
        let _ = presets.try_set(all);
        let _ = ready.try_set(true);
        let answer = account.call(&Call::quota(&template.organization_id), &signal).await;
        let known = answer.ok().and_then(|value| Quota::read(&value).ok());
        let _ = quota.try_set(known);
    });
}

/// Keeps what was entered for as long as the tab lives, but for what is not to be read.
fn keep_draft(account: &Account, template: &str, state: State) {
    let (account, template) = (account.clone(), template.to_owned());
    effect(move || {
        let form = state.form.read();
        if !state.dirty.get() {
            return;
        }
        let evaluation = state.evaluation.read_untracked();
        // Before it is known what is secret, nothing is kept.
        let Some(evaluation) = evaluation.as_ref() else { return };
        let masked: Vec<String> =
            evaluation.parameters.iter().filter(|p| p.masked).map(|p| p.name.clone()).collect();
        account.keep_draft(&template, &form.draft(&masked));
    });
}
