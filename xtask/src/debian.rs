//! Installs packages of the machine's Debian release, which changes only for fixes.

use crate::process::{stdout_of, which};
use crate::{output, paths};
use anyhow::{Result, bail};
use std::process::Command;

/// Whether Debian packages can be installed: apt exists, and the user is root.
pub fn can_install() -> bool {
    which("apt-get").is_some() && stdout_of(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs Debian packages as root.
///
/// # Errors
/// If this is not Debian, the user is not root, or apt fails.
pub fn install(packages: &[&str], title: &str) -> Result<()> {
    if !can_install() {
        bail!("missing: {} (not root, so they cannot be installed from here)", packages.join(", "));
    }
    let scratch = paths::scratch()?;
    output::run_with_progress(
        "reading Debian's package lists",
        Command::new("apt-get").arg("update"),
        &scratch.join("apt-update.log"),
    )?;
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "-y", "--no-install-recommends"])
        .args(packages);
    output::run_with_progress(title, &mut apt, &scratch.join("apt-install.log"))
}
