//! Runs the scripts of `bench`, which measure in a browser.

use crate::paths;
use crate::playwright::BROWSER_FLAGS;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Returns the command that runs a script of `bench`.
pub fn script(name: &str, environment: &[(&str, PathBuf)]) -> Command {
    let mut node = Command::new("node");
    node.arg(paths::root().join("bench").join(name))
        .envs(environment.iter().map(|(name, path)| (*name, path)))
        .env("BENCH_FLAGS", BROWSER_FLAGS.join(" "))
        .stderr(Stdio::inherit());
    node
}

/// Returns the JSON that a script prints.
///
/// # Errors
/// If the script cannot be started, fails, or prints something else.
pub fn json_of(script: &mut Command) -> Result<Value> {
    let measured = script.output().context("cannot start node")?;
    ensure!(measured.status.success(), "measuring failed");
    serde_json::from_slice(&measured.stdout).context("the measurement gave no JSON")
}
