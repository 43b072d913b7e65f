//! The card on an entity page: its workspaces, or the way to sign in.
//!
//! A composition of parts, one file each, that share a [`CardContext`].

mod context;
mod create;
mod dev_container;
mod empty;
mod header;
mod icon;
mod list;
mod reminders;
mod results;
mod row;
mod search_box;
mod virtual_rows;

pub use context::{CardContext, EntityInput, use_card};

use crate::auth::{Gate, SignIn};
use crate::provider::use_provider;
use crate::style;
use crate::texts::texts;
use coder_core::Error;
use context::CardProps;
use dev_container::DevContainerLink;
use header::Header;
use leptos::html;
use leptos::prelude::*;
use list::WorkspacesList;
use reminders::Reminders;
use search_box::SearchBox;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use wasm_bindgen::JsCast;

/// The Coder workspaces of an entity, or of a user.
///
/// Needs a [`crate::CoderProvider`] above it.
#[component]
pub fn CoderWorkspacesCard(
    /// The catalog entity the card stands on.
    #[prop(optional, into)]
    entity: Signal<EntityInput>,
    /// Show only workspaces made from the entity's repository, and use its `spec.coder`.
    #[prop(optional, into)]
    read_entity_data: Signal<bool>,
    /// The search, where its owner controls it; changes are asked for by `on_filter_change`.
    #[prop(optional, into)]
    query_filter: Signal<Option<String>>,
    /// The search to begin with.
    #[prop(into, default = "owner:me".to_owned())]
    default_query_filter: String,
    /// Told when the search changes.
    #[prop(optional, into)]
    on_filter_change: Option<Callback<String>>,
    /// Told when a list cannot be fetched.
    #[prop(optional, into)]
    on_error: Option<Callback<Error>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/card.css");
    let provider = use_provider();
    let account = provider.account.clone();
    account.watch();
    let context = CardContext::new(
        &provider,
        CardProps {
            entity,
            read_entity_data,
            query_filter,
            default_query_filter,
            on_filter_change,
            on_error,
        },
    );
    provide_context(context.clone());

    let section = NodeRef::<html::Section>::new();
    // An element has adopted it already; a component that is shown later is not in the document until its
    // view is built.
    section.on_load(|section| {
        let section = SendWrapper::new(section);
        leptos::task::spawn_local(async move { style::adopt(&section) });
    });
    let state = account.state();
    let gate = Memo::new(move |_| Gate::of(state.read().status()));
    let focus_is_here = StoredValue::new(false);
    follow_focus(gate, section, focus_is_here);
    let on_focus_out = move |event: leptos::ev::FocusEvent| {
        // Without a related target the focused element may just have been taken away.
        if event.related_target().is_some() {
            focus_is_here.set_value(false);
        }
    };

    let lang = texts().language.tag();
    let ordinal = Ordinal::take();
    let label = ordinal.label();
    on_cleanup(move || ordinal.give_back());
    view! {
        class=class,
        <section
            class="card coder-root" part="card" role="search" aria-label=label lang=lang node_ref=section
            on:focusin=move |_| focus_is_here.set_value(true) on:focusout=on_focus_out
        >
            <Header gate/>
            <div class="body">
                {move || match gate.get() {
                    Gate::Open => view! { <SearchBox/><WorkspacesList/><DevContainerLink/><Reminders/> }.into_any(),
                    gate => view! { <SignIn gate/> }.into_any(),
                }}
            </div>
        </section>
    }
}

/// Keeps the keyboard where the person is: when what had focus in the card gives way to something else, the
/// first field there gets it.
fn follow_focus(gate: Memo<Gate>, section: NodeRef<html::Section>, is_here: StoredValue<bool>) {
    Effect::new(move |before: Option<Gate>| {
        let now = gate.get();
        if before.is_some_and(|before| before != now) && is_here.get_value() {
            let find = |what| section.get_untracked()?.query_selector(what).ok()?;
            if let Some(field) = find("input").or_else(|| find(".body button")) {
                let _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        }
        now
    });
}

/// Tells the cards of a page apart to someone who cannot see where they stand: the first has the plain name.
#[derive(Clone, Copy)]
struct Ordinal(usize);

thread_local! {
    static TAKEN: RefCell<Vec<bool>> = const { RefCell::new(Vec::new()) };
}

impl Ordinal {
    fn take() -> Self {
        TAKEN.with_borrow_mut(|taken| {
            let free = taken.iter().position(|t| !t).unwrap_or(taken.len());
            if free == taken.len() {
                taken.push(false);
            }
            taken[free] = true;
            Self(free)
        })
    }

    fn give_back(self) {
        TAKEN.with_borrow_mut(|taken| taken[self.0] = false);
    }

    fn label(self) -> String {
        let title = crate::texts::t(coder_core::text::Text::CardTitle);
        if self.0 == 0 { title.to_owned() } else { format!("{title} ({})", self.0 + 1) }
    }
}
