//! Coder's wire: what `/api/v2` answers, as read by [`crate::json`].
//!
//! Follows Coder's server structs, which its swagger file misstates in places. Fields are added and enum
//! values appear in almost every Coder release, so unknown fields are ignored and unknown enum values are
//! kept as `Unknown(String)`. Times stay strings here: the browser reads them, in the user's locale.

mod agent;
mod build;
mod enums;
mod error_body;
mod log;
mod page;
mod template;
mod user;
mod workspace;

pub use agent::{Agent, App};
pub use build::{Build, Job, Provisioners, Resource};
pub use enums::{
    AgentLifecycle, AgentStatus, AppHealth, AppOpenIn, BuildReason, JobStatus, StartupScriptBehavior,
    Transition, WorkspaceStatus,
};
pub use error_body::{ErrorBody, FieldError};
pub use log::LogLine;
pub use page::{PageReader, WorkspacesPage};
pub use template::{BuildTime, ExternalAuth, ParameterValue, Preset, Quota, Template};
pub use user::{ApiKey, BuildInfo, Port, Ports, Regions, User};
pub use workspace::{Health, Names, Workspace};

use crate::json::{Malformed, Read};
use serde_json::Value;

/// An RFC 3339 time as Coder wrote it.
///
/// Go's zero time (`0001-01-01T00:00:00Z`) means "never"; see [`Timestamp::is_never`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timestamp(pub String);

impl Timestamp {
    /// Whether this is Go's zero time, which Coder sends for "never" (e.g. in `last_used_at`).
    pub fn is_never(&self) -> bool {
        self.0.starts_with("0001-01-01")
    }
}

impl Read for Timestamp {
    fn read(value: &Value) -> Result<Self, Malformed> {
        String::read(value).map(Self)
    }
}

#[cfg(test)]
mod tests;
