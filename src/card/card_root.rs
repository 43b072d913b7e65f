//! The root of a card: a landmark with the title row, and the gate in front of everything that needs a session.

use super::card_number::{numbered, use_card_number};
use super::context::{CardContext, CardProps, EntityInput};
use super::lazy_views;
use super::loading_rows::LoadingRows;
use super::search_state::SearchState;
use super::warm_up::warm_up;
use crate::auth::{Gate, SessionMenu, SignIn};
use crate::card_dialog::CardDialog;
use crate::dialogs::{self, DialogsProps};
use crate::effect::effect_with_last;
use crate::launches::Launches;
use crate::provider::use_provider;
use crate::session::Account;
use crate::spawn::spawn_local;
use crate::style;
use crate::texts::{t, texts};
use crate::workspaces::WorkspacesQuery;
use coder_core::config::Incompatible;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::{Error, WorkspacesConfig};
use leptos::children::{ChildrenFn, ViewFn};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The root of a card, which provides the [`CardContext`] to its parts.
///
/// Shows its children once the account is linked, and the sign-in form until then.
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
    /// The catalog entity that the card belongs to.
    #[prop(optional, into)]
    entity: Signal<EntityInput>,
    /// Whether to show only workspaces made from the entity's repository, and to read the entity's `spec.coder`.
    #[prop(optional, into)]
    read_entity_data: Signal<bool>,
    /// The query, if the parent controls it; `on_filter_change` requests changes.
    #[prop(optional, into)]
    query_filter: Signal<Option<String>>,
    /// The initial query. By default the last choice in the quick filters, else the configured query, else
    /// `owner:me`.
    #[prop(optional, into)]
    default_query_filter: Option<String>,
    /// Callback for changes of the query.
    #[prop(optional, into)]
    on_filter_change: Option<Callback<String>>,
    /// Callback for failed requests for the list.
    #[prop(optional, into)]
    on_error: Option<Callback<Error>>,
    /// Callback for workspaces created in the card.
    #[prop(optional, into)]
    on_workspace_created: Option<Callback<Arc<Workspace>>>,
    /// The title row, usually a [`super::HeaderRow`].
    #[prop(optional, into)]
    header: ViewFn,
    /// The content at the foot, usually [`super::Reminders`]; shown during the first check of the session as well.
    #[prop(optional, into)]
    footer: ViewFn,
    /// The card's content.
    children: ChildrenFn,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/card_root.css");
    lazy_views::prefetch();
    let provider = use_provider();
    let account = provider.account.clone();
    account.register_sign_in_ui();
    let gate = gate_of(&account);
    let number = use_card_number();
    let context = CardContext::new(
        &provider,
        CardProps {
            number,
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
    let incompatibility = incompatibility(context.clone());
    let has_footer = Memo::new(move |_| gate.get().shows_content() && incompatibility.read().is_none());
    let (search, dialog, config, launches) =
        (context.search, context.dialog, context.config, context.launches);
    provide_context(SessionMenu);
    provide_context(launches);
    let on_created = use_created(&account, launches, context.on_workspace_created);
    let rows = context.query.read_untracked().as_ref().ok().and_then(WorkspacesQuery::previous_row_count);
    request_early(&context, gate);
    provide_context(context);
    let section = style::adopt_on_mount();
    warm_up_unless_signed_out(&account, gate, section);
    let has_focus = follow_focus(gate, section);
    view! {
        class=class,
        <section
            class="card coder-root" part="card" aria-label=numbered(t(Message::CardTitle), number) lang=texts().language().tag() node_ref=section
            on:pointerenter=move |_| prefetch(gate) on:focusin=move |_| { has_focus.set_value(true); prefetch(gate) }
            on:focusout=move |event| leave(&event, has_focus) tabindex="-1"
            on:keydown=move |event| open_search(&event, gate, search)
        >
            {style::is_blocked().then(|| view! { class=class, <p role="note">{t(Message::Unstyled)}</p> })}
            {header.run()}
            <div class="body">
                {move || match (gate.get(), incompatibility.get()) {
                    (Gate::Open, Some(notice)) => {
                        lazy_views::required(move |views| (views.incompatible_notice)(notice.clone()))
                    }
                    (Gate::Open, None) => content(children().into_any(), dialog, config, on_created),
                    (Gate::Checking, _) => checking(search, rows, class),
                    (gate, _) => view! { <SignIn gate/> }.into_any(),
                }}
                {move || has_footer.get().then(|| footer.run())}
            </div>
        </section>
    }
}

/// Returns what a card shows of an account's session.
fn gate_of(account: &Account) -> Memo<Gate> {
    let state = account.state();
    Memo::new(move |_| Gate::of(state.read().status()))
}

/// Returns the notice in place of the content of a card whose entity is not meant for Coder.
fn incompatibility(context: CardContext) -> Memo<Option<Incompatible>> {
    Memo::new(move |_| context.incompatibility())
}

/// Requests the list while the session is checked.
fn request_early(context: &CardContext, gate: Memo<Gate>) {
    let query = context.query.get_untracked().ok().filter(|_| gate.get_untracked() == Gate::Checking);
    if let Some(query) = query {
        // After the request of the check, which is a task as well.
        spawn_local(async move { query.request_early() });
    }
}

/// Starts the warm-up render, but not before sign-in, which takes longer than the time that it saves.
fn warm_up_unless_signed_out(account: &Account, gate: Memo<Gate>, section: NodeRef<html::Section>) {
    if gate.get_untracked() != Gate::Form {
        warm_up(account, section);
    }
}

/// Renders the placeholder of the content during the first check of the session, as high as the content.
fn checking(search: SearchState, rows: Option<usize>, class: &'static str) -> AnyView {
    view! {
        class=class,
        {search.is_open.get_untracked().then(|| view! { class=class, <div class="tools-space"></div> })}
        <LoadingRows rows label=Message::Initializing/>
    }
    .into_any()
}

/// Renders the content of a card whose gate is open.
fn content(
    children: AnyView,
    dialog: RwSignal<Option<CardDialog>>,
    config: Memo<Arc<WorkspacesConfig>>,
    on_created: Callback<Arc<Workspace>>,
) -> AnyView {
    view! {
        // The one place that says so if the chunk cannot be loaded; the other views are just missing then.
        {lazy_views::awaited(|views| (views.session_expiry)())}
        {children}
        // Below the list: its notice comes while the pointer is over a row.
        {lazy_views::optional(|views| (views.launch_status)())}
        {lazy_views::optional(move |views| (views.dialogs)(DialogsProps { dialog, config, on_created: Some(on_created) }))}
    }
    .into_any()
}

/// Notes that the focus has left the card.
fn leave(event: &FocusEvent, has_focus: StoredValue<bool>) {
    // Without a related target, the focused element may just have been removed.
    if event.related_target().is_some() {
        has_focus.set_value(false);
    }
}

/// Opens the search of an open card by its key.
fn open_search(event: &KeyboardEvent, gate: Memo<Gate>, search: SearchState) {
    if gate.get_untracked() == Gate::Open && is_search_key(event) {
        event.prevent_default();
        search.open();
    }
}

/// Whether a key opens the search: a slash that is not typed into a field, a menu or a dialog.
fn is_search_key(event: &KeyboardEvent) -> bool {
    let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let takes_text = |element: web_sys::Element| {
        element
            .closest("input, textarea, select, [contenteditable], [role=menu], dialog")
            .is_ok_and(|it| it.is_some())
    };
    event.key() == "/" && !has_modifier && !target.is_some_and(takes_text)
}

/// Returns the callback for created workspaces, which tells the host and opens the workspace once it is ready.
fn use_created(
    account: &Account,
    launches: Launches,
    on_created: Option<Callback<Arc<Workspace>>>,
) -> Callback<Arc<Workspace>> {
    let (account, owner) = (account.clone(), Owner::current());
    Callback::new(move |workspace: Arc<Workspace>| {
        // Observed for as long as the card lives, not only the form.
        if let Some(owner) = &owner {
            owner.with(|| launches.wait_for_created(&account, &workspace));
        }
        if let Some(callback) = &on_created {
            callback.run(workspace);
        }
    })
}

/// Prefetches the chunk of the dialogs, which hover or focus often precedes.
fn prefetch(gate: Memo<Gate>) {
    if gate.try_get_untracked() == Some(Gate::Open) {
        dialogs::prefetch();
    }
}

/// Moves the focus to the first field of the new content, or to the card, if the gate changes while the card has the
/// focus. Returns whether it has.
fn follow_focus(gate: Memo<Gate>, section: NodeRef<html::Section>) -> StoredValue<bool> {
    let has_focus = StoredValue::new(false);
    effect_with_last(move |before: Option<Gate>| {
        let current = gate.get();
        if before.is_some_and(|before| before != current) && has_focus.get_value() {
            let Some(card) = section.get_untracked() else { return current };
            let find = |selector| card.query_selector(selector).ok().flatten();
            let field = find("input").or_else(|| find(".body button"));
            let target = field.map_or_else(
                || card.clone().unchecked_into(),
                JsCast::unchecked_into::<web_sys::HtmlElement>,
            );
            let _ = target.focus();
        }
        current
    });
    has_focus
}
