//! The diagnostics of a creation form.

use super::form_state::{or_rejected, use_state};
use crate::ui::{Icon, IconName};
use coder_core::status::StatusIcon;
use leptos::prelude::*;

/// Coder's diagnostics of the whole form.
#[component]
pub(super) fn Diagnostics() -> impl IntoView {
    let class = stylers::style_sheet!("./src/create_workspace/template_form.css");
    let state = use_state();
    move || {
        let evaluation = state.evaluation.read();
        let all = evaluation.iter().flat_map(|e| &e.diagnostics);
        all.map(|diagnostic| {
            let is_error = diagnostic.is_error.to_string();
            view! {
                class=class,
                <p class="diagnostic" data-error=is_error.clone() data-obstacle=is_error role="alert" tabindex="-1">
                    <Icon icon=IconName::Status(StatusIcon::Alert)/><span>{or_rejected(diagnostic.text())}</span>
                </p>
            }
        })
        .collect_view()
    }
}
