//! Keeps an error in one part of a page from taking the rest with it.

use crate::style;
use crate::texts::{t, texts};
use crate::ui::{Glyph, Sign};
use coder_core::status::Picture;
use coder_core::text::Text;
use leptos::prelude::*;

/// Shows its children, or in their place what went wrong in them: anything in them that is an `Err` when it is
/// shown. "Try again" shows them anew.
///
/// A panic is no error: nothing on a page without unwinding can catch that.
#[component]
pub fn CoderErrorBoundary(
    /// Told of each error's message, e.g. to pass it to Backstage's error API.
    #[prop(optional, into)]
    on_error: Option<Callback<String>>,
    /// What may fail.
    children: Children,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/boundary.css");
    let fallback = move |errors: ArcRwSignal<Errors>| {
        let messages = {
            let errors = errors.clone();
            Memo::new(move |_| errors.read().iter().map(|(_, e)| e.to_string()).collect::<Vec<_>>())
        };
        Effect::new(move |told: Option<usize>| {
            let messages = messages.get();
            if let Some(on_error) = on_error {
                messages.iter().skip(told.unwrap_or(0)).for_each(|m| on_error.run(m.clone()));
            }
            messages.len()
        });
        let retry = move |_| errors.set(Errors::default());
        view! {
            class=class,
            <div class="boundary coder-root" part="error-boundary" role="alert" lang=texts().language.tag() node_ref=style::adopting()>
                <Glyph sign=Sign::Status(Picture::Alert)/>
                <div>
                    <p class="title">{t(Text::BoundaryTitle)}</p>
                    {move || messages.get().into_iter().map(|m| view! { class=class, <p class="detail">{m}</p> }).collect_view()}
                    <button type="button" class="coder-button" on:click=retry>{t(Text::TryAgain)}</button>
                </div>
            </div>
        }
    };
    view! { <ErrorBoundary fallback>{children()}</ErrorBoundary> }
}
