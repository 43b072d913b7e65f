//! Tools other than the compiler: used if installed, otherwise installed into the cache.
//!
//! All versions are locked: crates are built with a lock file, npm tools come from `npm ci` ([`crate::npm`]), and
//! the rest from Debian's packages ([`crate::debian`]).

use crate::process::{stdout_of, which};
use crate::{debian, npm, output, paths, toolchain};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Trunk's version; requires rustc 1.96.1, see [`TRUNK_FOR_OLDER`].
const TRUNK: &str = "0.22.1";
/// The newest Trunk version for older compilers.
const TRUNK_FOR_OLDER: &str = "0.21.14";
const CARGO_FUZZ: &str = "0.13.2";
const CARGO_MUTANTS: &str = "27.1.0";
const CARGO_DENY: &str = "0.18.6";

/// Returns the path of Trunk.
///
/// # Errors
/// If it cannot be built.
pub fn trunk() -> Result<PathBuf> {
    let version = if toolchain::host_version() >= (1, 96, 1) { TRUNK } else { TRUNK_FOR_OLDER };
    if let Some(installed) = which("trunk")
        && stdout_of(Command::new(&installed).arg("--version")).is_some_and(|v| v.ends_with(version))
    {
        return Ok(installed);
    }
    cargo_install("trunk", version, "building Trunk (6 to 10 minutes, once)")
}

/// Returns the directory of `wasm-bindgen` and its test runner, at the version in `Cargo.lock`: crate and tools
/// must have the same version.
///
/// # Errors
/// If they cannot be built.
pub fn wasm_bindgen() -> Result<PathBuf> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let version = locked(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    if let Some(installed) = which("wasm-bindgen").filter(|_| which("wasm-bindgen-test-runner").is_some())
        && stdout_of(Command::new(&installed).arg("--version")).is_some_and(|v| v.ends_with(version))
    {
        return Ok(installed.parent().unwrap_or(Path::new("")).to_path_buf());
    }
    let root = paths::cache()?.join("tools").join(format!("wasm-bindgen-cli-{version}"));
    let bin = root.join("bin");
    if !bin.join("wasm-bindgen").is_file() || !bin.join("wasm-bindgen-test-runner").is_file() {
        let mut cargo = cargo_install_into(&root)?;
        cargo.arg("--path").arg(paths::tool("wasm-bindgen"));
        // By default cargo would build in the source tree.
        cargo.env("CARGO_TARGET_DIR", root.join("target"));
        output::run_with_progress(
            &format!("building wasm-bindgen's tools (4 to 7 minutes, once): {version}"),
            &mut cargo,
            &paths::scratch()?.join("install-wasm-bindgen.log"),
        )?;
        fs::remove_dir_all(root.join("target"))?;
    }
    Ok(bin)
}

fn locked<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let entry = lock.split("[[package]]").find(|p| p.contains(&format!("name = \"{name}\"\n")))?;
    entry.split_once("version = \"")?.1.split_once('"').map(|(version, _)| version)
}

/// Returns the path of cargo-fuzz.
///
/// # Errors
/// If it cannot be built.
pub fn cargo_fuzz() -> Result<PathBuf> {
    cargo_install("cargo-fuzz", CARGO_FUZZ, "building cargo-fuzz (2 minutes, once)")
}

/// Returns the path of cargo-mutants.
///
/// # Errors
/// If it cannot be built.
pub fn cargo_mutants() -> Result<PathBuf> {
    cargo_install("cargo-mutants", CARGO_MUTANTS, "building cargo-mutants (3 to 6 minutes, once)")
}

/// Returns the path of cargo-deny.
///
/// # Errors
/// If it cannot be built.
pub fn cargo_deny() -> Result<PathBuf> {
    cargo_install("cargo-deny", CARGO_DENY, "building cargo-deny (4 to 8 minutes, once)")
}

