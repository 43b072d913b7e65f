//! Conversion of a yarn.lock to a package-lock.json, so that `npm audit` can check a Backstage host's packages
//! without installing them.

use crate::backstage::COMPILED;
use crate::backstage::lock::{LockEntry, entries};
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A selection of packages in a yarn.lock.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// The dependencies of our packages, direct and transitive.
    Ours,
    /// All packages.
    Everything,
}

/// A package.json with its package-lock.json.
pub struct Project {
    pub manifest: Value,
    pub lock: Value,
}

/// Converts a yarn.lock.
///
/// # Errors
/// If one of our packages' dependencies is missing from the lock file.
pub fn from_yarn(lock: &str, selection: Selection) -> Result<Project> {
    let all: Vec<LockEntry> = entries(lock).collect();
    let selected = match selection {
        Selection::Everything => all.iter().filter_map(package).collect(),
        Selection::Ours => ours(&all)?,
    };
    Ok(project(&selected))
}

/// Returns the name and version of a package that comes from a registry.
fn package<'a>(entry: &LockEntry<'a>) -> Option<(&'a str, &'a str)> {
    Some((entry.resolution.split_once("@npm:")?.0, entry.version))
}

/// Returns the packages that are reachable from the workspaces of our packages.
fn ours<'a>(all: &[LockEntry<'a>]) -> Result<BTreeSet<(&'a str, &'a str)>> {
    let by_descriptor: BTreeMap<&str, &LockEntry> =
        all.iter().flat_map(|entry| entry.descriptors.iter().map(move |one| (*one, entry))).collect();
    // For ranges that a resolution of the manifest replaces.
    let by_name: BTreeMap<&str, &LockEntry> =
        by_descriptor.iter().map(|(one, entry)| (name(one), *entry)).collect();
    let workspace = |descriptor: String| {
        let entry = by_descriptor.get(descriptor.as_str());
        entry.copied().with_context(|| format!("{descriptor} is not in the lock file"))
    };
    let mut open: Vec<&LockEntry> =
        COMPILED.iter().map(|package| workspace(package.descriptor())).collect::<Result<_>>()?;
    let mut visited = BTreeSet::new();
    while let Some(entry) = open.pop() {
        for dependency in &entry.dependencies {
            let next = by_descriptor
                .get(dependency.as_str())
                .or_else(|| by_name.get(name(dependency)))
                .with_context(|| format!("{dependency} is not in the lock file"))?;
            if let Some(package) = package(next)
                && visited.insert(package)
            {
                open.push(next);
            }
        }
    }
    Ok(visited)
}

/// Returns the name of a package from a descriptor.
fn name(descriptor: &str) -> &str {
    descriptor.split_once("@npm:").map_or(descriptor, |(name, _)| name)
}

/// Builds a project that depends on each package directly. Further versions of a package get an alias.
fn project(packages: &BTreeSet<(&str, &str)>) -> Project {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    packages.iter().for_each(|(name, version)| versions.entry(name).or_default().push(version));
    let (mut dependencies, mut locked) = (Map::new(), Map::new());
    for (name, versions) in versions {
        for (nth, version) in versions.into_iter().enumerate() {
            let key = if nth == 0 {
                dependencies.insert(name.to_owned(), json!(version));
                format!("node_modules/{name}")
            } else {
                // A second version of a package needs a place of its own, which an alias provides.
                let alias = format!("{}-{nth}", name.replace(['@', '/'], "-").trim_start_matches('-'));
                dependencies.insert(alias.clone(), json!(format!("npm:{name}@{version}")));
                format!("node_modules/{alias}")
            };
            locked.insert(key, json!({ "name": name, "version": version }));
        }
    }
    let manifest =
        json!({ "name": "audited", "version": "0.0.0", "private": true, "dependencies": dependencies });
    locked.insert(String::new(), manifest.clone());
    let lock = json!({ "name": "audited", "version": "0.0.0", "lockfileVersion": 3, "requires": true, "packages": locked });
    Project { manifest, lock }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a lock file that cannot be read fails the test")]
mod tests {
    use super::{Selection, from_yarn};
    use crate::backstage::{ADAPTER, BACKEND, RELEASES};
    use serde_json::json;

    fn lock() -> String {
        let workspace = |name: String, dependency| {
            format!(
                "\"{name}\":\n  version: 0.0.0-use.local\n  resolution: \"{name}\"\n  dependencies:\n    {dependency}: \"npm:^4\"\n"
            )
        };
        let (adapter, backend) =
            (workspace(ADAPTER.descriptor(), "zod"), workspace(BACKEND.descriptor(), "express"));
        format!(
            "__metadata:\n  version: 8\n\n{adapter}\n{backend}\n\
             \"express@npm:^4\":\n  version: 4.2.0\n  resolution: \"express@npm:4.2.0\"\n\n\
             \"zod@npm:^4\":\n  version: 4.1.0\n  resolution: \"zod@npm:4.1.0\"\n  dependencies:\n    \"@a/b\": \"npm:^2\"\n\n\
             \"@a/b@npm:^1\":\n  version: 1.0.0\n  resolution: \"@a/b@npm:1.0.0\"\n\n\
             \"@a/b@npm:^2\":\n  version: 2.0.0\n  resolution: \"@a/b@npm:2.0.0\"\n"
        )
    }

    #[test]
    fn both_versions_of_a_package_are_asked_for() {
        let project = from_yarn(&lock(), Selection::Everything).unwrap();
        assert_eq!(project.lock["packages"]["node_modules/@a/b"]["version"], "1.0.0");
        let second = json!({ "name": "@a/b", "version": "2.0.0" });
        assert_eq!(project.lock["packages"]["node_modules/a-b-1"], second);
        assert_eq!(project.manifest["dependencies"]["a-b-1"], "npm:@a/b@2.0.0");
    }

    #[test]
    fn of_our_packages_only_what_they_reach() {
        let project = from_yarn(&lock(), Selection::Ours).unwrap();
        let reached = json!({ "@a/b": "2.0.0", "express": "4.2.0", "zod": "4.1.0" });
        assert_eq!(project.manifest["dependencies"], reached);
        assert!(from_yarn("", Selection::Ours).is_err());
    }

    #[test]
    fn each_hosts_lock_can_be_asked_about() {
        for release in RELEASES {
            let path = crate::paths::root().join("tests/backstage").join(release).join("yarn.lock");
            let text = std::fs::read_to_string(path).unwrap();
            let packages = |selection| {
                from_yarn(&text, selection).unwrap().manifest["dependencies"].as_object().unwrap().len()
            };
            assert!(packages(Selection::Everything) > 1000, "{release}");
            assert!((2..300).contains(&packages(Selection::Ours)), "{release}");
        }
    }
}
