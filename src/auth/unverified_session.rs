//! The notice of a session that cannot be checked: the error, a retry button and a button that unlinks the account.

use super::unlink_button::UnlinkButton;
use crate::provider::use_provider;
use crate::ui::ErrorNotice;
use coder_core::Error;
use coder_core::error::{Remedy, explain};
use leptos::prelude::*;

/// A mark for the content of a card, whose menu can unlink the account.
#[derive(Clone, Copy)]
pub(crate) struct SessionMenu;

/// The notice, with a button that unlinks the account if that helps, or if nothing else can do it.
#[component]
pub(super) fn UnverifiedSession() -> impl IntoView {
    let class = stylers::style_sheet!("./src/auth/unverified_session.css");
    let account = use_provider().account;
    let has_menu = use_context::<SessionMenu>().is_some();
    let (state, checking) = (account.state(), account.checking());
    // Memoized: a check that fails with the same error leaves the notice as it is.
    let error = Memo::new(move |_| state.read().error().cloned().unwrap_or(Error::Unreachable));
    let checking = Signal::derive(move || checking.get());
    let retry = Callback::new(move |()| account.recheck());
    view! {
        class=class,
        <div class="ailing">
            {move || {
                let error = error.get();
                let unlinks = !has_menu || explain(&error).remedy == Remedy::SignIn;
                view! { <ErrorNotice error retry busy=checking>{unlinks.then(|| view! { <UnlinkButton/> })}</ErrorNotice> }
            }}
        </div>
    }
}
