//! A session that cannot be checked: what is wrong, try again, or part ways.

use super::UnlinkButton;
use crate::provider::use_provider;
use crate::ui::ErrorNotice;
use coder_core::Error;
use leptos::prelude::*;

#[component]
pub(super) fn Ailing() -> impl IntoView {
    let class = stylers::style_sheet!("./style/ailing.css");
    let account = use_provider().account;
    let (state, checking) = (account.state(), account.checking());
    // Only a different error is a different notice: a re-check that fails alike changes nothing on screen.
    let error = Memo::new(move |_| state.read().error().cloned().unwrap_or(Error::Unreachable));
    let checking = Signal::derive(move || checking.get());
    let retry = Callback::new(move |()| account.recheck());
    view! {
        class=class,
        <div class="ailing">
            {move || view! { <ErrorNotice error=error.get() retry busy=checking><UnlinkButton/></ErrorNotice> }}
        </div>
    }
}
