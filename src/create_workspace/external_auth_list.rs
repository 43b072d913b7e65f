//! The external authentication that a template needs, with buttons that connect it.

use super::form_state::{FormState, use_state};
use crate::browser::{CallError, LiveState, next_poll, now_ms, open_window};
use crate::effect::effect;
use crate::latest_request::LatestRequest;
use crate::provider::use_provider;
use crate::session::Account;
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::{ErrorNotice, Icon, IconName};
use coder_core::Error;
use coder_core::i18n::Message;
use coder_core::json::FromJson as _;
use coder_core::models::ExternalAuth;
use coder_core::polling::{Pace, Poll};
use coder_core::request::Request;
use coder_core::status::StatusIcon;
use coder_core::url::is_http_url;
use leptos::prelude::*;
use serde_json::Value;

/// All external authentication of a template, with its status.
#[component]
pub(super) fn ExternalAuthList(
    /// The UUID of the template version.
    version: String,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/external_auth_list.css");
    let state = use_state();
    let connection = Connection {
        account: use_provider().account,
        version,
        auth: state.auth,
        waits: RwSignal::new(None),
        request: LatestRequest::new(),
    };
    let retry = Callback::new(move |()| state.auth_asked.update(|times| *times += 1));
    let is_shown = Memo::new(move |_| state.auth_error.read().is_some() || !state.auth.read().is_empty());
    // Missing external authentication is reported once the user has tried to submit the form.
    let needed = Memo::new(move |_| {
        let auth = state.auth.read();
        let missing = auth.iter().filter(|one| !one.optional && !one.authenticated);
        let names = missing.map(|one| one.label()).collect::<Vec<_>>().join(", ");
        (state.tried.get() && !names.is_empty()).then_some(names)
    });
    view! {
        class=class,
        {move || is_shown.get().then(|| {
            let connection = connection.clone();
            view! {
                class=class,
                <section
                    class="accounts" part="external-auth" aria-label=t(Message::CreateAuth) tabindex="-1"
                    data-obstacle=move || needed.read().is_some().then_some("true")
                >
                    <h3 class="title">{t(Message::CreateAuth)}</h3>
                    {move || match state.auth_error.get() {
                        Some(error) => view! {
                            <ErrorNotice error retry busy=Signal::stored(false) by_hand=true/>
                        }.into_any(),
                        None => {
                            // Required ones first, because the focus moves to the first button.
                            let mut all = state.auth.get();
                            all.sort_by_key(|one| one.optional);
                            let all = all.into_iter().map(|auth| item(auth, &connection, class)).collect_view();
                            view! { class=class, <ul class="list">{all}</ul> }.into_any()
                        }
                    }}
                    <p class="problem" role="alert">
                        {move || needed.get().map(|names| tf(Message::CreateAuthNeeded, &[("providers", &names)]))}
                    </p>
                </section>
            }
        })}
    }
}

/// The connection that the user makes in the window of a provider, at most one at a time.
#[derive(Clone)]
struct Connection {
    account: Account,
    /// The UUID of the template version.
    version: String,
    /// The external authentication that is shown.
    auth: RwSignal<Vec<ExternalAuth>>,
    /// The id of the external authentication that is being connected.
    waits: RwSignal<Option<String>>,
    request: LatestRequest,
}

impl Connection {
    /// Opens the window of a provider, and waits until Coder reports the connection.
    fn open(&self, id: &str, url: &str) {
        if !is_http_url(url) {
            return;
        }
        open_window(url, true);
        let Some(signal) = self.request.begin() else { return };
        self.waits.set(Some(id.to_owned()));
        let (account, version) = (self.account.clone(), self.version.clone());
        spawn_local(poll_connection(account, version, id.to_owned(), self.auth, self.waits, signal));
    }
}

/// Returns the list item of one external authentication.
fn item(auth: ExternalAuth, connection: &Connection, class: &'static str) -> AnyView {
    let label = auth.label().to_owned();
    let need = t(if auth.optional { Message::CreateOptional } else { Message::CreateRequired });
    let optional = view! { class=class, <span class="optional">{need}</span> };
    if auth.authenticated {
        return view! {
            class=class,
            <li class="one">
                <Icon icon=IconName::Check/>{tf(Message::CreateConnected, &[("provider", &label)])}
            </li>
        }
        .into_any();
    }
    let (connection, id, waits) = (connection.clone(), auth.id.clone(), connection.waits);
    let connect = move |_| connection.open(&id, &auth.authenticate_url);
    view! {
        class=class,
        <li class="one">
            <button type="button" class="coder-button" on:click=connect>
                <Icon icon=IconName::External/>{tf(Message::CreateConnect, &[("provider", &label)])}
            </button>
            {optional}
            <span class="waits" role="status">
                {move || (waits.get().as_ref() == Some(&auth.id)).then(|| view! {
                    <Icon icon=IconName::Status(StatusIcon::Spinner)/>{t(Message::CreateConnecting)}
                })}
            </span>
        </li>
    }
    .into_any()
}

/// Fetches the external authentication, and again on each request of the user, until the current owner is cleaned up.
pub(super) fn load_external_auth(account: &Account, version: String, state: FormState) {
    let account = account.clone();
    let reading = LatestRequest::new();
    effect(move || {
        state.auth_asked.track();
        let on_result = move |response: Result<Value, Error>| {
            let all = response.and_then(|value| Vec::<ExternalAuth>::from_json(&value).map_err(Error::from));
            let _ = state.auth_error.try_set(all.as_ref().err().cloned());
            if let Ok(all) = all {
                let _ = state.auth.try_set(all);
            }
        };
        reading.start(&account, Request::external_auth(&version), Box::new(on_result));
    });
}

async fn fetch_external_auth(
    account: &Account,
    version: &str,
    signal: &web_sys::AbortSignal,
) -> Result<Vec<ExternalAuth>, CallError> {
    let response = account.call(&Request::external_auth(version), signal).await?;
    Ok(Vec::<ExternalAuth>::from_json(&response).map_err(Error::from)?)
}

async fn poll_connection(
    account: Account,
    version: String,
    id: String,
    auth: RwSignal<Vec<ExternalAuth>>,
    waits: RwSignal<Option<String>>,
    signal: web_sys::AbortSignal,
) {
    // Polling pauses while the sign-in window hides this page.
    let mut poll = Poll::new(Pace::account(account.tuning().idle_poll_ms));
    while next_poll(&poll, &LiveState::default(), &signal).await {
        let all = match fetch_external_auth(&account, &version, &signal).await {
            Ok(all) => all,
            Err(CallError::Aborted | CallError::SignedOut) => break,
            Err(CallError::Failed(error)) => {
                poll.failed(&error, now_ms());
                continue;
            }
        };
        let connected = all.iter().any(|auth| auth.id == id && auth.authenticated);
        poll.succeeded(!connected);
        if auth.try_get_untracked().is_some_and(|current| current != all) {
            let _ = auth.try_set(all);
        }
    }
    if !signal.aborted() {
        let _ = waits.try_set(None);
    }
}
