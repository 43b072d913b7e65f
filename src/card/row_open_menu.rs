//! The open menu of a row: the workspace's apps while it runs, the actions that bring it up while it does not.

use super::row_controls::{AgentLink, RowControls};
use super::row_ports::RowPorts;
use crate::browser::LastApp;
use crate::texts::{t, tf};
use crate::ui::{IconName, Menu, MenuAction, MenuAnchor, MenuItem, app_icon, app_label};
use coder_core::actions::Action;
use coder_core::apps::{AppLink, AppTarget};
use coder_core::i18n::Message;
use coder_core::row::PrimaryAction;
use leptos::prelude::*;
use std::sync::Arc;

/// The open menu of a row.
#[component]
pub(super) fn RowOpenMenu(
    /// The menu's button and state.
    anchor: MenuAnchor,
    /// The row's state.
    controls: RowControls,
) -> impl IntoView {
    // A function within the note: read outside of it, the links would draw the whole menu anew, without its focus.
    let links = controls.links;
    let note = move || move || common_reason(links.read().iter()).map(t);
    let ports = RowPorts::new();
    let items = {
        let controls = controls.clone();
        Signal::derive(move || items(&controls, ports))
    };
    let on_open = Callback::new(move |()| {
        controls.fetch();
        ports.fetch(&controls.account, &controls.row.workspace.get_untracked());
    });
    view! { <Menu anchor items note on_open/> }
}

fn items(controls: &RowControls, ports: RowPorts) -> Vec<MenuItem> {
    let mut items = startup_items(controls);
    items.extend(app_items(controls, &controls.links.get()));
    for (index, (command, agent)) in controls.ssh_commands().into_iter().enumerate() {
        let mut label = t(Message::DetailsCopySsh).to_owned();
        if let Some(agent) = agent {
            label = format!("{label} ({agent})");
        }
        let own = controls.clone();
        let act = MenuAction::run(move || own.copy(command.clone()));
        let mut item = MenuItem::new(label, IconName::Copy, act);
        item.divided = index == 0;
        items.push(item);
    }
    if let Some(href) = controls.dashboard() {
        let (own, link) = (controls.clone(), href.clone());
        let copy = MenuItem::new(
            t(Message::CopyLink),
            IconName::Copy,
            MenuAction::run(move || own.copy(link.clone())),
        );
        let mut item = MenuItem::new(t(Message::OpenInCoder), IconName::External, MenuAction::link(href));
        item.divided = controls.ssh_commands().is_empty() && !items.is_empty();
        items.extend([item, copy]);
    }
    // Last, because they come last: what lies under the pointer stays there.
    items.extend(port_items(controls, ports));
    items
}

/// Returns the items of the listening ports that have a URL.
fn port_items(controls: &RowControls, ports: RowPorts) -> Vec<MenuItem> {
    let workspace = controls.row.workspace.get();
    let mut items = Vec::new();
    for agent in workspace.latest_build.agents() {
        for port in ports.of(&agent.id) {
            let Some(href) = controls.port_url(&workspace, agent, port.port) else { continue };
            let number = port.port.to_string();
            let values = [("port", number.as_str()), ("process", port.process_name.as_str())];
            let mut item =
                MenuItem::new(tf(Message::OpenPort, &values), IconName::Globe, MenuAction::link(href));
            if items.is_empty() {
                t(Message::OpenPorts).clone_into(&mut item.heading);
                item.divided = true;
            }
            items.push(item);
        }
    }
    items
}

