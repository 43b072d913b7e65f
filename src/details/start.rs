//! Starting a workspace in order to open it: both with one click, waiting where one can see it.

use super::use_details;
use crate::account::Account;
use crate::dialogs::CardDialog;
use crate::effect::effect;
use crate::provider::use_provider;
use crate::texts::{t, tf};
use crate::ui::{Glyph, Sign};
use crate::ways;
use coder_core::actions::{Action, actions};
use coder_core::diagnosis::diagnosis;
use coder_core::link::HttpUrl;
use coder_core::open::{Kind, Opens, Place, ways as ways_of};
use coder_core::text::Text;
use coder_core::wire::Workspace;
use leptos::prelude::*;

/// The ways that are worth starting a workspace for.
const KINDS: [Kind; 2] = [Kind::VsCode, Kind::Terminal];

/// Buttons that start the workspace and open it then.
#[component]
pub(super) fn StartThenOpen(
    /// Where what a template asks first is shown.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/start.css");
    let details = use_details();
    let provider = use_provider();
    let account = provider.account.clone();
    let (shown, may) = (details.workspace.clone(), details.may);
    let start = Memo::new(move |_| {
        let offered = actions(&shown.read(), may.get()?);
        offered.into_iter().find(|action| matches!(action, Action::Start | Action::UpdateAndStart))
    });
    let (wanted, ready) = (RwSignal::new(None::<Kind>), RwSignal::new(None::<Opens>));
    {
        let (account, shown, config) = (account.clone(), details.workspace.clone(), provider.config.clone());
        let doing = account.clone();
        effect(move || {
            let Some(kind) = wanted.get() else { return };
            let workspace = shown.get();
            let config = config.read();
            let (Some(access), Some(api)) = (&config.app.access_url, &config.app.api_url) else { return };
            match opens(&workspace, access, api, kind) {
                Some(opens @ Opens::Program(_)) => {
                    wanted.set(None);
                    ways::open(&account, &opens);
                }
                // A browser lets a page open a tab only on a click.
                Some(opens) => {
                    wanted.set(None);
                    ready.set(Some(opens));
                }
                None if diagnosis(&workspace).is_some_and(|wrong| wrong.is_grave)
                    && doing.doing(&workspace.id).is_none() =>
                {
                    wanted.set(None);
                }
                None => {}
            }
        });
    }
    let begin = {
        let (account, shown) = (account.clone(), details.workspace.clone());
        move |kind| begin(&account, &shown, start.get_untracked(), kind, wanted, dialog)
    };
    let name = |kind: Kind| kind.text().map(t).unwrap_or_default();
    view! {
        class=class,
        {move || start.get().filter(|_| wanted.get().is_none()).map(|_| {
            let begin = begin.clone();
            view! {
                class=class,
                <div class="start">
                    {KINDS.map(|kind| {
                        let begin = begin.clone();
                        view! {
                            <button type="button" class="coder-button" on:click=move |_| begin(kind)>
                                <Glyph sign=crate::card::way_sign(kind)/>
                                {tf(Text::DetailsStart, &[("way", name(kind))])}
                            </button>
                        }
                    }).collect_view()}
                </div>
            }
        })}
        <div role="status">
            {move || wanted.get().map(|kind| view! {
                class=class,
                <p class="waiting">{tf(Text::DetailsWaiting, &[("way", name(kind))])}</p>
            })}
            {move || ready.get().map(|opens| {
                let account = account.clone();
                let open = move |_| {
                    ways::open(&account, &opens);
                    ready.set(None);
                };
                view! {
                    class=class,
                    <p class="waiting">
                        {t(Text::DetailsReady)}
                        <button type="button" class="coder-button primary" on:click=open>
                            <Glyph sign=Sign::Terminal/>{tf(Text::DetailsOpenNow, &[("way", name(Kind::Terminal))])}
                        </button>
                    </p>
                }
            })}
        </div>
    }
}

fn begin(
    account: &Account,
    shown: &ArcRwSignal<std::sync::Arc<Workspace>>,
    start: Option<Action>,
    kind: Kind,
    wanted: RwSignal<Option<Kind>>,
    dialog: RwSignal<Option<CardDialog>>,
) {
    if let Some(start) = start {
        wanted.set(Some(kind));
        account.drive(&shown.get_untracked(), start, None, move |question| {
            let _ = dialog.try_set(Some(CardDialog::Ask(question)));
        });
    }
}

/// The way of a kind into the workspace, once it can be gone.
fn opens(workspace: &Workspace, access: &HttpUrl, api: &HttpUrl, kind: Kind) -> Option<Opens> {
    let place = Place { access, api, wildcard: "", owner: &workspace.owner_name, workspace: &workspace.name };
    let mut ways = workspace.latest_build.agents().flat_map(|agent| ways_of(place, agent));
    ways.find(|way| way.kind == kind && !matches!(way.opens, Opens::Nothing(_))).map(|way| way.opens)
}
