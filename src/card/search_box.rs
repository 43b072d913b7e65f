//! The search: shown as typed at once, sent when typing rests.

use super::context::use_card;
use crate::effect::effect;
use crate::texts::{t, tf};
use crate::ui::{Glyph, Sign, unique_id};
use crate::workspaces::Load;
use coder_core::Error;
use coder_core::error::explain;
use coder_core::text::Text;
use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;

type Pending = SendWrapper<Rc<RefCell<Option<Timeout>>>>;

/// The search box.
#[component]
pub fn SearchBox() -> impl IntoView {
    let class = stylers::style_sheet!("./style/search_box.css");
    let card = use_card();
    let input = NodeRef::<html::Input>::new();
    let app = card.app;
    let pending: Pending = SendWrapper::new(Rc::default());
    let typed = card.typed;

    // A filter set from outside, or by a quick filter, takes the place of what was typed.
    let (filter, overtaken) = (card.filter, pending.clone());
    effect(move || {
        let filter = filter.get();
        overtaken.borrow_mut().take();
        if *typed.read_untracked() != filter {
            typed.set(filter);
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
            typed.set(text.clone());
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
                apply(typed.get_untracked());
            }
        }
    };
    let clear = move |_| {
        typed.set(String::new());
        apply(String::new());
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    on_cleanup(move || drop(pending.borrow_mut().take()));

    // What is wrong with the search: known at once, or what the server said about its keys and values.
    let problem = Memo::new(move |_| match &*card.query.read() {
        Err(problem) => {
            let why = tf(problem.text(), &[("piece", problem.piece())]);
            Some(format!("{} {why}", t(Text::SearchSyntax)))
        }
        Ok(query) => match &*query.load().read() {
            Load::Failed(error @ Error::Validation(_)) => {
                Some(format!("{} {}", t(Text::SearchRefused), explain(error).detail))
            }
            _ => None,
        },
    });
    let ids = (unique_id("search"), unique_id("search-error"));
    view! {
        class=class,
        <div class="search" part="search">
            <div class="box" part="search-box">
                <span class="sign"><Glyph sign=Sign::Search/></span>
                <label class="coder-hidden" for=ids.0.clone()>{t(Text::SearchLabel)}</label>
                <input
                    id=ids.0 class="input" part="search-input" type="text" role="searchbox" autocomplete="off"
                    autocapitalize="off" spellcheck="false" placeholder=t(Text::SearchLabel)
                    aria-describedby=ids.1.clone() aria-invalid=move || problem.read().is_some().then_some("true")
                    prop:value=typed node_ref=input on:input=on_input on:keydown=on_key
                />
                <button
                    type="button" class="coder-icon-button small" part="search-clear" aria-label=t(Text::SearchClear) title=t(Text::SearchClear)
                    hidden=move || typed.read().is_empty() on:click=clear
                >
                    <Glyph sign=Sign::Cross/>
                </button>
            </div>
            <p class="problem" id=ids.1 role="status">{problem}</p>
        </div>
    }
}
