//! The search box: shows typed text at once, and applies it to the query after a debounce.

use super::context::use_card;
use crate::effect::effect;
use crate::texts::{t, tf};
use crate::ui::{Icon, IconName, unique_id};
use crate::workspaces::{ListState, WorkspacesQuery};
use coder_core::Error;
use coder_core::i18n::Message;
use coder_core::search::{SearchError, SearchHint, scope_only, search_hint};
use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;

/// The greatest number of values in a hint.
const MOST_VALUES: usize = 5;

type DebounceTimeout = SendWrapper<Rc<RefCell<Option<Timeout>>>>;

/// The search box of a card.
#[component]
pub fn SearchBox() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/search_box.css");
    let card = use_card();
    let input = NodeRef::<html::Input>::new();
    let (app, search) = (card.app, card.search);
    let pending: DebounceTimeout = SendWrapper::new(Rc::default());
    // Whether the text may be incomplete: until Enter, or until the focus leaves.
    let is_typing = RwSignal::new(false);

    // A query set by the parent or by a filter replaces the text that is not applied yet.
    let (filter, superseded) = (card.filter, pending.clone());
    effect(move || {
        filter.track();
        superseded.borrow_mut().take();
    });
    let apply = {
        let (card, pending) = (card.clone(), pending.clone());
        move |text: String| {
            pending.borrow_mut().take();
            card.search_for(text);
        }
    };
    let on_input = {
        let (apply, pending) = (apply.clone(), pending.clone());
        move |event| {
            let text = event_target_value(&event);
            search.text.set(text.clone());
            is_typing.set(true);
            if text.is_empty() {
                return apply(text);
            }
            let apply = apply.clone();
            let debounce_ms = app.read_untracked().app.tuning.search_debounce_ms;
            let timer = Timeout::new(debounce_ms, move || apply(text));
            pending.borrow_mut().replace(timer);
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            is_typing.set(false);
            apply(search.text.get_untracked());
        }
    };
    let cleared = pending.clone();
    effect(move || {
        if let Some(input) = input.get().filter(|_| search.takes_focus.get()) {
            search.takes_focus.set(false);
            cleared.borrow_mut().take();
            let _ = input.focus();
        }
    });
    // A removed field still reports that it lost the focus.
    let stop_typing = move || {
        let _ = is_typing.try_set(false);
    };
    let query = card.query;
    let clear = move |_| card.clear_filters();
    let is_clear = move || {
        let query = search.query_for(&search.text.read());
        query == scope_only(&query)
    };
    on_cleanup(move || drop(pending.borrow_mut().take()));

    let note = Memo::new(move |_| note(&query.read(), &search.text.read(), is_typing.get()));
    let is_problem = move || note.read().as_ref().is_some_and(|note| note.is_problem);
    let ids = (unique_id("search"), unique_id("search-note"));
    view! {
        class=class,
        <div class="search" part="search" role="search" aria-label=t(Message::SearchLabel)>
            <div class="box" part="search-box">
                <span class="icon"><Icon icon=IconName::Search/></span>
                <label class="coder-hidden" for=ids.0.clone()>{t(Message::SearchLabel)}</label>
                <input
                    id=ids.0 class="input" part="search-input" type="text" role="searchbox" autocomplete="off"
                    autocapitalize="off" spellcheck="false" placeholder=t(Message::SearchLabel) aria-keyshortcuts="/"
                    aria-describedby=ids.1.clone() aria-invalid=move || is_problem().then_some("true")
                    prop:value=search.text node_ref=input on:input=on_input on:keydown=on_key
                    on:blur=move |_| stop_typing()
                />
                <kbd class="key" aria-hidden="true" hidden=move || !is_clear()>"/"</kbd>
                <button
                    type="button" class="coder-icon-button small" part="search-clear" aria-label=t(Message::SearchClear) title=t(Message::SearchClear)
                    hidden=is_clear on:click=clear
                >
                    <Icon icon=IconName::Close/>
                </button>
            </div>
            <p class="note" class:problem=is_problem id=ids.1 role="status">
                {move || note.get().map(|note| note.text)}
            </p>
        </div>
    }
}

/// The text below the search box.
#[derive(Clone, PartialEq)]
struct SearchNote {
    text: String,
    /// Whether the query is invalid. Otherwise the text is a hint.
    is_problem: bool,
}

/// Returns the hint for a text that is being typed, or the error of an invalid query: found locally, or reported by
/// Coder for a key or a value.
fn note(query: &Result<WorkspacesQuery, SearchError>, text: &str, is_typing: bool) -> Option<SearchNote> {
    let hint = search_hint(text).map(|hint| hint_text(&hint));
    let is_incomplete = matches!(query, Ok(_) | Err(SearchError::DanglingColon(_)));
    if is_typing && is_incomplete {
        return hint.map(|text| SearchNote { text, is_problem: false });
    }
    let text = match query {
        Err(problem) => {
            let reason = tf(problem.text(), &[("piece", problem.term())]);
            format!("{} {reason}", t(Message::SearchSyntax))
        }
        Ok(query) => match &*query.load().read() {
            ListState::Failed(Error::Validation(refusal)) => {
                hint.unwrap_or_else(|| format!("{} {refusal}", t(Message::SearchRefused)))
            }
            _ => return None,
        },
    };
    Some(SearchNote { text, is_problem: true })
}

fn hint_text(hint: &SearchHint) -> String {
    match hint {
        SearchHint::SimilarKey { key, similar } => {
            tf(Message::SearchSimilarKey, &[("key", key), ("similar", similar)])
        }
        SearchHint::Values { key, values } => {
            let rest = if values.len() > MOST_VALUES { ", …" } else { "" };
            let shown: Vec<_> = values.iter().take(MOST_VALUES).copied().collect();
            format!("{key}: {}{rest}", shown.join(", "))
        }
    }
}
