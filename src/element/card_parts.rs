//! `<coder-card-root>` and `<coder-card-part>`: a card whose parts the page arranges.
//!
//! Each part is an element with a shadow root of its own. Its reactive owner is a child of the root's owner: the part
//! shares the root's [`CardContext`], and is disposed no later than the root.

use super::card::{CardInputs, attribute, header_level};
use super::events;
use super::inputs::Inputs;
use super::mount::mount;
use super::mount_context::MountContext;
use super::part_owners::PartOwners;
use super::provider::with_provider;
use crate::card::{
    CardContext, CardRoot, CreateWorkspaceButton, CreateWorkspaceLink, DevContainerLink, ExtraActionsButton,
    HeaderRow, ListItem, QuickFilters, Reminders, SearchBox, WorkspacesList, WorkspacesListItem, use_card,
};
use crate::effect::effect;
use crate::ui::RemoteIcon;
use crate::workspaces::{FetchedPage, ListState, Row};
use coder_core::WorkspacesConfig;
use coder_core::json::{parse, to_string};
use coder_core::models::Workspace;
use leptos::children::ViewFn;
use leptos::prelude::*;
use leptos::tachys::view::any_view;
use send_wrapper::SendWrapper;
use serde_json::{Map, Value, json};
use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::HtmlElement;

pub(super) fn show_root(MountContext { element, inputs, .. }: MountContext, owners: PartOwners) -> AnyView {
    let (for_card, its_element) = (inputs.clone(), element.clone());
    with_provider(&inputs, &element, move || {
        let CardInputs {
            entity,
            read_entity_data,
            query_filter,
            default_query_filter,
            on_filter_change,
            on_error,
            on_workspace_created,
        } = CardInputs::of(&for_card, &its_element);
        let (inputs, element) = (for_card.clone(), its_element.clone());
        let (owners, body) = (owners.clone(), owners.body.clone());
        let raw = RawWorkspaces(RwSignal::new(Vec::new()));
        provide_context(raw);
        let header = move || {
            let card = use_card();
            follow_filter(&inputs, &card);
            follow_refresh_key(&inputs, &card);
            emit_changes(&element, card, raw);
            set_part_owner(&owners.header);
            view! { <slot name="header"></slot> }
        };
        view! {
            <CardRoot
                entity read_entity_data query_filter nostrip:default_query_filter on_filter_change on_error
                on_workspace_created header
            >
                {subscribe_raw(use_card(), raw)}
                {set_part_owner(&body)}
                <slot></slot>
            </CardRoot>
        }
        .into_any()
    })
}

/// Makes the current owner the owner of parts, until the current owner is cleaned up.
fn set_part_owner(slot: &ArcRwSignal<Option<Owner>>) {
    slot.set(Owner::current());
    let slot = slot.clone();
    on_cleanup(move || slot.set(None));
}

/// Applies the `filter` property as the query.
fn follow_filter(inputs: &Inputs, card: &CardContext) {
    let (inputs, card) = (inputs.clone(), card.clone());
    effect(move || {
        if let Some(filter) = inputs.property("filter").as_string() {
            card.set_filter(filter);
        }
    });
}

/// Refreshes the list when the `refreshKey` property changes.
fn follow_refresh_key(inputs: &Inputs, card: &CardContext) {
    let (inputs, query) = (inputs.clone(), card.query);
    let key = Memo::new(move |_| inputs.property("refreshKey").as_f64());
    effect(move || {
        if key.get().is_some()
            && let Ok(query) = query.get_untracked()
        {
            query.refresh();
        }
    });
}

/// The fetched workspaces of a root as Coder sent them: the index in the list, and the JSON text.
#[derive(Clone, Copy)]
struct RawWorkspaces(RwSignal<Vec<(usize, String)>>);

impl RawWorkspaces {
    fn take(self, pages: &[FetchedPage]) {
        let mut raw = self.0.get_untracked();
        let count = pages.last().map_or(0, |last| usize::try_from(last.page.count).unwrap_or(0));
        for FetchedPage { rows, text, .. } in pages {
            let json = parse(text).unwrap_or_default();
            raw.retain(|(index, _)| !rows.contains(index));
            let workspaces = json["workspaces"].as_array().into_iter().flatten();
            raw.extend(rows.clone().zip(workspaces.map(to_string)));
        }
        raw.retain(|(index, _)| *index < count);
        raw.sort_by_key(|(index, _)| *index);
        if *self.0.read_untracked() != raw {
            self.0.set(raw);
        }
    }
}

