//! Where things are.

use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::PathBuf;

/// Returns the project's root.
///
/// The `CARGO_MANIFEST_DIR` of the run goes before that of the build: two checkouts may share a target directory, and
/// with it this program.
pub fn root() -> PathBuf {
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest.parent().unwrap_or(&manifest).to_path_buf()
}

/// What locks a program that is not part of the project.
pub fn tool(name: &str) -> PathBuf {
    root().join("xtask/tools").join(name)
}

/// Cargo's target directory.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// A directory for logs and generated files of this tool, in the target directory.
///
/// # Errors
/// If it cannot be made.
pub fn scratch() -> Result<PathBuf> {
    made(target().join("xtask"))
}

/// The cache for tools: `$XDG_CACHE_HOME` or what the system uses, and the project's name in it.
///
/// # Errors
/// If there is no home directory or the cache cannot be made.
pub fn cache() -> Result<PathBuf> {
    let dir = |name: &str| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let base = dir("XDG_CACHE_HOME")
        .or_else(|| dir("LOCALAPPDATA"))
        .or_else(|| dir("HOME").map(|home| home.join(".cache")))
        .context("no home directory: set XDG_CACHE_HOME to a directory for tools")?;
    made(base.join("backstage-plugin-coder"))
}

fn made(dir: PathBuf) -> Result<PathBuf> {
    fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
    Ok(dir)
}
