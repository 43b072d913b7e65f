//! What is true of Coder and Backstage without a browser.
//!
//! Decisions live here as pure functions and tables, tested natively: how configuration merges, which
//! repository an entity belongs to, what a search may say, what Coder's JSON means, which error an answer
//! is, what a session does next, how a workspace is shown, and when to ask again. The components in the
//! plugin crate only show what these functions say.
//!
//! Nothing here does I/O, reads a clock or knows about Leptos.

pub mod actions;
pub mod ansi;
pub mod config;
pub mod create;
pub mod diagnosis;
pub mod drive;
pub mod endpoint;
pub mod entity;
pub mod error;
pub mod icon;
pub mod json;
pub mod link;
pub mod log;
pub mod moment;
pub mod open;
pub mod path;
pub mod placement;
pub mod progress;
pub mod refresh;
pub mod repo;
pub mod schedule;
pub mod search;
pub mod session;
pub mod shell;
pub mod status;
pub mod storage;
pub mod text;
pub mod wire;

pub use config::{AppConfig, ConfigProblem, Mode, WorkspacesConfig};
pub use entity::Entity;
pub use error::Error;
pub use repo::RepoUrl;
pub use session::SessionToken;
