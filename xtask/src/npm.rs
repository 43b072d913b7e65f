//! Node.js, npm and tools from npm.
//!
//! All tools are installed by `npm ci` from a lock file: `xtask/tools` has one per tool, `tests/e2e` the one of the
//! end-to-end tests.

use crate::process::stdout_of;
use crate::{debian, output, paths};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const OLDEST_NODE: u32 = 20;

/// Returns an npm command for a directory, without funding and audit messages.
pub fn npm(dir: &Path) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(dir).env("NPM_CONFIG_FUND", "false").env("NPM_CONFIG_AUDIT", "false");
    npm
}

/// Checks that Node.js and npm are installed, or installs them.
///
/// # Errors
/// If they cannot be installed; the error names what to install.
pub fn node() -> Result<()> {
    let major = || {
        let version = stdout_of(Command::new("node").arg("--version"))?;
        version.trim_start_matches('v').split('.').next()?.parse::<u32>().ok()
    };
    if major().is_none() && debian::can_install() {
        debian::install(&["nodejs", "npm"], "installing Node.js from Debian's packages")?;
    }
    match major() {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        Some(major) => bail!("Node.js {major} is too old: install Node.js {OLDEST_NODE} or newer"),
        None => bail!("Node.js is missing: install Node.js {OLDEST_NODE} or newer (https://nodejs.org)"),
    }
}

/// Installs `node_modules` unless it matches the lock file beside it.
///
/// # Errors
/// If npm cannot install it.
pub fn node_modules(dir: &Path, title: &str) -> Result<()> {
    node()?;
    let lock = fs::read(dir.join("package-lock.json")).context("package-lock.json is missing")?;
    let stamp = dir.join("node_modules/.xtask-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let name = dir.file_name().unwrap_or_default().to_string_lossy().into_owned();
    output::run_with_progress(
        title,
        npm(dir).arg("ci"),
        &paths::scratch()?.join(format!("npm-ci-{name}.log")),
    )?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// Installs a tool from npm into the cache, as locked in `xtask/tools`; returns its `node_modules`.
///
/// # Errors
/// If npm cannot install it.
pub fn tool(name: &str, title: &str) -> Result<PathBuf> {
    let dir = paths::cache()?.join("tools").join(format!("npm-{name}"));
    fs::create_dir_all(&dir)?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        let source = paths::tool(name).join(file);
        fs::copy(&source, dir.join(file)).with_context(|| format!("no {}", source.display()))?;
    }
    node_modules(&dir, title)?;
    Ok(dir.join("node_modules"))
}

/// Reads the package.json in a directory of the project.
///
/// # Errors
/// If the file is missing or is not JSON.
pub fn manifest(dir: &str) -> Result<Value> {
    let path = paths::root().join(dir).join("package.json");
    let text = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]
mod tests {
    use super::manifest;
    use serde_json::Value;
    use std::fs;

    /// Every directory with a package-lock.json.
    const LOCKED: [&str; 7] = [
        "examples/react",
        "tests/e2e",
        "xtask/tools/binaryen",
        "xtask/tools/esbuild",
        "xtask/tools/lint",
        "xtask/tools/node",
        "xtask/tools/yarn",
    ];

    #[test]
    fn what_comes_from_npm_is_of_one_version_and_locked_with_its_checksum() {
        for dir in LOCKED {
            let manifest = manifest(dir).unwrap();
            let lock = fs::read(crate::paths::root().join(dir).join("package-lock.json")).unwrap();
            let lock: Value = serde_json::from_slice(&lock).unwrap();
            let dependencies = ["dependencies", "devDependencies"].map(|s| manifest[s].as_object().cloned());
            for (name, version) in dependencies.into_iter().flatten().flatten() {
                assert_eq!(
                    lock["packages"][format!("node_modules/{name}")]["version"],
                    version,
                    "{dir}: {name}"
                );
            }
            let packages = lock["packages"].as_object().unwrap();
            for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
                assert!(package["integrity"].is_string(), "{dir}: {name} has no checksum");
                assert!(package["resolved"].is_null(), "{dir}: {name} names a registry");
            }
        }
    }
}
