//! Runs the end-to-end tests with Playwright.

use crate::{npm, paths};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

/// Flags for tests: they run as root in CI, need no graphics card, and must not use the network beyond loopback.
///
/// The address bar's popups are pages that Chromium 156 loads with every window, which takes a second of CPU time. The other
/// features are those that Playwright disables: only the last list counts.
pub const BROWSER_FLAGS: [&str; 8] = [
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,\
     AimEnabled,AutoDeElevate,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,\
     BlockOriginHeaderModificationOnRedirect,DestroyProfileOnBrowserClose,DialMediaRouteProvider,\
     GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,\
     PaintHolding,ThirdPartyStoragePartitioning,Translate",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Installs the test tools; returns a Playwright command with a configuration in `tests/e2e`.
///
/// # Errors
/// If npm cannot install them.
pub fn command(config: &str) -> Result<Command> {
    let e2e = paths::root().join("tests/e2e");
    npm::node_modules(&e2e, "installing the test tools (npm ci)")?;
    let mut playwright = Command::new("node");
    playwright.current_dir(&e2e).args(["node_modules/@playwright/test/cli.js", "test", "--config", config]);
    Ok(playwright)
}

/// Runs Playwright, on the tests whose titles match `filter`; an error names the ones that failed.
///
/// # Errors
/// If it cannot be started, or a test fails.
pub fn run(playwright: &mut Command, filter: Option<&str>) -> Result<()> {
    if let Some(filter) = filter {
        playwright.args(["--grep", filter]);
    }
    let failures = paths::scratch()?.join("failures.txt");
    fs::write(&failures, "")?;
    let status = playwright.env("E2E_FAILURES", &failures).status().context("cannot start node")?;
    if !status.success() {
        bail!("end-to-end tests failed:\n{}", fs::read_to_string(&failures).unwrap_or_default());
    }
    Ok(())
}
