//! Lines of build logs and startup logs.

use super::macros::model;
use crate::json::{DecodeError, Object};

model! {
    /// A log line from `GET /workspacebuilds/{id}/logs` or `GET /workspaceagents/{id}/logs`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LogLine {
        /// The line's ID, increasing from line to line; a later request continues from it with `after=`.
        pub id: i64 = required,
        /// The build's stage; empty for an agent's line.
        pub stage: String = or_default,
        /// The level: `trace`, `debug`, `info`, `warn` or `error`.
        pub level: String = by(level, "log_level", "level"),
        /// The text, which may contain ANSI sequences and may be empty.
        pub output: String = required,
    }
}

/// Decodes the level: lines of builds have `log_level`, lines of agents `level`.
fn level(line: Object) -> Result<String, DecodeError> {
    match line.optional("log_level")? {
        Some(level) => Ok(level),
        None => line.or_default("level"),
    }
}
