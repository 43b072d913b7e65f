//! The rules of a gateway, a backend that keeps the users' credentials and passes their requests on to Coder.

mod answers;
mod link;
pub mod live;
mod oauth;
mod refusal;
mod routes;
mod settings;
pub mod vault;

pub use answers::{MARK_HEADER, REQUEST_HEADERS, RESPONSE_HEADERS, TOKEN_HEADER, ends_link};
pub use link::{Link, LinkedUser, TokenLife, linked_user, token_life};
pub use oauth::{AUTHORIZE_PATH, REVOKE_PATH, TOKENS_PATH};
pub use refusal::Refusal;
pub use routes::{ROUTES, Route, is_icon, route_of};
pub use settings::{Deployment, OAuthApp, Settings, SettingsError, VaultKey};
