//! The release's version, of which Cargo.toml is the source, in the npm packages' manifests and in the lines that
//! install their tarballs.

use crate::paths;
use anyhow::{Context, Result};
use std::fs;

const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The keys of a package.json whose value is the version.
const KEYS: [&str; 3] = ["version", "backstage-plugin-coder-element", "backstage-plugin-coder-core"];

/// Returns a package.json with the version.
///
/// # Errors
/// If there is no such file.
pub fn manifest(path: &str) -> Result<String> {
    let text = fs::read_to_string(paths::root().join(path)).with_context(|| format!("no {path}"))?;
    Ok(text.split_inclusive('\n').map(with_version).collect())
}

fn with_version(line: &str) -> String {
    for key in KEYS {
        if let Some((indent, rest)) = line.split_once(&format!("\"{key}\": \""))
            && let Some((_, end)) = rest.split_once('"')
        {
            return format!("{indent}\"{key}\": \"{VERSION}\"{end}");
        }
    }
    line.to_owned()
}

/// Returns a text in which the names of our tarballs have the version.
pub fn tarballs(text: &str) -> String {
    let Some((before, end)) = text.rsplit_once(".tgz") else { return text.to_owned() };
    let names = before.split(".tgz").map(|name| name.trim_end_matches(is_of_a_version));
    names.map(|name| format!("{name}{VERSION}.tgz")).collect::<String>() + end
}

fn is_of_a_version(character: char) -> bool {
    character.is_ascii_digit() || character == '.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_gets_the_version_for_itself_and_for_the_element() {
        assert_eq!(with_version("  \"version\": \"0.0.9\",\n"), format!("  \"version\": \"{VERSION}\",\n"));
        let dependency = with_version("    \"backstage-plugin-coder-element\": \"0.0.9\"\n");
        assert_eq!(dependency, format!("    \"backstage-plugin-coder-element\": \"{VERSION}\"\n"));
        assert_eq!(with_version("    \"react\": \"18.3.1\"\n"), "    \"react\": \"18.3.1\"\n");
    }

    #[test]
    fn a_tarball_gets_the_version() {
        let lines = tarballs("\"a\": \"file:vendor/a-0.0.9.tgz\"\nb-b-1.10.0.tgz end");
        assert_eq!(lines, format!("\"a\": \"file:vendor/a-{VERSION}.tgz\"\nb-b-{VERSION}.tgz end"));
    }
}
