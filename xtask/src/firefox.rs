//! Runs the end-to-end tests tagged `@smoke` in the system's Firefox; they also run in Chromium.
//!
//! Playwright controls Firefox over WebDriver BiDi, the protocol for browsers that Playwright did not build.

use crate::process::which;
use crate::{debian, playwright};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Returns the path of Firefox; the environment variable `FIREFOX` overrides it.
///
/// # Errors
/// If Firefox is missing and cannot be installed; the error names what to install.
pub fn binary() -> Result<PathBuf> {
    if find().is_none() && debian::can_install() {
        debian::install(
            &["firefox-esr"],
            "installing Firefox ESR from Debian's packages (about 250 MB, once)",
        )?;
    }
    find().context(
        "Firefox is missing: install it (Debian: `apt-get install firefox-esr`), or name it with FIREFOX",
    )
}

fn find() -> Option<PathBuf> {
    let from_env = std::env::var_os("FIREFOX").map(PathBuf::from).filter(|path| path.is_file());
    let known_paths =
        ["/Applications/Firefox.app/Contents/MacOS/firefox", "C:/Program Files/Mozilla Firefox/firefox.exe"];
    from_env
        .or_else(|| ["firefox-esr", "firefox"].iter().find_map(|name| which(name)))
        .or_else(|| known_paths.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// Runs the smoke tests on a built page.
///
/// # Errors
/// If Playwright cannot be started, or a test fails.
pub fn run_e2e(firefox: &Path, page: &Path, demo: &Path, filter: Option<&str>) -> Result<()> {
    let mut playwright = playwright::command("firefox.config.mjs")?;
    playwright.env("E2E_FIREFOX", firefox).env("E2E_DEMO", demo).env("E2E_DIST", page);
    playwright::run(&mut playwright, filter)
}