/// Watches the list, even if only the page's own components show it, and stores the fetched workspaces.
fn subscribe_raw(card: CardContext, raw: RawWorkspaces) {
    effect(move || {
        let Ok(query) = card.query.get() else { return };
        query.watch().on_pages(Rc::new(move |pages| raw.take(pages)));
        // Pages that were fetched earlier were not stored as JSON.
        if matches!(&*query.load().read_untracked(), ListState::Ready { .. }) {
            query.refresh();
        }
        // Already disposed if the whole card is unmounted.
        on_cleanup(move || drop(raw.0.try_set(Vec::new())));
    });
}

/// Emits `coder-card-change` events with the content of the parts, for the page's own components.
fn emit_changes(element: &SendWrapper<HtmlElement>, card: CardContext, raw: RawWorkspaces) {
    let element = element.clone();
    let (filter, config, query) = (card.filter, card.config, card.query);
    let shown = Memo::new(move |_| {
        let mut refreshing = false;
        let (state, count, error) = match &*query.read() {
            Err(problem) => ("failed", None, Some(events::problem_json(problem))),
            Ok(query) => {
                refreshing = query.refreshing().get();
                match &*query.load().read() {
                    ListState::Loading => ("loading", None, None),
                    ListState::Failed(error) => ("failed", None, Some(events::error_json(error))),
                    ListState::Ready { count, stale } => {
                        ("ready", Some(*count), stale.as_ref().map(events::error_json))
                    }
                }
            }
        };
        to_string(&json!({
            "filter": filter.get(),
            "config": config_json(&config.read()),
            "state": state,
            "count": count,
            "refreshing": refreshing,
            "error": error,
        }))
    });
    effect(move || {
        let workspaces: Vec<String> = raw.0.read().iter().map(|(_, workspace)| workspace.clone()).collect();
        events::card_change(&element, &shown.read(), &workspaces);
    });
}

/// Returns the merged configuration under the React plugin's names.
pub(super) fn config_json(config: &WorkspacesConfig) -> Value {
    let params: Map<String, Value> = config.params.iter().map(|(k, v)| (k.clone(), json!(v))).collect();
    json!({
        "mode": config.mode.as_str(),
        "templateName": config.template_name,
        "creationUrl": config.creation_url,
        "repoUrl": config.repo_url.as_ref().map(|url| url.as_str()),
        "repoUrlParamKeys": config.repo_url_param_keys,
        "isReadingEntityData": config.is_reading_entity_data,
        "params": params,
    })
}

/// The view of a part, and the view's owner; dropping both unmounts the part.
type MountedPart = SendWrapper<Rc<RefCell<Option<(Box<dyn Any>, Owner)>>>>;

fn unmount_part(shown: &MountedPart) {
    // Dropped after the borrow has ended: the owner's cleanup calls this function again.
    let before = shown.borrow_mut().take();
    drop(before);
}

pub(super) fn show_part(MountContext { element, root, inputs }: MountContext) -> AnyView {
    let shown = MountedPart::new(Rc::default());
    let removed = shown.clone();
    on_cleanup(move || unmount_part(&removed));
    effect(move || {
        inputs.track_moves();
        let is_header = inputs.attribute("name").as_deref() == Some("header-row");
        let owner = PartOwners::closest(&element)
            .and_then(|owners| if is_header { owners.header.get() } else { owners.body.get() });
        unmount_part(&shown);
        let Some(owner) = owner.map(|owner| owner.child()) else { return };
        let (inputs, element) = (inputs.clone(), element.clone());
        let view = owner.with(|| {
            let shown = shown.clone();
            // The root's signals are disposed with the root: no view that reads them may remain.
            on_cleanup(move || unmount_part(&shown));
            mount(&root, move || {
                // The rules of the base style sheet apply below this class.
                view! { <div class="coder-place coder-root">{part(&inputs, &element)}</div> }
            })
        });
        shown.replace(Some((view, owner)));
    });
    ().into_any()
}

