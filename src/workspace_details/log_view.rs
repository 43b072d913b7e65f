//! The view of a growing log: grouped by stage, with ANSI colors, scrolled to its end unless the user reads further
//! up.

use super::log_view_line::LogViewLine;
use crate::browser::{CallError, LiveState, download, next_frame, next_poll, now_ms};
use crate::client::Follow;
use crate::effect::{effect, effect_with_last};
use crate::latest_request::LatestRequest;
use crate::provider::use_provider;
use crate::session::Account;
use crate::spawn::spawn_local;
use crate::texts::{t, t_count};
use crate::ui::{CopyState, ErrorNotice};
use coder_core::Error;
use coder_core::i18n::Message;
use coder_core::json::Readable;
use coder_core::live;
use coder_core::log::{LogBuffer, LogSource, starts_stage};
use coder_core::models::LogLine;
use coder_core::polling::{Pace, Poll};
use leptos::html;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::AbortSignal;

/// Maximum number of lines in the document; earlier lines are only in the download.
const MAX_LINES: usize = 2_000;

/// A collapsible log. Opens by itself while more lines may follow, and if it belongs to a failure.
#[component]
pub(super) fn LogView(
    /// The log's title.
    title: String,
    /// The log's source.
    source: Memo<LogSource>,
    /// The lines of the log, which are appended to.
    log: RwSignal<LogBuffer>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/log_view.css");
    let open = RwSignal::new(false);
    let opens_itself = Memo::new(move |_| {
        let source = source.read();
        source.is_live || source.explains_failure
    });
    effect(move || {
        if opens_itself.get() {
            open.set(true);
        }
    });
    let FetchedLog { error, refetches } = use_log(source, log, open);
    let scroll = LogScroll::new(log, open);
    let LogScroll { viewport, at_end } = scroll;
    let earlier = move || log.read().lines().len().saturating_sub(MAX_LINES);
    view! {
        class=class,
        <details
            class="log" part="log" prop:open=open
            on:toggle=move |event| open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))
        >
            <summary class="title">{title.clone()}</summary>
            {tools(title.clone(), log, class)}
            {move || (earlier() > 0).then(|| view! {
                class=class,
                <p class="empty">{t_count(Message::LogEarlier, earlier())}</p>
            })}
            <div
                class="viewport" tabindex="0" role="log" aria-live="off" aria-label=title.clone() node_ref=viewport
                on:scroll=move |_| scroll.measure()
            >
                {move || (log.read().lines().is_empty() && error.read().is_none()).then(|| view! { class=class, <p class="empty">{t(Message::LogEmpty)}</p> })}
                <For each=move || shown_lines(&log.read()) key=|(line, _)| line.id let((line, begins))>
                    <LogViewLine line begins/>
                </For>
            </div>
            {move || source.read().is_cut.then(|| view! { class=class, <p class="cut">{t(Message::LogCut)}</p> })}
            {move || (!at_end.get()).then(|| view! {
                class=class,
                <button
                    type="button" class="coder-button small end"
                    on:click=move |_| { at_end.set(true); scroll.to_end(); }
                >
                    {t(Message::LogEnd)}
                </button>
            })}
            {move || error.get().map(|error| view! {
                <ErrorNotice error retry=Callback::new(move |()| refetches.update(|n| *n += 1)) busy=Signal::stored(false) by_hand=true/>
            })}
        </details>
    }
}

/// The state of a log's requests.
#[derive(Clone, Copy)]
struct FetchedLog {
    /// The error of the latest request.
    error: RwSignal<Option<Error>>,
    /// The number of times that the user fetched the log again.
    refetches: RwSignal<u32>,
}

/// Fetches a log while it is open, until the current owner is cleaned up.
fn use_log(source: Memo<LogSource>, log: RwSignal<LogBuffer>, open: RwSignal<bool>) -> FetchedLog {
    let account = use_provider().account;
    let error = RwSignal::new(None::<Error>);
    let id = Memo::new(move |_| source.read().id.clone());
    // A new build has a new log.
    effect_with_last(move |before: Option<String>| {
        let id = id.get();
        if before.is_some_and(|before| before != id) {
            log.set(LogBuffer::default());
        }
        id
    });
    let refetches = RwSignal::new(0_u32);
    let request = LatestRequest::new();
    effect(move || {
        refetches.track();
        let (is_open, source) = (open.get(), source.get());
        request.abort();
        if is_open && let Some(signal) = request.begin() {
            spawn_local(fetch(account.clone(), source, log, error, signal));
        }
    });
    FetchedLog { error, refetches }
}

/// The scroll position of a log, which stays at the end until the user scrolls up.
#[derive(Clone, Copy)]
struct LogScroll {
    viewport: NodeRef<html::Div>,
    at_end: RwSignal<bool>,
}

