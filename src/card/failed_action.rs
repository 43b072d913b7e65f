//! The notice of a failed action in a card. Where the list says already that Coder cannot be reached, it is one line.

use super::context::use_card;
use crate::session::{ActionFailure, FailureReason};
use crate::texts::tf;
use crate::ui::{ActionFailureNotice, FailureNotice};
use crate::workspaces::ListState;
use coder_core::error::explain;
use leptos::prelude::*;

/// The notice of a failed action, without the reason that the list gives.
#[component]
pub(super) fn FailedAction(
    /// The failure.
    failure: ActionFailure,
    /// Callback that dismisses the notice.
    dismiss: Callback<()>,
) -> impl IntoView {
    let query = use_card().query;
    let title = match &failure.cause {
        FailureReason::Error(error) => Some(explain(error).title),
        _ => None,
    };
    let is_known = Memo::new(move |_| {
        let query = query.read();
        let load = query.as_ref().ok().map(|query| query.load());
        let shown = load.and_then(|load| match &*load.read() {
            ListState::Ready { stale: Some(error), .. } | ListState::Failed(error) => {
                Some(explain(error).title)
            }
            _ => None,
        });
        shown.is_some() && shown == title
    });
    move || {
        let failure = failure.clone();
        match is_known.get() {
            true => {
                let title = tf(failure.title, &[("name", &failure.name)]);
                view! { <FailureNotice title cause=FailureReason::Silent dismiss/> }.into_any()
            }
            false => view! { <ActionFailureNotice failure dismiss/> }.into_any(),
        }
    }
}
