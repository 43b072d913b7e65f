//! The form that takes a session token.

use super::host_sign_in::HostSignIn;
use crate::effect::effect;
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::{NewTab, unique_id};
use coder_core::SessionToken;
use coder_core::error::explain;
use coder_core::link;
use coder_core::session::{Credential, State, TokenProblem};
use coder_core::text::Text;
use leptos::html;
use leptos::prelude::*;

/// Takes a session token and links the account with it.
///
/// What was typed stays until Coder has accepted it, so that a failure costs nothing.
#[component]
pub fn TokenForm() -> impl IntoView {
    let class = stylers::style_sheet!("./style/token_form.css");
    let provider = use_provider();
    let account = provider.account.clone();
    let state = account.state();
    let input = NodeRef::<html::Input>::new();
    let (problem, set_problem) = signal(None::<TokenProblem>);
    let ids = (unique_id("token"), unique_id("token-hint"), unique_id("token-error"));

    let busy = {
        let state = state.clone();
        Memo::new(move |_| {
            matches!(*state.read(), State::Authenticating { credential: Credential::Token(_) })
        })
    };
    // A form that takes another's place while a token is checked goes on with what was typed there.
    let typed = match &*state.read_untracked() {
        State::Authenticating { credential: Credential::Token(token) } => Some(token.clone()),
        _ => None,
    };
    input.on_load(move |input| {
        if let Some(token) = &typed {
            input.set_value(token.secret());
        }
    });
    let dismissed = RwSignal::new(false);
    let refusal = Memo::new(move |_| match &*state.read() {
        State::Invalid { credential: Credential::Token(_), error } => Some(error.clone()),
        _ => None,
    });
    effect(move || {
        refusal.track();
        busy.track();
        dismissed.set(false);
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        if busy.get_untracked() {
            return;
        }
        match SessionToken::parse(&input.value()) {
            Ok(token) => {
                set_problem.set(None);
                account.register_token(token);
            }
            Err(problem) => {
                dismissed.set(false);
                set_problem.set(Some(problem));
                let _ = input.focus();
            }
        }
    };
    let message = move || match (problem.get(), refusal.get()) {
        _ if dismissed.get() => None,
        (Some(TokenProblem::Empty), _) => Some((t(Text::TokenEmpty), "", String::new())),
        (Some(TokenProblem::Shape), _) => {
            Some((t(Text::TokenShape), t(Text::TokenShapeAdvice), String::new()))
        }
        (None, Some(error)) if !busy.get() => {
            let said = explain(&error);
            Some((t(said.title), t(said.advice), said.detail))
        }
        _ => None,
    };
    let is_wrong = move || message().is_some();
    let config = provider.config;
    let token_page = move || config.read().app.access_url.as_ref().map(link::token_page);
    let has_host_sign_in = provider.account.has_host_sign_in();
    let dismiss = move |_| {
        dismissed.set(true);
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let (input_id, hint_id, error_id) = ids;
    let described_by = format!("{error_id} {hint_id}");
    view! {
        class=class,
        {has_host_sign_in.then(|| view! { <HostSignIn/> })}
        <form class="form" part="token-form" aria-label=t(Text::SignInTitle) novalidate on:submit=submit>
            <p class="intro">
                {t(if has_host_sign_in { Text::SignInIntroToken } else { Text::SignInIntro })}" "
                {move || match token_page() {
                    Some(href) => view! {
                        <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">
                            {t(Text::SignInTokenPage)}<NewTab/>
                        </a>
                    }.into_any(),
                    None => t(Text::SignInNoTokenPage).into_any(),
                }}
                "."
            </p>
            <div class="field">
                <label class="label" for=input_id.clone()>{t(Text::TokenLabel)}</label>
                <input
                    id=input_id class="coder-input" class:wrong=is_wrong part="token-input" type="password" name="token"
                    autocomplete="off" spellcheck="false" autocapitalize="off" required
                    aria-describedby=described_by aria-invalid=move || is_wrong().then_some("true")
                    readonly=move || busy.get() node_ref=input
                />
                <p class="hint" id=hint_id>{t(Text::TokenHint)}</p>
                <div class="error" id=error_id role="alert">
                    {move || message().map(|(title, advice, detail)| view! {
                        class=class,
                        <p><strong class="title">{title}</strong>" "{advice}</p>
                        {(!detail.is_empty()).then(|| view! { class=class, <p class="detail">{detail}</p> })}
                        <button type="button" class="coder-link dismiss" on:click=dismiss>{t(Text::Dismiss)}</button>
                    })}
                </div>
            </div>
            <button
                type="submit" class="coder-button" class:primary=!has_host_sign_in part="token-submit"
                aria-disabled=move || busy.get().then_some("true")
            >
                {move || if busy.get() { t(Text::Authenticating) } else { t(Text::SignInSubmit) }}
            </button>
            <span class="coder-hidden" role="status">{move || busy.get().then(|| t(Text::Authenticating))}</span>
        </form>
    }
}
