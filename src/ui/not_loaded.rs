//! In place of a part that could not be loaded.

use super::{Dialog, ErrorNotice};
use crate::texts::t;
use coder_core::Error;
use coder_core::text::Text;
use leptos::prelude::*;

/// Says that a part of the card could not be loaded, and lets one try again.
#[component]
pub(crate) fn NotLoaded(
    /// Closing it sets this to `false`.
    #[prop(optional, default = RwSignal::new(true))]
    open: RwSignal<bool>,
    /// Tries again.
    retry: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open title=t(Text::PartMissingTitle)>
            <ErrorNotice error=Error::PartMissing retry busy=false/>
        </Dialog>
    }
}