impl LogScroll {
    /// Sets up the position, which follows new lines of an open log.
    fn new(log: RwSignal<LogBuffer>, open: RwSignal<bool>) -> Self {
        let scroll = Self { viewport: NodeRef::new(), at_end: RwSignal::new(true) };
        effect(move || {
            log.track();
            if scroll.at_end.get_untracked() && open.get() {
                next_frame(move || scroll.to_end());
            }
        });
        scroll
    }

    /// Scrolls to the end. Runs a frame later after an update: the log may be unmounted by then.
    fn to_end(self) {
        if let Some(viewport) = self.viewport.try_get_untracked().flatten() {
            viewport.set_scroll_top(viewport.scroll_height());
        }
    }

    /// Reads whether the end is in view.
    fn measure(self) {
        // `scroll` is fired with a delay: the log may be gone by then.
        if let Some(viewport) = self.viewport.try_get_untracked().flatten() {
            let below = viewport.scroll_height() - viewport.scroll_top() - viewport.client_height();
            self.at_end.set(below < 8);
        }
    }
}

/// Returns the buttons that copy and download a log.
fn tools(title: String, log: RwSignal<LogBuffer>, class: &'static str) -> AnyView {
    let copied = CopyState::new();
    let copy_all = move |_| copied.copy(log.with_untracked(LogBuffer::text));
    let save = move |_| {
        let text = log.with_untracked(LogBuffer::text);
        download(&format!("{}.log", title.replace(' ', "-")), &text);
    };
    view! {
        class=class,
        <div class="tools">
            <button type="button" class="coder-button small" on:click=copy_all>{t(Message::LogCopy)}</button>
            <button type="button" class="coder-button small" on:click=save>{t(Message::LogDownload)}</button>
            <span class="copied" role="status">
                {move || copied.message()}
            </span>
        </div>
    }
    .into_any()
}

/// Returns the lines in the document, each with whether it starts a stage.
fn shown_lines(log: &LogBuffer) -> Vec<(LogLine, bool)> {
    let all = log.lines();
    let first = all.len().saturating_sub(MAX_LINES);
    all.iter().enumerate().skip(first).map(|(index, line)| (line.clone(), starts_stage(all, index))).collect()
}

/// Follows a log that grows, from its last line on, once its beginning was fetched.
fn follow(
    account: &Account,
    source: LogSource,
    log: RwSignal<LogBuffer>,
    has_beginning: Rc<Cell<bool>>,
) -> Rc<Follow> {
    let topic = move || source.request(log.try_read_untracked().map_or(0, |log| log.last_id())).path;
    let append = move |state: &LiveState, frame: &str| match Readable::<LogLine>::read_answer(
        &live::lines_in(frame),
    ) {
        Ok(Readable { items, wrong: None }) if has_beginning.get() => {
            let _ = log.try_update(|log| log.append(items));
        }
        // A request fetches all lines in order, and says what is wrong with one.
        _ => state.wake(),
    };
    account.follow(Box::new(topic), Box::new(append))
}

/// Fetches new lines, repeatedly while the log grows.
async fn fetch(
    account: Account,
    source: LogSource,
    log: RwSignal<LogBuffer>,
    error: RwSignal<Option<Error>>,
    signal: AbortSignal,
) {
    let mut poll = Poll::new(Pace::log(account.tuning().idle_poll_ms));
    let has_beginning = Rc::new(Cell::new(false));
    let follow = source.is_live.then(|| follow(&account, source.clone(), log, has_beginning.clone()));
    let polled = LiveState::default();
    loop {
        let Some(after) = log.try_read_untracked().map(|log| log.last_id()) else { return };
        let answer = account.call(&source.request(after), &signal).await;
        let lines = match answer {
            Err(CallError::Aborted | CallError::SignedOut) => return,
            Err(CallError::Failed(error)) => Err(error),
            Ok(value) => Readable::<LogLine>::read_answer(&value).map_err(Error::from),
        };
        if signal.aborted() {
            return;
        }
        match lines {
            Ok(lines) => {
                // A line with a decode error is omitted, and the error is shown.
                let _ = error.try_set(lines.wrong.map(Error::from));
                has_beginning.set(true);
                if !lines.items.is_empty() {
                    let _ = log.try_update(|log| log.append(lines.items));
                }
                poll.succeeded(source.is_live);
            }
            Err(wrong) if wrong.is_transient() && source.is_live => poll.failed(&wrong, now_ms()),
            Err(wrong) => {
                let _ = error.try_set(Some(wrong));
                return;
            }
        }
        if !next_poll(&poll, follow.as_ref().map_or(&polled, |follow| &follow.state), &signal).await {
            return;
        }
    }
}
