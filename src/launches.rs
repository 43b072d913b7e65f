//! The apps that a card opens: the one used last, those that wait for a workspace to start, and the one that is being
//! opened.

use crate::browser::{LastApp, loses_focus};
use crate::client::Preferences;
use crate::launch;
use crate::session::Account;
use crate::spawn::spawn_local;
use crate::texts::t;
use crate::ui::{COPIED_MS, app_label};
use coder_core::apps::{AppLink, AppTarget, DesktopUrl, VS_CODE};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds within which a desktop program takes the focus. Browsers do not say whether one was opened.
const LAUNCH_TIMEOUT_MS: u32 = 4_000;

/// A workspace that opens in an app as soon as it is ready.
#[derive(Clone)]
pub(crate) struct WaitingLaunch {
    pub workspace: ArcRwSignal<Arc<Workspace>>,
    pub app: LastApp,
}

/// A desktop program that is being opened.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Opening {
    /// The workspace's id.
    pub id: String,
    /// The program.
    pub app: LastApp,
}

/// The launches of a card.
#[derive(Clone, Copy)]
pub(crate) struct Launches {
    /// The app used last, which is the default of all rows.
    pub last_app: RwSignal<Option<LastApp>>,
    /// Whether a start opens the default app once the workspace is ready.
    pub opens_when_ready: RwSignal<bool>,
    /// The workspaces that wait.
    pub waiting: RwSignal<Vec<WaitingLaunch>>,
    /// The program that is being opened.
    pub opening: RwSignal<Option<Opening>>,
    /// The id of the workspace whose SSH command was just copied.
    pub copied: RwSignal<Option<String>>,
    /// The program that seems not to have opened.
    pub unanswered: RwSignal<Option<Opening>>,
}

impl Launches {
    /// Creates the state of a card, with the user's stored preferences.
    pub fn new(preferences: &Preferences) -> Self {
        let stored = preferences.lists();
        Self {
            last_app: RwSignal::new(stored.last_app),
            opens_when_ready: RwSignal::new(stored.opens_when_ready),
            waiting: RwSignal::new(Vec::new()),
            opening: RwSignal::new(None),
            copied: RwSignal::new(None),
            unanswered: RwSignal::new(None),
        }
    }

    /// Opens an app of a workspace, and remembers it as the one used last.
    pub fn open(self, account: &Account, workspace: &str, link: &AppLink) {
        let app = self.remember_link(account, link);
        match &link.opens {
            AppTarget::Desktop(program) => {
                let opening = Opening { id: workspace.to_owned(), app };
                self.open_program(account, opening, program);
            }
            opens => launch::open(account, opens),
        }
    }

    /// Remembers the app of a link as the one used last.
    pub fn remember_link(self, account: &Account, link: &AppLink) -> LastApp {
        let is_desktop = matches!(link.opens, AppTarget::Desktop(_));
        let app = LastApp { key: link.key(), label: app_label(link), is_desktop };
        self.remember_app(account.preferences(), app.clone());
        app
    }

    /// Remembers the app used last.
    pub fn remember_app(self, preferences: &Preferences, app: LastApp) {
        preferences.update_lists(|stored| stored.last_app = Some(app.clone()));
        self.last_app.set(Some(app));
    }

    /// Remembers whether a start opens the default app.
    pub fn remember_when_ready(self, preferences: &Preferences, opens: bool) {
        preferences.update_lists(|stored| stored.opens_when_ready = opens);
        self.opens_when_ready.set(opens);
    }

    /// Opens a desktop program, and says so until it takes the focus. If none does, [`Launches::unanswered`] is set.
    pub fn open_program(self, account: &Account, opening: Opening, program: &DesktopUrl) {
        self.unanswered.set(None);
        self.opening.set(Some(opening.clone()));
        let (account, program) = (account.clone(), program.clone());
        spawn_local(async move {
            launch::open_program(&account, &program).await;
            let is_open = loses_focus(LAUNCH_TIMEOUT_MS).await;
            // The card may be unmounted by then, or another program be opened.
            if self.opening.try_get_untracked().flatten().as_ref() != Some(&opening) {
                return;
            }
            self.opening.set(None);
            if !is_open {
                self.unanswered.set(Some(opening));
            }
        });
    }

    /// Says for two seconds that a workspace's SSH command was copied.
    pub fn say_copied(self, id: &str) {
        self.copied.set(Some(id.to_owned()));
        // The card may be unmounted by then.
        Timeout::new(COPIED_MS, move || drop(self.copied.try_set(None))).forget();
    }

    /// Returns the desktop programs that a workspace can be opened in once it is ready: the one used last, and VS Code.
    pub fn startable_apps(self) -> Vec<LastApp> {
        let vs_code = LastApp {
            key: VS_CODE.key().to_owned(),
            label: t(Message::OpenVsCode).to_owned(),
            is_desktop: true,
        };
        let last = self.last_app.get().filter(|app| app.is_desktop && app.key != vs_code.key);
        last.into_iter().chain([vs_code]).collect()
    }

    /// Returns the label of the program that a new workspace opens in.
    pub fn created_label(self) -> String {
        let first = self.startable_apps().into_iter().next();
        first.map(|app| app.label).unwrap_or_default()
    }

    /// Remembers an app as the one used last, and that a start opens it.
    pub fn remember_start(self, preferences: &Preferences, app: LastApp) {
        self.remember_app(preferences, app);
        self.remember_when_ready(preferences, true);
    }

    /// Opens an app in a workspace once it is ready, in place of an app that waits for it already.
    pub fn wait_for(self, workspace: ArcRwSignal<Arc<Workspace>>, app: LastApp) {
        let id = workspace.read_untracked().id.clone();
        self.waiting.update(|all| {
            all.retain(|launch| launch.workspace.read_untracked().id != id);
            all.push(WaitingLaunch { workspace, app });
        });
    }

    /// Opens a new workspace once it is ready, if the user wants that.
    pub fn wait_for_created(self, account: &Account, workspace: &Arc<Workspace>) {
        let app = untrack(|| self.startable_apps()).into_iter().next();
        if let Some(app) = app.filter(|_| account.preferences().lists().opens_created()) {
            self.wait_for(account.observe_workspace(workspace), app);
        }
    }

    /// Returns the app that opens once a workspace is ready.
    pub fn waiting_app(self, id: &str) -> Option<LastApp> {
        let waiting = self.waiting.read();
        let launch = waiting.iter().find(|launch| launch.workspace.read_untracked().id == id)?;
        Some(launch.app.clone())
    }
}
