//! The status of the workspace in the details view.

use super::context::use_details;
use crate::provider::use_provider;
use crate::texts::t;
use coder_core::status::{Label, badges, status_display, subtitle};
use leptos::prelude::*;

/// The workspace's status, badges and subtitle.
#[component]
pub(super) fn StatusLine() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/workspace_details.css");
    let workspace = use_details().workspace;
    let display = {
        let workspace = workspace.clone();
        Memo::new(move |_| status_display(&workspace.read()))
    };
    let label = move || match &display.read().label {
        Label::Known(text) => t(*text).to_owned(),
        Label::Verbatim(word) => word.clone(),
    };
    let marks = {
        let workspace = workspace.clone();
        Memo::new(move |_| badges(&workspace.read()))
    };
    let state = use_provider().account.state();
    let from = Memo::new(move |_| {
        let state = state.read();
        subtitle(&workspace.read(), state.user().map(|user| user.username.as_str())).join(" · ")
    });
    view! {
        class=class,
        <p class="state">
            <span class="coder-status status" data-tone=move || display.read().tone.as_str()>
                <span class="dot" aria-hidden="true"></span>{label}
            </span>
            {move || marks.get().into_iter().map(|badge| view! {
                class=class,
                <span class="badge">{t(badge.text())}</span>
            }).collect_view()}
            <span class="from">{move || from.get()}</span>
        </p>
    }
}
