//! Launches of apps: opens what waits for a workspace, says what is being opened, and helps if nothing happens.

use super::context::use_card;
use crate::card_dialog::CardDialog;
use crate::effect::effect;
use crate::launches::{Launches, Opening, WaitingLaunch};
use crate::provider::{Config, use_provider};
use crate::session::Account;
use crate::texts::{t, tf};
use crate::ui::{Icon, IconName, NewTabHint};
use coder_core::apps::{AppContext, AppTarget, DesktopUrl, VS_CODE, app_links};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::status::is_any_transitioning;
use leptos::prelude::*;

const VS_CODE_URL: &str = "https://code.visualstudio.com/download";

/// The announcement of the program that is being opened, and a notice if it seems not to have opened.
#[component]
pub(super) fn LaunchStatus() -> impl IntoView {
    let class = stylers::style_sheet!("./src/card/launch_status.css");
    let card = use_card();
    let (launches, account, app) = (card.launches, use_provider().account, card.app);
    effect(move || {
        let config = app.get();
        let asks = matches!(*card.dialog.read(), Some(CardDialog::Prompt(_)));
        for launch in launches.waiting.get() {
            proceed(&account, &config, launches, &launch, asks);
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

/// Opens the app of a launch if its workspace is ready; gives it up if the workspace is at rest without being ready:
/// its build failed or was canceled, or the action never began. While the card `asks` for the parameters of an action,
/// it may still begin.
fn proceed(account: &Account, config: &Config, launches: Launches, launch: &WaitingLaunch, asks: bool) {
    let workspace = launch.workspace.get();
    let is_pending = account.pending_action(&workspace.id).is_some();
    let program = program(&workspace, config, &launch.app.key);
    if program.is_none() && (asks || is_pending || is_any_transitioning(&workspace)) {
        return;
    }
    launches.waiting.update(|all| all.retain(|other| other.workspace != launch.workspace));
    if let Some(program) = program {
        let opening = Opening { id: workspace.id.clone(), app: launch.app.clone() };
        launches.open_program(account, opening, &program);
    }
}

/// Returns the program of an app, by its key, if it can be opened.
fn program(workspace: &Workspace, config: &Config, key: &str) -> Option<DesktopUrl> {
    let (access, api) = (config.app.access_url.as_ref()?, config.app.api_url.as_ref()?);
    let place =
        AppContext { access, api, wildcard: "", owner: &workspace.owner_name, workspace: &workspace.name };
    let mut links = workspace.latest_build.agents().flat_map(|agent| app_links(place, agent));
    links.find_map(|link| match link.opens {
        AppTarget::Desktop(ref program) if link.key() == key => Some(program.clone()),
        _ => None,
    })
}
