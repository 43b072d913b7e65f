//! `<coder-card-root>` and `<coder-card-part>`: a card whose parts an integrator puts together in another way.
//!
//! Each part is an element with a shadow root of its own. It is shown by the root it stands in, as a child of the
//! root's reactive owner: it shares the root's [`CardContext`], and is gone no later than it.

use super::card::{Given, attribute, header_level};
use super::inputs::Inputs;
use super::later::{self, Later, Place};
use super::provider::with_provider;
use super::{Kind, around, events, mount};
use crate::card::{
    CardContext, CardRoot, CreateWorkspaceButton, CreateWorkspaceLink, DevContainerLink, ExtraActionsButton,
    HeaderRow, ListItem, QuickFilters, Reminders, RemoteIcon, SearchBox, WorkspacesList, WorkspacesListItem,
    use_card,
};
use crate::effect::effect;
use crate::workspaces::{Answer, Load, Row};
use coder_core::WorkspacesConfig;
use coder_core::json::{parse, to_text};
use coder_core::wire::Workspace;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde_json::{Map, Value, json};
use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::{HtmlElement, ShadowRoot};

pub(super) const ROOT: Kind = Kind {
    tag: "coder-card-root",
    attributes: &[
        "entity",
        "read-entity-data",
        "query-filter",
        "default-query-filter",
        "config",
        "proxy-path",
    ],
    properties: &["entity", "config", "host", "filter", "refreshKey"],
    mount: mount_root,
};

pub(super) const PART: Kind = Kind {
    tag: "coder-card-part",
    attributes: &[
        "name",
        "header-text",
        "header-level",
        "repo-text",
        "custom-actions",
        "custom-items",
        "custom-empty",
        "workspace-id",
        "src",
        "workspace-name",
        "without-entity-reminder",
        "without-template-reminder",
    ],
    properties: &[],
    mount: mount_part,
};

/// The reactive owners under which a root's parts stand, while there are some.
#[derive(Clone, Default)]
pub(super) struct Around {
    /// For its title row.
    header: ArcRwSignal<Option<Owner>>,
    /// For everything that needs a session.
    body: ArcRwSignal<Option<Owner>>,
}

thread_local! {
    static MOUNTED: around::Mounted<Around> = const { RefCell::new(Vec::new()) };
}

/// A root is found from when it enters a document, whether it shows anything yet or not.
struct Entered(HtmlElement);

impl Drop for Entered {
    fn drop(&mut self) {
        around::leave(&MOUNTED, &self.0);
    }
}

fn mount_root(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    let around = Around::default();
    around::enter(&MOUNTED, &host, around.clone());
    let entered = Entered(host.clone());
    let view = later::mount(
        host,
        root,
        inputs,
        Arc::new(move |later: Later, place| (later.root)(place, around.clone())),
    );
    Box::new((entered, view))
}

fn mount_part(host: HtmlElement, root: ShadowRoot, inputs: Inputs) -> Box<dyn Any> {
    later::mount(host, root, inputs, Arc::new(|later: Later, place| (later.part)(place)))
}

pub(super) fn show_root(Place { element, inputs, .. }: Place, around: Around) -> AnyView {
    let (for_card, its_element) = (inputs.clone(), element.clone());
    with_provider(&inputs, &element, move || {
        let Given {
            entity,
            read_entity_data,
            query_filter,
            default_query_filter,
            on_filter_change,
            on_error,
            on_workspace_created,
        } = Given::of(&for_card, &its_element);
        let (inputs, element) = (for_card.clone(), its_element.clone());
        let (around, body) = (around.clone(), around.body.clone());
        let whole = Whole(RwSignal::new(Vec::new()));
        provide_context(whole);
        let header = move || {
            let card = use_card();
            follow_filter(&inputs, &card);
            follow_refresh_key(&inputs, &card);
            tell_changes(&element, card, whole);
            publish(&around.header);
            view! { <slot name="header"></slot> }
        };
        view! {
            <CardRoot
                entity read_entity_data query_filter nostrip:default_query_filter on_filter_change on_error
                on_workspace_created header
            >
                {keep_asking(use_card(), whole)}
                {publish(&body)}
                <slot></slot>
            </CardRoot>
        }
        .into_any()
    })
}

/// Lets parts stand under the current owner, until it is cleaned up.
fn publish(place: &ArcRwSignal<Option<Owner>>) {
    place.set(Owner::current());
    let place = place.clone();
    on_cleanup(move || place.set(None));
}

/// Takes over a search set from outside: the `filter` property.
fn follow_filter(inputs: &Inputs, card: &CardContext) {
    let (inputs, card) = (inputs.clone(), card.clone());
    effect(move || {
        if let Some(filter) = inputs.property("filter").as_string() {
            card.set_filter(filter);
        }
    });
}

/// Asks for the list again when the `refreshKey` property is another.
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

/// A root's workspaces as Coder sent them, by their place in the list: those that were fetched, as JSON.
#[derive(Clone, Copy)]
struct Whole(RwSignal<Vec<(usize, String)>>);

