//! `cargo xtask fuzz`: what reads other people's text is given texts that nobody would write.
//!
//! The corpus in `fuzz/corpus` has a file for each kind of input, and one for each mistake that was found; what a
//! run adds to it stays in the build directory.

use crate::process::which;
use crate::{paths, tools, ui};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

#[derive(clap::Args)]
pub struct Args {
    /// How long each target runs
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    seconds: u32,
    /// Only this target
    target: Option<String>,
}

/// Builds and runs the targets.
///
/// # Errors
/// If one finds something; where the input lies is printed.
pub fn run(args: &Args) -> Result<()> {
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
        // Coverage needs no nightly compiler; the sanitizers, which find what safe Rust has not, would.
        cargo.current_dir(&dir).env("PATH", &path).args(["fuzz", command, "--sanitizer", "none"]);
        cargo.arg("--target-dir").arg(&built);
        cargo
    };
    // cargo-fuzz takes no `--locked`: this fails where the lock file would have to change.
    let mut fetch = Command::new("cargo");
    fetch.current_dir(&dir).args(["fetch", "--locked"]);
    ui::long("fetching what the fuzz targets depend on", &mut fetch, &scratch.join("fuzz-fetch.log"))?;
    ui::long("building the fuzz targets", &mut cargo("build"), &scratch.join("fuzz-build.log"))?;
    for target in targets(&dir)? {
        if args.target.as_ref().is_some_and(|only| *only != target) {
            continue;
        }
        let found = built.join("corpus").join(&target);
        fs::create_dir_all(&found)?;
        let mut run = cargo("run");
        // What is new goes to the first corpus.
        run.arg(&target).arg(&found).arg(dir.join("corpus").join(&target));
        run.args(["--", "-close_fd_mask=1", "-print_final_stats=1"]);
        run.arg(format!("-max_total_time={}", args.seconds));
        ui::long(&format!("fuzzing {target}"), &mut run, &scratch.join(format!("fuzz-{target}.log")))?;
    }
    Ok(())
}

/// The targets by name.
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
