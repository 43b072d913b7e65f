//! The progress of a build in its row: a bar on the row's lower edge, and a text among the facts.

use super::row_controls::RowControls;
use super::row_display::RowNote;
use crate::browser::{now_ms, parse_ms};
use crate::effect::effect;
use crate::texts::tf;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::progress::{BuildProgress, Progress, queue_position};
use coder_core::status::is_building;
use coder_core::time_distance::format_elapsed;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// The bar of a build, while one is in progress. Its text is in `note`.
#[component]
pub(super) fn RowProgress(
    /// The row's state.
    controls: RowControls,
    /// What the row says beside its workspace.
    note: RwSignal<RowNote>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/row_progress.css");
    let workspace = controls.row.workspace.clone();
    let is_building = {
        let workspace = workspace.clone();
        Memo::new(move |_| is_building(&workspace.read()))
    };
    let templates = controls.card.templates;
    let now = RwSignal::new(now_ms());
    effect(move || {
        if !is_building.get() {
            return;
        }
        templates.fetch(&controls.account, &controls.row.workspace.read_untracked().template_id);
        now.set(now_ms());
        let ticking = SendWrapper::new(Interval::new(1_000, move || now.set(now_ms())));
        on_cleanup(move || drop(ticking));
    });
    let progress = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            is_building.get().then(|| {
                let workspace = workspace.read();
                templates.with(&workspace.template_id, |template| {
                    BuildProgress::at(now.get(), &workspace, template, parse_ms)
                })
            })
        })
    };
    effect(move || {
        let current = progress.get().map(|progress| progress_text(&workspace.read(), progress));
        if note.read_untracked().progress != current {
            note.update(|note| note.progress = current);
        }
    });
    let share = move || progress.get().and_then(BuildProgress::share);
    view! {
        class=class,
        {move || share().map(|share| view! {
            class=class,
            // No style attribute, which a content security policy may forbid.
            <svg class="bar" part="row-progress" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <path class="done" d=format!("M0 0h{:.1}v1H0z", share * 100.0)></path>
            </svg>
        })}
    }
}

/// Returns the text of a build: its position in the queue, or its elapsed and usual duration.
fn progress_text(workspace: &Workspace, progress: BuildProgress) -> String {
    if let Some((position, size)) = queue_position(workspace) {
        let (position, size) = (position.to_string(), size.to_string());
        return tf(Message::ProgressQueue, &[("position", &position), ("size", &size)]);
    }
    let elapsed = format_elapsed(progress.elapsed_ms);
    let usual = progress.usual_ms().map(format_elapsed);
    match (progress.estimate, usual) {
        (Progress::Overdue, _) => tf(Message::ProgressOver, &[("elapsed", &elapsed)]),
        (_, Some(usual)) => tf(Message::ProgressOf, &[("elapsed", &elapsed), ("usual", &usual)]),
        _ => elapsed,
    }
}
