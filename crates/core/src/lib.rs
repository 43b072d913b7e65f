//! Platform-independent logic of the plugin: everything about Coder and Backstage that needs no browser.
//!
//! Pure functions and tables, tested natively: how configuration is merged, which repository an entity belongs to,
//! which queries are valid, how Coder's JSON is decoded, how errors are classified, how the session changes state,
//! how a workspace is presented, and when to poll. The components in the plugin crate only render the results.
//!
//! Nothing here does I/O, reads a clock or depends on Leptos.

#![cfg_attr(
    not(test),
    warn(
        clippy::use_debug,
        reason = "release builds are compiled with `-Zfmt-debug=none`, in which `{:?}` writes nothing"
    )
)]

pub mod actions;
pub mod agents;
pub mod ansi;
pub mod apps;
pub mod config;
pub mod create;
pub mod diagnosis;
pub mod entity;
pub mod entity_query;
pub mod error;
pub mod event_stream;
pub mod gateway;
pub mod i18n;
pub mod icon;
pub mod json;
pub mod live;
pub mod log;
pub mod models;
pub mod path;
pub mod placement;
pub mod polling;
pub mod progress;
pub mod repo;
pub mod request;
pub mod row;
pub mod row_positions;
pub mod schedule;
pub mod search;
pub mod session;
pub mod shell;
pub mod status;
pub mod storage_keys;
pub mod time_distance;
pub mod url;

pub use config::{AppConfig, ConfigProblem, Mode, WorkspacesConfig};
pub use entity::Entity;
pub use error::Error;
pub use repo::RepoUrl;
pub use session::SessionToken;
