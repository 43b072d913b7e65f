//! Creating a workspace without leaving the page: template, preset, parameters, name, accounts it needs.
//!
//! What is a valid form, which control a parameter gets and what is sent is `coder_core::create`.

mod ask;
mod auth;
mod begin;
mod evaluate;
mod fields;
mod form;
mod lists;
mod name;
mod picker;
mod presets;
mod state;
mod strays;

pub(crate) use ask::AskForm;

use crate::browser::{Abort, Failure};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use crate::texts::tf;
use crate::ui::{ErrorNotice, Skeleton};
use coder_core::create::{Form, Found, find, has_several_organizations};
use coder_core::endpoint::Call;
use coder_core::json::{Malformed, Read as _, Readable};
use coder_core::text::Text;
use coder_core::wire::{ParameterValue, Template, Workspace};
use coder_core::{Error, WorkspacesConfig};
use form::TemplateForm;
use leptos::prelude::*;
use picker::Picker;
use std::sync::Arc;

/// What a form begins with.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Prefill {
    /// The template's UUID, instead of the configured one.
    pub template_id: Option<String>,
    /// What that template is called.
    pub template_name: Option<String>,
    /// The workspace that it is a duplicate of.
    pub original: Option<String>,
    /// A build whose values are taken over.
    pub build_id: Option<String>,
}

/// The whole way from nothing to a workspace.
#[component]
pub(crate) fn CreateWorkspace(
    /// Where the template and values come from.
    config: Arc<WorkspacesConfig>,
    /// What goes before that.
    prefill: Prefill,
    /// Whether something was entered that closing would lose.
    dirty: RwSignal<bool>,
    /// Told of the new workspace.
    on_created: Callback<Arc<Workspace>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/create.css");
    let account = use_provider().account;
    let known = RwSignal::new(None::<Result<Known, Error>>);
    let chosen = RwSignal::new(None::<Template>);
    // Why the template is to be chosen, and what is looked for at first.
    let (why, search) = (RwSignal::new(None::<(Text, String)>), RwSignal::new(String::new()));
    // A name is the workspace's rather than the template's.
    let typed = StoredValue::new(None::<String>);
    let again = RwSignal::new(0_u32);
    let request = StoredValue::new_local(None::<Abort>);
    on_cleanup(move || drop(request.try_update_value(Option::take)));
    {
        let (config, prefill) = (config.clone(), prefill.clone());
        effect(move || {
            again.track();
            let Ok(abort) = Abort::new() else { return };
            let signal = abort.signal();
            request.set_value(Some(abort));
            known.set(None);
            let (account, config, prefill) = (account.clone(), config.clone(), prefill.clone());
            spawn_local(async move {
                let answer = load(&account, &prefill, &signal).await;
                let answer = match answer {
                    Err(Failure::Canceled) => return,
                    Err(Failure::Error(error)) => Err(error),
                    Ok(known) => Ok(known),
                };
                if let Ok(known) = &answer {
                    let (id, name) = (prefill.template_id.as_deref(), prefill.template_name.as_deref());
                    let name = name.or(config.template_name.as_deref());
                    let (template, words, name) = match find(&known.templates, id, name) {
                        Found::NotAsked => (None, None, String::new()),
                        Found::One(template) => (Some(*template), None, String::new()),
                        Found::Several(name) => {
                            (None, Some((Text::CreateTemplateSeveral, name.clone())), name)
                        }
                        Found::Missing(name) => {
                            (None, Some((Text::CreateTemplateMissing, name)), String::new())
                        }
                    };
                    let _ = why.try_set(words);
                    let _ = search.try_set(name);
                    let _ = chosen.try_set(template);
                }
                let _ = known.try_set(Some(answer));
            });
        });
    }
    let original = prefill.original;
    let retry = Callback::new(move |()| again.update(|n| *n += 1));
    view! {
        class=class,
        <div class="create">
            {move || match known.get() {
                None => view! {
                    <Skeleton says=Text::RowLoading bones=2/>
                }.into_any(),
                Some(Err(error)) => view! { <ErrorNotice error retry busy=Signal::stored(false) by_hand=true/> }.into_any(),
                Some(Ok(Known { templates, wrong, values })) => {
                    let config = config.clone();
                    let (organizations, original) = (has_several_organizations(&templates), original.clone());
                    view! {
                        {move || match chosen.get() {
                            Some(template) => {
                                let form = begin(&config, &values);
                                let other = Callback::new(move |name| {
                                    typed.set_value(name);
                                    search.set(String::new());
                                    why.set(None);
                                    chosen.set(None);
                                });
                                let typed = typed.get_value();
                                view! {
                                    <TemplateForm
                                        template form original=original.clone() organizations config=config.clone() dirty typed=typed other on_created
                                    />
                                }.into_any()
                            }
                            None => view! {
                                {why.get().map(|(text, template)| {
                                    let words = tf(text, &[("template", &template)]);
                                    view! { class=class, <p class="missing" role="alert">{words}</p> }
                                })}
                                {wrong.as_ref().map(|wrong| {
                                    let words = tf(Text::CreateUnreadable, &[("wrong", &wrong.to_string())]);
                                    view! { class=class, <p class="missing" role="status">{words}</p> }
                                })}
                                <Picker templates=templates.clone() organizations search chosen/>
                            }.into_any(),
                        }}
                    }.into_any()
                }
            }}
        </div>
    }
}

/// What there is to choose from, and values to take over.
#[derive(Clone)]
struct Known {
    templates: Vec<Template>,
    /// What is wrong with a template that cannot be read.
    wrong: Option<Malformed>,
    values: Vec<(String, String)>,
}

async fn load(
    account: &crate::account::Account,
    prefill: &Prefill,
    signal: &web_sys::AbortSignal,
) -> Result<Known, Failure> {
    let templates = account.call(&Call::templates(), signal).await?;
    let Readable { items: templates, wrong } =
        Readable::<Template>::read_answer(&templates).map_err(Error::from)?;
    let values = match &prefill.build_id {
        None => Vec::new(),
        Some(build) => {
            let values = account.call(&Call::build_parameters(build), signal).await?;
            let values = Vec::<ParameterValue>::read(&values).map_err(Error::from)?;
            values.into_iter().map(|value| (value.name, value.value)).collect()
        }
    };
    Ok(Known { templates: templates.into_iter().filter(|t| !t.deprecated).collect(), wrong, values })
}

/// The form as it stands before anybody typed.
fn begin(config: &WorkspacesConfig, values: &[(String, String)]) -> Form {
    let mut form = Form::default();
    form.fill(values.iter().cloned());
    form.fill(config.params.iter().cloned());
    form
}
