//! "Open in Coder": one button that knows the entity's workspace.

use crate::auth::{Gate, SignIn};
use crate::card::{EntityInput, use_coder_workspaces_config};
use crate::create::Prefill;
use crate::dialogs::{CardDialog, Dialogs};
use crate::effect::effect;
use crate::provider::{Config, use_provider};
use crate::style;
use crate::texts::{t, texts, tf};
use crate::ui::{Act, Dialog, ErrorNotice, Glyph, Menu, MenuButton, MenuItem, NewTab, Sign};
use crate::workspaces::{Load, PAGE, WorkspacesQuery};
use coder_core::status::Picture;
use coder_core::text::Text;
use coder_core::wire::Workspace;
use coder_core::{Error, link, search};
use leptos::prelude::*;
use std::sync::Arc;

/// Opens the workspace made from the entity's repository (or, for an entity without one, from its template);
/// offers the choice where there are several, and Coder's creation form where there is none.
///
/// Needs a [`crate::CoderProvider`] above it.
#[component]
pub fn OpenButton(
    /// The catalog entity.
    #[prop(into)]
    entity: Signal<EntityInput>,
    /// Told of a workspace that was created by the button.
    #[prop(optional, into)]
    on_workspace_created: Option<Callback<Arc<Workspace>>>,
) -> impl IntoView {
    let class = stylers::style_sheet!("./style/open_button.css");
    let provider = use_provider();
    let account = provider.account.clone();
    account.watch();
    let config_signal = provider.config.clone();
    let app = Signal::derive(move || config_signal.get());
    let config = use_coder_workspaces_config(app, entity, Signal::stored(true));
    let state = account.state();
    let gate = Memo::new(move |_| Gate::of(state.read().status()));
    let query = {
        let account = account.clone();
        Memo::new(move |_| {
            let search = search::of_entity(&config.read())?;
            (gate.get() == Gate::Open).then(|| account.query(&search))
        })
    };
    let what = what(app, config, gate, query);
    let (open, dialog) = (RwSignal::new(false), RwSignal::new(None::<CardDialog>));
    let create = move |_| dialog.set(Some(CardDialog::Create(Prefill::default())));
    effect(move || {
        // Signed in, or mended: the button itself is the way on.
        if !matches!(*what.read(), What::SignIn | What::Failed(_)) {
            open.set(false);
        }
    });
    let place = style::adopting();
    view! {
        class=class,
        <div class="open-button coder-root" lang=texts().language.tag() node_ref=place>
            {move || match what.get() {
                What::Busy => view! {
                    <button type="button" class="coder-button" part="open-button" aria-disabled="true">
                        <Glyph sign=Sign::Status(Picture::Spinner)/>{t(Text::OpenInCoder)}
                    </button>
                }.into_any(),
                What::SignIn | What::Failed(_) => view! {
                    <button
                        type="button" class="coder-button" part="open-button" aria-haspopup="dialog"
                        on:click=move |_| open.set(true)
                    >
                        {t(Text::OpenInCoder)}
                    </button>
                }.into_any(),
                What::Nothing(why) => view! {
                    <button
                        type="button" class="coder-button" part="open-button" aria-disabled="true" title=t(why)
                        aria-label=format!("{}. {}", t(Text::OpenInCoder), t(why))
                    >
                        {t(Text::OpenInCoder)}
                    </button>
                }.into_any(),
                What::One(href) => view! { <Link href/> }.into_any(),
                What::Create => view! {
                    <button
                        type="button" class="coder-button" part="open-button" aria-haspopup="dialog" on:click=create
                    >
                        {t(Text::CreateInCoder)}
                    </button>
                }.into_any(),
                What::Several(choices) => {
                    let items: Vec<MenuItem> = choices.into_iter().map(Into::into).collect();
                    let label = tf(Text::OpenChoose, &[("count", &items.len().to_string())]);
                    let face = || view! { {t(Text::OpenInCoder)}<Glyph sign=Sign::Down/> };
                    view! {
                        <MenuButton
                            label button_class="coder-button" button_part="open-button" face
                            menu=Arc::new(move |place| {
                                view! { <Menu place items=Signal::stored(items.clone())/> }.into_any()
                            })
                        />
                    }.into_any()
                }
            }}
            <Dialog open title=t(Text::OpenInCoder)>
                {move || match what.get() {
                    What::Failed(error) => view! { <Failed error query/> }.into_any(),
                    _ => view! { <SignIn gate=gate.get()/> }.into_any(),
                }}
            </Dialog>
            {move || (gate.get() == Gate::Open).then(|| view! { <Dialogs dialog config on_created=on_workspace_created/> })}
        </div>
    }
}

