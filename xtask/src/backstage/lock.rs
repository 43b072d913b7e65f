//! Reads yarn.lock files, to verify that hosts install the reviewed versions.

use anyhow::{Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;

/// A package in a lock file.
#[derive(Debug, Default, PartialEq)]
pub struct LockEntry<'a> {
    /// Requested packages with their ranges: `name@npm:range`.
    pub descriptors: Vec<&'a str>,
    /// Installed version.
    pub version: &'a str,
    /// Resolved name and version. The name differs from the descriptor's if that is an alias.
    pub resolution: &'a str,
    /// Descriptors of the package's dependencies.
    pub dependencies: Vec<String>,
}

/// Parses the packages of a lock file.
pub fn entries(lock: &str) -> impl Iterator<Item = LockEntry<'_>> {
    lock.split("\n\n").filter_map(entry)
}

fn entry(block: &str) -> Option<LockEntry<'_>> {
    let mut lines = block.trim().lines();
    let descriptors: Vec<&str> = lines.next()?.trim_end_matches(':').trim_matches('"').split(", ").collect();
    let mut entry = LockEntry { descriptors, ..LockEntry::default() };
    let mut section = "";
    for line in lines {
        let (key, value) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
        match (line.strip_prefix("    ").is_some(), key.trim()) {
            (false, "version") => entry.version = value,
            (false, "resolution") => entry.resolution = value.trim_matches('"'),
            (false, name) => section = name,
            (true, name) if section == "dependencies" => {
                entry.dependencies.push(format!("{}@{}", name.trim_matches('"'), value.trim_matches('"')));
            }
            (true, _) => {}
        }
    }
    (!entry.version.is_empty()).then_some(entry)
}

/// Checks that an installation changed only the entries of this project's packages.
///
/// # Errors
/// If other entries changed; the error lists them.
pub fn compare(before: &str, after: &str) -> Result<()> {
    let (before, after) = (versions(before), versions(after));
    let changed = |from: &BTreeMap<String, String>, to: &BTreeMap<String, String>| -> Vec<String> {
        let other = from.iter().filter(|(name, version)| to.get(*name) != Some(*version));
        other.map(|(name, version)| format!("{name} → {version}")).collect()
    };
    let (removed, new) = (changed(&before, &after), changed(&after, &before));
    if removed.is_empty() && new.is_empty() {
        return Ok(());
    }
    bail!(
        "yarn resolved anew what the lock file should have held: {}; gone: {}. `cargo xtask lock` writes the lock files",
        new.join(", "),
        removed.join(", ")
    );
}

/// Maps the descriptors of all other packages to their versions.
fn versions(lock: &str) -> BTreeMap<String, String> {
    let theirs = |descriptor: &&str| !descriptor.starts_with("backstage-plugin-coder");
    entries(lock)
        .flat_map(|entry| {
            let version = entry.version;
            entry.descriptors.into_iter().filter(theirs).map(move |d| (d.to_owned(), version.to_owned()))
        })
        .collect()
}

/// Returns the Backstage packages that the adapter takes from its host.
pub fn host_packages(adapter: &Value) -> Vec<String> {
    let peers = adapter["peerDependencies"].as_object().into_iter().flatten();
    peers.map(|(name, _)| name).filter(|name| name.starts_with("@backstage/")).cloned().collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]
mod tests {
    use super::{compare, entries, host_packages};
    use crate::backstage::{ADAPTER, COMPILED, RELEASES};
    use crate::{npm, paths};
    use semver::{Version, VersionReq};
    use std::fs;

    const LOCK: &str = "__metadata:\n  version: 8\n  cacheKey: 10c0\n\n\
        \"@a/b@npm:^1.0.0, @a/b@npm:^1.2.0\":\n  version: 1.2.3\n  resolution: \"@a/b@npm:1.2.3\"\n  dependencies:\n    \
        \"@c/d\": \"npm:^2\"\n    e: \"npm:3\"\n  peerDependencies:\n    react: ^18\n  checksum: 10c0/1\n\n\
        \"e@npm:3\":\n  version: 3.0.0\n";

