//! The content of the dialog for a list of workspaces that could not be fetched.

use crate::ui::ErrorNotice;
use crate::workspaces::WorkspacesQuery;
use coder_core::Error;
use leptos::prelude::*;

/// The notice of the error, with a button that fetches the list again.
#[component]
pub(super) fn Failed(
    /// The error.
    error: Error,
    /// The list that could not be fetched.
    query: Memo<Option<WorkspacesQuery>>,
) -> impl IntoView {
    let retry = Callback::new(move |()| {
        if let Some(query) = query.get_untracked() {
            query.refresh();
        }
    });
    let busy = Signal::derive(move || query.read().as_ref().is_some_and(|q| q.refreshing().get()));
    view! { <ErrorNotice error retry busy/> }
}
