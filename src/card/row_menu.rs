//! What can be done with a row's workspace: the nearest at hand as a button, everything as a menu.

use super::context::use_card;
use super::permissions::May;
use crate::account::{Account, Doing};
use crate::dialogs::CardDialog;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{Act, Glyph, Menu, MenuItem, Sign};
use crate::ways;
use crate::workspaces::Row;
use coder_core::actions::{Action, actions};
use coder_core::open::{Kind, Opens, Place, Way, ways as ways_of};
use coder_core::text::Text;
use coder_core::wire::{Regions, Workspace};
use leptos::prelude::*;
use std::sync::Arc;

/// The actions of a row.
#[component]
pub(super) fn RowActions(
    /// The workspace.
    row: Row,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/row_menu.css");
    let card = use_card();
    let account = use_provider().account;
    let workspace = row.workspace.clone();
    let may = May::of(&account, &workspace);
    let permissions = may.known;
    let regions = RwSignal::new(None::<ArcReadSignal<Option<Regions>>>);
    let offered = {
        let workspace = workspace.clone();
        Memo::new(move |_| permissions.get().map(|may| actions(&workspace.read(), may)).unwrap_or_default())
    };
    let doing = {
        let (account, id) = (account.clone(), row.id.clone());
        Memo::new(move |_| account.doing(&id))
    };
    let act = {
        let (account, workspace) = (account.clone(), workspace.clone());
        Callback::new(move |action: Action| act(&account, &workspace.get_untracked(), action, card.dialog))
    };
    let name = {
        let workspace = workspace.clone();
        Memo::new(move |_| workspace.read().name.clone())
    };
    let first = Memo::new(move |_| {
        let first = offered.read().first().copied()?;
        (first.brings_up() && doing.get().is_none()).then_some(first)
    });
    let items = {
        let account = account.clone();
        let (dialog, row) = (card.dialog, row.clone());
        let details =
            Callback::new(move |()| dialog.set(Some(CardDialog::Details(row.workspace.get_untracked()))));
        Signal::derive(move || {
            let workspace = workspace.get();
            let known = regions.get().and_then(|regions| regions.get());
            let mut items = way_items(&account, &workspace, known.as_ref(), card.app);
            let busy = doing.get().is_some();
            let mut own: Vec<MenuItem> = offered
                .get()
                .into_iter()
                .filter(|_| !busy)
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
    view! {
        class=class,
        <div class="actions">
            {move || first.get().map(|action| {
                let says = move || tf(Text::ActionNamed, &[("action", t(action.text())), ("name", &name.read())]);
                view! {
                    class=class,
                    <button
                        type="button" class="coder-icon-button nearest" part="row-action" aria-label=says
                        title=t(action.text()) on:click=move |_| act.run(action)
                    >
                        <Glyph sign=Sign::from(action)/>
                    </button>
                }
            })}
            <Menu
                label=Signal::derive(move || tf(Text::ActionsOf, &[("name", &name.read())]))
                button_part="row-menu" face=|| view! { <Glyph sign=Sign::Dots/> } items on_open
            />
        </div>
    }
}

/// Does what can be done at once; asks first where something is destroyed.
pub(super) fn act(
    account: &Account,
    workspace: &Arc<Workspace>,
    action: Action,
    dialog: RwSignal<Option<CardDialog>>,
) {
    match action {
        Action::Delete => dialog.set(Some(CardDialog::Delete(workspace.clone()))),
        action => account.drive(workspace, action, None, move |question| {
            let _ = dialog.try_set(Some(CardDialog::Ask(question)));
        }),
    }
}

/// The ways into a workspace's agents, for a menu.
fn way_items(
    account: &Account,
    workspace: &Workspace,
    regions: Option<&Regions>,
    app: Signal<Arc<crate::provider::Config>>,
) -> Vec<MenuItem> {
    let app = app.read();
    let Some(access) = &app.app.access_url else { return Vec::new() };
    let place = Place {
        access,
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

/// Whether something is being done, and what the state says meanwhile.
pub(super) fn under_way(doing: Option<Doing>) -> Option<Text> {
    match doing {
        Some(Doing::Action(action)) => action.under_way(),
        _ => None,
    }
}
