//! Linking a Coder account: the UI that is shown in place of the content until the session is authenticated.

mod auth_wrapper;
mod fallback_auth;
mod fallback_dialog;
mod gate;
mod host_sign_in;
mod lazy_sign_in;
mod provider_settings;
mod sign_in;
mod sign_in_form;
mod token_form;
mod unlink_button;
mod unverified_session;

pub use auth_wrapper::CoderAuthWrapper;
pub use fallback_auth::{FallbackAuth, FallbackAuthUi};
pub(crate) use gate::Gate;
pub use provider_settings::CoderProviderSettings;
pub(crate) use sign_in::SignIn;
pub use token_form::TokenForm;
pub use unlink_button::UnlinkButton;