/// What the button does.
#[derive(Clone, PartialEq)]
enum What {
    /// Not known yet.
    Busy,
    /// Links the account first.
    SignIn,
    /// Tells why it is not known.
    Failed(Error),
    /// Opens the one workspace.
    One(String),
    /// Offers several.
    Several(Vec<Choice>),
    /// Opens the creation form.
    Create,
    /// Nothing, and says why.
    Nothing(Text),
}

/// A workspace to choose: its name and its page.
#[derive(Clone, PartialEq)]
struct Choice {
    name: String,
    href: String,
}

impl From<Choice> for MenuItem {
    fn from(choice: Choice) -> Self {
        Self::new(choice.name, Sign::External, Act::Open(choice.href))
    }
}

fn what(
    app: Signal<Arc<Config>>,
    config: Memo<Arc<coder_core::WorkspacesConfig>>,
    gate: Memo<Gate>,
    query: Memo<Option<WorkspacesQuery>>,
) -> Memo<What> {
    effect(move || {
        if let Some(query) = query.get() {
            query.watch();
        }
    });
    Memo::new(move |_| {
        let nothing_to_open = search::of_entity(&config.read()).is_none();
        match gate.get() {
            Gate::Checking => return What::Busy,
            _ if nothing_to_open => return What::Nothing(Text::OpenNothing),
            Gate::Form | Gate::Ailing => return What::SignIn,
            Gate::Open => {}
        }
        let Some(query) = query.get() else { return What::Busy };
        let access = app.read().app.access_url.clone();
        match &*query.load().read() {
            Load::Loading => What::Busy,
            Load::Failed(error) => What::Failed(error.clone()),
            Load::Ready { count: 0, .. } => What::Create,
            Load::Ready { count, .. } => {
                let Some(access) = access else { return What::Nothing(Text::CreateNoAccessUrl) };
                let rows = query.rows(0..(*count).min(PAGE)).into_iter().filter_map(|(_, row)| row);
                let choices: Vec<Choice> = rows
                    .map(|row| {
                        let workspace = row.workspace.get();
                        let href = link::workspace(&access, &workspace.owner_name, &workspace.name);
                        Choice { name: workspace.name.clone(), href }
                    })
                    .collect();
                match choices.as_slice() {
                    [Choice { href, .. }] => What::One(href.clone()),
                    _ => What::Several(choices),
                }
            }
        }
    })
}

#[component]
fn Link(href: String) -> impl IntoView {
    view! {
        <a class="coder-button" part="open-button" href=href target="_blank" rel="noopener noreferrer">
            {t(Text::OpenInCoder)}<Glyph sign=Sign::External/><NewTab/>
        </a>
    }
}

#[component]
fn Failed(error: Error, query: Memo<Option<WorkspacesQuery>>) -> impl IntoView {
    let retry = Callback::new(move |()| {
        if let Some(query) = query.get_untracked() {
            query.refresh();
        }
    });
    let busy = Signal::derive(move || query.read().as_ref().is_some_and(|q| q.refreshing().get()));
    view! { <ErrorNotice error retry busy/> }
}