fn part(inputs: &Inputs, element: &SendWrapper<HtmlElement>) -> AnyView {
    let has = |name| inputs.flag(name);
    match inputs.attribute("name").as_deref() {
        Some("header-row") => {
            let header_text = attribute(inputs, "header-text");
            let repo_text = attribute(inputs, "repo-text");
            let header_level = header_level(inputs);
            if has("custom-actions") {
                let actions = ViewFn::from(|| view! { <slot name="actions"></slot> });
                view! { <HeaderRow header_text header_level repo_text actions/> }.into_any()
            } else {
                view! { <HeaderRow header_text header_level repo_text/> }.into_any()
            }
        }
        Some("search-box") => view! { <SearchBox/> }.into_any(),
        Some("quick-filters") => view! { <QuickFilters/> }.into_any(),
        Some("workspaces-list") => list(has("custom-items"), has("custom-empty"), element),
        Some("list-item") => inputs.attribute("workspace-id").and_then(item).into_any(),
        Some("list-icon") => {
            let field = attribute(inputs, "src");
            let name = attribute(inputs, "workspace-name");
            view! {
                <RemoteIcon
                    field=Signal::derive(move || field.get().unwrap_or_default())
                    name=Signal::derive(move || name.get().unwrap_or_default()) part="row-icon"
                />
            }
            .into_any()
        }
        Some("create-workspace-button") => view! { <CreateWorkspaceButton/> }.into_any(),
        Some("create-workspace-link") => view! { <CreateWorkspaceLink/> }.into_any(),
        Some("extra-actions") => view! { <ExtraActionsButton/> }.into_any(),
        Some("dev-container-link") => view! { <DevContainerLink/> }.into_any(),
        Some("reminders") => {
            let can_show_entity_reminder = !has("without-entity-reminder");
            let can_show_template_name_reminder = !has("without-template-reminder");
            view! { <Reminders can_show_entity_reminder can_show_template_name_reminder/> }.into_any()
        }
        _ => ().into_any(),
    }
}

/// Returns the row of a workspace in the list.
fn item(id: String) -> Option<AnyView> {
    let query = use_card().query.get_untracked().ok()?;
    let row = query.row(&id)?;
    Some(view! { <WorkspacesListItem row/> }.into_any())
}

fn list(custom_items: bool, custom_empty: bool, element: &SendWrapper<HtmlElement>) -> AnyView {
    let empty_state = custom_empty.then(|| ViewFn::from(|| view! { <slot name="empty"></slot> }));
    let render_item = custom_items.then(|| slotted_items(element.clone()));
    view! { <WorkspacesList nostrip:render_item nostrip:empty_state/> }.into_any()
}

/// Returns a renderer for rows with a slot each, which the page fills, and emits `coder-rows-change` events.
fn slotted_items(element: SendWrapper<HtmlElement>) -> Callback<ListItem, any_view::AnyView> {
    let shown = RwSignal::new(HashMap::<Arc<str>, Row>::new());
    let raw = use_context::<RawWorkspaces>();
    effect(move || {
        let Some(RawWorkspaces(raw)) = raw else { return };
        let (shown, raw) = (shown.read(), raw.read());
        let entry = |row: &Row| {
            let index = row.index.get();
            let workspace = row.workspace.read();
            // Coder counts workspaces that it omits from its response; behind them, the indices of the list and of
            // the response differ.
            let mut candidates = raw.iter().filter(|(position, _)| *position >= index);
            candidates
                .find_map(|(_, raw)| with_current_status(raw, &workspace))
                .map(|workspace| (index, workspace))
        };
        let mut rows: Vec<(usize, String)> = shown.values().filter_map(entry).collect();
        rows.sort_by_key(|(index, _)| *index);
        events::rows_change(&element, &rows);
    });
    Callback::new(move |ListItem { row, .. }| {
        let id = row.id.clone();
        shown.update(|all| drop(all.insert(id.clone(), row)));
        let removed = id.clone();
        on_cleanup(move || {
            let _ = shown.try_update(|all| all.remove(&removed));
        });
        any_view::IntoAny::into_any(view! { <slot name=format!("row-{id}")></slot> })
    })
}

/// Returns a workspace as Coder sent it, with the status that the card shows: a dialog may have fetched a newer one.
///
/// Returns `None` if the JSON is of another workspace.
fn with_current_status(raw: &str, workspace: &Workspace) -> Option<String> {
    let mut raw = parse(raw)?;
    (raw["id"].as_str() == Some(&workspace.id)).then_some(())?;
    if let Some(status) = raw.pointer_mut("/latest_build/status") {
        *status = Value::from(workspace.latest_build.status.as_wire());
    }
    Some(to_string(&raw))
}
