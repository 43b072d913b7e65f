//! Notices of failures.

use super::{CodeBlock, Icon, IconName};
use crate::session::FailureReason;
use crate::texts::t;
use coder_core::error::explain;
use coder_core::i18n::Message;
use coder_core::status::StatusIcon;
use leptos::prelude::*;

/// A notice with the reason of a failure.
#[component]
pub(crate) fn FailureNotice(
    /// The notice's title, which names the failed action.
    title: String,
    /// The reason of the failure.
    cause: FailureReason,
    /// Callback that dismisses the notice; without it, there is no dismiss button.
    #[prop(optional, into)]
    dismiss: Option<Callback<()>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/ui/notice.css");
    let (reason, advice, detail, yaml) = match &cause {
        FailureReason::Error(error) => {
            let explanation = explain(error).without_auto_retry();
            (t(explanation.title), t(explanation.advice), explanation.detail, explanation.yaml)
        }
        FailureReason::Message(text) => (t(*text), "", String::new(), None),
        FailureReason::NeedsParameters(_) | FailureReason::Silent => ("", "", String::new(), None),
    };
    view! {
        class=class,
        <div class="failure" part="trouble" role="alert">
            <span class="icon"><Icon icon=IconName::Status(StatusIcon::Alert)/></span>
            <div class="text">
                <p class="title">{title}</p>
                {(!reason.is_empty()).then(|| view! { <p>{reason}" "{advice}</p> })}
                {yaml.map(|yaml| view! { <CodeBlock yaml/> })}
                {(!detail.is_empty()).then(|| view! { class=class, <p class="detail">{detail}</p> })}
            </div>
            {dismiss.map(|dismiss| view! {
                <button
                    type="button" class="coder-icon-button small" aria-label=t(Message::Dismiss) title=t(Message::Dismiss)
                    on:click=move |_| dismiss.run(())
                >
                    <Icon icon=IconName::Close/>
                </button>
            })}
        </div>
    }
}
