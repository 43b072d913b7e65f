//! How far the build is, what went wrong with it, and what it wrote.

use super::log::{LogView, Source};
use super::use_details;
use crate::browser::{ms_of, now_ms};
use crate::texts::{t, tf};
use crate::ui::{Glyph, Sign};
use coder_core::diagnosis::diagnosis;
use coder_core::moment::on_clock;
use coder_core::progress::{Progress, progress, time_of};
use coder_core::status::{Picture, is_agent_changing, is_changing};
use coder_core::text::Text;
use coder_core::wire::{AgentLifecycle, JobStatus, Workspace, WorkspaceStatus};
use gloo_timers::callback::Interval;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// What is wrong, or how far it is.
#[component]
pub(super) fn BuildState() -> impl IntoView {
    let class = stylers::style_sheet!("./style/build.css");
    let details = use_details();
    let shown = details.workspace.clone();
    let wrong = {
        let shown = shown.clone();
        Memo::new(move |_| diagnosis(&shown.read()))
    };
    let building = {
        let shown = shown.clone();
        Memo::new(move |_| {
            use WorkspaceStatus as S;
            matches!(
                shown.read().latest_build.status,
                S::Pending | S::Starting | S::Stopping | S::Deleting | S::Canceling
            )
        })
    };
    view! {
        class=class,
        {move || wrong.get().map(|wrong| view! {
            class=class,
            <div class="wrong" part="diagnosis" role=if wrong.is_grave { "alert" } else { "status" } data-grave=wrong.is_grave.to_string()>
                <span class="sign"><Glyph sign=Sign::Status(Picture::Alert)/></span>
                <div>
                    <p class="title">{t(wrong.title)}</p>
                    <p class="advice">{t(wrong.advice)}</p>
                    {(!wrong.detail.is_empty()).then(|| view! { class=class, <p class="detail">{wrong.detail.clone()}</p> })}
                </div>
            </div>
        })}
        {move || building.get().then(|| view! { <Bar/> })}
    }
}

/// A bar with what is known of how long it takes.
#[component]
fn Bar() -> impl IntoView {
    let class = stylers::style_sheet!("./style/progress.css");
    let details = use_details();
    let now = RwSignal::new(now_ms());
    let ticking = SendWrapper::new(Interval::new(1_000, move || now.set(now_ms())));
    on_cleanup(move || drop(ticking));
    let (shown, template) = (details.workspace, details.template);
    let elapsed = {
        let shown = shown.clone();
        Memo::new(move |_| {
            let workspace = shown.read();
            let job = &workspace.latest_build.job;
            let since = job.started_at.as_ref().or(job.created_at.as_ref()).and_then(ms_of);
            (now.get() - since.unwrap_or_else(|| now.get())).max(0.0)
        })
    };
    let estimate = {
        let shown = shown.clone();
        Memo::new(move |_| {
            let workspace = shown.read();
            let build = &workspace.latest_build;
            match (&*template.read(), &build.job.status) {
                (Some(template), JobStatus::Running) => {
                    progress(elapsed.get(), time_of(template, &build.transition))
                }
                _ => Progress::Unknown,
            }
        })
    };
    let share = move || match estimate.get() {
        Progress::Probably { share, .. } => Some(share),
        Progress::Unknown | Progress::Longer => None,
    };
    let words = move || {
        let so_far = on_clock(elapsed.get());
        if let Some((position, size)) = queue(&shown.read()) {
            let place = [("position", position.to_string()), ("size", size.to_string())];
            return tf(Text::ProgressQueue, &place.each_ref().map(|(key, value)| (*key, value.as_str())));
        }
        let elapsed = ("elapsed", so_far.as_str());
        match estimate.get() {
            Progress::Unknown => tf(Text::ProgressElapsed, &[elapsed]),
            Progress::Longer => tf(Text::ProgressLonger, &[elapsed]),
            Progress::Probably { left_ms, .. } if left_ms < 1_000.0 => tf(Text::ProgressSoon, &[elapsed]),
            Progress::Probably { left_ms, .. } => {
                tf(Text::ProgressLeft, &[elapsed, ("left", &on_clock(left_ms))])
            }
        }
    };
    view! {
        class=class,
        <div class="progress" part="progress">
            <progress class="bar" aria-label=t(Text::ProgressLabel) max="1" value=move || share().map(|share| format!("{share:.3}"))></progress>
            <p class="words">{words}</p>
        </div>
    }
}

fn queue(workspace: &Workspace) -> Option<(i64, i64)> {
    let job = &workspace.latest_build.job;
    (job.status == JobStatus::Pending && job.queue_size > 0).then_some((job.queue_position, job.queue_size))
}

/// The build's log and its agents'.
#[component]
pub(super) fn Logs() -> impl IntoView {
    let shown = use_details().workspace;
    let build = {
        let shown = shown.clone();
        Memo::new(move |_| {
            let workspace = shown.read();
            let build = &workspace.latest_build;
            let live = is_changing(&workspace) && build.status != WorkspaceStatus::Running;
            Source::build(&build.id, live, build.status == WorkspaceStatus::Failed, build.job.logs_overflowed)
        })
    };
    let agents = Memo::new(move |_| {
        let workspace = shown.read();
        let source = |agent: &coder_core::wire::Agent| {
            let live = is_agent_changing(agent);
            let failed = agent.lifecycle_state == AgentLifecycle::StartError;
            (agent.id.clone(), agent.name.clone(), live, failed, agent.logs_overflowed)
        };
        workspace.latest_build.agents().map(source).collect::<Vec<_>>()
    });
    view! {
        <LogView title=t(Text::LogBuild).to_owned() source=build/>
        <For each=move || agents.get() key=|(id, ..)| id.clone() let((id, name, ..))>
            {
                let title = tf(Text::LogAgent, &[("agent", &name)]);
                let source = Memo::new(move |_| {
                    let agents = agents.read();
                    let found = agents.iter().find(|(known, ..)| *known == id);
                    let (live, failed, cut) = found
                        .map_or((false, false, false), |(_, _, live, failed, cut)| (*live, *failed, *cut));
                    Source::agent(&id, live, failed, cut)
                });
                view! { <LogView title source/> }
            }
        </For>
    }
}
