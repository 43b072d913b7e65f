//! Linking a Coder account: what stands in place of content until the session is good.

mod ailing;
mod fallback;
mod host_sign_in;
mod settings;
mod token_form;
mod wrapper;

pub use fallback::{FallbackAuth, FallbackAuthUi};
pub use settings::CoderProviderSettings;
pub use token_form::TokenForm;
pub use wrapper::CoderAuthWrapper;

use crate::provider::use_provider;
use crate::texts::t;
use crate::ui::Skeleton;
use ailing::Ailing;
use coder_core::session::Status;
use coder_core::text::Text;
use leptos::prelude::*;

/// What the session's status lets a card show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// The first check of a stored token is in flight.
    Checking,
    /// A token is to be entered (or is being checked, or was refused).
    Form,
    /// There is a token, but it cannot be checked right now.
    Ailing,
    /// Content.
    Open,
}

impl Gate {
    /// The gate for a status, by the React plugin's table.
    pub fn of(status: Status) -> Self {
        match status {
            Status::Initializing => Self::Checking,
            Status::TokenMissing | Status::Authenticating | Status::Invalid => Self::Form,
            Status::Distrusted | Status::NoInternetConnection | Status::DeploymentUnavailable => Self::Ailing,
            Status::Authenticated | Status::DistrustedWithGracePeriod => Self::Open,
        }
    }
}

/// What a card shows while its gate is not open.
#[component]
pub(crate) fn SignIn(
    /// Which of the closed gates.
    gate: Gate,
) -> impl IntoView {
    match gate {
        Gate::Checking => view! { <Initializing/> }.into_any(),
        Gate::Ailing => view! { <Ailing/> }.into_any(),
        Gate::Form | Gate::Open => view! { <TokenForm/> }.into_any(),
    }
}

#[component]
fn Initializing() -> impl IntoView {
    view! { <Skeleton says=Text::Initializing bones=3/> }
}

/// Forgets the session token everywhere.
#[component]
pub fn UnlinkButton() -> impl IntoView {
    let account = use_provider().account;
    view! {
        <button type="button" class="coder-button" part="unlink-button" on:click=move |_| account.unlink()>
            {t(Text::Unlink)}
        </button>
    }
}
