//! The search box: shows typed text at once, and applies it to the query after a debounce.

use super::card_number::numbered;
use super::context::use_card;
use super::search_note::search_note;
use super::search_state::SearchState;
use crate::effect::effect;
use crate::texts::t;
use crate::ui::{Icon, IconName, unique_id};
use coder_core::i18n::Message;
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
    take_focus(input, search, pending.clone());
    // A removed field still reports that it lost the focus.
    let stop_typing = move || {
        let _ = is_typing.try_set(false);
    };
    let query = card.query;
    let landmark = numbered(t(Message::SearchLabel), card.number);
    let clear = move |_| card.clear_filters();
    let is_clear = move || search.is_clear();
    on_cleanup(move || drop(pending.borrow_mut().take()));

    let note = Memo::new(move |_| search_note(&query.read(), &search.text.read(), is_typing.get()));
    let is_problem = move || note.read().as_ref().is_some_and(|note| note.is_problem);
    let ids = (unique_id("search"), unique_id("search-note"));
    view! {
        class=class,
        <div class="search" part="search" role="search" aria-label=landmark>
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

/// Moves the focus to the field when the search is opened, and drops the text that is not applied yet.
fn take_focus(input: NodeRef<html::Input>, search: SearchState, pending: DebounceTimeout) {
    effect(move || {
        if let Some(input) = input.get().filter(|_| search.takes_focus.get()) {
            search.takes_focus.set(false);
            pending.borrow_mut().take();
            let _ = input.focus();
        }
    });
}
