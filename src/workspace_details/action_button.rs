//! The button of an action.

use crate::session::PendingAction;
use crate::texts::t;
use crate::ui::{Icon, IconName, is_first_click};
use coder_core::actions::Action;
use coder_core::status::StatusIcon;
use leptos::prelude::*;

/// A button that starts an action, unless the running operation forbids it.
#[component]
pub(super) fn ActionButton(
    /// The action.
    action: Action,
    /// The operation that is running on the workspace.
    pending: Memo<Option<PendingAction>>,
    /// Callback that starts the action.
    start: Callback<Action>,
    /// Whether the action is the most likely one.
    #[prop(optional)]
    is_primary: bool,
) -> impl IntoView {
    let own = move || pending.get() == Some(PendingAction::Action(action));
    let allows = move |pending: Option<PendingAction>| pending.is_none_or(|pending| pending.allows(action));
    view! {
        <button
            type="button" class="coder-button" class:primary={is_primary} class:danger={action == Action::Delete}
            aria-disabled=move || (!allows(pending.get())).then_some("true")
            on:click=move |event| {
                if is_first_click(&event) && allows(pending.get_untracked()) {
                    start.run(action);
                }
            }
        >
            <Icon icon=Signal::derive(move || {
                if own() { IconName::Status(StatusIcon::Spinner) } else { IconName::from(action) }
            })/>
            {t(action.text())}
        </button>
    }
}
