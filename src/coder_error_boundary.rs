//! Limits an error to the children in which it occurs.

use crate::effect::effect_with_last;
use crate::style;
use crate::texts::{t, texts};
use crate::ui::{Icon, IconName};
use coder_core::i18n::Message;
use coder_core::status::StatusIcon;
use leptos::children::Children;
use leptos::prelude::*;
// Leptos' own, which its `ErrorBoundary` passes on.
use leptos::reactive::signal::ArcRwSignal;

/// The children, or a notice in their place if any of them renders an `Err`. "Try again" renders them again.
///
/// Panics are not caught: nothing on a page without unwinding can catch them.
#[component]
pub fn CoderErrorBoundary(
    /// Callback for each error's message, e.g. to pass it to Backstage's error API.
    #[prop(optional, into)]
    on_error: Option<Callback<String>>,
    /// The content that may fail.
    children: Children,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/coder_error_boundary.css");
    let fallback = move |errors: ArcRwSignal<Errors>| {
        let messages = {
            let errors = errors.clone();
            Memo::new(move |_| errors.read().iter().map(|(_, e)| e.to_string()).collect::<Vec<_>>())
        };
        effect_with_last(move |reported: Option<usize>| {
            let messages = messages.get();
            if let Some(on_error) = on_error {
                messages.iter().skip(reported.unwrap_or(0)).for_each(|m| on_error.run(m.clone()));
            }
            messages.len()
        });
        let retry = move |_| errors.set(Errors::default());
        view! {
            class=class,
            <div class="boundary coder-root" part="error-boundary" role="alert" lang=texts().language().tag() node_ref=style::adopt_on_mount()>
                <Icon icon=IconName::Status(StatusIcon::Alert)/>
                <div>
                    <p class="title">{t(Message::ErrorBoundaryTitle)}</p>
                    {move || messages.get().into_iter().map(|m| view! { class=class, <p class="detail">{m}</p> }).collect_view()}
                    <button type="button" class="coder-button" on:click=retry>{t(Message::TryAgain)}</button>
                </div>
            </div>
        }
    };
    view! { <ErrorBoundary fallback>{children()}</ErrorBoundary> }
}
