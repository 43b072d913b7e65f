//! Tests that links and paths in the documents lead to files of the repository, and quotations to messages.

use crate::paths;
use anyhow::{Context, Result};
use coder_core::i18n::Message;
use std::fs;
use std::path::{Path, PathBuf};

/// Directories whose files the documents name. A path that begins with another word is not one of the repository.
const DIRECTORIES: [&str; 11] =
    ["bench", "crates", "docs", "examples", "fuzz", "npm", "public", "src", "style", "tests", "xtask"];

/// Directories below which the documents are.
const DOCUMENTS: [&str; 8] =
    ["", "bench", "docs", "docs/decisions", "examples", "examples/*", "npm/*", "tests"];

#[test]
fn links_and_paths_in_the_documents_exist() -> Result<()> {
    let (documents, mut wrong) = (documents(), Vec::new());
    assert!(documents.len() > 15, "{documents:?}");
    for document in documents {
        let text = fs::read_to_string(paths::root().join(&document))
            .with_context(|| format!("no {}", document.display()))?;
        wrong.extend(missing(&document, &text));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    Ok(())
}

/// Returns the paths of the Markdown files.
fn documents() -> Vec<PathBuf> {
    let dirs = DOCUMENTS.into_iter().flat_map(|dir| match dir.strip_suffix("/*") {
        Some(above) => entries(Path::new(above)),
        None => vec![PathBuf::from(dir)],
    });
    let files = dirs.flat_map(|dir| entries(&dir));
    files.filter(|path| path.extension().is_some_and(|end| end == "md")).collect()
}

/// Returns the paths of the files and directories in a directory of the repository.
fn entries(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(paths::root().join(dir)).into_iter().flatten().flatten();
    entries.map(|entry| dir.join(entry.file_name())).collect()
}

/// Returns each link or path of a document that leads nowhere, with the document's path and the line.
fn missing(document: &Path, text: &str) -> Vec<String> {
    let (root, dir) = (paths::root(), document.parent().unwrap_or(Path::new("")));
    let mut missing = Vec::new();
    let mut is_code = false;
    for (number, line) in (1..).zip(text.lines()) {
        is_code ^= line.starts_with("```");
        if is_code {
            continue;
        }
        let links = links(line).map(|link| (link, root.join(dir).join(link)));
        let named = named_paths(line).map(|path| (path, root.join(path)));
        let wrong = links.chain(named).filter(|(_, path)| !path.exists());
        missing.extend(wrong.map(|(name, _)| format!("{}:{number}: there is no {name}", document.display())));
    }
    missing
}

/// Returns the targets of a line's relative links.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ', '#']).next());
    targets.filter(|target| !target.is_empty() && !target.contains(':'))
}

/// Returns a line's words in backticks that look like paths in the repository.
fn named_paths(line: &str) -> impl Iterator<Item = &str> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    line.split('`').skip(1).step_by(2).filter(move |word| {
        let first = word.split_once('/').map(|(first, _)| first);
        first.is_some_and(|first| DIRECTORIES.contains(&first)) && word.chars().all(is_plain)
    })
}

#[test]
fn the_messages_of_the_troubleshooting_page_are_those_on_the_screen() -> Result<()> {
    let text = fs::read_to_string(paths::root().join("docs/troubleshooting.md"))?;
    let rows = text.lines().filter_map(|line| line.strip_prefix("| \"")?.split_once('"'));
    let quoted: Vec<String> = rows.map(|(message, _)| message.replace('\'', "’")).collect();
    assert!(quoted.len() > 8, "{quoted:?}");
    for message in quoted {
        let is_shown = Message::ALL.iter().any(|shown| shown.en().starts_with(&message));
        assert!(is_shown, "no message begins with {message:?}");
    }
    Ok(())
}

#[test]
fn a_link_and_a_path_that_lead_nowhere_are_named_with_their_lines() {
    let text = "[a](glossary.md#x) [b](gone.md) [c](https://example.com)\n\
                `docs/gone.md` `docs/glossary.md` `gone/x.md` `docs/*.md`\n```\n`docs/code.md`\n```\n`src/no`";
    assert_eq!(
        missing(Path::new("docs/page.md"), text),
        [
            "docs/page.md:1: there is no gone.md",
            "docs/page.md:2: there is no docs/gone.md",
            "docs/page.md:6: there is no src/no",
        ]
    );
}
