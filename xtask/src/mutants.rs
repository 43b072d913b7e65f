//! `cargo xtask mutants`: runs cargo-mutants on `crates/core` and lists the mutants that no test detects.
//!
//! A full run takes hours, so `cargo xtask test` does not include it; `--file` limits the run to some files.

use crate::{paths, tools};
use anyhow::{Context, Result, bail};
use std::process::Command;

#[derive(clap::Args)]
pub struct MutantsArgs {
    /// Only the mutants of these files, e.g. `crates/core/src/actions/plan/change.rs`
    #[arg(long)]
    file: Vec<String>,
    /// Number of mutants tested in parallel
    #[arg(long, default_value_t = 1)]
    jobs: u32,
}

/// Runs the mutants; cargo-mutants prints the totals.
///
/// # Errors
/// If a mutant survives.
pub fn run(args: &MutantsArgs) -> Result<()> {
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
