//! `cargo xtask audit`: what the project is built from may be used, comes from where it should, and is not known to
//! be broken.
//!
//! Licenses, sources and bans are in `deny.toml`. Known vulnerabilities are asked for where the lists can be
//! reached, and it is said where they cannot.

use crate::{paths, tools, ui};
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};

/// Runs every check.
///
/// # Errors
/// If one finds something; what, is printed.
pub fn run() -> Result<()> {
    let deny = tools::cargo_deny()?;
    let deny = |checks: &[&str]| {
        let mut deny = Command::new(&deny);
        deny.current_dir(paths::root()).args(["--workspace", "--log-level", "error", "check"]).args(checks);
        deny
    };
    ask("licenses, bans and sources of crates", &mut deny(&["licenses", "bans", "sources"]), None)?;
    ask("advisories on crates", &mut deny(&["advisories"]), Some("failed to fetch advisory database"))?;
    let mut npm = tools::npm(&paths::root().join("tests/e2e"));
    ask("advisories on npm packages", npm.arg("audit"), Some("audit endpoint returned an error"))
}

/// A check that passes, fails, or cannot be made because its list does not answer with anything but `no_answer`.
fn ask(what: &str, command: &mut Command, no_answer: Option<&str>) -> Result<()> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot check {what}"))?;
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    if output.status.success() {
        ui::say(&format!("  ok       {what}"));
    } else if no_answer.is_some_and(|words| said.contains(words)) {
        ui::say(&format!("  skipped  {what}: the list cannot be reached from here"));
    } else {
        bail!("{what}:\n{said}");
    }
    Ok(())
}
