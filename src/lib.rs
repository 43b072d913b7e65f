//! Coder workspaces in Backstage: Leptos components and custom elements.
//!
//! [`CoderProvider`] holds configuration and session; [`CoderWorkspacesCard`] shows, for a catalog entity or
//! for a user, the Coder workspaces that belong to it. Both are also custom elements
//! ([`element::define`]), which is how a Backstage entity page embeds them.
//!
//! What is true without a browser (configuration, search, wire types, errors, the session machine) lives in
//! [`coder_core`].

mod account;
mod auth;
mod browser;
mod card;
pub mod element;
mod icons;
mod provider;
#[cfg(feature = "standalone")]
pub mod standalone;
pub mod style;
mod texts;
mod ui;
mod workspaces;

pub use account::Account;
pub use auth::{TokenForm, UnlinkButton};
pub use browser::{Host, TokenStorage};
pub use card::{CardContext, CoderWorkspacesCard, EntityInput, use_card};
pub use coder_core::AppConfig;
pub use provider::{CoderProvider, Config, Provider, use_provider};
pub use workspaces::{Load, Row, Watcher, WorkspacesQuery};
