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
use crate::workspaces::{Load, Row};
use coder_core::WorkspacesConfig;
use coder_core::wire::Workspace;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde_json::{Map, Value, json};
use std::any::Any;
use std::cell::RefCell;
use std::collections::BTreeMap;
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
    properties: &["entity", "config", "host", "filter"],
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
        let header = move || {
            let card = use_card();
            follow_filter(&inputs, &card);
            tell_changes(&element, card);
            publish(&around.header);
            view! { <slot name="header"></slot> }
        };
        view! {
            <CardRoot
                entity read_entity_data query_filter nostrip:default_query_filter on_filter_change on_error
                on_workspace_created header
            >
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

/// Tells what the parts show, for parts that are not ours.
fn tell_changes(element: &SendWrapper<HtmlElement>, card: CardContext) {
    let element = element.clone();
    let (filter, config, query) = (card.filter, card.config, card.query);
    let shown = Memo::new(move |_| {
        let (state, count) = match &*query.read() {
            Err(_) => ("failed", None),
            Ok(query) => match &*query.load().read() {
                Load::Loading => ("loading", None),
                Load::Failed(_) => ("failed", None),
                Load::Ready { count, .. } => ("ready", Some(*count)),
            },
        };
        let config = config_json(&config.read());
        json!({ "filter": filter.get(), "config": config, "state": state, "count": count })
    });
    effect(move || events::card_change(&element, &shown.read()));
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
    let shown = RwSignal::new(BTreeMap::<Arc<str>, Row>::new());
    effect(move || {
        let mut rows: Vec<(usize, Value)> = shown
            .read()
            .values()
            .map(|row| (row.index.get(), workspace_json(&row.workspace.read())))
            .collect();
        rows.sort_by_key(|(index, _)| *index);
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|(index, workspace)| json!({"index": index, "workspace": workspace}))
            .collect();
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

/// A workspace by Coder's names, as far as the card knows it.
fn workspace_json(workspace: &Workspace) -> Value {
    json!({
        "id": workspace.id,
        "name": workspace.name,
        "owner_id": workspace.owner_id,
        "owner_name": workspace.owner_name,
        "organization_name": workspace.organization_name,
        "template_id": workspace.template_id,
        "template_name": workspace.template_name,
        "template_display_name": workspace.template_display_name,
        "template_icon": workspace.template_icon,
        "outdated": workspace.outdated,
        "favorite": workspace.favorite,
        "latest_build": { "status": workspace.latest_build.status.as_wire() },
    })
}
