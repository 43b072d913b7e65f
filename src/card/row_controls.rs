//! What the buttons and menus of a row share: the workspace's actions and apps, and what a click does.

use super::context::CardContext;
use super::row_display::{label_text, shown_status};
use crate::autostop::extend_by_hour;
use crate::browser::{LastApp, copy_text};
use crate::card_dialog::start_action;
use crate::effect::effect;
use crate::launch;
use crate::launches::Launches;
use crate::session::{Account, FailureReason, PendingAction};
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::app_label;
use crate::workspace_permissions::WorkspacePermissions;
use crate::workspaces::Row;
use coder_core::AppConfig;
use coder_core::actions::{Action, available_actions};
use coder_core::agents::has_ssh;
use coder_core::apps::{
    AppContext, AppKind, AppLink, AppTarget, VS_CODE, app_links, port_url, preferred_app, ssh_command,
};
use coder_core::i18n::Message;
use coder_core::models::{Agent, Regions, Workspace};
use coder_core::row::{PrimaryAction, primary_action};
use coder_core::status::StatusDisplay;
use coder_core::url;
use leptos::prelude::*;

/// An app link, and the agent's name if there are several.
pub(super) type AgentLink = (AppLink, Option<String>);

/// What the buttons and menus of a row share.
#[derive(Clone)]
pub(super) struct RowControls {
    pub row: Row,
    pub account: Account,
    pub card: CardContext,
    /// The viewer's permissions.
    pub permissions: WorkspacePermissions,
    /// The actions that are available in the workspace's state.
    pub offered: Memo<Vec<Action>>,
    /// The workspace's pending action.
    pub pending: Memo<Option<PendingAction>>,
    /// The apps of all agents.
    pub links: Memo<Vec<AgentLink>>,
    /// The primary action.
    pub primary: Memo<PrimaryAction>,
    status: Memo<StatusDisplay>,
    regions: RwSignal<Option<ArcReadSignal<Option<Regions>>>>,
}

impl RowControls {
    /// Derives everything from a row.
    pub fn new(row: Row, account: Account, card: CardContext) -> Self {
        let permissions = WorkspacePermissions::of(&account, &row.workspace);
        let offered = {
            let (workspace, current) = (row.workspace.clone(), permissions.current);
            Memo::new(move |_| {
                current.get().map(|current| available_actions(&workspace.read(), current)).unwrap_or_default()
            })
        };
        let pending = {
            let (account, id) = (account.clone(), row.id.clone());
            Memo::new(move |_| account.pending_action(&id))
        };
        let status = {
            let workspace = row.workspace.clone();
            Memo::new(move |_| shown_status(&workspace.read(), pending.get()))
        };
        let regions = RwSignal::new(None::<ArcReadSignal<Option<Regions>>>);
        {
            // An app of the deployment may be on a host name that the regions tell.
            let (account, last_app) = (account.clone(), card.launches.last_app);
            effect(move || {
                if last_app.get().is_some_and(|app| !app.is_desktop) {
                    regions.set(Some(account.regions()));
                }
            });
        }
        let links = {
            let (workspace, card) = (row.workspace.clone(), card.clone());
            Memo::new(move |_| {
                let current = regions.get().and_then(|regions| regions.get());
                all_links(&workspace.read(), current.as_ref(), &card)
            })
        };
        let primary = {
            let (workspace, app, last_app) = (row.workspace.clone(), card.app, card.launches.last_app);
            Memo::new(move |_| {
                let links: Vec<AppLink> = links.read().iter().map(|(link, _)| link.clone()).collect();
                let last_app = last_app.get();
                let preferred = preferred_app(&links, last_app.as_ref().map(|app| app.key.as_str()));
                let opens_dashboard = app.read().app.opens_dashboard;
                primary_action(&workspace.read(), &status.read(), &offered.read(), preferred, opens_dashboard)
            })
        };
        Self { row, account, card, permissions, offered, pending, links, primary, status, regions }
    }

    /// Fetches what the menus need and the list does not have: the regions, and the viewer's permissions.
    pub fn fetch(&self) {
        self.regions.set(Some(self.account.regions()));
        self.permissions.fetch();
    }