/// Returns the items that start the workspace, with and without opening an app.
fn startup_items(controls: &RowControls) -> Vec<MenuItem> {
    let is_idle = controls.pending.get().is_none();
    let startups: Vec<Action> =
        controls.offered.get().into_iter().filter(|action| is_idle && action.is_startup()).collect();
    let default = controls.primary.get();
    let mut items: Vec<MenuItem> = startups
        .iter()
        .map(|&action| {
            let label = match action {
                Action::Start if startups.contains(&Action::UpdateAndStart) => {
                    Message::ActionStartWithoutUpdate
                }
                action => action.text(),
            };
            let own = controls.clone();
            let act = MenuAction::run(move || {
                own.launches().remember_when_ready(own.account.preferences(), false);
                own.act(action);
            });
            let mut item = MenuItem::new(t(label), action.into(), act);
            item.is_default =
                default == PrimaryAction::Run(action) && !controls.launches().opens_when_ready.get();
            item
        })
        .collect();
    let Some(action) = startups.into_iter().find(|action| action.starts_build()) else { return items };
    for (index, app) in controls.launches().startable_apps().into_iter().enumerate() {
        let mut item = start_then_open_item(controls, action, app);
        item.divided = index == 0;
        item.is_default = index == 0 && controls.launches().opens_when_ready.get();
        items.push(item);
    }
    items
}

fn start_then_open_item(controls: &RowControls, action: Action, app: LastApp) -> MenuItem {
    let label = tf(Message::DetailsStart, &[("way", &app.label)]);
    let own = controls.clone();
    let act = MenuAction::run(move || {
        let launches = own.launches();
        launches.remember_start(own.account.preferences(), app.clone());
        own.start_then_open(action, app.clone());
    });
    MenuItem::new(label, IconName::Code, act)
}

/// Returns the items of the apps, below a heading for each agent (if there are several) and each group of the template.
/// A reason that holds for all apps of an agent is part of its heading.
fn app_items(controls: &RowControls, links: &[AgentLink]) -> Vec<MenuItem> {
    let is_stated_above = common_reason(links).is_some();
    let mut items = Vec::new();
    let mut last = (None, "");
    for (index, (link, agent)) in links.iter().enumerate() {
        let of_same_agent = || links.iter().filter(|(_, other)| other == agent);
        let reason = agent.as_ref().filter(|_| !is_stated_above).and_then(|_| common_reason(of_same_agent()));
        let mut item = app_item(controls, (link, agent), is_stated_above || reason.is_some());
        let group = (agent.as_deref(), link.group.as_str());
        if index == 0 || group != last {
            let texts = [group.0.unwrap_or_default(), group.1, reason.map_or("", t)];
            let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
            item.heading = texts.join(" · ");
            // The apps after a group are apart from it.
            item.divided = index > 0;
        }
        last = group;
        items.push(item);
    }
    items
}

fn app_item(
    controls: &RowControls,
    (link, agent): (&AppLink, &Option<String>),
    is_stated_above: bool,
) -> MenuItem {
    let act = match &link.opens {
        AppTarget::Unavailable(_) if is_stated_above => MenuAction::Disabled(""),
        AppTarget::Unavailable(reason) => MenuAction::Disabled(t(*reason)),
        AppTarget::Url { href, small: false } => {
            let (own, link) = (controls.clone(), link.clone());
            MenuAction::Link(href.clone(), Arc::new(move || drop(own.remember(&link))))
        }
        AppTarget::Url { .. } | AppTarget::Desktop(_) => {
            let (own, link) = (controls.clone(), link.clone());
            MenuAction::run(move || own.open(&link))
        }
    };
    let mut item = MenuItem::new(app_label(link), app_icon(link.kind), act);
    item.context = agent.clone().unwrap_or_default();
    item.image.clone_from(&link.icon);
    item.is_default = matches!(&*controls.primary.read(), PrimaryAction::OpenApp(app) if app == link);
    item
}

/// Returns the reason why no app can be opened, if it is the same for all whose reason is known.
fn common_reason<'a>(links: impl IntoIterator<Item = &'a AgentLink>) -> Option<Message> {
    let reasons = links.into_iter().map(|(link, _)| match link.opens {
        AppTarget::Unavailable(reason) => Some(reason),
        _ => None,
    });
    let mut known = reasons.filter(|reason| *reason != Some(Message::RowLoading));
    let first = known.next()??;
    known.all(|reason| reason == Some(first)).then_some(first)
}
