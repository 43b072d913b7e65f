//! The dialogs over workspaces: one at a time, loaded when the first is wanted.
//!
//! This file is what a card needs at once; what stands in a dialog is [`shown`]'s, and is not needed to paint
//! a list.

mod delete;
mod shown;

use crate::account::{self, Question};
use crate::create::Prefill;
use crate::effect::effect;
use crate::part::{Loaded, Part};
use crate::texts::t;
use crate::ui::NotLoaded;
use coder_core::WorkspacesConfig;
use coder_core::text::Text;
use coder_core::wire::Workspace;
use leptos::prelude::*;
use std::sync::Arc;

/// Makes a dialog's view.
type Show = fn(Shown) -> AnyView;

thread_local! {
    static PART: Part<Show> = const { Part::new() };
}

/// A pointer, because what is called across the cut cannot be generic.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(dialogs, fallible)]
fn part() -> Result<Show, wasm_split_helpers::SplitLoaderError> {
    Ok(shown::show)
}

#[cfg(not(feature = "split"))]
async fn part() -> Result<Show, std::convert::Infallible> {
    Ok(shown::show)
}

fn fetch() {
    PART.with(|it| it.fetch(part));
}

/// Fetches what the dialogs hold, and what carries actions out, before one is asked for, where one is likely. Does not
/// insist: what failed is tried again only on request.
pub(crate) fn prefetch() {
    if !PART.with(Part::is_wanted) {
        account::prefetch();
        fetch();
    }
}

/// A dialog over a workspace.
#[derive(Clone)]
pub(crate) enum CardDialog {
    /// The question before a workspace is deleted.
    Delete(Arc<Workspace>),
    /// Everything about a workspace.
    Details(Arc<Workspace>),
    /// The form to create one.
    Create(Prefill),
    /// What a template asks before a start.
    Ask(Question),
}

/// A dialog that is open, and what it works on.
struct Shown {
    /// Which.
    what: CardDialog,
    /// Closing it sets this to `false`.
    open: RwSignal<bool>,
    /// Where the next dialog is asked for.
    dialog: RwSignal<Option<CardDialog>>,
    /// What a form begins with.
    config: Arc<WorkspacesConfig>,
    /// Told of a new workspace.
    created: Callback<Arc<Workspace>>,
}

/// Shows what a signal says.
#[component]
pub(crate) fn Dialogs(
    /// What to show.
    dialog: RwSignal<Option<CardDialog>>,
    /// What a form begins with.
    config: Memo<Arc<WorkspacesConfig>>,
    /// Told of a new workspace.
    #[prop(optional_no_strip)]
    on_created: Option<Callback<Arc<Workspace>>>,
) -> impl IntoView {
    let loaded = PART.with(Part::loaded);
    let created = Callback::new(move |workspace: Arc<Workspace>| {
        if let Some(told) = &on_created {
            told.run(workspace.clone());
        }
        let _ = dialog.try_set(Some(CardDialog::Details(workspace)));
    });
    view! {
        {move || dialog.get().map(|what| {
            let open = RwSignal::new(true);
            effect(move || {
                if !open.get() {
                    dialog.set(None);
                }
            });
            fetch();
            let (what, loaded) = (StoredValue::new(what), loaded.clone());
            move || match loaded.get() {
                Loaded::Ready(show) => {
                    let (what, config) = (what.get_value(), config.get_untracked());
                    show(Shown { what, open, dialog, config, created })
                }
                Loaded::Failed => view! { <NotLoaded open retry=Callback::new(|()| fetch())/> }.into_any(),
                // Not a dialog yet, so that focus stays where the real one will give it back to.
                Loaded::No | Loaded::Fetching => view! {
                    <p class="coder-note" role="status">{t(Text::RowLoading)}</p>
                }.into_any(),
            }
        })}
    }
}
