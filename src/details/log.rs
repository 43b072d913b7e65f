//! A log that grows: grouped by stage, in the colors it was written in, at its end unless one reads further up.

use crate::account::Account;
use crate::browser::{Abort, Failure, copy, download, next_frame, now_ms, turn};
use crate::effect::effect;
use crate::provider::use_provider;
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::ErrorNotice;
use coder_core::Error;
use coder_core::ansi::{Run, runs};
use coder_core::endpoint::Call;
use coder_core::json::Readable;
use coder_core::log::{Log, begins_stage};
use coder_core::refresh::{Pace, Poll};
use coder_core::text::Text;
use coder_core::wire::LogLine;
use leptos::html;
use leptos::prelude::*;
use web_sys::AbortSignal;

/// The most lines in the document; those before them are in the download.
const SHOWN: usize = 2_000;

/// Where a log comes from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Source {
    kind: Kind,
    id: String,
    /// More is to come.
    live: bool,
    /// It says why something failed.
    tells: bool,
    /// Coder kept only its beginning.
    cut: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Build,
    Agent,
}

impl Source {
    pub fn build(id: &str, live: bool, tells: bool, cut: bool) -> Self {
        Self { kind: Kind::Build, id: id.to_owned(), live, tells, cut }
    }

    pub fn agent(id: &str, live: bool, tells: bool, cut: bool) -> Self {
        Self { kind: Kind::Agent, id: id.to_owned(), live, tells, cut }
    }

    fn call(&self, after: i64) -> Call {
        match self.kind {
            Kind::Build => Call::build_log(&self.id, after),
            Kind::Agent => Call::agent_log(&self.id, after),
        }
    }
}

/// A log one can open; open by itself while more is to come and when it says why something failed.
#[component]
pub(super) fn LogView(
    /// What it is called.
    title: String,
    /// Where it comes from.
    source: Memo<Source>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/log.css");
    let account = use_provider().account;
    let log = RwSignal::new(Log::default());
    let error = RwSignal::new(None::<Error>);
    let open = RwSignal::new(false);
    let wanted = Memo::new(move |_| {
        let source = source.read();
        source.live || source.tells
    });
    effect(move || {
        if wanted.get() {
            open.set(true);
        }
    });
    let id = Memo::new(move |_| source.read().id.clone());
    // Another build: another log.
    Effect::new(move |before: Option<String>| {
        let id = id.get();
        if before.is_some_and(|before| before != id) {
            log.set(Log::default());
        }
        id
    });
    let again = RwSignal::new(0_u32);
    let request = StoredValue::new_local(None::<Abort>);
    effect(move || {
        again.track();
        let (is_open, source) = (open.get(), source.get());
        let Ok(abort) = Abort::new() else { return };
        let signal = abort.signal();
        request.set_value(is_open.then_some(abort));
        if is_open {
            spawn_local(fetch(account.clone(), source, log, error, signal));
        }
    });
    on_cleanup(move || drop(request.try_update_value(Option::take)));

    let viewport = NodeRef::<html::Div>::new();
    let at_end = RwSignal::new(true);
    // Runs a frame later: the log may have gone.
    let to_end = move || {
        if let Some(viewport) = viewport.try_get_untracked().flatten() {
            viewport.set_scroll_top(viewport.scroll_height());
        }
    };
    effect(move || {
        log.track();
        if at_end.get_untracked() && open.get() {
            next_frame(to_end);
        }
    });
    let scrolled = move |_| {
        if let Some(viewport) = viewport.get_untracked() {
            let below = viewport.scroll_height() - viewport.scroll_top() - viewport.client_height();
            at_end.set(below < 8);
        }
    };
    let copied = RwSignal::new(None::<bool>);
    let copy_all = move |_| {
        spawn_local(async move {
            let Some(text) = log.try_with_untracked(Log::text) else { return };
            let done = copy(&text).await;
            let _ = copied.try_set(Some(done));
        });
    };
    let file = title.clone();
    let save = move |_| {
        let text = log.with_untracked(Log::text);
        download(&format!("{}.log", file.replace(' ', "-")), &text);
    };
    let lines = move || {
        let log = log.read();
        let all = log.lines();
        let first = all.len().saturating_sub(SHOWN);
        all.iter()
            .enumerate()
            .skip(first)
            .map(|(index, line)| (line.clone(), begins_stage(all, index)))
            .collect::<Vec<_>>()
    };
    let earlier = move || log.read().lines().len().saturating_sub(SHOWN);
    view! {
        class=class,
        <details
            class="log" part="log" prop:open=open
            on:toggle=move |event| open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))
        >
            <summary class="title">{title.clone()}</summary>
            <div class="tools">
                <button type="button" class="coder-button small" on:click=copy_all>{t(Text::LogCopy)}</button>
                <button type="button" class="coder-button small" on:click=save>{t(Text::LogDownload)}</button>
                <span class="copied" role="status">
                    {move || copied.get().map(|done| t(if done { Text::Copied } else { Text::CopyFailed }))}
                </span>
            </div>
            {move || (earlier() > 0).then(|| view! {
                class=class,
                <p class="empty">{tf(Text::LogEarlier, &[("count", &earlier().to_string())])}</p>
            })}
            <div class="viewport" tabindex="0" role="log" aria-live="off" aria-label=title.clone() node_ref=viewport on:scroll=scrolled>
                {move || (log.read().lines().is_empty() && error.read().is_none()).then(|| view! { class=class, <p class="empty">{t(Text::LogEmpty)}</p> })}
                <For each=lines key=|(line, _)| line.id let((line, begins))>
                    <Line line begins/>
                </For>
            </div>
            {move || source.read().cut.then(|| view! { class=class, <p class="cut">{t(Text::LogCut)}</p> })}
            {move || (!at_end.get()).then(|| view! {
                class=class,
                <button
                    type="button" class="coder-button small end"
                    on:click=move |_| { at_end.set(true); to_end(); }
                >
                    {t(Text::LogEnd)}
                </button>
            })}
            {move || error.get().map(|error| view! {
                <ErrorNotice error retry=Callback::new(move |()| again.update(|n| *n += 1)) busy=Signal::stored(false) by_hand=true/>
            })}
        </details>
    }
}

