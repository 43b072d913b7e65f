//! The search box: shows typed text at once, and applies it as the query after a debounce.

use super::context::use_card;
use crate::effect::{effect, effect_with_last};
use crate::texts::{t, tf};
use crate::ui::{Icon, IconName, unique_id};
use crate::workspaces::{ListState, WorkspacesQuery};
use coder_core::Error;
use coder_core::i18n::Message;
use coder_core::search::{SearchError, scope_only};
use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;

type DebounceTimeout = SendWrapper<Rc<RefCell<Option<Timeout>>>>;

/// The search box of a card.
#[component]
pub fn SearchBox() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/search_box.css");
    let card = use_card();
    let input = NodeRef::<html::Input>::new();
    let app = card.app;
    let pending: DebounceTimeout = SendWrapper::new(Rc::default());
    let search_text = card.search_text;

    // A query set by the parent or by a quick filter replaces the typed text.
    let (filter, superseded) = (card.filter, pending.clone());
    effect(move || {
        let filter = filter.get();
        superseded.borrow_mut().take();
        if *search_text.read_untracked() != filter {
            search_text.set(filter);
        }
    });
    let apply = {
        let (card, pending) = (card.clone(), pending.clone());
        move |text: String| {
            pending.borrow_mut().take();
            card.set_filter(text);
        }
    };
    let on_input = {
        let (apply, pending) = (apply.clone(), pending.clone());
        move |event| {
            let text = event_target_value(&event);
            search_text.set(text.clone());
            if text.is_empty() {
                return apply(text);
            }
            let apply = apply.clone();
            let debounce_ms = app.read_untracked().app.tuning.search_debounce_ms;
            let timer = Timeout::new(debounce_ms, move || apply(text));
            pending.borrow_mut().replace(timer);
        }
    };
    let on_key = {
        let apply = apply.clone();
        move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Enter" {
                event.prevent_default();
                apply(search_text.get_untracked());
            }
        }
    };
    let (focus_search, cleared) = (card.focus_search, pending.clone());
    effect_with_last(move |before: Option<()>| {
        focus_search.track();
        if let Some(input) = input.get_untracked().filter(|_| before.is_some()) {
            cleared.borrow_mut().take();
            let _ = input.focus();
        }
    });
    let clear = {
        let card = card.clone();
        move |_| card.clear_filters()
    };
    let is_clear = move || *search_text.read() == scope_only(&search_text.read());
    on_cleanup(move || drop(pending.borrow_mut().take()));

    let problem = Memo::new(move |_| problem(&card.query.read()));
    let ids = (unique_id("search"), unique_id("search-error"));
    view! {
        class=class,
        <div class="search" part="search">
            <div class="box" part="search-box">
                <span class="icon"><Icon icon=IconName::Search/></span>
                <label class="coder-hidden" for=ids.0.clone()>{t(Message::SearchLabel)}</label>
                <input
                    id=ids.0 class="input" part="search-input" type="text" role="searchbox" autocomplete="off"
                    autocapitalize="off" spellcheck="false" placeholder=t(Message::SearchLabel)
                    aria-describedby=ids.1.clone() aria-invalid=move || problem.read().is_some().then_some("true")
                    prop:value=search_text node_ref=input on:input=on_input on:keydown=on_key
                />
                <button
                    type="button" class="coder-icon-button small" part="search-clear" aria-label=t(Message::SearchClear) title=t(Message::SearchClear)
                    hidden=is_clear on:click=clear
                >
                    <Icon icon=IconName::Close/>
                </button>
            </div>
            <p class="problem" id=ids.1 role="status">{problem}</p>
        </div>
    }
}

/// Returns the error message of an invalid query: found locally, or reported by Coder for a key or a value.
fn problem(query: &Result<WorkspacesQuery, SearchError>) -> Option<String> {
    match query {
        Err(problem) => {
            let reason = tf(problem.text(), &[("piece", problem.term())]);
            Some(format!("{} {reason}", t(Message::SearchSyntax)))
        }
        Ok(query) => match &*query.load().read() {
            ListState::Failed(Error::Validation(refusal)) => {
                Some(format!("{} {refusal}", t(Message::SearchRefused)))
            }
            _ => None,
        },
    }
}