    fn lock(release: &str) -> String {
        fs::read_to_string(paths::root().join("tests/backstage").join(release).join("yarn.lock")).unwrap()
    }

    #[test]
    fn an_entry_has_its_descriptors_its_version_and_its_dependencies() {
        let first = entries(LOCK).find(|entry| entry.version == "1.2.3").unwrap();
        assert_eq!(first.descriptors, ["@a/b@npm:^1.0.0", "@a/b@npm:^1.2.0"]);
        assert_eq!(first.dependencies, ["@c/d@npm:^2", "e@npm:3"]);
    }

    #[test]
    fn an_installation_may_add_our_packages_and_nothing_else() {
        let ours = format!("{LOCK}\n\"backstage-plugin-coder@file:x\":\n  version: 0.1.0\n");
        assert!(compare(LOCK, &ours).is_ok());
        let more = format!("{LOCK}\n\"f@npm:^1\":\n  version: 1.0.0\n");
        assert!(compare(LOCK, &more).unwrap_err().to_string().contains("f@npm:^1 → 1.0.0"));
        assert!(compare(&more, LOCK).unwrap_err().to_string().contains("gone: f@npm:^1"));
        assert!(compare(LOCK, &LOCK.replace("1.2.3", "1.2.4")).is_err());
    }

    #[test]
    fn the_lock_of_each_host_holds_what_our_packages_depend_on() {
        for package in COMPILED {
            let expected = package.dependencies().unwrap();
            let expected = expected.as_object().unwrap().iter();
            let mut expected: Vec<_> =
                expected.map(|(name, range)| format!("{name}@npm:{}", range.as_str().unwrap())).collect();
            expected.sort();
            assert!(!expected.is_empty());
            for release in RELEASES {
                let lock = lock(release);
                let mut workspace =
                    entries(&lock).find(|entry| entry.descriptors == [package.descriptor()]).unwrap();
                workspace.dependencies.sort();
                assert_eq!(workspace.dependencies, expected, "{release}: run `cargo xtask lock`");
                for one in &expected {
                    assert!(
                        entries(&lock).any(|entry| entry.descriptors.contains(&one.as_str())),
                        "{release}: {one}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_adapter_brings_no_copy_of_backstages_packages() {
        let dependencies = ADAPTER.dependencies().unwrap();
        let own = dependencies.as_object().unwrap().keys().find(|name| name.starts_with("@backstage/"));
        assert_eq!(own, None, "what a host has is a peer: any range resolves to a second copy somewhere");
    }

    /// Whether an npm range (`^1.0.0 || ^2.0.0`) includes a version.
    fn has(range: &str, version: &str) -> bool {
        let version = Version::parse(version).unwrap();
        range.split("||").any(|part| VersionReq::parse(part.trim()).unwrap().matches(&version))
    }

    #[test]
    fn each_host_is_one_that_the_adapter_says_it_is_for() {
        let adapter = npm::manifest("npm/backstage").unwrap();
        let packages = host_packages(&adapter);
        assert!(packages.len() >= 5);
        for release in RELEASES {
            let lock = lock(release);
            for app in ["app", "app-legacy"] {
                let app = npm::manifest(&format!("tests/backstage/{release}/packages/{app}")).unwrap();
                for name in
                    packages.iter().map(String::as_str).chain(["react", "react-dom", "react-router-dom"])
                {
                    let range = adapter["peerDependencies"][name].as_str().unwrap();
                    let requested =
                        app["dependencies"][name].as_str().map(|range| format!("{name}@npm:{range}"));
                    let is_it = |descriptor: &&str| match &requested {
                        Some(requested) => descriptor == requested,
                        // The app depends on this package only through others.
                        None => descriptor.starts_with(&format!("{name}@")),
                    };
                    let found = entries(&lock).find(|entry| entry.descriptors.iter().any(is_it)).unwrap();
                    assert!(has(range, found.version), "{release}: {name} {}, {range}", found.version);
                }
            }
        }
    }
}
