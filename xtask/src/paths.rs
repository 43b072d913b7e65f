//! Paths of the project, its build directory and its cache.

use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::PathBuf;

/// Returns the project's root.
///
/// The `CARGO_MANIFEST_DIR` at run time takes precedence over the one at build time: two checkouts may share a
/// target directory, and with it this program.
pub fn root() -> PathBuf {
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest.parent().unwrap_or(&manifest).to_path_buf()
}

/// Returns the directory with a tool's lock file.
pub fn tool(name: &str) -> PathBuf {
    root().join("xtask/tools").join(name)
}

/// Returns Cargo's target directory.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// Returns the directory for logs and generated files, inside the target directory.
///
/// # Errors
/// If it cannot be created.
pub fn scratch() -> Result<PathBuf> {
    made(target().join("xtask"))
}

/// Returns the cache directory for tools: the project's name inside `$XDG_CACHE_HOME` or the system's equivalent.
///
/// # Errors
/// If there is no home directory, or the cache cannot be created.
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
