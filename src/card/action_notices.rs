//! Dismissible notices for failed actions, and a live region that announces status changes.

use super::lazy_views;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use coder_core::i18n::Message;
use coder_core::status::Label;
use leptos::prelude::*;

/// The notices for all failed actions of the account, and the live region for its announcements.
#[component]
pub(super) fn ActionNotices() -> impl IntoView {
    let account = use_provider().account;
    let (failures, latest) = (account.failures(), account.announcement());
    let announcement = move || {
        let latest = latest.get()?;
        let state = match &latest.label {
            Label::Known(text) => t(*text).to_owned(),
            Label::Verbatim(word) => word.clone(),
        };
        Some(tf(Message::Said, &[("name", &latest.name), ("state", &state)]))
    };
    view! {
        {move || failures.get().into_iter().map(|failure| {
            let (account, id) = (account.clone(), failure.id.clone());
            let dismiss = Callback::new(move |()| account.dismiss(&id));
            lazy_views::required(move |views| (views.failure_notice)(failure.clone(), dismiss))
        }).collect_view()}
        <p class="coder-hidden" role="status">{announcement}</p>
    }
}
