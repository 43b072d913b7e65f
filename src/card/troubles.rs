//! What came in the way of something one did, until it is dismissed; and what became of it, said aloud.

use crate::account::{Cause, Trouble};
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{Glyph, Sign, YamlLines};
use coder_core::error::explain;
use coder_core::status::{Label, Picture};
use coder_core::text::Text;
use leptos::prelude::*;

/// Every trouble of the account's, and the announcements of what goes well.
#[component]
pub(super) fn Troubles() -> impl IntoView {
    let account = use_provider().account;
    let (troubles, said) = (account.troubles(), account.said());
    let announcement = move || {
        let said = said.get()?;
        let state = match &said.label {
            Label::Known(text) => t(*text).to_owned(),
            Label::Verbatim(word) => word.clone(),
        };
        Some(tf(Text::Said, &[("name", &said.name), ("state", &state)]))
    };
    view! {
        {move || troubles.get().into_iter().map(|trouble| {
            let (account, id) = (account.clone(), trouble.id.clone());
            view! { <TroubleNotice trouble dismiss=Callback::new(move |()| account.dismiss(&id))/> }
        }).collect_view()}
        <p class="coder-hidden" role="status">{announcement}</p>
    }
}

/// One trouble: what came to nothing, why, and what to do.
#[component]
pub(crate) fn TroubleNotice(
    /// The trouble.
    trouble: Trouble,
    /// Takes it away.
    dismiss: Callback<()>,
) -> impl IntoView {
    let title = tf(trouble.title, &[("name", &trouble.name)]);
    view! { <CauseNotice title cause=trouble.cause dismiss/> }
}

/// Why something came to nothing.
#[component]
pub(crate) fn CauseNotice(
    /// What came to nothing.
    title: String,
    /// Why.
    cause: Cause,
    /// Takes the notice away, where it stays until someone does.
    #[prop(optional, into)]
    dismiss: Option<Callback<()>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/trouble.css");
    let (why, advice, detail, yaml) = match &cause {
        Cause::Error(error) => {
            let said = explain(error).by_hand();
            (t(said.title), t(said.advice), said.detail, said.yaml)
        }
        Cause::Because(text) => (t(*text), "", String::new(), None),
        Cause::Asks(_) | Cause::Nothing => ("", "", String::new(), None),
    };
    view! {
        class=class,
        <div class="trouble" part="trouble" role="alert">
            <span class="sign"><Glyph sign=Sign::Status(Picture::Alert)/></span>
            <div class="words">
                <p class="title">{title}</p>
                <p>{why}" "{advice}</p>
                {yaml.map(|yaml| view! { <YamlLines yaml/> })}
                {(!detail.is_empty()).then(|| view! { class=class, <p class="detail">{detail}</p> })}
            </div>
            {dismiss.map(|dismiss| view! {
                <button
                    type="button" class="coder-icon-button small" aria-label=t(Text::Dismiss) title=t(Text::Dismiss)
                    on:click=move |_| dismiss.run(())
                >
                    <Glyph sign=Sign::Cross/>
                </button>
            })}
        </div>
    }
}