/// One line, under its stage's name where that begins.
#[component]
fn Line(line: LogLine, begins: bool) -> impl IntoView {
    let class = stylers::style_sheet!("./style/log_line.css");
    let LogLine { stage, level, output, .. } = line;
    let runs = runs(&output);
    view! {
        class=class,
        {begins.then(|| view! { class=class, <p class="stage">{stage}</p> })}
        {(!runs.is_empty()).then(|| view! {
            class=class,
            <p class="line" data-level=level>
                {runs.into_iter().map(|Run { text, style }| view! {
                    class=class,
                    <span
                        class="run" class:bold=style.bold class:dim=style.dim class:italic=style.italic
                        class:underline=style.underline data-color=style.color.map(|color| color.to_string())
                    >
                        {text}
                    </span>
                }).collect_view()}
            </p>
        })}
    }
}

/// Fetches what is new; as long as the log grows, again and again.
async fn fetch(
    account: Account,
    source: Source,
    log: RwSignal<Log>,
    error: RwSignal<Option<Error>>,
    signal: AbortSignal,
) {
    let mut poll = Poll::new(Pace::log(&account.tuning()));
    loop {
        let Some(after) = log.try_read_untracked().map(|log| log.after()) else { return };
        let answer = account.call(&source.call(after), &signal).await;
        let lines = match answer {
            Err(Failure::Canceled) => return,
            Err(Failure::Error(error)) => Err(error),
            Ok(value) => Readable::<LogLine>::read_answer(&value).map_err(Error::from),
        };
        if signal.aborted() {
            return;
        }
        match lines {
            Ok(lines) => {
                // A line that cannot be read costs itself, and says so.
                let _ = error.try_set(lines.wrong.map(Error::from));
                if !lines.items.is_empty() {
                    let _ = log.try_update(|log| log.take(lines.items));
                }
                poll.answered(source.live);
            }
            Err(wrong) if wrong.is_transient() && source.live => poll.failed(&wrong, now_ms()),
            Err(wrong) => {
                let _ = error.try_set(Some(wrong));
                return;
            }
        }
        if !turn(&poll, &signal).await {
            return;
        }
    }
}
