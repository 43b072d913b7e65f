//! Everything about one workspace: what it does, how far it is, how to get into it, what it wrote.
//!
//! Stands in a dialog. Nothing here decides; see `coder_core`'s `actions`, `diagnosis`, `progress`, `open`.

mod agents;
mod build;
mod follow;
mod log;
mod ports;
mod settings;
mod start;

use crate::account::Doing;
use crate::card::{May, TroubleNotice};
use crate::create::Prefill;
use crate::dialogs::CardDialog;
use crate::provider::use_provider;
use crate::reading::Reading;
use crate::texts::{t, texts};
use crate::ui::{Glyph, NewTab, Sign};
use coder_core::Error;
use coder_core::actions::{Action, Permissions, actions};
use coder_core::endpoint::Call;
use coder_core::json::Read as _;
use coder_core::link;
use coder_core::status::{Label, Picture, badges, display, origin};
use coder_core::text::Text;
use coder_core::wire::{Template, Workspace};
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;

/// What the pieces of the details share.
#[derive(Clone)]
pub(super) struct Details {
    /// The workspace as it was seen last.
    pub workspace: ArcRwSignal<Arc<Workspace>>,
    /// Its template, once it is known.
    pub template: RwSignal<Option<Template>>,
    /// What the viewer may do with it.
    pub may: Memo<Option<Permissions>>,
    /// It is not there any more.
    pub gone: RwSignal<bool>,
}

pub(super) fn use_details() -> Details {
    expect_context()
}

/// One workspace in detail.
#[component]
pub(crate) fn WorkspaceDetails(
    /// The workspace as it was when this was opened.
    workspace: Arc<Workspace>,
    /// The dialog it stands in.
    dialog: RwSignal<Option<CardDialog>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/details.css");
    let provider = use_provider();
    let account = provider.account.clone();
    let shown = account.showing(&workspace);
    let may = May::of(&account, &shown);
    may.ask();
    let details = Details {
        workspace: shown,
        may: may.known,
        template: RwSignal::new(None),
        gone: RwSignal::new(false),
    };
    provide_context(details.clone());
    follow::follow(&account, &details);
    ask_template(&account, &workspace.template_id, details.template);

    let shown = details.workspace.clone();
    let seen = Memo::new(move |_| display(&shown.read()));
    let label = move || match &seen.read().label {
        Label::Known(text) => t(*text).to_owned(),
        Label::Verbatim(word) => word.clone(),
    };
    let doing = {
        let (account, id) = (account.clone(), workspace.id.clone());
        Memo::new(move |_| account.doing(&id))
    };
    let offered = {
        let (shown, may) = (details.workspace.clone(), details.may);
        Memo::new(move |_| may.get().map(|may| actions(&shown.read(), may)).unwrap_or_default())
    };
    let act = {
        let (account, shown) = (account.clone(), details.workspace.clone());
        move |action: Action| match action {
            Action::Delete => dialog.set(Some(CardDialog::Delete(shown.get_untracked()))),
            action => account.drive(&shown.get_untracked(), action, None, move |question| {
                let _ = dialog.try_set(Some(CardDialog::Ask(question)));
            }),
        }
    };
    let button = move |action: Action| {
        let act = act.clone();
        let own = move || doing.get() == Some(Doing::Action(action));
        let allows = move |doing: Option<Doing>| doing.is_none_or(|doing| doing.allows(action));
        view! {
            class=class,
            <button
                type="button" class="coder-button" class:primary=action.brings_up() class:danger={action == Action::Delete}
                aria-disabled=move || (!allows(doing.get())).then_some("true")
                on:click=move |_| if allows(doing.get_untracked()) { act(action) }
            >
                <Glyph sign=Signal::derive(move || {
                    if own() { Sign::Status(Picture::Spinner) } else { Sign::from(action) }
                })/>
                {t(action.text())}
            </button>
        }
    };
    let duplicate = {
        let shown = details.workspace.clone();
        move |_| {
            let workspace = shown.read_untracked();
            let prefill = Prefill {
                template_id: Some(workspace.template_id.clone()),
                template_name: Some(workspace.template_name.clone()),
                original: Some(workspace.name.clone()),
                build_id: Some(workspace.latest_build.id.clone()),
            };
            dialog.set(Some(CardDialog::Create(prefill)));
        }
    };
    let from = {
        let (shown, state) = (details.workspace.clone(), account.state());
        Memo::new(move |_| {
            let state = state.read();
            origin(&shown.read(), state.user().map(|user| user.username.as_str())).join(" · ")
        })
    };
    let marks = {
        let shown = details.workspace.clone();
        Memo::new(move |_| badges(&shown.read()))
    };
    let (troubles, id) = (account.troubles(), workspace.id.clone());
    let own_troubles = Memo::new(move |_| {
        troubles.read().iter().filter(|trouble| trouble.id == id).cloned().collect::<Vec<_>>()
    });
    let dashboard = {
        let (shown, config) = (details.workspace.clone(), provider.config.clone());
        move || {
            let (config, workspace) = (config.read(), shown.read());
            let access = config.app.access_url.as_ref()?;
            Some(link::workspace(access, &workspace.owner_name, &workspace.name))
        }
    };
    let gone = details.gone;
    view! {
        class=class,
        <div class="details" lang=texts().language.tag()>
            <p class="state">
                <span class="coder-status status" data-tone=move || seen.read().tone.as_str()>
                    <Glyph sign=Signal::derive(move || Sign::Status(seen.read().picture))/>{label}
                </span>
                {move || marks.get().into_iter().map(|badge| view! {
                    class=class,
                    <span class="badge">{t(badge.text())}</span>
                }).collect_view()}
                <span class="from">{move || from.get()}</span>
            </p>
            {move || gone.get().then(|| view! { class=class, <p class="gone" role="status">{t(Text::DetailsGone)}</p> })}
            <div class="bar" role="group" aria-label=t(Text::Actions)>
                <For each=move || offered.get() key=|action| *action let(action)>{button(action)}</For>
                <button type="button" class="coder-button" aria-haspopup="dialog" on:click=duplicate>
                    <Glyph sign=Sign::Copy/>{t(Text::ActionDuplicate)}
                </button>
            </div>
            {
                let account = account.clone();
                move || own_troubles.get().into_iter().map(|trouble| {
                    let (account, id) = (account.clone(), trouble.id.clone());
                    view! { <TroubleNotice trouble dismiss=Callback::new(move |()| account.dismiss(&id))/> }
                }).collect_view()
            }
            <start::StartThenOpen dialog/>
            <build::BuildState/>
            <agents::Agents/>
            <build::Logs/>
            <settings::Settings/>
            {move || dashboard().map(|href| view! {
                class=class,
                <p class="foot">
                    <a class="coder-link" href=href target="_blank" rel="noopener noreferrer">
                        {t(Text::OpenDashboard)}<NewTab/>
                    </a>
                </p>
            })}
        </div>
    }
}

/// What the template says of how long builds take and what its users may set; without it that is left out.
fn ask_template(account: &crate::account::Account, id: &str, template: RwSignal<Option<Template>>) {
    let told = move |answer: Result<Value, Error>| {
        if let Some(known) = answer.ok().and_then(|value| Template::read(&value).ok()) {
            let _ = template.try_set(Some(known));
        }
    };
    Reading::new().ask(account, Call::template(id), Box::new(told));
}