impl Whole {
    fn take(self, answers: &[Answer]) {
        let mut whole = self.0.get_untracked();
        let count = answers.last().map_or(0, |answer| usize::try_from(answer.page.count).unwrap_or(0));
        for Answer { rows, text, .. } in answers {
            let json = parse(text).unwrap_or_default();
            whole.retain(|(index, _)| !rows.contains(index));
            let workspaces = json["workspaces"].as_array().into_iter().flatten();
            whole.extend(rows.clone().zip(workspaces.map(to_text)));
        }
        whole.retain(|(index, _)| *index < count);
        whole.sort_by_key(|(index, _)| *index);
        if *self.0.read_untracked() != whole {
            self.0.set(whole);
        }
    }
}

/// Asks for the list, whether a part of ours shows it or one of the page's own, and keeps what came.
fn keep_asking(card: CardContext, whole: Whole) {
    effect(move || {
        let Ok(query) = card.query.get() else { return };
        query.watch().heed(Rc::new(move |answers| whole.take(answers)));
        // What was known before was not kept as it came.
        if matches!(&*query.load().read_untracked(), Load::Ready { .. }) {
            query.refresh();
        }
        // Gone already where the whole card goes.
        on_cleanup(move || drop(whole.0.try_set(Vec::new())));
    });
}

/// Tells what the parts show, for parts that are not ours.
fn tell_changes(element: &SendWrapper<HtmlElement>, card: CardContext, whole: Whole) {
    let element = element.clone();
    let (filter, config, query) = (card.filter, card.config, card.query);
    let shown = Memo::new(move |_| {
        let mut refreshing = false;
        let (state, count, error) = match &*query.read() {
            Err(problem) => ("failed", None, Some(events::problem_json(problem))),
            Ok(query) => {
                refreshing = query.refreshing().get();
                match &*query.load().read() {
                    Load::Loading => ("loading", None, None),
                    Load::Failed(error) => ("failed", None, Some(events::error_json(error))),
                    Load::Ready { count, stale } => {
                        ("ready", Some(*count), stale.as_ref().map(events::error_json))
                    }
                }
            }
        };
        to_text(&json!({
            "filter": filter.get(),
            "config": config_json(&config.read()),
            "state": state,
            "count": count,
            "refreshing": refreshing,
            "error": error,
        }))
    });
    effect(move || {
        let workspaces: Vec<String> = whole.0.read().iter().map(|(_, workspace)| workspace.clone()).collect();
        events::card_change(&element, &shown.read(), &workspaces);
    });
}

/// The merged configuration, by the React plugin's names.
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

/// What is shown of a part, and where it stands: dropping it takes it away.
type Shown = SendWrapper<Rc<RefCell<Option<(Box<dyn Any>, Owner)>>>>;

fn take_away(shown: &Shown) {
    // Dropped once it is no longer borrowed: its owner's cleanup comes here again.
    let before = shown.borrow_mut().take();
    drop(before);
}

pub(super) fn show_part(Place { element, root, inputs }: Place) -> AnyView {
    let shown = Shown::new(Rc::default());
    let leaving = shown.clone();
    on_cleanup(move || take_away(&leaving));
    effect(move || {
        inputs.track_moves();
        let is_header = inputs.attribute("name").as_deref() == Some("header-row");
        let owner = around::nearest(&MOUNTED, &element)
            .and_then(|around| if is_header { around.header.get() } else { around.body.get() });
        take_away(&shown);
        let Some(owner) = owner.map(|owner| owner.child()) else { return };
        let (inputs, element) = (inputs.clone(), element.clone());
        let view = owner.with(|| {
            let shown = shown.clone();
            // With the root go its signals: nothing that reads them may be left.
            on_cleanup(move || take_away(&shown));
            mount(&root, move || {
                // The base sheet's rules hold below this class.
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

/// The row of a workspace that the list knows.
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

/// Rows whose inside the page fills in by a slot of their own; tells which there are.
fn slotted_items(element: SendWrapper<HtmlElement>) -> Callback<ListItem, AnyView> {
    let shown = RwSignal::new(HashMap::<Arc<str>, Row>::new());
    let whole = use_context::<Whole>();
    effect(move || {
        let Some(Whole(whole)) = whole else { return };
        let (shown, whole) = (shown.read(), whole.read());
        let seen = |row: &Row| {
            let index = row.index.get();
            let workspace = row.workspace.read();
            // Behind a place that Coder counts and leaves out, ours and Coder's differ.
            let mut near = whole.iter().filter(|(known, _)| *known >= index);
            near.find_map(|(_, whole)| as_seen(whole, &workspace)).map(|workspace| (index, workspace))
        };
        let mut rows: Vec<(usize, String)> = shown.values().filter_map(seen).collect();
        rows.sort_by_key(|(index, _)| *index);
        events::rows_change(&element, &rows);
    });
    Callback::new(move |ListItem { row, .. }| {
        let id = row.id.clone();
        shown.update(|all| drop(all.insert(id.clone(), row)));
        let leaving = id.clone();
        on_cleanup(move || {
            let _ = shown.try_update(|all| all.remove(&leaving));
        });
        view! { <slot name=format!("row-{id}")></slot> }.into_any()
    })
}

/// A workspace as Coder sent it, but in the state that the card shows: a dialog may have seen it since. `None` where
/// that place is another's by now.
fn as_seen(whole: &str, workspace: &Workspace) -> Option<String> {
    let mut whole = parse(whole)?;
    (whole["id"].as_str() == Some(&workspace.id)).then_some(())?;
    if let Some(status) = whole.pointer_mut("/latest_build/status") {
        *status = Value::from(workspace.latest_build.status.as_wire());
    }
    Some(to_text(&whole))
}
