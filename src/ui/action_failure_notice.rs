//! Notices of failed actions.

use super::FailureNotice;
use crate::session::ActionFailure;
use crate::texts::tf;
use leptos::prelude::*;

/// The notice for a failed action: which action failed, why, and the remedy.
#[component]
pub(crate) fn ActionFailureNotice(
    /// The failure.
    failure: ActionFailure,
    /// Callback that dismisses the notice.
    dismiss: Callback<()>,
) -> impl IntoView {
    let title = tf(failure.title, &[("name", &failure.name)]);
    view! { <FailureNotice title cause=failure.cause dismiss/> }
}
