//! `cargo xtask fuzz`: fuzzes the parsers of untrusted text.
//!
//! The corpus in `fuzz/corpus` has a file for each kind of input and for each bug found. Inputs that a run adds
//! stay in the build directory.

use crate::process::which;
use crate::{output, paths, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

#[derive(clap::Args)]
pub struct FuzzArgs {
    /// Duration of each target in seconds
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    seconds: u32,
    /// Only this target
    target: Option<String>,
}

/// Builds and runs the targets.
///
/// # Errors
/// If a target finds a bug; the path of the input is printed.
pub fn run(args: &FuzzArgs) -> Result<()> {
    if which("c++").is_none() {
        bail!("fuzzing needs a C++ compiler (Debian: g++)");
    }
    let fuzz = tools::cargo_fuzz()?;
    let path = tools::path_with(&[fuzz.parent().unwrap_or(Path::new(""))])?;
    let dir = paths::root().join("fuzz");
    let built = paths::target().join("fuzz");
    let scratch = paths::scratch()?;
    let cargo = |command: &str| {
        let mut cargo = Command::new("cargo");
        // Coverage works on stable Rust. Sanitizers would need nightly, and find only bugs that safe Rust excludes.
        cargo.current_dir(&dir).env("PATH", &path).args(["fuzz", command, "--sanitizer", "none"]);
        cargo.arg("--target-dir").arg(&built);
        cargo
    };
    // cargo-fuzz has no `--locked`, so this step fails if the lock file is outdated.
    let mut fetch = Command::new("cargo");
    fetch.current_dir(&dir).args(["fetch", "--locked"]);
    output::run_with_progress(
        "fetching what the fuzz targets depend on",
        &mut fetch,
        &scratch.join("fuzz-fetch.log"),
    )?;
    output::run_with_progress(
        "building the fuzz targets",
        &mut cargo("build"),
        &scratch.join("fuzz-build.log"),
    )?;
    for target in targets(&dir)? {
        if args.target.as_ref().is_some_and(|only| *only != target) {
            continue;
        }
        let new_inputs = built.join("corpus").join(&target);
        fs::create_dir_all(&new_inputs)?;
        let mut run = cargo("run");
        // libFuzzer writes new inputs to the first corpus directory.
        run.arg(&target).arg(&new_inputs).arg(dir.join("corpus").join(&target));
        run.args(["--", "-close_fd_mask=1", "-print_final_stats=1"]);
        run.arg(format!("-max_total_time={}", args.seconds));
        output::run_with_progress(
            &format!("fuzzing {target}"),
            &mut run,
            &scratch.join(format!("fuzz-{target}.log")),
        )?;
    }
    Ok(())
}

/// Returns the names of the targets, sorted.
fn targets(dir: &Path) -> Result<Vec<String>> {
    let files = fs::read_dir(dir.join("fuzz_targets")).context("no fuzz targets")?;
    let mut names = Vec::new();
    for file in files {
        let path = file?.path();
        names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}
