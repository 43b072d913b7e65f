//! The smoke journeys in the system's Firefox: the journeys tagged `@smoke`, which also run in Chromium.
//!
//! Playwright drives it over WebDriver BiDi, which is how a Firefox that Playwright did not build can be driven.

use crate::process::which;
use crate::{npm, paths, test, tools};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The path of Firefox; `FIREFOX` names it where it is somewhere else.
///
/// # Errors
/// With what to install, where it is missing and cannot be installed.
pub fn binary() -> Result<PathBuf> {
    if find().is_none() && tools::is_debian_root() {
        tools::apt_install(
            &["firefox-esr"],
            "installing Firefox ESR from Debian's packages (about 250 MB, once)",
        )?;
    }
    find().context(
        "Firefox is missing: install it (Debian: `apt-get install firefox-esr`), or name it with FIREFOX",
    )
}

fn find() -> Option<PathBuf> {
    let named = std::env::var_os("FIREFOX").map(PathBuf::from).filter(|path| path.is_file());
    let places =
        ["/Applications/Firefox.app/Contents/MacOS/firefox", "C:/Program Files/Mozilla Firefox/firefox.exe"];
    named
        .or_else(|| ["firefox-esr", "firefox"].iter().find_map(|name| which(name)))
        .or_else(|| places.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// Runs the smoke journeys on a built page.
///
/// # Errors
/// If they cannot be started, or one fails.
pub fn journeys(firefox: &Path, page: &Path, demo: &Path) -> Result<()> {
    let e2e = paths::root().join("tests/e2e");
    npm::node_modules(&e2e, "installing the test tools (npm ci)")?;
    let mut playwright = Command::new("node");
    playwright
        .current_dir(&e2e)
        .args(["node_modules/@playwright/test/cli.js", "test", "--config", "firefox.config.mjs"])
        .env("E2E_FIREFOX", firefox)
        .env("E2E_DEMO", demo)
        .env("E2E_DIST", page);
    test::journey(&mut playwright)
}
