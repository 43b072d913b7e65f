//! The accounts a template needs: which are connected, and how to connect the others.

use super::state::{State, use_state};
use crate::account::Account;
use crate::browser::{Abort, Failure, now_ms, open_window, turn};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::reading::Reading;
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::{ErrorNotice, Glyph, Sign};
use coder_core::Error;
use coder_core::endpoint::Call;
use coder_core::json::Read as _;
use coder_core::link::is_web_link;
use coder_core::refresh::{Pace, Poll};
use coder_core::status::Picture;
use coder_core::text::Text;
use coder_core::wire::ExternalAuth;
use leptos::prelude::*;
use serde_json::Value;

/// Every account, with its state.
#[component]
pub(super) fn Accounts(
    /// The template's version.
    version: String,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/auth.css");
    let state = use_state();
    let account = use_provider().account;
    let waits = RwSignal::new(None::<String>);
    let request = StoredValue::new_local(None::<Abort>);
    on_cleanup(move || drop(request.try_update_value(Option::take)));
    let one = move |auth: ExternalAuth| {
        let label = auth.label().to_owned();
        let optional = auth
            .optional
            .then(|| view! { class=class, <span class="optional">{t(Text::CreateOptional)}</span> });
        if auth.authenticated {
            return view! {
                class=class,
                <li class="one">
                    <Glyph sign=Sign::Check/>{tf(Text::CreateConnected, &[("provider", &label)])}
                </li>
            }
            .into_any();
        }
        let (account, version, id) = (account.clone(), version.clone(), auth.id.clone());
        let own = auth.id.clone();
        let url = auth.authenticate_url.clone();
        let connect = move |_| {
            if !is_web_link(&url) {
                return;
            }
            open_window(&url, true);
            let Ok(abort) = Abort::new() else { return };
            let signal = abort.signal();
            request.set_value(Some(abort));
            waits.set(Some(id.clone()));
            spawn_local(look(account.clone(), version.clone(), id.clone(), state.auth, waits, signal));
        };
        view! {
            class=class,
            <li class="one">
                <button type="button" class="coder-button" on:click=connect>
                    <Glyph sign=Sign::External/>{tf(Text::CreateConnect, &[("provider", &label)])}
                </button>
                {optional}
                <span class="waits" role="status">
                    {move || (waits.get().as_ref() == Some(&own)).then(|| view! {
                        <Glyph sign=Sign::Status(Picture::Spinner)/>{t(Text::CreateConnecting)}
                    })}
                </span>
            </li>
        }
        .into_any()
    };
    let retry = Callback::new(move |()| state.auth_asked.update(|times| *times += 1));
    let is_shown = Memo::new(move |_| state.auth_error.read().is_some() || !state.auth.read().is_empty());
    // What stands in the way is said once somebody tried to go on.
    let needed = Memo::new(move |_| {
        let auth = state.auth.read();
        let missing = auth.iter().filter(|one| !one.optional && !one.authenticated);
        let names = missing.map(|one| one.label()).collect::<Vec<_>>().join(", ");
        (state.tried.get() && !names.is_empty()).then_some(names)
    });
    view! {
        class=class,
        {move || is_shown.get().then(|| {
            let one = one.clone();
            view! {
                class=class,
                <section
                    class="accounts" part="external-auth" aria-label=t(Text::CreateAuth) tabindex="-1"
                    data-obstacle=move || needed.read().is_some().then_some("true")
                >
                    <h3 class="title">{t(Text::CreateAuth)}</h3>
                    {move || match state.auth_error.get() {
                        Some(error) => view! {
                            <ErrorNotice error retry busy=Signal::stored(false) by_hand=true/>
                        }.into_any(),
                        None => {
                            // What is missing and required first: there the focus goes.
                            let mut all = state.auth.get();
                            all.sort_by_key(|one| one.optional);
                            let all = all.into_iter().map(one.clone()).collect_view();
                            view! { class=class, <ul class="list">{all}</ul> }.into_any()
                        }
                    }}
                    <p class="problem" role="alert">
                        {move || needed.get().map(|names| tf(Text::CreateAuthNeeded, &[("providers", &names)]))}
                    </p>
                </section>
            }
        })}
    }
}

/// Asks which accounts are connected, and again when somebody wants to, until the current owner is cleaned up.
pub(super) fn keep_accounts(account: &Account, version: String, state: State) {
    let account = account.clone();
    let reading = Reading::new();
    effect(move || {
        state.auth_asked.track();
        let told = move |answer: Result<Value, Error>| {
            let all = answer.and_then(|value| Vec::<ExternalAuth>::read(&value).map_err(Error::from));
            let _ = state.auth_error.try_set(all.as_ref().err().cloned());
            if let Ok(all) = all {
                let _ = state.auth.try_set(all);
            }
        };
        reading.ask(&account, Call::external_auth(&version), Box::new(told));
    });
}

async fn accounts(
    account: &Account,
    version: &str,
    signal: &web_sys::AbortSignal,
) -> Result<Vec<ExternalAuth>, Failure> {
    let answer = account.call(&Call::external_auth(version), signal).await?;
    Ok(Vec::<ExternalAuth>::read(&answer).map_err(Error::from)?)
}

async fn look(
    account: Account,
    version: String,
    id: String,
    auth: RwSignal<Vec<ExternalAuth>>,
    waits: RwSignal<Option<String>>,
    signal: web_sys::AbortSignal,
) {
    // The other window lies above this one as long as somebody signs in there.
    let mut poll = Poll::new(Pace::account(&account.tuning()));
    while turn(&poll, &signal).await {
        let all = match accounts(&account, &version, &signal).await {
            Ok(all) => all,
            Err(Failure::Canceled) => break,
            Err(Failure::Error(error)) => {
                poll.failed(&error, now_ms());
                continue;
            }
        };
        let done = all.iter().any(|auth| auth.id == id && auth.authenticated);
        poll.answered(!done);
        if auth.try_get_untracked().is_some_and(|known| known != all) {
            let _ = auth.try_set(all);
        }
    }
    if !signal.aborted() {
        let _ = waits.try_set(None);
    }
}
