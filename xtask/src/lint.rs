//! Prettier and ESLint on the TypeScript, JavaScript and CSS files, as locked in `xtask/tools/lint`.

use crate::{npm, output, paths};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const FILES: &str = "**/*.{ts,tsx,js,mjs,css}";

/// Formats all files, the Rust ones included.
///
/// # Errors
/// If a file cannot be parsed.
pub fn format() -> Result<()> {
    let mut rustfmt = Command::new("cargo");
    rustfmt.current_dir(paths::root()).args(["fmt", "--all"]);
    output::run_with_progress("rustfmt", &mut rustfmt, &paths::scratch()?.join("rustfmt.log"))?;
    prettier("--write")
}

/// Checks the format of the files.
///
/// # Errors
/// With the names of the files that are formatted otherwise.
pub fn check_format() -> Result<()> {
    prettier("--check").context("`cargo xtask format` formats the files")
}

fn prettier(action: &str) -> Result<()> {
    let mut prettier = node(&installed()?.join("prettier/bin/prettier.cjs"));
    prettier.args([action, "--log-level", "warn", FILES]);
    output::run_with_progress("prettier", &mut prettier, &paths::scratch()?.join("prettier.log"))
}

/// Runs ESLint.
///
/// # Errors
/// With what it found.
pub fn eslint() -> Result<()> {
    let modules = installed()?;
    // A configuration imports its plugins from where it is.
    let config = modules.join("../eslint.config.mjs");
    let source = paths::tool("lint").join("eslint.config.mjs");
    fs::copy(&source, &config).with_context(|| format!("no {}", source.display()))?;
    let mut eslint = node(&modules.join("eslint/bin/eslint.js"));
    eslint.arg("--config").arg(config).args(["--max-warnings", "0", FILES]);
    output::run_with_progress("eslint", &mut eslint, &paths::scratch()?.join("eslint.log"))
}

fn installed() -> Result<PathBuf> {
    npm::tool("lint", "installing Prettier and ESLint")
}

fn node(script: &Path) -> Command {
    let mut node = Command::new("node");
    node.current_dir(paths::root()).arg(script);
    node
}
