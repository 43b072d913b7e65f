//! Linking a Coder account: the UI that is shown in place of the content until the session is authenticated.

mod coder_auth_wrapper;
mod coder_provider_settings;
mod fallback_auth;
mod fallback_dialog;
mod gate;
mod gateway_sign_in;
mod host_sign_in;
mod lazy_sign_in;
mod oauth_button;
mod sign_in;
mod sign_in_form;
mod token_form;
mod unlink_button;
mod unverified_session;

pub use coder_auth_wrapper::CoderAuthWrapper;
pub use coder_provider_settings::CoderProviderSettings;
pub use fallback_auth::{FallbackAuth, FallbackAuthUi};
pub(crate) use gate::Gate;
pub(crate) use sign_in::SignIn;
pub use token_form::TokenForm;
pub use unlink_button::UnlinkButton;
pub(crate) use unverified_session::SessionMenu;
