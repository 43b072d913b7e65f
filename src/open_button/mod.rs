//! The "Open in Coder" button for the workspaces of an entity.

mod failed;
mod link;

use crate::auth::{Gate, SignIn};
use crate::card::{EntityInput, use_coder_workspaces_config};
use crate::card_dialog::{CardDialog, Prefill};
use crate::dialogs::Dialogs;
use crate::effect::effect;
use crate::provider::{Config, use_provider};
use crate::style;
use crate::texts::{t, texts, tf};
use crate::ui::{Dialog, Icon, IconName, Menu, MenuAction, MenuButton, MenuItem};
use crate::workspaces::{ListState, PAGE_SIZE, WorkspacesQuery};
use coder_core::i18n::Message;
use coder_core::models::Workspace;
use coder_core::status::StatusIcon;
use coder_core::{Error, entity_query, url};
use failed::Failed;
use leptos::prelude::*;
use link::Link;
use std::sync::Arc;

/// A button that opens the workspace created from the entity's repository (or, for an entity without one, from its
/// template). It opens a menu if there are several workspaces, and the creation form if there is none.
///
/// Needs a [`crate::CoderProvider`] above it.
#[component]
pub fn OpenButton(
    /// The catalog entity.
    #[prop(into)]
    entity: Signal<EntityInput>,
    /// Callback for a workspace that was created with the button.
    #[prop(optional, into)]
    on_workspace_created: Option<Callback<Arc<Workspace>>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./src/open_button/open_button.css");
    let provider = use_provider();
    let account = provider.account.clone();
    account.register_sign_in_ui();
    let config_signal = provider.config.clone();
    let app = Signal::derive(move || config_signal.get());
    let config = use_coder_workspaces_config(app, entity, Signal::stored(true));
    let state = account.state();
    let gate = Memo::new(move |_| Gate::of(state.read().status()));
    let query = {
        let account = account.clone();
        Memo::new(move |_| {
            let search = entity_query::for_entity(&config.read())?;
            (gate.get() == Gate::Open).then(|| account.query(&search))
        })
    };
    let state = button_state(app, config, gate, query);
    let (open, dialog) = (RwSignal::new(false), RwSignal::new(None::<CardDialog>));
    effect(move || {
        // The sign-in or the retry succeeded, so the dialog is not needed any more.
        if !matches!(*state.read(), ButtonState::SignIn | ButtonState::Failed(_)) {
            open.set(false);
        }
    });
    let place = style::adopt_on_mount();
    view! {
        class=class,
        <div class="open-button coder-root" lang=texts().language().tag() node_ref=place>
            {move || button(state.get(), open, dialog)}
            <Dialog open title=t(Message::OpenInCoder)>
                {move || match state.get() {
                    ButtonState::Failed(error) => view! { <Failed error query/> }.into_any(),
                    _ => view! { <SignIn gate=gate.get()/> }.into_any(),
                }}
            </Dialog>
            {move || (gate.get() == Gate::Open).then(|| view! { <Dialogs dialog config on_created=on_workspace_created/> })}
        </div>
    }
}

/// The state of the button.
#[derive(Clone, PartialEq)]
enum ButtonState {
    /// The workspaces are not known yet.
    Busy,
    /// The button opens the sign-in dialog.
    SignIn,
    /// The button opens a dialog with this error.
    Failed(Error),
    /// The button links to the only workspace, by this URL.
    One(String),
    /// The button opens a menu of workspaces.
    Several(Vec<WorkspaceOption>),
    /// The button opens the creation form.
    Create,
    /// The button is disabled, for this reason.
    Nothing(Message),
}

/// An item of the menu: a workspace's name and the URL of its page.
#[derive(Clone, PartialEq)]
struct WorkspaceOption {
    name: String,
    href: String,
}

impl From<WorkspaceOption> for MenuItem {
    fn from(choice: WorkspaceOption) -> Self {
        Self::new(choice.name, IconName::External, MenuAction::link(choice.href))
    }
}

