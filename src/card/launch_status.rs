//! Launches of apps: opens what waits for a workspace, says what is being opened, and helps if nothing happens.

use super::context::use_card;
use super::launches::{Launches, Opening, WaitingLaunch};
use crate::browser::loses_focus;
use crate::effect::effect;
use crate::launch;
use crate::provider::{Config, use_provider};
use crate::session::Account;
use crate::spawn::spawn_local;
use crate::texts::{t, tf};
use crate::ui::{Icon, IconName, NewTabHint};
use coder_core::apps::{AppContext, AppTarget, VS_CODE, app_links};
use coder_core::diagnosis::diagnosis;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use leptos::prelude::*;

/// Milliseconds within which a desktop program takes the focus. Browsers do not say whether one was opened.
const LAUNCH_TIMEOUT_MS: u32 = 4_000;
const VS_CODE_URL: &str = "https://code.visualstudio.com/download";

/// The announcement of the program that is being opened, and a notice if it seems not to have opened.
#[component]
pub(super) fn LaunchStatus() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/launch_status.css");
    let card = use_card();
    let (launches, account, app) = (card.launches, use_provider().account, card.app);
    effect(move || {
        let config = app.get();
        for launch in launches.waiting.get() {
            proceed(&account, &config, launches, &launch);
        }
    });
    effect(move || {
        if let Some(opening) = launches.opening.get() {
            launches.unanswered.set(None);
            watch(launches, opening);
        }
    });
    let announcement = move || {
        if launches.copied.read().is_some() {
            return Some(t(Message::Copied).to_owned());
        }
        let opening = launches.opening.get()?;
        Some(tf(Message::OpenStarting, &[("way", &opening.app.label)]))
    };
    let dismiss = move |_| launches.unanswered.set(None);
    view! {
        class=class,
        <p class="coder-hidden" role="status">{announcement}</p>
        {move || launches.unanswered.get().map(|opening| view! {
            class=class,
            <div class="unanswered" part="launch-help" role="status">
                <div class="text">
                    <p class="title">{tf(Message::OpenUnanswered, &[("way", &opening.app.label)])}</p>
                    <p>{t(Message::OpenUnansweredAdvice)}</p>
                    {(opening.app.key == VS_CODE.key()).then(|| view! {
                        <a class="coder-link" href=VS_CODE_URL target="_blank" rel="noopener noreferrer">
                            {t(Message::OpenInstallVsCode)}<NewTabHint/>
                        </a>
                    })}
                </div>
                <button
                    type="button" class="coder-icon-button small" aria-label=t(Message::Dismiss) title=t(Message::Dismiss)
                    on:click=dismiss
                >
                    <Icon icon=IconName::Close/>
                </button>
            </div>
        })}
    }
}

/// Opens the app of a launch if its workspace is ready; gives it up if the workspace cannot become ready.
fn proceed(account: &Account, config: &Config, launches: Launches, launch: &WaitingLaunch) {
    let workspace = launch.workspace.get();
    let is_pending = account.pending_action(&workspace.id).is_some();
    let target = target(&workspace, config, &launch.app.key);
    let is_over = diagnosis(&workspace).is_some_and(|wrong| wrong.is_blocking) && !is_pending;
    if target.is_none() && !is_over {
        return;
    }
    launches.waiting.update(|all| all.retain(|other| other.workspace != launch.workspace));
    if let Some(target) = target {
        launches.opening.set(Some(Opening { id: workspace.id.clone(), app: launch.app.clone() }));
        launch::open(account, &target);
    }
}

/// Returns the program of an app, by its key, if it can be opened.
fn target(workspace: &Workspace, config: &Config, key: &str) -> Option<AppTarget> {
    let (access, api) = (config.app.access_url.as_ref()?, config.app.api_url.as_ref()?);
    let place =
        AppContext { access, api, wildcard: "", owner: &workspace.owner_name, workspace: &workspace.name };
    let links = workspace.latest_build.agents().flat_map(|agent| app_links(place, agent));
    let mut own = links.filter(|link| link.key() == key).map(|link| link.opens);
    own.find(|target| matches!(target, AppTarget::Desktop(_)))
}

/// Waits until a program takes the focus, or shows the notice.
fn watch(launches: Launches, opening: Opening) {
    spawn_local(async move {
        let is_open = loses_focus(LAUNCH_TIMEOUT_MS).await;
        // The card may be unmounted by then, or another program be opened.
        if launches.opening.try_get_untracked().flatten().as_ref() != Some(&opening) {
            return;
        }
        launches.opening.set(None);
        if !is_open {
            launches.unanswered.set(Some(opening));
        }
    });
}