    /// Runs an action.
    pub fn act(&self, action: Action) {
        let workspace = self.row.workspace.get_untracked();
        start_action(&self.account, &workspace, action, None, self.card.dialog);
    }

    /// Opens an app, and remembers it as the one used last.
    pub fn open(&self, link: &AppLink) {
        self.launches().open(&self.account, &self.row.id, link);
    }

    /// Remembers an app as the one used last.
    pub fn remember(&self, link: &AppLink) -> LastApp {
        self.launches().remember_link(&self.account, link)
    }

    /// Opens the workspace's page in Coder's dashboard.
    pub fn open_dashboard(&self) {
        if let Some(href) = self.dashboard() {
            launch::open(&self.account, &AppTarget::Url { href, small: false });
        }
    }

    /// Returns the URL of the workspace's page in Coder's dashboard.
    pub fn dashboard(&self) -> Option<String> {
        let (app, workspace) = (self.card.app.read(), self.row.workspace.read());
        let access = app.app.access_url.as_ref()?;
        Some(url::workspace_url(access, &workspace.owner_name, &workspace.name))
    }

    /// Runs an action that brings the workspace up, and opens an app once it is ready.
    pub fn start_then_open(&self, action: Action, app: LastApp) {
        // First, so that the action is pending when the launch is looked at: it is given up while nothing happens.
        self.act(action);
        self.launches().wait_for(self.row.workspace.clone(), app);
    }

    /// Returns the URL of a listening port of an agent, if it has one.
    pub fn port_url(&self, workspace: &Workspace, agent: &Agent, port: u16) -> Option<String> {
        let regions = self.regions.get()?.get()?;
        let app = self.card.app.read();
        port_url(app_context(&app.app, Some(&regions), workspace)?, agent, port).ok()
    }

    /// Moves the autostop deadline by an hour.
    pub fn extend(&self) {
        extend_by_hour(&self.account, self.row.workspace.get_untracked());
    }

    /// Copies a text: the command that opens a shell in the workspace, or its link.
    pub fn copy(&self, text: String) {
        let (account, launches, row) = (self.account.clone(), self.launches(), self.row.clone());
        spawn_local(async move {
            if copy_text(&text).await {
                launches.say_copied(&row.id);
            } else {
                let cause = FailureReason::Message(Message::CopyFailed);
                account.report_failure(&row.workspace.get_untracked(), Message::FailedCopy, cause);
            }
        });
    }

    /// Returns the `coder ssh` commands of the agents whose template shows it, with the agent's name if there are
    /// several.
    pub fn ssh_commands(&self) -> Vec<(String, Option<String>)> {
        let (state, workspace) = (self.account.state(), self.row.workspace.read());
        let state = state.read();
        let viewer = state.user().map(|user| user.username.as_str());
        let is_several = workspace.latest_build.agents().nth(1).is_some();
        let agents = workspace.latest_build.agents().filter(|agent| has_ssh(agent));
        let command = |agent| ssh_command(&workspace, agent, viewer);
        agents.map(|agent| (command(agent), is_several.then(|| agent.name.clone()))).collect()
    }

    /// Returns the launches of the card.
    pub fn launches(&self) -> Launches {
        self.card.launches
    }

    fn is_opening(&self) -> bool {
        let opening = self.launches().opening.read();
        opening.as_ref().is_some_and(|opening| *opening.id == *self.row.id)
    }

    /// Does what the primary button says.
    pub fn run_primary(&self) {
        let startup_app = || self.launches().startable_apps().into_iter().next();
        match self.primary.get_untracked() {
            PrimaryAction::Wait => {}
            PrimaryAction::OpenApp(link) => self.open(&link),
            PrimaryAction::OpenDashboard => self.open_dashboard(),
            PrimaryAction::Run(action) => match startup_app() {
                Some(app) if self.launches().opens_when_ready.get_untracked() && action.starts_build() => {
                    self.start_then_open(action, app);
                }
                _ => self.act(action),
            },
        }
    }

