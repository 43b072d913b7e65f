//! Tarballs of packages: what all have, and the check of their files.

use crate::{npm, paths};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The files that every package has.
const COMMON: [&str; 4] = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];

/// Copies the changelog and the license, and checks that the manifest has this project's version.
pub fn copy_common(stage: &Path) -> Result<()> {
    for file in ["CHANGELOG.md", "LICENSE"] {
        fs::copy(paths::root().join(file), stage.join(file)).with_context(|| format!("no {file}"))?;
    }
    let path = stage.join("package.json");
    let manifest = fs::read_to_string(&path).with_context(|| format!("no {}", path.display()))?;
    let version = env!("CARGO_PKG_VERSION");
    ensure!(
        manifest.contains(&format!("\"version\": \"{version}\"")),
        "{} is not of version {version}, which Cargo.toml says",
        path.display()
    );
    Ok(())
}

/// Packs a directory and checks the list of packed files: `expected` ones beside [`COMMON`], and others that `may` be there.
pub fn pack(stage: &Path, out: &Path, expected: &[&str], may: impl Fn(&str) -> bool) -> Result<PathBuf> {
    let mut pack = npm::npm(stage);
    pack.args(["pack", "--json", "--pack-destination"]).arg(out);
    let answer = pack.output().context("cannot start npm")?;
    if !answer.status.success() {
        bail!("npm pack failed: {}", String::from_utf8_lossy(&answer.stderr));
    }
    let told: serde_json::Value = serde_json::from_slice(&answer.stdout).context("npm pack told no JSON")?;
    // Newer npm releases key the output by package name.
    let told = told.get(0).or_else(|| told.as_object()?.values().next()).context("npm pack told nothing")?;
    let files: Vec<&str> =
        told["files"].as_array().into_iter().flatten().filter_map(|file| file["path"].as_str()).collect();
    for wanted in COMMON.iter().chain(expected) {
        ensure!(files.contains(wanted), "{wanted} is missing from the tarball of {}", stage.display());
    }
    let is_expected = |file: &str| COMMON.iter().chain(expected).any(|wanted| *wanted == file);
    if let Some(odd) = files.iter().find(|file| !is_expected(file) && !may(file)) {
        bail!("{odd} has no business in the tarball of {}", stage.display());
    }
    let name = told["filename"].as_str().context("npm pack named no file")?;
    Ok(out.join(name))
}
