//! A card's frame: landmark, heading row, and the gate before everything that needs a session.

use super::context::{CardContext, CardProps, EntityInput};
use super::expiry::SessionExpiry;
use super::incompatible::Incompatible;
use super::menus;
use super::warm_up::warm_up;
use crate::auth::{Gate, SignIn};
use crate::dialogs::{self, Dialogs};
use crate::provider::use_provider;
use crate::style;
use crate::texts::{t, texts};
use coder_core::Error;
use coder_core::text::Text;
use coder_core::wire::Workspace;
use leptos::html;
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The frame that the parts of a card stand in. It shows its children once the account is linked, and the way
/// to link it until then.
///
/// ```no_run
/// use backstage_plugin_coder::{CardRoot, HeaderRow, SearchBox, WorkspacesList};
/// use leptos::prelude::*;
/// # fn card() -> impl IntoView {
/// view! {
///     <CardRoot header=|| view! { <HeaderRow header_text="Remote machines"/> }>
///         <WorkspacesList/>
///         <SearchBox/>
///     </CardRoot>
/// }
/// # }
/// ```
#[component]
pub fn CardRoot(
    /// The catalog entity the card stands on.
    #[prop(optional, into)]
    entity: Signal<EntityInput>,
    /// Show only workspaces made from the entity's repository, and use its `spec.coder`.
    #[prop(optional, into)]
    read_entity_data: Signal<bool>,
    /// The search, where its owner controls it; changes are asked for by `on_filter_change`.
    #[prop(optional, into)]
    query_filter: Signal<Option<String>>,
    /// The search to begin with, whatever was chosen the last time; without it that, else the configured one,
    /// else `owner:me`.
    #[prop(optional, into)]
    default_query_filter: Option<String>,
    /// Told when the search changes.
    #[prop(optional, into)]
    on_filter_change: Option<Callback<String>>,
    /// Told when a list cannot be fetched.
    #[prop(optional, into)]
    on_error: Option<Callback<Error>>,
    /// Told of a workspace that was created in the card.
    #[prop(optional, into)]
    on_workspace_created: Option<Callback<Arc<Workspace>>>,
    /// What stands above: usually a [`super::HeaderRow`].
    #[prop(optional, into)]
    header: ViewFn,
    /// The card's content.
    children: ChildrenFn,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/card.css");
    let provider = use_provider();
    let account = provider.account.clone();
    account.watch();
    let state = account.state();
    let gate = Memo::new(move |_| Gate::of(state.read().status()));
    let context = CardContext::new(
        &provider,
        CardProps {
            gate,
            entity,
            read_entity_data,
            query_filter,
            default_query_filter,
            on_filter_change,
            on_error,
            on_workspace_created,
        },
    );
    let not_meant = {
        let context = context.clone();
        Memo::new(move |_| context.not_meant_for_coder())
    };
    let (dialog, config, on_created) = (context.dialog, context.config, context.on_workspace_created);
    provide_context(context);
    let section = style::adopting();
    // Whoever still has to sign in takes longer than anything this saves.
    if gate.get_untracked() != Gate::Form {
        warm_up(&account, section);
    }
    let focus_is_here = StoredValue::new(false);
    follow_focus(gate, section, focus_is_here);
    let on_focus_out = move |event: leptos::ev::FocusEvent| {
        // Without a related target the focused element may just have been taken away.
        if event.related_target().is_some() {
            focus_is_here.set_value(false);
        }
    };

    // Whoever comes near may open a dialog next.
    let likely = move || {
        if gate.get_untracked() == Gate::Open {
            menus::prefetch();
            dialogs::prefetch();
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
            on:pointerenter=move |_| likely() on:focusin=move |_| { focus_is_here.set_value(true); likely() } on:focusout=on_focus_out
        >
            {style::is_blocked().then(|| view! { class=class, <p role="note">{t(Text::Unstyled)}</p> })}
            {header.run()}
            <div class="body">
                {move || match (gate.get(), not_meant.get()) {
                    (Gate::Open, Some(words)) => view! { <Incompatible words/> }.into_any(),
                    (Gate::Open, None) => view! { <SessionExpiry/>{children()}<Dialogs dialog config on_created/> }.into_any(),
                    (gate, _) => view! { <SignIn gate/> }.into_any(),
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
