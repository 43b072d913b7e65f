//! What builds and agents wrote.

use crate::json::{Malformed, Object, Read};
use serde_json::Value;

/// A line of `GET /workspacebuilds/{id}/logs` or of `GET /workspaceagents/{id}/logs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// Grows from line to line; asked for with `after=`.
    pub id: i64,
    /// The build's stage; empty for an agent's line.
    pub stage: String,
    /// `trace`, `debug`, `info`, `warn` or `error`.
    pub level: String,
    /// What was written; may hold ANSI sequences, and be empty.
    pub output: String,
}

impl Read for LogLine {
    fn read(value: &Value) -> Result<Self, Malformed> {
        let o = Object::new(value)?;
        Ok(Self {
            id: o.required("id")?,
            stage: o.or_default("stage")?,
            // Builds say `log_level`, agents `level`.
            level: match o.optional("log_level")? {
                Some(level) => level,
                None => o.or_default("level")?,
            },
            output: o.required("output")?,
        })
    }
}
