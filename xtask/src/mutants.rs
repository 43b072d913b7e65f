//! `cargo xtask mutants`: breaks `crates/core` in every way that cargo-mutants knows, one at a time, and names what no
//! test notices.
//!
//! Takes hours, so it is no part of `cargo xtask test`; `--file` limits it to what was changed.

use crate::{paths, tools};
use anyhow::{Context, Result, bail};
use std::process::Command;

#[derive(clap::Args)]
pub struct Args {
    /// Only the mutants of these files, e.g. `crates/core/src/drive.rs`
    #[arg(long)]
    file: Vec<String>,
    /// How many mutants are tried at once
    #[arg(long, default_value_t = 1)]
    jobs: u32,
}

/// Runs the mutants; the tool prints how many there were of each kind.
///
/// # Errors
/// If one survives.
pub fn run(args: &Args) -> Result<()> {
    let mutants = tools::cargo_mutants()?;
    let mut run = Command::new(&mutants);
    run.current_dir(paths::root()).args(["mutants", "--package", "coder-core", "--jobs"]);
    run.arg(args.jobs.to_string()).arg("--output").arg(paths::target());
    for file in &args.file {
        run.args(["--file", file]);
    }
    let status = run.status().context("cannot run cargo-mutants")?;
    if !status.success() {
        bail!("see missed.txt and timeout.txt in {}", paths::target().join("mutants.out").display());
    }
    Ok(())
}
