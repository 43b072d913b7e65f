//! Extracts the adapter README's installation steps, so that the tests follow the same steps as an adopter.

use anyhow::{Context, Result};
use serde_json::Value;

/// Returns the README's code block that starts with a comment naming the file, without the comment.
pub fn block<'a>(readme: &'a str, language: &str, comment: &str, file: &str) -> Option<&'a str> {
    readme
        .split_once(&format!("```{language}\n{comment} {file}\n"))?
        .1
        .split_once("```")
        .map(|(block, _)| block)
}

/// Returns the README's additions to a JSON file.
///
/// # Errors
/// If the README has no block for the file.
pub fn json(readme: &str, file: &str) -> Result<Value> {
    let block =
        block(readme, "json", "//", file).with_context(|| format!("the README has no lines for {file}"))?;
    serde_json::from_str(block).with_context(|| format!("the README's lines for {file} are no JSON"))
}

/// Merges entries into the same sections of a manifest.
pub fn add(manifest: &mut Value, lines: &Value) {
    for (section, entries) in lines.as_object().into_iter().flatten() {
        for (name, value) in entries.as_object().into_iter().flatten() {
            manifest[section][name] = value.clone();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]
mod tests {
    use super::{add, block, json};
    use crate::{npm, paths};
    use serde_json::json;
    use std::fs;

    fn read(file: &str) -> String {
        fs::read_to_string(paths::root().join(file)).unwrap()
    }

    #[test]
    fn lines_are_added_to_what_is_there() {
        let mut manifest = json!({ "dependencies": { "react": "18" } });
        add(&mut manifest, &json!({ "dependencies": { "x": "1" }, "resolutions": { "y": "2" } }));
        assert_eq!(
            manifest,
            json!({ "dependencies": { "react": "18", "x": "1" }, "resolutions": { "y": "2" } })
        );
    }

    #[test]
    fn the_readme_names_the_tarballs_that_are_packed() {
        for (readme, file, section, dir, from) in [
            ("npm/backstage", "packages/app/package.json", "dependencies", "npm/backstage", "../../"),
            ("npm/backstage", "package.json", "resolutions", "npm/element", "./"),
            ("npm/backend", "packages/backend/package.json", "dependencies", "npm/backend", "../../"),
            ("npm/backend", "package.json", "resolutions", "npm/core", "./"),
        ] {
            let readme = read(&format!("{readme}/README.md"));
            let package = npm::manifest(dir).unwrap();
            let (name, version) = (package["name"].as_str().unwrap(), package["version"].as_str().unwrap());
            let lines = json(&readme, file).unwrap();
            assert_eq!(lines[section][name], format!("file:{from}vendor/{name}-{version}.tgz"));
        }
    }

    #[test]
    fn the_readmes_ask_nobody_to_install_an_unpublished_name() {
        for file in [
            "README.md",
            "npm/backstage/README.md",
            "npm/element/README.md",
            "npm/backend/README.md",
            "npm/core/README.md",
        ] {
            let readme = read(file);
            let (now, _) = readme.split_once("### Once they are published").unwrap_or((&readme, ""));
            for command in ["yarn add", "npm install", "npm i ", "pnpm add", " add backstage-plugin-coder"] {
                assert!(!now.contains(command), "{file}: {command}");
            }
        }
    }

    #[test]
    fn both_readmes_have_the_same_configuration() {
        let adapters = read("npm/backstage/README.md");
        let config = block(&adapters, "yaml", "#", "app-config.yaml").unwrap();
        assert!(read("README.md").contains(&format!("```yaml\n{config}```")));
    }
}