fn button_state(
    app: Signal<Arc<Config>>,
    config: Memo<Arc<coder_core::WorkspacesConfig>>,
    gate: Memo<Gate>,
    query: Memo<Option<WorkspacesQuery>>,
) -> Memo<ButtonState> {
    effect(move || {
        if let Some(query) = query.get() {
            query.watch();
        }
    });
    Memo::new(move |_| {
        let nothing_to_open = entity_query::for_entity(&config.read()).is_none();
        match gate.get() {
            Gate::Checking => return ButtonState::Busy,
            _ if nothing_to_open => return ButtonState::Nothing(Message::OpenNothing),
            Gate::Form | Gate::Unverified => return ButtonState::SignIn,
            Gate::Open => {}
        }
        let Some(query) = query.get() else { return ButtonState::Busy };
        let access = app.read().app.access_url.clone();
        match &*query.load().read() {
            ListState::Loading => ButtonState::Busy,
            ListState::Failed(error) => ButtonState::Failed(error.clone()),
            ListState::Ready { count: 0, .. } => ButtonState::Create,
            ListState::Ready { count, .. } => {
                let Some(access) = access else { return ButtonState::Nothing(Message::CreateNoAccessUrl) };
                let rows = query.rows(0..(*count).min(PAGE_SIZE)).into_iter().filter_map(|(_, row)| row);
                let choices: Vec<WorkspaceOption> = rows
                    .map(|row| {
                        let workspace = row.workspace.get();
                        let href = url::workspace_url(&access, &workspace.owner_name, &workspace.name);
                        WorkspaceOption { name: workspace.name.clone(), href }
                    })
                    .collect();
                match choices.as_slice() {
                    [WorkspaceOption { href, .. }] => ButtonState::One(href.clone()),
                    _ => ButtonState::Several(choices),
                }
            }
        }
    })
}

/// Returns the button, link or menu for a state. `open` opens the dialog for sign-in and errors.
fn button(state: ButtonState, open: RwSignal<bool>, dialog: RwSignal<Option<CardDialog>>) -> AnyView {
    match state {
        ButtonState::Busy => view! {
            <button type="button" class="coder-button" part="open-button" aria-disabled="true">
                <Icon icon=IconName::Status(StatusIcon::Spinner)/>{t(Message::OpenInCoder)}
            </button>
        }
        .into_any(),
        ButtonState::SignIn | ButtonState::Failed(_) => view! {
            <button
                type="button" class="coder-button" part="open-button" aria-haspopup="dialog"
                on:click=move |_| open.set(true)
            >
                {t(Message::OpenInCoder)}
            </button>
        }
        .into_any(),
        ButtonState::Nothing(reason) => view! {
            <button
                type="button" class="coder-button" part="open-button" aria-disabled="true" title=t(reason)
                aria-label=format!("{}. {}", t(Message::OpenInCoder), t(reason))
            >
                {t(Message::OpenInCoder)}
            </button>
        }
        .into_any(),
        ButtonState::One(href) => view! { <Link href/> }.into_any(),
        ButtonState::Create => view! {
            <button
                type="button" class="coder-button" part="open-button" aria-haspopup="dialog"
                on:click=move |_| dialog.set(Some(CardDialog::Create(Prefill::default())))
            >
                {t(Message::CreateInCoder)}
            </button>
        }
        .into_any(),
        ButtonState::Several(choices) => {
            let items: Vec<MenuItem> = choices.into_iter().map(Into::into).collect();
            let label = tf(Message::OpenChoose, &[("count", &items.len().to_string())]);
            let face = || view! { {t(Message::OpenInCoder)}<Icon icon=IconName::ChevronDown/> };
            view! {
                <MenuButton
                    label button_class="coder-button" button_part="open-button" face
                    menu=Arc::new(move |anchor| {
                        view! { <Menu anchor items=Signal::stored(items.clone())/> }.into_any()
                    })
                />
            }
            .into_any()
        }
    }
}
