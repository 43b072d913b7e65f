//! The progress, the diagnosis and the logs of a build.

use super::context::use_details;
use super::log_view::LogView;
use crate::browser::{now_ms, parse_ms};
use crate::texts::{t, tf};
use crate::ui::{Icon, IconName};
use coder_core::diagnosis::diagnosis;
use coder_core::i18n::Message;
use coder_core::log::LogSource;
use coder_core::models::{Agent, JobStatus};
use coder_core::progress::{Progress, build_time, estimate, queue_position};
use coder_core::status::{StatusIcon, is_building};
use coder_core::time_distance::format_elapsed;
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// The diagnosis, if there is one, and the progress of a pending build.
#[component]
pub(super) fn BuildState() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/build.css");
    let details = use_details();
    let workspace = details.workspace.clone();
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
                    {(!problem.detail.is_empty()).then(|| view! { class=class, <p class="detail">{problem.detail.clone()}</p> })}
                </div>
            </div>
        })}
        {move || building.get().then(|| view! { <BuildProgress/> })}
    }
}

/// A progress bar with the elapsed time and the estimated remaining time.
#[component]
fn BuildProgress() -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/build_progress.css");
    let details = use_details();
    let now = RwSignal::new(now_ms());
    let ticking = SendWrapper::new(Interval::new(1_000, move || now.set(now_ms())));
    on_cleanup(move || drop(ticking));
    let (workspace, template) = (details.workspace, details.template);
    let elapsed = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            let workspace = workspace.read();
            let job = &workspace.latest_build.job;
            let since = job.started_at.as_ref().or(job.created_at.as_ref()).and_then(parse_ms);
            (now.get() - since.unwrap_or_else(|| now.get())).max(0.0)
        })
    };
    let estimate = {
        let workspace = workspace.clone();
        Memo::new(move |_| {
            let workspace = workspace.read();
            let build = &workspace.latest_build;
            match (&*template.read(), &build.job.status) {
                (Some(template), JobStatus::Running) => {
                    estimate(elapsed.get(), build_time(template, &build.transition))
                }
                _ => Progress::Unknown,
            }
        })
    };
    let share = move || match estimate.get() {
        Progress::Estimated { share, .. } => Some(share),
        Progress::Unknown | Progress::Overdue => None,
    };
    let text = move || {
        let so_far = format_elapsed(elapsed.get());
        if let Some((position, size)) = queue_position(&workspace.read()) {
            let values = [("position", position.to_string()), ("size", size.to_string())];
            return tf(Message::ProgressQueue, &values.each_ref().map(|(key, value)| (*key, value.as_str())));
        }
        let elapsed = ("elapsed", so_far.as_str());
        match estimate.get() {
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
            <progress class="bar" aria-label=t(Message::ProgressLabel) max="1" value=move || share().map(|share| format!("{share:.3}"))></progress>
            <p class="text">{text}</p>
        </div>
    }
}

/// The build log, and the startup logs of the agents.
#[component]
pub(super) fn Logs() -> impl IntoView {
    let workspace = use_details().workspace;
    let build = {
        let workspace = workspace.clone();
        Memo::new(move |_| LogSource::of_build(&workspace.read()))
    };
    let agents = Memo::new(move |_| {
        let workspace = workspace.read();
        let source = |agent: &Agent| (agent.name.clone(), LogSource::of_agent(agent));
        workspace.latest_build.agents().map(source).collect::<Vec<_>>()
    });
    view! {
        <LogView title=t(Message::LogBuild).to_owned() source=build/>
        <For each=move || agents.get() key=|(_, source)| source.id.clone() let((name, first))>
            {
                let title = tf(Message::LogAgent, &[("agent", &name)]);
                let source = Memo::new(move |_| {
                    let agents = agents.read();
                    let current = agents.iter().find(|(_, source)| source.id == first.id);
                    current.map_or_else(|| first.ended(), |(_, source)| source.clone())
                });
                view! { <LogView title source/> }
            }
        </For>
    }
}
