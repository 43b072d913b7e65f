//! A search without results: what that means here, and the one thing to do about it.

use super::context::{OWN, use_card};
use crate::create::Prefill;
use crate::dialogs::CardDialog;
use crate::texts::{t, tf};
use coder_core::text::Text;
use leptos::prelude::*;

/// What stands in place of rows.
#[component]
pub(super) fn Empty() -> impl IntoView {
    let class = stylers::style_sheet!("./style/empty.css");
    let card = use_card();
    let (config, filter) = (card.config, card.filter);
    let words = move || {
        let config = config.read();
        match (config.repo_filter(), filter.read().trim()) {
            (Some((repo, _)), _) => {
                (t(Text::NoneForRepo), Some(tf(Text::NoneForRepoAdvice, &[("repo", repo.as_str())])))
            }
            (None, OWN | "") => (t(Text::NoneYet), None),
            _ => (t(Text::NoMatch), Some(t(Text::NoMatchAdvice).to_owned())),
        }
    };
    // "Create" is no answer to a search for something else.
    let fits =
        Memo::new(move |_| config.read().repo_filter().is_some() || matches!(filter.read().trim(), OWN | ""));
    let create = move |_| card.dialog.set(Some(CardDialog::Create(Prefill::default())));
    view! {
        class=class,
        <div class="empty" part="empty">
            {move || {
                let (title, advice) = words();
                view! {
                    class=class,
                    <p class="title">{title}</p>
                    {advice.map(|advice| view! { class=class, <p class="advice">{advice}</p> })}
                }
            }}
            {move || fits.get().then(|| view! {
                <button type="button" class="coder-button primary" aria-haspopup="dialog" on:click=create>
                    {t(Text::Create)}
                </button>
            })}
        </div>
    }
}
