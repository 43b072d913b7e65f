//! Error notices: title, advice, and the button of the remedy.

use super::code_block::CodeBlock;
use super::icon::{Icon, IconName};
use crate::texts::t;
use coder_core::Error;
use coder_core::error::{Remedy, explain};
use coder_core::i18n::Message;
use coder_core::status::StatusIcon;
use leptos::prelude::*;

/// The notice of an error. Texts from a server are rendered as plain text.
#[component]
pub fn ErrorNotice(
    /// The error.
    error: Error,
    /// Callback of the "Try again" button.
    retry: Callback<()>,
    /// Whether a retry is running.
    #[prop(into)]
    busy: Signal<bool>,
    /// Whether the failed request is repeated only on a click, never automatically.
    #[prop(optional)]
    by_hand: bool,
    /// More content beside the button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/ui/notice.css");
    let explanation = explain(&error);
    let explanation = if by_hand { explanation.without_auto_retry() } else { explanation };
    let help = explanation.remedy;
    let act = move |_| match help {
        Remedy::Reload => {
            if let Some(window) = web_sys::window() {
                let _ = window.location().reload();
            }
        }
        _ if busy.get_untracked() => {}
        _ => retry.run(()),
    };
    let label = move || match help {
        Remedy::Reload => t(Message::Reload),
        _ if busy.get() => t(Message::Checking),
        _ => t(Message::TryAgain),
    };
    view! {
        class=class,
        <div class="notice" part="notice" role="alert" data-code=error.code()>
            <span class="icon"><Icon icon=IconName::Status(StatusIcon::Alert)/></span>
            <div class="text">
                <p class="title">{t(explanation.title)}</p>
                <p class="advice">{t(explanation.advice)}</p>
                {explanation.yaml.map(|yaml| view! { <CodeBlock yaml/> })}
                {(!explanation.detail.is_empty()).then(|| view! { class=class, <p class="detail">{explanation.detail.clone()}</p> })}
                <div class="actions">
                    {(help != Remedy::Edit).then(|| view! {
                        <button
                            type="button" class="coder-button" aria-disabled=move || busy.get().then_some("true") on:click=act
                        >
                            {label}
                        </button>
                    })}
                    {children.map(|children| children())}
                </div>
            </div>
        </div>
    }
}
