//! The button of a row that moves the autostop deadline by an hour.

use crate::autostop::extend_by_hour;
use crate::session::Account;
use crate::texts::tf;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Returns the button for a workspace that stops within the hour.
pub(super) fn extend_button(account: &Account, workspace: &ArcRwSignal<Arc<Workspace>>) -> AnyView {
    let class = stylers::style_sheet!("./src/card/row_extend.css");
    let (account, workspace) = (account.clone(), workspace.clone());
    let extend = move |event: MouseEvent| {
        // The button goes once the deadline is later.
        let row = event_target::<web_sys::Element>(&event).closest("[part=row-body]").ok().flatten();
        let main = row.and_then(|row| row.query_selector("[part=row-action]").ok().flatten());
        if let Some(main) = main {
            let _ = main.unchecked_into::<web_sys::HtmlElement>().focus();
        }
        extend_by_hour(&account, workspace.get_untracked());
    };
    let (text, title) =
        (tf(Message::RowExtend, &[("hours", "1")]), tf(Message::SettingExtend, &[("hours", "1")]));
    view! {
        class=class,
        <button
            type="button" class="extend" part="row-extend" aria-label=format!("{text}, {title}") title=title
            on:click=extend
        >
            {text.clone()}
        </button>
    }
    .into_any()
}