fn cargo_install(name: &str, version: &str, title: &str) -> Result<PathBuf> {
    let root = paths::cache()?.join("tools").join(format!("{name}-{version}"));
    let binary = root.join("bin").join(name);
    if !binary.is_file() {
        let mut cargo = cargo_install_into(&root)?;
        cargo.args([name, "--version", version]).env_remove("CARGO_TARGET_DIR");
        let log = paths::scratch()?.join(format!("install-{name}.log"));
        output::run_with_progress(&format!("{title}: {name} {version}"), &mut cargo, &log)?;
    }
    Ok(binary)
}

/// Returns a `cargo install` command that uses the lock file and installs into a directory.
fn cargo_install_into(root: &Path) -> Result<Command> {
    let mut cargo = Command::new("cargo");
    // A debug build compiles much faster and is fast enough.
    cargo.current_dir(paths::cache()?).args(["install", "--locked", "--debug", "--root"]).arg(root);
    Ok(cargo)
}

/// Returns the directory of `wasm-opt`.
///
/// # Errors
/// If npm cannot install it.
pub fn wasm_opt() -> Result<PathBuf> {
    Ok(npm::tool("binaryen", "installing wasm-opt (npm binaryen, about 100 MB, once)")?.join(".bin"))
}

/// Returns the directory of `esbuild`, which minifies the JavaScript glue.
///
/// # Errors
/// If npm cannot install it.
pub fn esbuild() -> Result<PathBuf> {
    Ok(npm::tool("esbuild", "installing esbuild (npm, 10 MB, once)")?.join(".bin"))
}

/// The system's Chromium and its driver, which must have the same version.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Path of Chromium or Chrome.
    pub chromium: PathBuf,
    /// Path of chromedriver.
    pub driver: PathBuf,
}

/// Finds Chromium and chromedriver; the environment variables `CHROME` and `CHROMEDRIVER` override their paths.
///
/// # Errors
/// If they are missing and cannot be installed; the error names what to install.
pub fn browser() -> Result<Browser> {
    if find_browser().is_none() && debian::can_install() {
        debian::install(
            &["chromium", "chromium-driver"],
            "installing Chromium and its driver from Debian's packages (about 300 MB, once)",
        )?;
    }
    find_browser().context(
        "Chromium or its driver is missing: install both in one version (Debian: `apt-get install chromium chromium-driver`), \
         or name them with CHROME and CHROMEDRIVER",
    )
}

fn find_browser() -> Option<Browser> {
    let from_env = |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|p| p.is_file());
    let known_paths = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
        "/snap/bin/chromium",
    ];
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let chromium = from_env("CHROME")
        .or_else(|| names.iter().find_map(|n| which(n)))
        .or_else(|| known_paths.iter().map(PathBuf::from).find(|p| p.is_file()))?;
    let driver = from_env("CHROMEDRIVER")
        .or_else(|| which("chromedriver"))
        .or_else(|| Some(PathBuf::from("/usr/lib/chromium-browser/chromedriver")).filter(|p| p.is_file()))?;
    Some(Browser { chromium, driver })
}

/// Returns the `PATH` with directories prepended.
///
/// # Errors
/// If a directory's name is invalid in a `PATH`.
pub fn path_with(dirs: &[&Path]) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = dirs.iter().map(|d| d.to_path_buf()).chain(std::env::split_paths(&path));
    std::env::join_paths(all).context("a directory's name cannot stand in PATH")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]
mod tests {
    use super::{locked, paths};
    use std::fs;

    #[test]
    fn a_version_is_read_from_the_lock_file_by_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "absent"), None);
    }

    #[test]
    fn wasm_bindgens_programs_are_locked_at_the_version_that_the_project_links() {
        let project = fs::read_to_string(paths::root().join("Cargo.lock")).unwrap();
        let programs = fs::read_to_string(paths::tool("wasm-bindgen").join("Cargo.lock")).unwrap();
        let linked = locked(&project, "wasm-bindgen");
        assert!(linked.is_some());
        assert_eq!(locked(&programs, "wasm-bindgen-cli"), linked);
        assert_eq!(
            locked(&programs, "wasm-bindgen-programs"),
            linked,
            "rustc looks at the version of what is so named"
        );
    }
}
