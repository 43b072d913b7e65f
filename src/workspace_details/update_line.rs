//! What an update of the workspace brings: the name and the message of the template's active version.

use super::context::use_details;
use crate::effect::effect;
use crate::latest_request::LatestRequest;
use crate::provider::use_provider;
use crate::texts::tf;
use coder_core::Error;
use coder_core::i18n::Message;
use coder_core::json::FromJson as _;
use coder_core::models::TemplateVersion;
use coder_core::request::Request;
use leptos::prelude::*;
use serde_json::Value;

/// The line about the update of an outdated workspace. Nothing if the version has no message or cannot be fetched.
#[component]
pub(super) fn UpdateLine() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/workspace_details.css");
    let (workspace, account) = (use_details().workspace, use_provider().account);
    let newest = Memo::new(move |_| {
        let workspace = workspace.read();
        let id = workspace.template_active_version_id.clone();
        (workspace.outdated && !id.is_empty()).then_some(id)
    });
    let version = RwSignal::new(None::<TemplateVersion>);
    let request = LatestRequest::new();
    effect(move || {
        let Some(id) = newest.get() else { return version.set(None) };
        let on_result = move |result: Result<Value, Error>| {
            let fetched = result.ok().and_then(|value| TemplateVersion::from_json(&value).ok());
            let _ = version.try_set(fetched);
        };
        request.start(&account, Request::template_version(&id), Box::new(on_result));
    });
    move || {
        version.get().filter(|version| !version.message.trim().is_empty()).map(|version| {
            let values = [("version", version.name.as_str()), ("message", version.message.trim())];
            view! { class=class, <p class="update" part="update">{tf(Message::DetailsUpdate, &values)}</p> }
        })
    }
}
