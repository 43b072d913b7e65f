//! Starts a workspace and opens an app in it with one click; a status message is shown meanwhile.

use super::context::use_details;
use crate::card_dialog::{CardDialog, start_action};
use crate::effect::effect;
use crate::launch;
use crate::provider::use_provider;
use crate::session::Account;
use crate::texts::{t, tf};
use crate::ui::{Icon, IconName};
use coder_core::actions::{Action, available_actions};
use coder_core::apps::{AppContext, AppKind, AppTarget, VS_CODE, app_links};
use coder_core::diagnosis::diagnosis;
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::url::HttpUrl;
use leptos::prelude::*;

/// The kinds of apps that are offered for a stopped workspace.
const KINDS: [AppKind; 2] = [AppKind::Editor(&VS_CODE), AppKind::Terminal];

/// Buttons that start the workspace and then open an app.
#[component]
pub(super) fn StartThenOpen(
    /// The card's current dialog, for the prompt of a template.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/workspace_details/start_then_open.css");
    let details = use_details();
    let provider = use_provider();
    let account = provider.account.clone();
    let (workspace, permissions) = (details.workspace.clone(), details.permissions);
    let start = Memo::new(move |_| {
        let actions = available_actions(&workspace.read(), permissions.get()?);
        actions.into_iter().find(|action| matches!(action, Action::Start | Action::UpdateAndStart))
    });
    let (pending_app, ready) = (RwSignal::new(None::<AppKind>), RwSignal::new(None::<AppTarget>));
    {
        let (account, workspace, config) =
            (account.clone(), details.workspace.clone(), provider.config.clone());
        let runner = account.clone();
        effect(move || {
            let Some(kind) = pending_app.get() else { return };
            let workspace = workspace.get();
            let config = config.read();
            let (Some(access), Some(api)) = (&config.app.access_url, &config.app.api_url) else { return };
            match opens(&workspace, access, api, kind) {
                Some(opens @ AppTarget::Desktop(_)) => {
                    pending_app.set(None);
                    launch::open(&account, &opens);
                }
                // Browsers allow a page to open a tab only on a click.
                Some(opens) => {
                    pending_app.set(None);
                    ready.set(Some(opens));
                }
                None if diagnosis(&workspace).is_some_and(|wrong| wrong.is_blocking)
                    && runner.pending_action(&workspace.id).is_none() =>
                {
                    pending_app.set(None);
                }
                None => {}
            }
        });
    }
    let begin = {
        let (account, workspace) = (account.clone(), details.workspace.clone());
        move |kind| begin(&account, &workspace, start.get_untracked(), kind, pending_app, dialog)
    };
    let name = |kind: AppKind| kind.text().map(t).unwrap_or_default();
    view! {
        class=class,
        {move || start.get().filter(|_| pending_app.get().is_none()).map(|_| {
            let begin = begin.clone();
            view! {
                class=class,
                <div class="start">
                    {KINDS.map(|kind| {
                        let begin = begin.clone();
                        view! {
                            <button type="button" class="coder-button" on:click=move |_| begin(kind)>
                                <Icon icon=crate::ui::app_icon(kind)/>
                                {tf(Message::DetailsStart, &[("way", name(kind))])}
                            </button>
                        }
                    }).collect_view()}
                </div>
            }
        })}
        <div role="status">
            {move || pending_app.get().map(|kind| view! {
                class=class,
                <p class="waiting">{tf(Message::DetailsWaiting, &[("way", name(kind))])}</p>
            })}
            {move || ready.get().map(|opens| {
                let account = account.clone();
                let open = move |_| {
                    launch::open(&account, &opens);
                    ready.set(None);
                };
                view! {
                    class=class,
                    <p class="waiting">
                        {t(Message::DetailsReady)}
                        <button type="button" class="coder-button primary" on:click=open>
                            <Icon icon=IconName::Terminal/>{tf(Message::DetailsOpenNow, &[("way", name(AppKind::Terminal))])}
                        </button>
                    </p>
                }
            })}
        </div>
    }
}

fn begin(
    account: &Account,
    workspace: &ArcRwSignal<std::sync::Arc<Workspace>>,
    start: Option<Action>,
    kind: AppKind,
    pending_app: RwSignal<Option<AppKind>>,
    dialog: RwSignal<Option<CardDialog>>,
) {
    if let Some(start) = start {
        pending_app.set(Some(kind));
        start_action(account, &workspace.get_untracked(), start, None, dialog);
    }
}

/// Returns the target of the first app of a kind that can be opened.
fn opens(workspace: &Workspace, access: &HttpUrl, api: &HttpUrl, kind: AppKind) -> Option<AppTarget> {
    let context =
        AppContext { access, api, wildcard: "", owner: &workspace.owner_name, workspace: &workspace.name };
    let mut links = workspace.latest_build.agents().flat_map(|agent| app_links(context, agent));
    links
        .find(|link| link.kind == kind && !matches!(link.opens, AppTarget::Unavailable(_)))
        .map(|link| link.opens)
}
