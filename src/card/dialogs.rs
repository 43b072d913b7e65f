//! The dialog a card shows: one at a time.

use super::context::{CardDialog, use_card};
use super::delete::DeleteForm;
use crate::details::WorkspaceDetails;
use crate::texts::tf;
use crate::ui::Dialog;
use coder_core::text::Text;
use leptos::prelude::*;

/// Shows what [`CardDialog`] says.
#[component]
pub(super) fn Dialogs() -> impl IntoView {
    let dialog = use_card().dialog;
    view! {
        {move || dialog.get().map(|shown| {
            let open = RwSignal::new(true);
            Effect::new(move |_| {
                if !open.get() {
                    dialog.set(None);
                }
            });
            match shown {
                CardDialog::Delete(workspace) => {
                    let title = tf(Text::DeleteTitle, &[("name", &workspace.name)]);
                    view! { <Dialog open title><DeleteForm workspace=workspace.clone() open/></Dialog> }.into_any()
                }
                CardDialog::Details(row) => {
                    let workspace = row.workspace.clone();
                    let title = Signal::derive(move || workspace.read().name.clone());
                    view! {
                        <Dialog open title wide=true>
                            <WorkspaceDetails workspace=row.workspace.get_untracked() dialog/>
                        </Dialog>
                    }.into_any()
                }
            }
        })}
    }
}
