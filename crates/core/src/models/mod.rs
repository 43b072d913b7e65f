//! Models of the JSON of Coder's `/api/v2`, decoded by [`crate::json`].
//!
//! Each model is one definition, from which the macro `model!` makes its type, its decoder and the list of its keys.
//!
//! The models follow Coder's Go structs, which its OpenAPI file misstates in places. Almost every Coder release adds
//! fields and enum values, so unknown fields are ignored and unknown enum values are kept as `Unknown(String)`.
//! Timestamps stay strings: the browser parses them, in the user's locale.

mod agent;
mod build;
mod enums;
mod error_body;
mod log;
mod macros;
mod page;
mod template;
mod user;
mod workspace;

pub use agent::{Agent, AgentMetadata, App};
pub use build::{Build, Job, Provisioners, Resource};
pub use enums::{
    AgentLifecycle, AgentStatus, AppHealth, AppOpenIn, JobStatus, StartupScriptBehavior, Transition,
    WorkspaceStatus,
};
pub use error_body::{ErrorBody, FieldError};
pub use log::LogLine;
pub(crate) use macros::model;
pub use page::{PageReader, WorkspacesPage};
pub use template::{BuildTimeStats, ExternalAuth, ParameterValue, Preset, Quota, Template, TemplateVersion};
pub use user::{ApiKey, BuildInfo, ListeningPorts, Port, Regions, User};
pub use workspace::{Health, Names, Workspace};

use crate::json::{DecodeError, FromJson};
use serde_json::Value;

/// An RFC 3339 timestamp, as Coder wrote it.
///
/// Go's zero time (`0001-01-01T00:00:00Z`) means "never"; see [`Timestamp::is_never`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Timestamp(pub String);

impl Timestamp {
    /// Whether the timestamp is Go's zero time, which Coder sends for "never" (e.g. in `last_used_at`).
    pub fn is_never(&self) -> bool {
        self.0.starts_with("0001-01-01")
    }
}

impl Default for Timestamp {
    /// Returns Go's zero time.
    fn default() -> Self {
        Self("0001-01-01T00:00:00Z".to_owned())
    }
}

impl FromJson for Timestamp {
    fn from_json(value: &Value) -> Result<Self, DecodeError> {
        String::from_json(value).map(Self)
    }
}

#[cfg(test)]
mod tests;
