//! Everything that can be done with a row's workspace, as a menu: ways into it, details, actions.

use super::context::use_card;
use super::permissions::May;
use crate::account::{Account, Doing};
use crate::dialogs::CardDialog;
use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::{Act, Menu, MenuItem, MenuPlace, Sign};
use crate::ways;
use crate::workspaces::Row;
use coder_core::actions::Action;
use coder_core::open::{Kind, Opens, Place, Way, ways as ways_of};
use coder_core::text::Text;
use coder_core::wire::{Regions, Workspace};
use leptos::prelude::*;
use std::sync::Arc;

/// What a row's menu is of.
#[derive(Clone)]
pub(super) struct OfRow {
    pub row: Row,
    /// What the viewer may do.
    pub may: May,
    /// The actions that fit the workspace's state.
    pub offered: Memo<Vec<Action>>,
    /// What is being done with it.
    pub doing: Memo<Option<Doing>>,
    /// Does one.
    pub act: Callback<Action>,
}

/// The menu.
#[component]
pub(super) fn RowMenu(
    /// Where it was asked for.
    place: MenuPlace,
    /// What it is of.
    of: OfRow,
) -> impl IntoView {
    let OfRow { row, may, offered, doing, act } = of;
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
            let known = regions.get().and_then(|regions| regions.get());
            let mut items = way_items(&account, &workspace, known.as_ref(), card.app);
            let doing = doing.get();
            let mut own: Vec<MenuItem> = offered
                .get()
                .into_iter()
                .filter(|action| doing.is_none_or(|doing| doing.allows(*action)))
                .map(|action| {
                    MenuItem::new(t(action.text()), action.into(), Act::run(move || act.run(action)))
                })
                .collect();
            own.insert(
                0,
                MenuItem::new(t(Text::ActionDetails), Sign::Details, Act::run(move || details.run(()))),
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
        may.ask();
    });
    view! { <Menu place items on_open/> }
}

/// The ways into a workspace's agents, for a menu.
fn way_items(
    account: &Account,
    workspace: &Workspace,
    regions: Option<&Regions>,
    app: Signal<Arc<crate::provider::Config>>,
) -> Vec<MenuItem> {
    let app = app.read();
    let (Some(access), Some(api)) = (&app.app.access_url, &app.app.api_url) else { return Vec::new() };
    let place = Place {
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
            ways_of(place, agent).into_iter().map(move |way| (way, several.then_some(agent.name.as_str())))
        })
        .map(|(mut way, agent)| {
            // Not known yet is not the same as not set up.
            if regions.is_none() && way.opens == Opens::Nothing(Text::AppNoWildcard) {
                way.opens = Opens::Nothing(Text::RowLoading);
            }
            item(account, &way, agent)
        })
        .collect()
}

fn item(account: &Account, way: &Way, agent: Option<&str>) -> MenuItem {
    let mut label = label(way);
    if let Some(agent) = agent {
        label = format!("{label} ({agent})");
    }
    let act = match way.opens.clone() {
        Opens::Web { href, small: false } => Act::Open(href),
        Opens::Nothing(why) => Act::Nothing(t(why)),
        opens => {
            let account = account.clone();
            Act::run(move || ways::open(&account, &opens))
        }
    };
    MenuItem::new(label, sign(way.kind), act)
}

/// What a way is called on screen.
pub(crate) fn label(way: &Way) -> String {
    way.kind.text().map_or_else(|| way.label.clone(), |text| t(text).to_owned())
}

/// The glyph of a kind of way.
pub(crate) fn sign(kind: Kind) -> Sign {
    match kind {
        Kind::VsCode | Kind::VsCodeInsiders | Kind::Editor => Sign::Code,
        Kind::Terminal => Sign::Terminal,
        Kind::App => Sign::Globe,
    }
}
