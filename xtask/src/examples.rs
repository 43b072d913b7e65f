//! Tests of what the examples' files say. That they work is tested elsewhere: the pages end to end
//! (`tests/e2e/backstage/examples.spec.mjs`), the React example's types with the adapter's ([`crate::package`]), and
//! the Leptos app as a member of the workspace.

#![allow(clippy::unwrap_used, reason = "a file of ours that is missing fails the test")]

use crate::process::stdout_of;
use crate::{backstage, npm, paths};
use std::fs;
use std::process::Command;

const EXAMPLES: [&str; 4] = ["custom-row", "leptos", "react", "static-page"];
/// Ways to make HTML of text.
const HTML_FROM_TEXT: [&str; 5] =
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "dangerouslySetInnerHTML", "inner_html"];

fn read(path: &str) -> String {
    fs::read_to_string(paths::root().join(path)).unwrap()
}

/// Returns the paths of the examples' files.
fn files() -> Vec<String> {
    let files = stdout_of(Command::new("git").current_dir(paths::root()).args(["ls-files", "examples"]));
    files.unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn every_example_is_listed_and_says_how_to_run_it() {
    let mut found: Vec<String> = files()
        .iter()
        .filter_map(|path| path.strip_prefix("examples/")?.split_once('/'))
        .map(|(example, _)| example.to_owned())
        .collect();
    found.dedup();
    assert_eq!(found, EXAMPLES);
    let list = read("examples/README.md");
    for example in EXAMPLES {
        assert!(list.contains(&format!("[{example}]({example}/)")), "{example}");
        let readme = read(&format!("examples/{example}/README.md"));
        let commands = readme.split("```sh\n").nth(1).and_then(|rest| rest.split("```").next());
        let commands: Vec<&str> = commands.unwrap_or_default().lines().collect();
        assert_eq!(commands.len(), 2, "{example}");
        assert!(commands.iter().any(|line| line.contains(&format!("examples/{example}"))), "{example}");
    }
}

#[test]
fn no_example_has_a_session_token_or_makes_html_of_text() {
    for path in files() {
        let text = read(&path);
        for word in HTML_FROM_TEXT {
            assert!(!text.contains(word), "{path}: {word}");
        }
        assert!(!text.split(|c: char| !is_of_a_token(c)).any(is_token), "{path} has a session token");
    }
}

fn is_of_a_token(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-'
}

/// Whether a word has the form of Coder's session tokens: an id of 10 characters and a secret of 22.
fn is_token(word: &str) -> bool {
    word.split_once('-').is_some_and(|(id, secret)| id.len() == 10 && secret.len() == 22)
}

#[test]
fn a_session_token_is_known_by_its_form() {
    assert!(is_token("demodemo01-coderbackstagedemo0001"));
    assert!(!is_token("coder-workspaces-card"));
}

#[test]
fn the_react_example_has_the_versions_that_are_locked_elsewhere() {
    let manifest = npm::manifest("examples/react").unwrap();
    let esbuild = npm::manifest("xtask/tools/esbuild").unwrap();
    assert_eq!(manifest["devDependencies"]["esbuild"], esbuild["dependencies"]["esbuild"]);
    let host = read(&format!("tests/backstage/{}/yarn.lock", backstage::RELEASES[0]));
    for (name, version) in ["dependencies", "devDependencies"].iter().flat_map(|section| {
        manifest[section].as_object().unwrap().iter().filter(|(name, _)| *name != "esbuild")
    }) {
        let version = version.as_str().unwrap();
        assert!(host.contains(&format!("resolution: \"{name}@npm:{version}\"")), "{name} {version}");
    }
}
