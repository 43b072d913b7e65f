//! The line about the program that is being opened. The card's own is behind the dialog.

use super::context::use_details;
use crate::launches::{Launches, Opening};
use crate::texts::{t, tf};
use coder_core::i18n::Message;
use leptos::prelude::*;

/// A status message while a desktop program is being opened, and advice if it seems not to have opened.
#[component]
pub(super) fn OpeningLine() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/opening_line.css");
    let launches = use_context::<Launches>();
    let id = use_details().workspace.read_untracked().id.clone();
    let text = Memo::new(move |_| {
        let launches = launches?;
        let (opening, unanswered) = (launches.opening.get(), launches.unanswered.get());
        let own = |opening: &Opening| opening.id == id;
        if let Some(opening) = opening.filter(own) {
            return Some(tf(Message::OpenStarting, &[("way", &opening.app.label)]));
        }
        let unanswered = unanswered.filter(own)?;
        let title = tf(Message::OpenUnanswered, &[("way", &unanswered.app.label)]);
        Some(format!("{title} {}", t(Message::OpenUnansweredAdvice)))
    });
    view! {
        class=class,
        <div class="opening" role="status">
            {move || text.get().map(|text| view! { class=class, <p class="text">{text}</p> })}
        </div>
    }
}