    /// Returns the button's visible text, its accessible name and its icon.
    pub fn primary_face(&self, name: &str) -> PrimaryFace {
        let named = |action: &str| tf(Message::ActionNamed, &[("action", action), ("name", name)]);
        if self.launches().copied.read().as_deref() == Some(&*self.row.id) {
            let label = t(Message::Copied).to_owned();
            return PrimaryFace { name: named(&label), label, icon: Some("done"), is_filled: false };
        }
        if self.is_opening()
            && let PrimaryAction::OpenApp(link) = &*self.primary.read()
        {
            let name = named(&tf(Message::OpenStarting, &[("way", &app_label(link))]));
            let label = t(Message::OpeningShort).to_owned();
            return PrimaryFace { name, label, icon: Some("busy"), is_filled: self.row.index.get() == 0 };
        }
        match &*self.primary.read() {
            PrimaryAction::Wait => {
                let label = format!("{}…", label_text(&self.status.read().label));
                PrimaryFace { name: named(&label), label, icon: Some("busy"), is_filled: false }
            }
            PrimaryAction::OpenApp(link) => PrimaryFace {
                name: tf(Message::OpenAppIn, &[("name", name), ("app", &app_label(link))]),
                label: short_label(link),
                icon: None,
                is_filled: self.row.index.get() == 0,
            },
            PrimaryAction::OpenDashboard => PrimaryFace {
                name: tf(Message::OpenWorkspaceOf, &[("name", name)]),
                label: t(Message::CoderShort).to_owned(),
                icon: None,
                is_filled: false,
            },
            PrimaryAction::Run(action) => PrimaryFace {
                name: named(t(action.text())),
                label: t(short_action(*action)).to_owned(),
                icon: Some(if matches!(action, Action::Retry | Action::Restart) { "again" } else { "start" }),
                is_filled: false,
            },
        }
    }
}

/// The look of the primary button.
#[derive(Clone, PartialEq)]
pub(super) struct PrimaryFace {
    /// The visible text.
    pub label: String,
    /// The accessible name, which contains the text.
    pub name: String,
    /// The name of the icon in the style sheet.
    pub icon: Option<&'static str>,
    /// Whether the button stands out: the first row's does.
    pub is_filled: bool,
}

/// Returns the apps of a workspace's agents.
fn all_links(workspace: &Workspace, regions: Option<&Regions>, card: &CardContext) -> Vec<AgentLink> {
    let app = card.app.read();
    let Some(place) = app_context(&app.app, regions, workspace) else { return Vec::new() };
    let is_several = workspace.latest_build.agents().nth(1).is_some();
    let mut links = Vec::new();
    for agent in workspace.latest_build.agents() {
        for mut link in app_links(place, agent) {
            // Without the regions, it is unknown whether the deployment has a wildcard hostname.
            if regions.is_none() && link.opens == AppTarget::Unavailable(Message::AppNoWildcard) {
                link.opens = AppTarget::Unavailable(Message::RowLoading);
            }
            links.push((link, is_several.then(|| agent.name.clone())));
        }
    }
    links
}

/// Returns the place of a workspace's apps; `None` without the URLs of the deployment.
fn app_context<'a>(
    app: &'a AppConfig,
    regions: Option<&'a Regions>,
    workspace: &'a Workspace,
) -> Option<AppContext<'a>> {
    Some(AppContext {
        access: app.access_url.as_ref()?,
        api: app.api_url.as_ref()?,
        wildcard: regions.map_or("", |regions| &regions.wildcard_hostname),
        owner: &workspace.owner_name,
        workspace: &workspace.name,
    })
}

/// Returns the label of an app on a button.
fn short_label(link: &AppLink) -> String {
    match link.kind {
        AppKind::Editor(editor) if *editor == VS_CODE => t(Message::VsCodeShort).to_owned(),
        _ => app_label(link),
    }
}

/// Returns the label of an action on a button: a badge says that an update is available.
fn short_action(action: Action) -> Message {
    match action {
        Action::UpdateAndStart => Message::ActionStart,
        action => action.text(),
    }
}
