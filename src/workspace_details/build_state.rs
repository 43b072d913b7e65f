//! The state of the latest build.

use super::build_progress::BuildProgressBar;
use super::context::{Details, use_details};
use crate::texts::t;
use crate::ui::{Icon, IconName};
use coder_core::diagnosis::diagnosis;
use coder_core::log::LogBuffer;
use coder_core::status::{StatusIcon, is_building};
use leptos::prelude::*;

/// The diagnosis, if there is one, and the progress of a pending build.
#[component]
pub(super) fn BuildState() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/build_state.css");
    let Details { workspace, build_log, .. } = use_details();
    let problem = {
        let workspace = workspace.clone();
        Memo::new(move |_| diagnosis(&workspace.read()))
    };
    let building = {
        let workspace = workspace.clone();
        Memo::new(move |_| is_building(&workspace.read()))
    };
    view! {
        class=class,
        {move || problem.get().map(|problem| view! {
            class=class,
            <div class="failure" part="diagnosis" role=if problem.is_blocking { "alert" } else { "status" } data-grave=problem.is_blocking.to_string()>
                <span class="icon"><Icon icon=IconName::Status(StatusIcon::Alert)/></span>
                <div>
                    <p class="title">{t(problem.title)}</p>
                    <p class="advice">{t(problem.advice)}</p>
                    {detail(problem.detail, build_log, class)}
                </div>
            </div>
        })}
        {move || building.get().then(|| view! { <BuildProgressBar/> })}
    }
}

/// Returns the line with the detail of a problem: the error in the log, which says more than that of the job.
fn detail(of_job: String, build_log: RwSignal<LogBuffer>, class: &'static str) -> AnyView {
    (move || {
        let has_detail = !of_job.is_empty();
        let text = build_log.read().first_error().unwrap_or_else(|| of_job.clone());
        has_detail.then(|| view! { class=class, <p class="detail">{text}</p> })
    })
    .into_any()
}
