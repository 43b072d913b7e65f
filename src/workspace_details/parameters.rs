//! The parameter values of the workspace's latest build.

use super::context::use_details;
use crate::browser::CallError;
use crate::effect::effect;
use crate::latest_request::LatestRequest;
use crate::provider::use_provider;
use crate::session::Account;
use crate::spawn::spawn_local;
use crate::texts::t;
use crate::ui::{ErrorNotice, NewTabHint};
use coder_core::Error;
use coder_core::create::{RichParameter, labelled_values};
use coder_core::i18n::Message;
use coder_core::json::{FromJson as _, Readable};
use coder_core::models::{ParameterValue, Workspace};
use coder_core::request::Request;
use coder_core::url;
use leptos::prelude::*;
use web_sys::AbortSignal;

/// What takes the place of a value until the values are shown: they may be secrets.
const MASK: &str = "••••••••";

/// The parameters, as pairs of label and value, behind a disclosure. The values are masked until they are asked for.
#[component]
pub(super) fn Parameters() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/parameters.css");
    let (details, provider) = (use_details(), use_provider());
    let account = provider.account.clone();
    let (is_open, is_unmasked) = (RwSignal::new(false), RwSignal::new(false));
    let result = RwSignal::new(None::<Result<Vec<(String, String)>, Error>>);
    let retries = RwSignal::new(0_u32);
    let workspace = details.workspace.clone();
    let build = Memo::new(move |_| workspace.read().latest_build.id.clone());
    let requests = LatestRequest::new();
    let workspace = details.workspace.clone();
    effect(move || {
        build.track();
        retries.track();
        if !is_open.get() {
            return;
        }
        let Some(signal) = requests.begin() else { return };
        let (account, workspace) = (account.clone(), workspace.get_untracked());
        spawn_local(async move {
            match fetch(&account, &workspace, &signal).await {
                Err(CallError::Aborted | CallError::SignedOut) => {}
                Err(CallError::Failed(error)) => drop(result.try_set(Some(Err(error)))),
                Ok(values) => drop(result.try_set(Some(Ok(values)))),
            }
        });
    });
    let toggle = move |opens: bool| {
        is_open.set(opens);
        // Opened again, perhaps in front of others, they are masked again.
        is_unmasked.set(false);
    };
    let has_values = Memo::new(move |_| {
        result.read().as_ref().is_some_and(|it| it.as_ref().is_ok_and(|it| !it.is_empty()))
    });
    let retry = Callback::new(move |()| retries.update(|count| *count += 1));
    let content = move || match result.get() {
        None => view! { class=class, <p class="none">{t(Message::RowLoading)}</p> }.into_any(),
        Some(Err(error)) => {
            view! { <ErrorNotice error retry busy=Signal::stored(false) by_hand=true/> }.into_any()
        }
        Some(Ok(values)) if values.is_empty() => {
            view! { class=class, <p class="none">{t(Message::ParametersNone)}</p> }.into_any()
        }
        Some(Ok(values)) => list(values, is_unmasked, class),
    };
    let workspace = details.workspace;
    let settings = move || {
        let (config, workspace) = (provider.config.read(), workspace.read());
        let access = config.app.access_url.as_ref()?;
        Some(url::workspace_parameters_url(access, &workspace.owner_name, &workspace.name))
    };
    view! {
        class=class,
        <details
            class="parameters" part="parameters"
            on:toggle=move |event| toggle(event_target::<web_sys::Element>(&event).has_attribute("open"))
        >
            <summary class="title">{t(Message::Parameters)}</summary>
            {content}
            <p class="edit">
                {move || has_values.get().then(|| show_button(is_unmasked))}
                {move || settings().map(|href| view! {
                    <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">
                        {t(Message::ParametersEdit)}<NewTabHint/>
                    </a>
                })}
            </p>
        </details>
    }
}

/// Returns the list of values.
fn list(values: Vec<(String, String)>, is_unmasked: RwSignal<bool>, class: &'static str) -> AnyView {
    let rows = values.into_iter().map(|(label, value)| {
        let shown = move || if is_unmasked.get() { value.clone() } else { MASK.to_owned() };
        view! {
            class=class,
            <dt class="name">{label}</dt>
            <dd class="value">{shown}</dd>
        }
    });
    view! { class=class, <dl class="values">{rows.collect_view()}</dl> }.into_any()
}

/// Returns the button that shows and hides the values.
fn show_button(is_unmasked: RwSignal<bool>) -> AnyView {
    let label = move || t(if is_unmasked.get() { Message::ParametersHide } else { Message::ParametersShow });
    view! {
        <button type="button" class="coder-button small" on:click=move |_| is_unmasked.update(|shown| *shown = !*shown)>
            {label}
        </button>
    }
    .into_any()
}

/// Fetches the values, with the labels of the template as far as they can be fetched.
async fn fetch(
    account: &Account,
    workspace: &Workspace,
    signal: &AbortSignal,
) -> Result<Vec<(String, String)>, CallError> {
    let build = &workspace.latest_build;
    let values = account.call(&Request::build_parameters(&build.id), signal).await?;
    let values = Readable::<ParameterValue>::read_answer(&values).map_err(Error::from)?.items;
    let definitions = account.call(&Request::rich_parameters(&build.template_version_id), signal).await.ok();
    let definitions: Vec<RichParameter> = definitions
        .and_then(|value| Readable::from_json(&value).ok())
        .map(|readable| readable.items)
        .unwrap_or_default();
    Ok(labelled_values(values, &definitions))
}
