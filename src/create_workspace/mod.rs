//! The creation of a workspace within the page: template, preset, parameters, name, external authentication.
//!
//! Validation, the controls of parameters and the request are in `coder_core::create`.

mod confirmation;
mod controls;
mod diagnostics;
mod evaluate;
mod external_auth_list;
mod field;
mod field_binding;
mod fields;
mod form_footer;
mod form_state;
mod initial;
mod missing_repo_hint;
mod name_field;
mod open_when_ready;
mod parameter_prompt_form;
mod preset_conflict;
mod preset_picker;
mod quota_line;
mod submission;
mod template_form;
mod template_heading;
mod template_picker;
mod unmatched_errors;

pub(crate) use parameter_prompt_form::ParameterPromptForm;

use crate::browser::CallError;
use crate::card_dialog::Prefill;
use crate::effect::effect;
use crate::latest_request::LatestRequest;
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use crate::texts::tf;
use crate::ui::{ErrorNotice, Skeleton};
use coder_core::create::{Form, TemplateMatch, find, has_several_organizations};
use coder_core::i18n::Message;
use coder_core::json::{DecodeError, FromJson as _, Readable};
use coder_core::models::{ParameterValue, Template, Workspace};
use coder_core::request::Request;
use coder_core::{Error, WorkspacesConfig};
use leptos::prelude::*;
use std::sync::Arc;
use template_form::TemplateForm;
use template_picker::TemplatePicker;

/// The complete creation flow, from the choice of a template to the new workspace.
#[component]
pub(crate) fn CreateWorkspace(
    /// The configuration with the default template and parameter values.
    config: Arc<WorkspacesConfig>,
    /// The initial values, which take precedence over the configuration.
    prefill: Prefill,
    /// Whether entered values would be lost on closing.
    dirty: RwSignal<bool>,
    /// Callback that closes the form.
    cancel: Callback<()>,
    /// Callback for the created workspace.
    on_created: Callback<Arc<Workspace>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/create_workspace.css");
    let account = use_provider().account;
    let data = RwSignal::new(None::<Result<LoadedData, Error>>);
    let choice = TemplateChoice::new();
    let TemplateChoice { selected, reason, search } = choice;
    // The typed name, which is kept when another template is chosen.
    let entered_name = StoredValue::new(None::<String>);
    let refetches = RwSignal::new(0_u32);
    let request = LatestRequest::new();
    {
        let (config, prefill) = (config.clone(), prefill.clone());
        effect(move || {
            refetches.track();
            let Some(signal) = request.begin() else { return };
            data.set(None);
            let (account, config, prefill) = (account.clone(), config.clone(), prefill.clone());
            spawn_local(async move {
                let result = load(&account, &prefill, &signal).await;
                let result = match result {
                    Err(CallError::Aborted | CallError::SignedOut) => return,
                    Err(CallError::Failed(error)) => Err(error),
                    Ok(data) => Ok(data),
                };
                if let Ok(data) = &result {
                    let (id, name) = (prefill.template_id.as_deref(), prefill.template_name.as_deref());
                    let name = name.or(config.template_name.as_deref());
                    choice.apply(find(&data.templates, id, name));
                }
                let _ = data.try_set(Some(result));
            });
        });
    }
    let original = prefill.original;
    let retry = Callback::new(move |()| refetches.update(|n| *n += 1));
    view! {
        class=class,
        <div class="create">
            {move || match data.get() {
                None => view! {
                    <Skeleton label=Message::RowLoading bones=2/>
                }.into_any(),
                Some(Err(error)) => view! { <ErrorNotice error retry busy=Signal::stored(false) by_hand=true/> }.into_any(),
                Some(Ok(LoadedData { templates, wrong, values })) => {
                    let config = config.clone();
                    let (organizations, original) = (has_several_organizations(&templates), original.clone());
                    view! {
                        {move || match selected.get() {
                            Some(template) => {
                                let form = initial_form(&config, &values);
                                let on_change = Callback::new(move |name| {
                                    entered_name.set_value(name);
                                    choice.clear();
                                });
                                let entered_name = entered_name.get_value();
                                view! {
                                    <TemplateForm
                                        template form original=original.clone() organizations config=config.clone() dirty entered_name=entered_name on_change cancel on_created
                                    />
                                }.into_any()
                            }
                            None => view! {
                                {reason.get().map(|(text, template)| {
                                    let text = tf(text, &[("template", &template)]);
                                    view! { class=class, <p class="missing" role="alert">{text}</p> }
                                })}
                                {wrong.as_ref().map(|wrong| {
                                    let text = tf(Message::CreateUnreadable, &[("wrong", &wrong.to_string())]);
                                    view! { class=class, <p class="missing" role="status">{text}</p> }
                                })}
                                <TemplatePicker templates=templates.clone() organizations search selected/>
                            }.into_any(),
                        }}
                    }.into_any()
                }
            }}
        </div>
    }
}

/// The choice of a template.
#[derive(Clone, Copy)]
struct TemplateChoice {
    /// The chosen template.
    selected: RwSignal<Option<Template>>,
    /// The reason why a template must be chosen.
    reason: RwSignal<Option<(Message, String)>>,
    /// The initial search text of the picker.
    search: RwSignal<String>,
}

impl TemplateChoice {
    fn new() -> Self {
        Self {
            selected: RwSignal::new(None),
            reason: RwSignal::new(None),
            search: RwSignal::new(String::new()),
        }
    }

    /// Chooses the template that was found, or says why one must be chosen.
    fn apply(self, outcome: TemplateMatch) {
        let (template, text, name) = match outcome {
            TemplateMatch::NotAsked => (None, None, String::new()),
            TemplateMatch::One(template) => (Some(*template), None, String::new()),
            TemplateMatch::Several(name) => {
                (None, Some((Message::CreateTemplateSeveral, name.clone())), name)
            }
            TemplateMatch::Missing(name) => {
                (None, Some((Message::CreateTemplateMissing, name)), String::new())
            }
        };
        let _ = self.reason.try_set(text);
        let _ = self.search.try_set(name);
        let _ = self.selected.try_set(template);
    }

    /// Returns to the choice, with an empty search.
    fn clear(self) {
        self.search.set(String::new());
        self.reason.set(None);
        self.selected.set(None);
    }
}

/// The templates to choose from, and the parameter values to copy.
#[derive(Clone)]
struct LoadedData {
    templates: Vec<Template>,
    /// The decode error of a template.
    wrong: Option<DecodeError>,
    values: Vec<(String, String)>,
}

async fn load(
    account: &crate::session::Account,
    prefill: &Prefill,
    signal: &web_sys::AbortSignal,
) -> Result<LoadedData, CallError> {
    let templates = account.call(&Request::templates(), signal).await?;
    let Readable { items: templates, wrong } =
        Readable::<Template>::read_answer(&templates).map_err(Error::from)?;
    let values = match &prefill.build_id {
        None => Vec::new(),
        Some(build) => {
            let values = account.call(&Request::build_parameters(build), signal).await?;
            let values = Vec::<ParameterValue>::from_json(&values).map_err(Error::from)?;
            values.into_iter().map(|value| (value.name, value.value)).collect()
        }
    };
    Ok(LoadedData { templates: templates.into_iter().filter(|t| !t.deprecated).collect(), wrong, values })
}

/// Returns the form with its initial values.
fn initial_form(config: &WorkspacesConfig, values: &[(String, String)]) -> Form {
    let mut form = Form::default();
    form.fill_defaults(values.iter().cloned());
    form.fill_defaults(config.params.iter().cloned());
    form
}
