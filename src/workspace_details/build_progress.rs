//! The progress of a build.

use super::context::use_details;
use crate::browser::{now_ms, parse_ms};
use crate::texts::{t, tf};
use coder_core::i18n::Message;
use coder_core::progress::{BuildProgress, Progress, queue_position};
use coder_core::time_distance::format_elapsed;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// A progress bar with the elapsed time and the estimated remaining time.
#[component]
pub(super) fn BuildProgressBar() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/build_progress.css");
    let details = use_details();
    let now = RwSignal::new(now_ms());
    let ticking = SendWrapper::new(Interval::new(1_000, move || now.set(now_ms())));
    on_cleanup(move || drop(ticking));
    let (workspace, template, build_log) = (details.workspace, details.template, details.build_log);
    let progress = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            BuildProgress::at(now.get(), &workspace.read(), template.read().as_ref(), parse_ms)
        })
    };
    let text = move || {
        let so_far = format_elapsed(progress.get().elapsed_ms);
        // The log tells sooner than the job that the build has left the queue.
        let has_begun = !build_log.read().lines().is_empty();
        let place = queue_position(&workspace.read());
        if let Some((position, size)) = place.filter(|_| !has_begun) {
            let values = [("position", position.to_string()), ("size", size.to_string())];
            return tf(Message::ProgressQueue, &values.each_ref().map(|(key, value)| (*key, value.as_str())));
        }
        let elapsed = ("elapsed", so_far.as_str());
        match progress.get().estimate {
            Progress::Unknown => tf(Message::ProgressElapsed, &[elapsed]),
            Progress::Overdue => tf(Message::ProgressLonger, &[elapsed]),
            Progress::Estimated { left_ms, .. } if left_ms < 1_000.0 => tf(Message::ProgressSoon, &[elapsed]),
            Progress::Estimated { left_ms, .. } => {
                tf(Message::ProgressLeft, &[elapsed, ("left", &format_elapsed(left_ms))])
            }
        }
    };
    view! {
        class=class,
        <div class="progress" part="progress">
            <progress class="bar" aria-label=t(Message::ProgressLabel) max="1" value=move || progress.get().share().map(|share| format!("{share:.3}"))></progress>
            <p class="text">{text}</p>
        </div>
    }
}
