//! The menu of a row: app links, details, actions.

use super::context::use_card;
use crate::card_dialog::CardDialog;
use crate::launch;
use crate::provider::use_provider;
use crate::session::{Account, PendingAction};
use crate::texts::t;
use crate::ui::{IconName, Menu, MenuAction, MenuAnchor, MenuItem, app_icon, app_label};
use crate::workspace_permissions::WorkspacePermissions;
use crate::workspaces::Row;
use coder_core::actions::Action;
use coder_core::apps::{AppContext, AppLink, AppTarget, app_links};
use coder_core::i18n::Message;
use coder_core::models::{Regions, Workspace};
use leptos::prelude::*;
use std::sync::Arc;

/// The data and callbacks of a row's menu.
#[derive(Clone)]
pub(super) struct RowMenuContext {
    pub row: Row,
    /// The viewer's permissions.
    pub permissions: WorkspacePermissions,
    /// The actions that are available in the workspace's state.
    pub offered: Memo<Vec<Action>>,
    /// The workspace's pending action.
    pub pending: Memo<Option<PendingAction>>,
    /// Callback that runs an action.
    pub act: Callback<Action>,
}

/// The menu of a row.
#[component]
pub(super) fn RowMenu(
    /// The menu's button and state.
    anchor: MenuAnchor,
    /// The row's data and callbacks.
    context: RowMenuContext,
) -> impl IntoView {
    let RowMenuContext { row, permissions, offered, pending, act } = context;
    let card = use_card();
    let account = use_provider().account;
    let regions = RwSignal::new(None::<ArcReadSignal<Option<Regions>>>);
    let items = {
        let (account, dialog) = (account.clone(), card.dialog);
        let workspace = row.workspace.clone();
        let details =
            Callback::new(move |()| dialog.set(Some(CardDialog::Details(row.workspace.get_untracked()))));
        Signal::derive(move || {
            let workspace = workspace.get();
            let current = regions.get().and_then(|regions| regions.get());
            let mut items = app_items(&account, &workspace, current.as_ref(), card.app);
            let pending = pending.get();
            let mut own: Vec<MenuItem> = offered
                .get()
                .into_iter()
                .filter(|action| pending.is_none_or(|pending| pending.allows(*action)))
                .map(|action| {
                    MenuItem::new(t(action.text()), action.into(), MenuAction::run(move || act.run(action)))
                })
                .collect();
            own.insert(
                0,
                MenuItem::new(
                    t(Message::ActionDetails),
                    IconName::Details,
                    MenuAction::run(move || details.run(())),
                ),
            );
            if !items.is_empty() {
                own[0].divided = true;
            }
            items.extend(own);
            items
        })
    };
    let on_open = Callback::new(move |()| {
        regions.set(Some(account.regions()));
        permissions.fetch();
    });
    view! { <Menu anchor items on_open/> }
}

/// Returns menu items for the app links of a workspace's agents.
fn app_items(
    account: &Account,
    workspace: &Workspace,
    regions: Option<&Regions>,
    app: Signal<Arc<crate::provider::Config>>,
) -> Vec<MenuItem> {
    let app = app.read();
    let (Some(access), Some(api)) = (&app.app.access_url, &app.app.api_url) else { return Vec::new() };
    let context = AppContext {
        access,
        api,
        wildcard: regions.map_or("", |regions| &regions.wildcard_hostname),
        owner: &workspace.owner_name,
        workspace: &workspace.name,
    };
    let agents: Vec<_> = workspace.latest_build.agents().collect();
    let several = agents.len() > 1;
    agents
        .into_iter()
        .flat_map(|agent| {
            app_links(context, agent)
                .into_iter()
                .map(move |link| (link, several.then_some(agent.name.as_str())))
        })
        .map(|(mut link, agent)| {
            // Without the regions, it is unknown whether the deployment has a wildcard hostname.
            if regions.is_none() && link.opens == AppTarget::Unavailable(Message::AppNoWildcard) {
                link.opens = AppTarget::Unavailable(Message::RowLoading);
            }
            item(account, &link, agent)
        })
        .collect()
}

fn item(account: &Account, link: &AppLink, agent: Option<&str>) -> MenuItem {
    let mut label = app_label(link);
    if let Some(agent) = agent {
        label = format!("{label} ({agent})");
    }
    let act = match link.opens.clone() {
        AppTarget::Url { href, small: false } => MenuAction::Link(href),
        AppTarget::Unavailable(reason) => MenuAction::Disabled(t(reason)),
        opens => {
            let account = account.clone();
            MenuAction::run(move || launch::open(&account, &opens))
        }
    };
    MenuItem::new(label, app_icon(link.kind), act)
}
